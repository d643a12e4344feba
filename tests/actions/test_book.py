"""Closing the book: who may, which day, and what stands in the way."""

from datetime import date, timedelta

import pytest

from selfdirect.actions import book
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.support.timer import timer
from selfdirect.ledger import chart
from selfdirect.ledger.chain import closed_until, closes, head
from selfdirect.ledger.posting import post, record_assertion
from selfdirect.ledger.refusals import PeriodClosed
from selfdirect.records.access import RoleGrant, User
from selfdirect.records.audit import AuditEntry
from selfdirect.rules.access import Role
from tests.ledger.book import DAY, allot
from tests.ledger.exported import as_text, write_a_book

pytestmark = pytest.mark.django_db
ON = DAY + timedelta(10)


def helper(role: Role) -> User:
    user = User.objects.create(email=f"{role.value}@council.example", name="Farida Aziz", password="!")
    RoleGrant.objects.create(user=user, role=role.value, from_on=date(2020, 1, 1))
    return user


def test_a_finance_approver_closes_the_book_and_the_audit_keeps_the_head() -> None:
    allot("B1", 100)
    approver = helper(Role.FINANCE_APPROVER)
    closed = book.close_period(until=DAY, on=ON, by=approver)
    assert (closed.until, closed.by, closed.head) == (DAY, f"User:{approver.pk}", head())
    entry = AuditEntry.objects.get(verb="book.close_period")
    assert (entry.said, entry.by, entry.on) == ("The book was closed up to 1 April 2026.", approver, ON)
    assert entry.detail == {"movements": 1, "head": head().hash}
    with pytest.raises(PeriodClosed, match="Post the correction in the open period"):
        allot("B1", 5, key="late", on=DAY)
    allot("B1", 5, key="in time", on=ON)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.FINANCE_APPROVER])
def test_nobody_else_closes_the_book(role: Role) -> None:
    with pytest.raises(NotAllowed):
        book.close_period(until=DAY, on=ON, by=helper(role))
    assert closed_until() is None


@pytest.mark.parametrize("until", [ON, ON + timedelta(1), date(2027, 1, 1)])
def test_only_days_that_are_over_are_closed(until: date) -> None:
    with pytest.raises(Refused, match="yesterday or an earlier day"):
        book.close_period(until=until, on=ON, by=helper(Role.FINANCE_APPROVER))


def test_a_day_is_closed_once() -> None:
    approver = helper(Role.FINANCE_APPROVER)
    book.close_period(until=DAY, on=ON, by=approver)
    for until in (DAY, DAY - timedelta(1)):
        with pytest.raises(Refused, match="closed up to 1 April 2026 already"):
            book.close_period(until=until, on=ON, by=approver)
    assert len(closes()) == 1


def test_while_the_bank_says_otherwise_the_book_stays_open() -> None:
    approver = helper(Role.FINANCE_APPROVER)
    record_assertion(chart.BANK, DAY, 700, "bank statement")
    with pytest.raises(Refused, match=r"differ on 1 April 2026: £7\.00 too little in the book") as caught:
        book.close_period(until=DAY, on=ON, by=approver)
    assert [problem.field for problem in caught.value.problems] == ["until"]
    book.close_period(until=DAY - timedelta(1), on=ON, by=approver)
    post("paid in", DAY, 700, chart.BANK, chart.FUNDING, "x")
    book.close_period(until=DAY, on=ON, by=approver)
    assert closed_until() == DAY


def test_the_timer_makes_the_chain_longer() -> None:
    allot("B1", 100)
    assert book.extend_chain(on=ON, by=timer()) == head()
    assert head().place == 1


def test_a_book_that_cannot_be_read_in_is_refused_in_words() -> None:
    write_a_book()
    lines = as_text().splitlines()
    with pytest.raises(Refused, match="There is a book here already"):
        book.import_book(lines=lines, on=ON, by=timer())
    with pytest.raises(NotAllowed):
        book.import_book(lines=lines, on=ON, by=helper(Role.FINANCE_APPROVER))


def test_what_the_bank_says_stands_beside_the_book_and_a_difference_is_told() -> None:
    allot("B1", 100)
    finance = helper(Role.FINANCE_OFFICER)
    agrees = book.state_balance(as_at=DAY, pence=0, source="statement 41", on=ON, by=finance)
    assert agrees.agrees
    differs = book.state_balance(as_at=DAY, pence=-500, source=" statement 41 ", on=ON, by=finance)
    assert (differs.agrees, differs.stated_pence, differs.words) == (False, -500, "£5.00 too much")
    said = AuditEntry.objects.filter(verb="book.state_balance").latest("pk").said
    assert said == "The bank says -£5.00 at the end of 1 April 2026. It differs: £5.00 too much in the book."
    with pytest.raises(Refused, match="The book and the bank differ"):
        book.close_period(until=DAY, on=ON, by=helper(Role.FINANCE_APPROVER))
    with pytest.raises(Refused) as refused:
        book.state_balance(as_at=ON, pence=1, source=" ", on=ON, by=finance)
    assert [problem.field for problem in refused.value.problems] == ["as_at", "source"]
