"""What people pay the council is billed to the day, never twice, and settles in the book to the penny."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.support.contributions import due_through
from selfdirect.ledger.chart import BANK, FUNDING
from selfdirect.ledger.reading import balance
from selfdirect.records.audit import AuditEntry
from selfdirect.records.contributions import ContributionBill, ContributionPayment, accounts_of
from selfdirect.records.payments import PaymentLine
from tests.actions.changing_payments import changed_charge, paused
from tests.actions.contributing import LATER, TWO_WEEKS, Contributing, contributing
from tests.actions.paying_people import problems, the_book_is_sound
from tests.actions.story import FIRST_PAY_ON, paid

pytestmark = pytest.mark.django_db


@pytest.fixture
def life(settings: Any, tmp_path: Path) -> Iterator[Contributing]:
    with contributing(settings, tmp_path) as made:
        yield made


@pytest.mark.requirement("R-PAY-09")
@pytest.mark.requirement("R-PAY-16")
def test_the_council_pays_all_and_the_person_is_billed_for_their_part(life: Contributing) -> None:
    assert life.weekly > 0 and life.told.schedule.pence_weekly == life.budget.gross_pence_weekly
    funding = balance(FUNDING)
    run = life.billed()
    bill = ContributionBill.objects.get(run=run)
    assert (bill.from_on, bill.until_on, bill.pence) == (FIRST_PAY_ON, TWO_WEEKS, 2 * life.weekly)
    assert life.claimed == 2 * life.weekly and balance(FUNDING) == funding - 2 * life.weekly
    bank = balance(BANK)
    life.paid(2 * life.weekly)
    assert life.claimed == 0 and balance(BANK) == bank + 2 * life.weekly
    said = AuditEntry.objects.filter(person=life.told.person).values_list("said", flat=True)
    assert any("We ask you to pay" in words for words in said) and any("You paid us" in words for words in said)
    assert the_book_is_sound()


@pytest.mark.requirement("R-PAY-16")
def test_no_day_is_billed_twice_and_the_pennies_of_the_bills_are_those_of_the_whole(life: Contributing) -> None:
    for days in (1, 2, 5, 13, 31):
        life.billed(FIRST_PAY_ON + timedelta(days=days))
    last = FIRST_PAY_ON + timedelta(days=31)
    _, whole = due_through([life.budget], last)[life.budget.pk]
    assert sum(bill.pence for bill in ContributionBill.objects.all()) == whole == life.weekly * 32 // 7
    with pytest.raises(Refused, match="Nothing is due up to"):
        life.billed(last)
    with pytest.raises(Refused) as refused:
        life.billed(last - timedelta(days=1))
    assert "billed already" in problems(refused)["until_on"]
    with pytest.raises(Refused) as refused:
        life.billed(LATER + timedelta(days=1))
    assert "today or earlier" in problems(refused)["until_on"]


@pytest.mark.requirement("R-FIN-09")
def test_a_lower_contribution_is_given_back_on_the_next_bill(life: Contributing) -> None:
    life.billed()
    changed_charge(life.told, 1000)
    bill = life.billed().bills.get()
    assert bill.pence == -1000, "one of the two weeks was billed too high"
    assert life.claimed == 2 * life.weekly - 1000
    paid(life.told.town, FIRST_PAY_ON)
    assert PaymentLine.objects.get().pence == 3 * life.budget.gross_pence_weekly, "the council still pays all of it"
    assert the_book_is_sound()


def test_less_is_due_while_payments_are_paused(life: Contributing) -> None:
    paused(life.told, until_on=TWO_WEEKS)
    assert life.billed().bills.get().pence == life.weekly, "the second week was paused"


def test_what_was_paid_too_much_is_theirs_and_goes_back(life: Contributing) -> None:
    life.billed()
    life.paid(2 * life.weekly + 500)
    account = accounts_of([life.budget])[life.budget.pk]
    assert (account.owed_pence, account.overpaid_pence) == (0, 500)
    with pytest.raises(Refused) as refused:
        life.paid(501, direction="given_back")
    assert "£5.00 or less" in problems(refused)["pence"]
    life.paid(500, direction="given_back")
    assert life.claimed == 0 and the_book_is_sound()


def test_a_mistake_is_undone_and_stays(life: Contributing) -> None:
    life.billed()
    wrong = life.paid(100)
    life.undone(wrong)
    assert life.claimed == 2 * life.weekly and ContributionPayment.objects.count() == 2
    with pytest.raises(Refused, match="undone already"):
        life.undone(wrong)
    with pytest.raises(Refused) as refused:
        life.undone(life.paid(200), reason=" ")
    assert "what was wrong" in problems(refused)["reason"]
    assert the_book_is_sound()


@pytest.mark.parametrize(
    ("more", "field", "says"),
    [
        ({"pence": 0}, "pence", "more than nothing"),
        ({"moved_on": LATER + timedelta(days=1)}, "moved_on", "today or earlier"),
        ({"moved_on": FIRST_PAY_ON - timedelta(days=1)}, "moved_on", "6 July 2026 or later"),
        ({"direction": "sideways"}, "direction", "which way"),
    ],
)
def test_what_cannot_be_is_refused_in_words(life: Contributing, more: dict[str, Any], field: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        life.paid(**({"pence": 100} | more))
    assert says in problems(refused)[field] and not ContributionPayment.objects.exists()


def test_only_finance_bills_and_writes_down(life: Contributing) -> None:
    with pytest.raises(NotAllowed):
        life.billed(by=life.told.town.cast.approvers[0])
    with pytest.raises(NotAllowed):
        life.paid(100, by=life.told.town.cast.approvers[0])


def test_asking_twice_bills_once(life: Contributing) -> None:
    first = life.billed(key="the-same")
    assert life.billed(key="the-same") == first and ContributionBill.objects.count() == 1
