"""A person changes provider, times and what time is for. Nobody approves what fits; no day or penny is lost."""

from datetime import date, timedelta
from random import Random

import pytest

from selfdirect.actions import access, order_changes, orders
from selfdirect.actions.action import NotAllowed, Refused, Stale
from selfdirect.actions.support.ordering import spells_of
from selfdirect.actions.support.swaps import most_swapped
from selfdirect.records.access import User
from selfdirect.records.market import Provider
from selfdirect.records.messages import Letter, Message
from selfdirect.records.orders import Order, OrderRequest, OrderState, TimeSwap
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from selfdirect.rules.orders import covering
from tests.actions.ordered import ON, STARTS_ON, Ordered, fresh, managed
from tests.actions.paying_people import problems
from tests.actions.story import DECIDED_ON, support

pytestmark = pytest.mark.django_db
CHANGE_ON = date(2026, 7, 13)
NEW_ON = date(2026, 8, 3)


@pytest.fixture
def life() -> Ordered:
    return managed()


def person_of(life: Ordered) -> User:
    by = life.here.cast.administrator
    own = {"roles": [Role.PERSON], "person_id": life.person.pk, "on": DECIDED_ON, "by": by}
    return access.add_user(email="amara@example.org", name="Amara Foxglove", **own)


def gaps(life: Ordered) -> list[date]:
    """The days of the line, from its start to its end, that do not have exactly one provider."""
    spells = list(spells_of(life.line).values())
    days = (life.budget.ends_on - STARTS_ON).days
    all_days = [STARTS_ON + timedelta(days=each) for each in range(days + 1)]
    return [day for day in all_days if len(covering(spells, day)) != 1]


def order_of(made: Order | OrderRequest) -> Order:
    assert isinstance(made, Order), made
    return fresh(made)


@pytest.mark.requirement("R-BRK-08")
def test_what_still_fits_takes_effect_without_approval_and_both_sides_are_told(life: Ordered) -> None:
    old, person = life.going_on(), person_of(life)
    new = order_of(life.changed(old, CHANGE_ON, by=person))
    assert (new.who, new.starts_on, new.replaces, new.made_by) == ("Example Care and Support", NEW_ON, old, person)
    assert not OrderRequest.objects.exists() and not Step.objects.filter(code="order_decision").exists()
    told = dict(Message.objects.filter(key__startswith=f"order:{new.pk}:").values_list("key", "to"))
    assert told == {
        f"order:{new.pk}:asked": life.providers[4].email,
        f"order:{new.pk}:notice": life.providers[0].email,
    }
    assert fresh(old).last_on == life.budget.ends_on, "the old one goes on until the new one has said yes"
    life.answered(new, on=date(2026, 7, 15))
    assert fresh(old).last_on == NEW_ON - timedelta(days=1) and gaps(life) == []
    last = Message.objects.get(key__startswith=f"order:{old.pk}:last:")
    assert last.to == life.providers[0].email and "is 2 August 2026" in last.body


@pytest.mark.requirement("R-BRK-08")
@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"outcomes": ["community"]}, "something that this part of the plan was not agreed for"),
        ({"unit_price_pence": 1700}, "This comes to £85.00 a week. The budget holds £80.00"),
    ],
)
def test_what_no_longer_fits_is_decided_on_a_clock(wanted: dict[str, object], why: str) -> None:
    life = managed(support(), support(what="Swimming", outcomes=["community"]))
    old = life.going_on()
    asked = life.changed(old, CHANGE_ON, wanted=wanted, by=person_of(life))
    assert isinstance(asked, OrderRequest) and why in asked.why_decided[0]
    step = Step.objects.open().get(code="order_decision")
    assert step.owner in life.here.cast.managers and step.due_on == date(2026, 7, 20)
    assert Order.objects.count() == 1 and fresh(old).last_on == life.budget.ends_on
    given = {"person": life.person, "request": asked, "seen_version": 1, "on": date(2026, 7, 15), "by": step.owner}
    with pytest.raises(Refused, match="Give your reasons"):
        order_changes.decide(**given, is_agreed=False, reasons=" ")
    decided = order_changes.decide(**given, is_agreed=False, reasons="The swimming group is agreed already.")
    assert decided.made is None and not Step.objects.open().filter(code="order_decision").exists()
    letter = Letter.objects.get(subject="Our answer to the change you asked for")
    assert letter.facts["words"][1] == "The swimming group is agreed already."
    with pytest.raises(Refused, match="already decided"):
        order_changes.decide(**{**given, "request": decided}, is_agreed=True, reasons="Yes")


