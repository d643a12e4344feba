"""Whoever holds a fund swaps time for the person who asked, tells them, and can do nothing with anybody else's."""

from datetime import timedelta

import pytest

from selfdirect.actions import funds_held, switching
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.audit import AuditEntry
from selfdirect.records.funds_held import budgets_held
from selfdirect.records.messages import Message
from selfdirect.records.orders import OrderState
from selfdirect.rules.direct_payments import COUNCIL_MANAGED
from tests.actions.fund_holders import CHANGE_ON, NEW_ON, Resident, resident
from tests.actions.ordered import fresh
from tests.actions.story import by_line
from tests.councils import under

pytestmark = pytest.mark.django_db


@pytest.fixture
def life() -> Resident:
    return resident()


@pytest.mark.requirement("R-DEP-19")
def test_the_holder_writes_down_a_swap_and_the_person_is_told_what_and_by_whom(life: Resident) -> None:
    order = life.going_on()
    made = life.for_them(order)
    assert made.pence_weekly == 1600 and made.bought.what == "Help with shopping"
    assert (made.from_on, made.last_on) == (NEW_ON, NEW_ON + timedelta(days=27))
    letter = Message.objects.get(key=f"fund_swap:{made.pk}")
    assert letter.person_id == life.person.pk
    words = " ".join(letter.letter.facts["words"])
    assert "Rowan Court holds this part of your budget" in words and "£16.00 a week" in words
    told = AuditEntry.objects.filter(person=life.person, verb="funds_held.swap_time").values_list("said", flat=True)
    assert "Rowan Court wrote this down. Amara Foxglove asked for it." in told


def test_only_whoever_holds_the_fund_on_that_day_may(life: Resident) -> None:
    order = life.going_on()
    for other in (life.rota, life.worker):
        with pytest.raises(NotAllowed):
            life.for_them(order, by=other)
        with pytest.raises(NotAllowed):
            funds_held.record_read(line=life.line, what="Looked", on=CHANGE_ON, by=other)
    switched(life)
    with pytest.raises(NotAllowed):
        life.for_them(order, on=NEW_ON, wanted={**life.asked(NEW_ON), "starts_on": NEW_ON + timedelta(days=30)})


def test_what_is_wrong_is_said_in_the_same_words_as_for_the_person(life: Resident) -> None:
    order = life.going_on()
    with pytest.raises(Refused, match="number of weeks"):
        life.for_them(order, weeks=0)
    assert order.swaps.count() == 0


def switched(life: Resident) -> None:
    """From 3 August the council holds it."""
    switching.switch(
        budget=life.budget,
        by_line={pk: {"held_as": COUNCIL_MANAGED} for pk in by_line(life.budget)},
        from_on=NEW_ON,
        return_on=None,
        asked_by_name="Amara Foxglove",
        own_reason="I would like the council to do it.",
        key=life.key(),
        on=CHANGE_ON,
        by=life.worker,
    )


@pytest.mark.requirement("R-DEP-17")
def test_council_c_s_ways_of_holding_let_a_landlord_hold_swap_and_hand_over(life: Resident) -> None:
    order = life.going_on()
    with under("council_c"):
        assert [budget.pk for budget, _ in budgets_held(life.landlord.pk, CHANGE_ON)] == [life.budget.pk]
        made = life.for_them(order)
        assert fresh(made.bought).state_on(CHANGE_ON) == OrderState.ASKED
        switched(life)
        assert budgets_held(life.landlord.pk, NEW_ON) == []
