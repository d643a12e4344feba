"""An order keeps what was ordered; answers, starts and ends are written down for good; its state follows."""

from datetime import timedelta

import pytest

from selfdirect.records.orders import Order, OrderRequest, OrderState
from tests.actions.ordered import ON, STARTS_ON, Ordered, fresh, managed
from tests.records.raw import NEVER, copy_of, refusal, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def life() -> Ordered:
    return managed()


def test_an_order_never_changes_but_for_its_version(life: Ordered) -> None:
    order = life.made()
    for column in ("pence_weekly", "starts_on", "provider_id", "what", "notice_days"):
        assert NEVER in refusal(f"update records_order set {column} = {column} where id = %s", order.pk)
    assert NEVER in refusal("delete from records_order where id = %s", order.pk)
    run("update records_order set version = version + 1 where id = %s", order.pk)


def test_what_happened_to_an_order_is_written_down_for_good(life: Ordered) -> None:
    order = life.going_on()
    made = life.swapped(order, STARTS_ON)
    rows = [order.answer, order.start, order.arrangements.get(), made]  # type: ignore[attr-defined]
    for row in rows:
        assert NEVER in refusal(f'update {row._meta.db_table} set "on" = "on" where id = %s', row.pk)
        assert NEVER in refusal(f"delete from {row._meta.db_table} where id = %s", row.pk)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"kind": "'gift'"}, "order_kind"),
        ({"seller": "'friend'", "provider_id": "null", "seller_name": "'Ann'"}, "order_seller"),
        ({"frequency": "'daily'"}, "order_frequency"),
        ({"ends_on": "starts_on - 1"}, "order_ends_after_start"),
        ({"pence_weekly": "0"}, "order_amounts"),
        ({"provider_id": "null"}, "order_names_its_seller"),
        ({"seller": "'unusual'", "provider_id": "null"}, "order_names_its_seller"),
    ],
)
def test_the_database_refuses_an_order_that_makes_no_sense(changes: dict[str, str], name: str, life: Ordered) -> None:
    assert refusal(copy_of("records_order", life.made().pk, **changes)) == name


def test_a_yes_has_a_day_and_a_no_a_reason(life: Ordered) -> None:
    order = life.made()
    answer = life.answered(order)
    other = Order.objects.get(pk=life.swapped(fresh(order), ON).bought_id)
    wrong = {"order_id": str(other.pk), "first_on": "null"}
    assert refusal(copy_of("records_orderanswer", answer.pk, **wrong)) == "order_answer_yes_with_day_no_with_reason"
    assert "order_id" in refusal(copy_of("records_orderanswer", answer.pk))


def test_nobody_decides_on_their_own_request_and_a_decision_stands(life: Ordered) -> None:
    asked = life.changed(life.going_on(), STARTS_ON, wanted={"outcomes": ["work"]})
    assert isinstance(asked, OrderRequest)
    decided = "is_agreed = false, decided_on = asked_on, decided_by_id = {}"
    own = f"update records_orderrequest set {decided.format('asked_by_id')} where id = %s"
    assert refusal(own, asked.pk) == "nobody_decides_their_own_request"
    run(f"update records_orderrequest set {decided.format(life.here.manager.pk)} where id = %s", asked.pk)
    assert NEVER in refusal("update records_orderrequest set is_agreed = true where id = %s", asked.pk)


def test_where_an_order_stands_follows_from_its_rows(life: Ordered) -> None:
    order = life.made()
    assert order.state_on(ON) == OrderState.ASKED
    assert order.state_on(order.due_on + timedelta(days=1)) == OrderState.LATE
    life.answered(order, first_on=STARTS_ON + timedelta(days=1))
    order = fresh(order)
    assert (order.state_on(ON), order.first_on) == (OrderState.AGREED, STARTS_ON + timedelta(days=1))
    life.started(order, STARTS_ON + timedelta(days=2))
    order = fresh(order)
    assert (order.state_on(ON), order.first_on) == (OrderState.STARTED, STARTS_ON + timedelta(days=2))
    assert order.state_on(order.ends_on + timedelta(days=1)) == OrderState.ENDED