def test_what_is_agreed_is_ordered_and_never_more_than_the_budget_leaves_free(life: Ordered) -> None:
    old = life.going_on()
    manager = life.here.manager
    given = {"person": life.person, "seen_version": 1, "on": date(2026, 7, 15), "by": manager, "is_agreed": True}
    dear = life.changed(old, CHANGE_ON, wanted={"unit_price_pence": 1700})
    assert isinstance(dear, OrderRequest)
    with pytest.raises(Refused, match="A review has to look at the plan first"):
        order_changes.decide(**given, request=dear, reasons="Worth it.")
    other = life.changed(old, CHANGE_ON, wanted={"outcomes": ["community"], "what": "Going out"})
    assert isinstance(other, OrderRequest)
    decided = order_changes.decide(**given, request=other, reasons="It helps as much.")
    assert decided.made and decided.made.what == "Going out" and decided.made.starts_on == NEW_ON


def test_nobody_decides_on_their_own_request(life: Ordered) -> None:
    old = life.going_on()
    asked = life.changed(old, CHANGE_ON, wanted={"outcomes": ["work"]})
    assert isinstance(asked, OrderRequest)
    OrderRequest.objects.filter(pk=asked.pk).update(asked_by=life.here.manager)
    asked.refresh_from_db()
    given = {"person": life.person, "request": asked, "seen_version": 1, "on": CHANGE_ON, "by": life.here.manager}
    with pytest.raises(Refused, match="somebody else has to decide"):
        order_changes.decide(**given, is_agreed=True, reasons="Yes")


def test_the_notice_is_kept_and_the_first_day_is_said(life: Ordered) -> None:
    old = life.going_on()
    with pytest.raises(Refused) as refused:
        life.changed(old, CHANGE_ON, wanted={"starts_on": date(2026, 7, 27)})
    assert problems(refused)["starts_on"] == (
        "Example Home Care must be told 14 days before. The first day somebody else can start is 28 July 2026"
    )
    assert isinstance(life.changed(old, CHANGE_ON, wanted={"starts_on": date(2026, 7, 28)}), Order)


def test_one_change_waits_at_a_time_and_a_no_leaves_the_old_one(life: Ordered) -> None:
    old = life.going_on()
    new = order_of(life.changed(old, CHANGE_ON))
    with pytest.raises(Refused, match="Example Care and Support was asked already"):
        life.changed(old, CHANGE_ON)
    life.answered(new, is_yes=False, on=CHANGE_ON)
    assert gaps(life) == [] and fresh(old).state_on(NEW_ON) == OrderState.STARTED
    assert Message.objects.get(key=f"order:{new.pk}:no").to == life.providers[0].email
    assert not Step.objects.open().filter(code="find_provider").exists()


def test_two_who_change_at_once_the_second_is_told(life: Ordered) -> None:
    old = life.going_on()
    life.changed(old, CHANGE_ON)
    with pytest.raises(Stale) as stale:
        life.changed(old, CHANGE_ON, seen_version=old.version)
    assert stale.value.changed_by == life.worker.name


def test_a_stranger_or_another_person_changes_nothing(life: Ordered) -> None:
    old = life.going_on()
    for by in (life.here.cast.finance[0], life.rota):
        with pytest.raises(NotAllowed):
            life.changed(old, CHANGE_ON, by=by)


def test_a_new_one_that_starts_late_leaves_the_old_one_on_until_then_and_one_taken_back_for_good(
    life: Ordered,
) -> None:
    old = life.going_on()
    new = order_of(life.changed(old, CHANGE_ON))
    life.answered(new, on=CHANGE_ON)
    life.started(new, NEW_ON + timedelta(days=4))
    assert fresh(old).last_on == NEW_ON + timedelta(days=3) and gaps(life) == []
    newest = order_of(life.changed(new, NEW_ON + timedelta(days=5), wanted={"starts_on": date(2026, 9, 7)}))
    life.answered(newest, on=date(2026, 8, 10))
    now = fresh(newest)
    orders.end(
        person=life.person,
        order=now,
        last_on=now.first_on,
        reason="Stays as it is",
        seen_version=now.version,
        on=date(2026, 8, 11),
        by=life.worker,
    )
    assert fresh(new).last_on == life.budget.ends_on and gaps(life) == []


