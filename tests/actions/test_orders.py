"""Support is ordered from the plan, answered, started and ended; what does not fit is refused with the amounts."""

from datetime import date, timedelta

import pytest

from selfdirect.actions import market, orders
from selfdirect.actions.action import NotAllowed, Refused, Stale
from selfdirect.jobs import due
from selfdirect.records.audit import AuditEntry
from selfdirect.records.messages import Letter, Message
from selfdirect.records.orders import LateStart, Order, OrderKind, OrderState, Seller
from selfdirect.records.work import Step
from tests.actions.first_half import commissioner, town
from tests.actions.ordered import ON, STARTS_ON, Ordered, fresh, managed
from tests.actions.paying_people import problems
from tests.actions.story import DECIDED_ON, support

pytestmark = pytest.mark.django_db


@pytest.fixture
def life() -> Ordered:
    return managed()


@pytest.mark.requirement("R-BRK-07")
def test_an_order_keeps_times_worker_tasks_and_terms_agreed_one_by_one(life: Ordered) -> None:
    terms = {
        "visit_times": "Monday to Friday at 8 in the morning",
        "preferred_worker": "Joan or Peter",
        "tasks": "Wash, dress, breakfast",
        "terms": "Ring first. A visit that is cancelled the day before is not charged.",
    }
    order = life.made(**terms)
    kept = order.arrangement
    assert kept and {name: getattr(kept, name) for name in terms} == terms
    assert (order.who, order.pence_weekly, order.starts_on, order.notice_days) == (
        "Example Home Care",
        8000,
        STARTS_ON,
        14,
    )
    asked = Message.objects.get(key=f"order:{order.pk}:asked")
    assert asked.to == life.providers[0].email and order.reference in asked.subject
    assert life.person.name not in asked.body and "Foxglove" not in asked.body


@pytest.mark.requirement("R-BRK-12")
def test_the_plan_becomes_orders_with_nothing_typed_again_and_then_services_are_ready_to_start() -> None:
    here = town()
    one = support(provider=here.cast.providers[0])
    two = support(what="Swimming", outcomes=["community"], provider_name="The town pool", unit_price_pence=500)
    life = managed(one, two, support(what="A class", unit_price_pence=100), here=here)
    orders.make_all(person=life.person, budget=life.budget, key="all", on=ON, by=life.worker)
    orders.make_all(person=life.person, budget=life.budget, key="all", on=ON, by=life.worker)
    made = list(Order.objects.order_by("pk"))
    lines = list(life.budget.lines.select_related("plan_line").order_by("pk"))[:2]
    for order, line in zip(made, lines, strict=True):
        plan = line.plan_line
        assert (order.what, order.quantity_hundredths, order.unit_price_pence, order.pence_weekly) == (
            plan.what,
            plan.quantity_hundredths,
            plan.unit_price_pence,
            line.pence_weekly,
        )
        assert order.outcomes == plan.outcomes and order.who in ("Example Home Care", "The town pool")
        assert Step.objects.open().filter(code="service_start", about=f"Order:{order.pk}").exists()
    said = AuditEntry.objects.filter(verb="orders.make_all").get().said
    assert "Help to wash and dress from Example Home Care, Swimming from The town pool" in said
    with pytest.raises(Refused, match="has an order already"):
        orders.make_all(person=life.person, budget=life.budget, key="again", on=ON, by=life.worker)


@pytest.mark.requirement("R-BRK-11")
def test_somebody_who_does_not_usually_sell_it_gets_a_one_off_agreement() -> None:
    life = managed(support(), support(what="Day care where his wife lives", frequency="one_off", unit_price_pence=5000))
    line = life.budget.lines.order_by("pk")[1]
    asked = life.asked(
        seller=Seller.UNUSUAL,
        provider=None,
        seller_name="Larch House care home",
        seller_contact="020 7946 0777",
        what="Day care four days, with a cooked meal",
        frequency="one_off",
        quantity_hundredths=400,
        unit="days",
        unit_price_pence=5000,
        terms="The meal is part of the care.",
    )
    given = {"person": life.person, "budget_line": line, "on": ON, "by": life.worker}
    order = fresh(orders.make(**given, asked=asked, key="one"))
    assert (order.kind, order.who, order.pence_once, order.pence_weekly) == (
        OrderKind.ONE_OFF,
        "Larch House care home",
        20000,
        0,
    )
    life.answered(order, told_by="The matron")
    assert fresh(order).state_on(ON) == OrderState.AGREED
    with pytest.raises(Refused, match=r"comes to £100.00 once. The budget holds £50.00 once .* £50.00 too much"):
        orders.make(**given, asked={**asked, "quantity_hundredths": 200}, key="two")


def test_an_order_never_costs_more_than_its_line_holds(life: Ordered) -> None:
    with pytest.raises(Refused) as refused:
        life.made(unit_price_pence=1800)
    words = "This comes to £90.00 a week. The budget holds £80.00 a week for Help to wash and dress: that is £10.00"
    assert problems(refused)["unit_price_pence"].startswith(words)
    assert not Order.objects.exists()


def test_everything_wrong_is_named_at_once(life: Ordered) -> None:
    with pytest.raises(Refused) as refused:
        life.made(provider=None, what=" ", quantity_hundredths=0, notice_days=91, starts_on=STARTS_ON - timedelta(1))
    assert set(problems(refused)) == {"provider", "what", "quantity", "notice_days", "starts_on"}
    with pytest.raises(Refused, match="Enter the name"):
        life.made(seller=Seller.ASSISTANT, provider=None, seller_name="")


