"""A card is ordered, arrives, is lost and replaced; the person closes its report; its account is closed last."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from selfdirect.actions import cards
from selfdirect.actions.action import NotAllowed, Refused, Stale
from selfdirect.jobs.cards import ask_for_new_cards, send_waiting
from selfdirect.ledger.reading import position
from selfdirect.records.cards import Card, CardOrder, CardState, LostCard, OrderState, Verb, cards_of
from selfdirect.records.direct_payments import Payee
from selfdirect.records.messages import Message
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from tests.actions.carded import LOST_ON, Carded, ordered, typed
from tests.actions.first_half import screened, town, worker_of
from tests.actions.story import FIRST_PAY_ON, paid, support

pytestmark = pytest.mark.django_db
LATER = LOST_ON + timedelta(days=5)


@pytest.fixture(autouse=True)
def in_a_folder(settings: Any, tmp_path: Path) -> None:
    settings.CARDS, settings.CARDS_FOLDER = "local", tmp_path / "cards"


@pytest.fixture
def life() -> Carded:
    return ordered()


def step(code: str) -> Step:
    return Step.objects.open().get(code=code)


@pytest.mark.requirement("R-PAY-02")
def test_a_card_is_ordered_its_account_is_known_and_it_is_paid_onto(life: Carded) -> None:
    card = life.card
    assert card.state == CardState.IN_USE and card.is_made and card.is_made.expires_on > LOST_ON  # type: ignore[operator]
    payee = life.person.payees.get(kind="prepaid_card")
    assert card.payee == payee and payee.card_reference and payee.account_name == "Amara Foxglove"
    run = paid(life.here, FIRST_PAY_ON)
    assert run.lines.get().payee == payee
    with pytest.raises(Refused, match="account for a prepaid card already"):
        cards.order_card(person=life.person, key=life.key(), on=LOST_ON, by=life.worker)


@pytest.mark.requirement("R-PAY-03")
def test_a_lost_card_is_blocked_replaced_timed_and_nobody_goes_unpaid() -> None:
    here = town()
    life = ordered(here, line=support(provider=here.cast.providers[2], what="Swimming"))
    paid(here, FIRST_PAY_ON)
    before, was = position(life.budget.reference), life.card
    lost = life.lost(unknown_spending="A fare of £12 I did not take")
    asked = list(CardOrder.objects.filter(state=OrderState.WAITING).order_by("pk"))
    assert [(one.verb, one.because) for one in asked] == [(Verb.BLOCK, "lost"), (Verb.REPLACE, "lost")]
    assert Card.objects.with_rows().get(pk=was.pk).state == CardState.BLOCKING, "blocked once the company has said so"
    assert step("card_lost").due_on == lost.due_on > LOST_ON and step("card_lost").owner == life.worker
    assert step("interim_payment").due_on == LOST_ON, "whoever cannot wait is paid the same day"
    assert step("card_spending").owner.name in {user.name for user in here.cast.finance}
    told = Message.objects.get(key__startswith=f"lost_card:{lost.pk}:")
    assert told.to == here.cast.providers[2].email and "Amara" in told.body and "Foxglove" not in told.body
    words = " ".join(Message.objects.get(key=f"lost_card:{lost.pk}").letter.facts["words"])  # type: ignore[union-attr]
    assert "Example Active" in words and "cannot wait" in words and "spending that you do not know" in words
    send_waiting(LOST_ON)
    assert Card.objects.with_rows().get(pk=was.pk).state == CardState.BLOCKED
    new = life.card
    assert new.replaces == was and new.payee == was.payee and new.state == CardState.ON_ITS_WAY
    assert position(life.budget.reference) == before, "a lost card moves no money"
    assert life.person.payees.count() == 1, "and payments go where they went"


@pytest.mark.requirement("R-PAY-03")
def test_the_person_confirms_before_a_report_is_closed(life: Carded) -> None:
    lost = life.lost()
    send_waiting(LOST_ON)
    with pytest.raises(Refused, match="not in use yet"):
        life.well(lost, LATER)
    new = life.arrived(life.card, LATER)
    assert new.state == CardState.IN_USE
    with pytest.raises(Refused, match="not right yet"):
        life.well(lost, LATER, all_is_well=False)
    with pytest.raises(Refused, match="Enter who says so"):
        life.well(lost, LATER, confirmed_by_name=" ")
    life.well(lost, LATER, all_is_well=False, how_it_went="Ana was not paid")
    assert LostCard.objects.get().closed_on is None and step("card_lost") and step("interim_payment")
    closed = life.well(lost, LATER)
    assert (closed.closed_on, closed.confirmed_by_name) == (LATER, "Amara Foxglove")
    assert not Step.objects.open().filter(code="card_lost").exists()
    with pytest.raises(Refused, match="closed already"):
        life.well(lost, LATER)


def test_a_card_is_reported_once_and_by_whom_it_concerns(life: Carded) -> None:
    card = life.card
    with pytest.raises(Refused) as refused:
        life.lost(why="bored", reported_by_name="")
    assert [one.field for one in refused.value.problems] == ["why", "reported_by_name"]
    life.lost()
    with pytest.raises(Refused, match=r"was reported on 15 July 2026 already"):
        life.lost(card=card)
    assert LostCard.objects.count() == 1 and CardOrder.objects.filter(verb=Verb.BLOCK).count() == 1
    other = screened(life.here, first_name="Other").person
    with pytest.raises(Refused, match="somebody else"):
        life.lost(person=other, card=card, by=worker_of(other))
    for stranger in (life.here.cast.panel[0], life.here.cast.providers[0].users.get()):
        with pytest.raises(NotAllowed):
            life.lost(by=stranger)


def test_somebody_else_s_answer_in_the_meantime_is_not_written_over(life: Carded) -> None:
    lost = life.lost()
    send_waiting(LOST_ON)
    life.arrived(life.card, LATER)
    life.well(lost, LATER, all_is_well=False, how_it_went="Ana was not paid")
    with pytest.raises(Stale):
        life.well(lost, LATER, seen_version=lost.version)


def test_a_card_that_never_arrived_can_be_reported(life: Carded) -> None:
    life.lost()
    send_waiting(LOST_ON)
    second = life.lost(on=LATER, why="not_arrived")
    send_waiting(LATER)
    assert len(cards_of(life.person.pk)) == 3 and second.card.replaces_id
    with pytest.raises(Refused, match="It is: Blocked"):
        life.arrived(second.card, LATER)
    life.arrived(life.card, LATER)
    life.well(second, LATER)
    assert not LostCard.objects.filter(closed_on=None).exists(), "one word closes both"
    assert not Step.objects.open().filter(code="card_lost").exists()


def test_a_card_that_is_lost_while_another_comes_because_it_runs_out_asks_for_no_third(life: Carded) -> None:
    card = life.card
    assert card.is_made and card.is_made.expires_on
    weeks_before = card.is_made.expires_on - timedelta(weeks=5)
    assert ask_for_new_cards(weeks_before) == 1
    life.lost(on=weeks_before, card=card)
    send_waiting(weeks_before)
    assert len(cards_of(life.person.pk)) == 2 and life.card.state == CardState.ON_ITS_WAY


def test_an_account_is_closed_only_when_no_budget_is_paid_there(life: Carded) -> None:
    card = life.card
    given: dict[str, Any] = {"person": life.person, "card": card, "by": life.worker}
    with pytest.raises(Refused, match="is still paid onto this card"):
        cards.close_account(**given, key=life.key(), on=LOST_ON)
    after = life.budget.ends_on + timedelta(days=1)
    closed = cards.close_account(**given, key=life.key(), on=after)
    send_waiting(after)
    assert closed.state == CardState.OVER
    assert CardOrder.objects.get(verb=Verb.CLOSE).answer["returned_pence"] == 0
    assert not Step.objects.open().filter(code="card_money_back").exists(), "nothing was on it"
    with pytest.raises(Refused, match="cannot be closed now"):
        cards.close_account(**given, key=life.key(), on=after)


def test_a_card_whose_account_was_typed_is_known_and_reported_by_telephone() -> None:
    life = typed()
    card = life.card
    assert card.state == CardState.IN_USE and card.is_made and card.is_made.last_four == ""
    life.lost()
    assert {one.state for one in CardOrder.objects.all()} == {OrderState.BY_PHONE}
    steps = Step.objects.open().filter(code="card_by_phone")
    assert {one.due_on for one in steps} == {LOST_ON} and {one.owner for one in steps} == {life.worker}


def test_a_carer_may_report_and_may_not_order() -> None:
    life = ordered()
    from tests.pages.person.conftest import Life

    helper = Life(life.here, life.budget, life.worker).helper(Role.CARER, may_see_money=False)
    with pytest.raises(NotAllowed):
        cards.order_card(person=life.person, key=life.key(), on=LOST_ON, by=helper)
    assert life.lost(by=helper, by_phone=False, reported_by_name=helper.name).pk
    assert Payee.objects.filter(kind="prepaid_card").count() == 1