@pytest.mark.requirement("R-DEP-09")
@pytest.mark.parametrize("seed", range(6))
def test_no_day_is_without_a_provider_over_any_row_of_changes(seed: int, life: Ordered) -> None:
    chance, now, on = Random(seed), life.going_on(), STARTS_ON
    sellers: list[Provider] = [one for one in life.providers if one.gives_care]
    for _ in range(5):
        on += timedelta(days=chance.randint(1, 25))
        first_on = on + timedelta(days=15 + chance.randint(0, 20))
        wanted = {"starts_on": first_on, "provider": chance.choice(sellers)}
        new = order_of(life.changed(now, on, wanted=wanted))
        first_on += timedelta(days=chance.choice((0, 0, 3)))
        said_yes = chance.random() < 0.7
        life.answered(new, is_yes=said_yes, on=on, **({"first_on": first_on} if said_yes else {}))
        assert gaps(life) == []
        if said_yes:
            on = first_on + timedelta(days=chance.choice((0, 0, 6)))
            life.started(new, on)
            now = fresh(new)
        assert gaps(life) == []


def test_times_and_the_preferred_worker_are_new_rows_and_the_provider_is_told(life: Ordered) -> None:
    order = life.going_on()
    arranged = {"visit_times": "10 in the morning", "preferred_worker": "Joan", "tasks": "", "terms": ""}
    given = {"person": life.person, "arranged": arranged, "on": CHANGE_ON, "by": person_of(life)}
    with pytest.raises(Refused, match="between 13 July 2026"):
        order_changes.arrange(**given, order=order, from_on=ON, seen_version=order.version)
    order = fresh(order)
    order_changes.arrange(**given, order=order, from_on=date(2026, 7, 20), seen_version=order.version)
    now = fresh(order)
    assert now.arrangement and now.arrangement.preferred_worker == "Joan" and now.arrangements.count() == 2
    assert Message.objects.get(subject__startswith="Other times").to == life.providers[0].email


@pytest.mark.requirement("R-DEP-19")
def test_unused_time_becomes_something_else_of_exactly_its_value_and_the_rest_stays_time(life: Ordered) -> None:
    order = life.going_on()
    made = life.swapped(order, CHANGE_ON, by=person_of(life), given_hundredths=150)
    assert (made.pence_weekly, made.bought.pence_weekly, made.bought.who) == (2400, 2400, "The gym")
    assert (made.from_on, made.last_on, made.bought.ends_on) == (NEW_ON, date(2026, 8, 30), date(2026, 8, 30))
    assert most_swapped(life.line.pk, NEW_ON, made.last_on) == 2400
    told = Message.objects.get(key=f"swap:{made.pk}")
    assert told.to == life.providers[0].email and "£24.00 a week less" in told.body
    second = life.swapped(order, CHANGE_ON, bought_pence=5600, given_hundredths=400, weeks=2)
    assert most_swapped(life.line.pk, NEW_ON, second.last_on) == 8000, "all of the time, to the penny"
    with pytest.raises(Refused, match=r"There is £0.00 of time left"):
        life.swapped(order, CHANGE_ON)
    later = {"starts_on": date(2026, 8, 17)}
    assert life.swapped(order, CHANGE_ON, wanted=later, weeks=1).pence_weekly == 1600
    assert TimeSwap.objects.count() == 3


def test_a_swap_that_does_not_fit_says_what_would(life: Ordered) -> None:
    order = life.going_on()
    with pytest.raises(Refused, match=r"1 is worth £16.00, and this costs £20.00. Swap 1.25 or more"):
        life.swapped(order, CHANGE_ON, bought_pence=2000)
    with pytest.raises(Refused, match="first day somebody else can start is 28 July 2026"):
        life.swapped(order, CHANGE_ON, wanted={"starts_on": date(2026, 7, 20)})
    with pytest.raises(Refused, match="between 1 and 52"):
        life.swapped(order, CHANGE_ON, weeks=0)
    with pytest.raises(Refused, match="Enter fewer weeks"):
        life.swapped(order, CHANGE_ON, weeks=52)


def test_a_swap_that_is_said_no_to_gives_the_time_back(life: Ordered) -> None:
    order = life.going_on()
    made = life.swapped(order, CHANGE_ON)
    life.answered(made.bought, is_yes=False, on=CHANGE_ON)
    assert most_swapped(life.line.pk, NEW_ON, made.last_on) == 0
    assert "whole again" in Message.objects.get(key__startswith=f"order:{made.bought.pk}:time").body
    life.swapped(order, CHANGE_ON)
    with pytest.raises(Refused, match=r"is swapped. Stop the swap first"):
        life.changed(order, CHANGE_ON, wanted={"quantity_hundredths": 50})