def test_a_provider_that_has_closed_is_refused_in_words(life: Ordered) -> None:
    market.close_provider(
        provider=life.providers[0], last_on=STARTS_ON - timedelta(1), reason="Retired", on=ON, by=commissioner()
    )
    with pytest.raises(Refused, match=r"Example Home Care closes after 5 July 2026. Select another provider"):
        life.made()


def test_a_line_is_ordered_once_at_a_time(life: Ordered) -> None:
    order = life.made()
    with pytest.raises(Refused, match="was already asked for this"):
        life.made()
    life.answered(order)
    with pytest.raises(Refused, match="already gives this on that day"):
        life.made()


def test_the_provider_answers_only_its_own_and_the_worker_for_one_who_rang() -> None:
    life = managed(support(), support(what="Swimming"))
    order = life.made()
    with pytest.raises(NotAllowed):
        life.answered(order, person=None, by=life.worker)
    life.answered(order, person=None, by=life.rota, told_by="")
    assert fresh(order).state_on(ON) == OrderState.AGREED
    letter = Letter.objects.get(kind="service")
    assert letter.facts["words"] == ["Example Home Care said yes. They give Help to wash and dress from 6 July 2026."]
    other = life.made(line=life.budget.lines.order_by("pk")[1], provider=life.providers[1])
    with pytest.raises(NotAllowed):
        life.answered(other, person=None, by=life.rota)
    with pytest.raises(Refused, match="Enter who told you"):
        life.answered(other, told_by=" ")


def test_a_no_has_a_reason_and_somebody_else_is_looked_for(life: Ordered) -> None:
    order = life.made()
    with pytest.raises(Refused, match="Say why not"):
        life.answered(order, is_yes=False, reason=" ")
    life.answered(order, is_yes=False)
    assert fresh(order).state_on(ON) == OrderState.REFUSED
    step = Step.objects.open().get(code="find_provider")
    assert step.owner == life.worker and not Step.objects.open().filter(code="service_start").exists()
    assert "We have nobody free." in Letter.objects.get(kind="service").facts["words"][0]
    again = life.made(provider=life.providers[4])
    assert not Step.objects.open().filter(code="find_provider").exists() and again.who == "Example Care and Support"


def test_two_who_answer_at_once_the_second_is_told(life: Ordered) -> None:
    order = life.made()
    life.answered(order, is_yes=False)
    with pytest.raises(Stale) as stale:
        life.answered(order, seen_version=order.version)
    assert stale.value.changed_by == life.worker.name and "said no" in stale.value.changes[0]
    with pytest.raises(Refused, match="already answered"):
        life.answered(order)


def test_a_start_is_recorded_by_provider_or_worker_and_counts_days_from_the_plan(life: Ordered) -> None:
    order = life.made()
    with pytest.raises(Refused, match="Nobody has said yes"):
        life.started(order, STARTS_ON)
    life.answered(order)
    with pytest.raises(Refused, match="must be between 6 July 2026 and 7 July 2026"):
        life.started(order, date(2026, 7, 8), on=date(2026, 7, 7))
    start = life.started(order, date(2026, 7, 8), person=None, by=life.rota)
    assert start.days_from_plan == 17 and order.clock_from == DECIDED_ON, "working days from 15 June to 8 July"
    assert not Step.objects.open().filter(code__in=["service_start", "late_start"]).exists()
    with pytest.raises(Refused, match="already written down"):
        life.started(order, date(2026, 7, 9))


@pytest.mark.requirement("R-BRK-03")
def test_a_late_start_raises_itself_once_to_the_worker_and_a_manager_with_the_days(life: Ordered) -> None:
    order = life.made()
    life.answered(order)
    assert order.due_on == STARTS_ON, "15 working days from the plan are over on 6 July too"
    assert due.raise_late_starts(order.due_on) == 0
    late_on = order.due_on + timedelta(days=3)
    assert due.raise_late_starts(late_on) == 1 and due.raise_late_starts(late_on) == 0
    late = LateStart.objects.get()
    assert (late.worker, late.working_days_from_plan) == (life.worker, 18)
    step = Step.objects.open().get(code="late_start")
    assert step.owner == late.manager and late.manager in life.here.cast.managers
    told = Message.objects.filter(key__startswith=f"order:{order.pk}:late:").values_list("to", flat=True)
    assert set(told) == {late.worker.email, late.manager.email}
    assert fresh(order).state_on(late_on) == OrderState.LATE
    life.started(order, late_on)
    assert not Step.objects.open().filter(code="late_start").exists()
    assert fresh(order).state_on(late_on) == OrderState.STARTED


def test_an_end_keeps_the_notice_and_one_not_begun_is_taken_back(life: Ordered) -> None:
    order = life.going_on()
    given = {"person": life.person, "on": STARTS_ON, "by": life.worker, "reason": "Moving away"}
    with pytest.raises(Refused, match="the last day must be 20 July 2026 or later"):
        orders.end(**given, order=order, last_on=date(2026, 7, 19), seen_version=order.version)
    order = fresh(order)
    orders.end(**given, order=order, last_on=date(2026, 7, 20), seen_version=order.version)
    assert fresh(order).last_on == date(2026, 7, 20)
    assert fresh(order).state_on(date(2026, 7, 21)) == OrderState.ENDED
    assert Step.objects.open().filter(code="find_provider", about=f"Order:{order.pk}").exists()
    with pytest.raises(Refused, match="Say why"):
        orders.end(**{**given, "reason": " "}, order=order, last_on=date(2026, 7, 20), seen_version=2)


def test_what_was_not_begun_is_taken_back_with_no_notice(life: Ordered) -> None:
    order = life.made()
    orders.end(
        person=life.person, order=order, last_on=ON, reason="Changed my mind", seen_version=1, on=ON, by=life.worker
    )
    assert fresh(order).never_happens and not Step.objects.open().filter(code="service_start").exists()
    life.made()
