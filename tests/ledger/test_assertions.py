"""What the bank says, beside what the book says."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from selfdirect.ledger import chart
from selfdirect.ledger.assertions import compared, differences, latest_assertion
from selfdirect.ledger.posting import PostingRefused, post, record_assertion
from tests.ledger.book import DAY, sql

pytestmark = pytest.mark.django_db


def fund_bank(pence: int, on: date = DAY) -> None:
    post(f"fund:{on}:{pence}", on, pence, chart.BANK, chart.FUNDING, "money into the bank")


def test_a_balance_that_agrees_is_no_difference() -> None:
    fund_bank(10_000)
    record_assertion(chart.BANK, DAY, 10_000, "bank statement")
    assert differences() == []
    assert [(one.agrees, one.words) for one in compared(chart.BANK)] == [(True, "agrees")]


@pytest.mark.parametrize(
    ("stated", "pence", "words"),
    [(9_950, 50, "£0.50 too much"), (110_000, -100_000, "£1,000.00 too little"), (-1, 10_001, "£100.01 too much")],
)
def test_a_difference_is_told_as_too_much_or_too_little(stated: int, pence: int, words: str) -> None:
    fund_bank(10_000)
    record_assertion(chart.BANK, DAY, stated, "bank statement")
    (one,) = differences(chart.BANK)
    assert (one.account, one.on, one.source) == (chart.BANK, DAY, "bank statement")
    assert (one.stated_pence, one.book_pence, one.pence, one.words) == (stated, 10_000, pence, words)


def test_an_assertion_is_about_the_end_of_its_day() -> None:
    fund_bank(100, DAY)
    fund_bank(1, DAY + timedelta(1))
    record_assertion(chart.BANK, DAY, 100, "bank")
    assert differences() == []
    fund_bank(5, DAY)
    assert [one.words for one in differences()] == ["£0.05 too much"]


def test_the_latest_word_from_a_source_about_a_day_counts_and_all_are_kept() -> None:
    fund_bank(100)
    for pence in (90, 90, 100, 90, 100):
        record_assertion(chart.BANK, DAY, pence, "bank")
    record_assertion(chart.BANK, DAY, 100, "card firm")
    assert differences() == []
    assert sql("SELECT pence::int FROM ledger_assertion ORDER BY id") == [(90,), (100,), (90,), (100,), (100,)]
    assert latest_assertion(chart.BANK, DAY, "bank").stated_pence == 100
    assert latest_assertion(chart.BANK, DAY, "nobody") is None


def test_differences_may_be_asked_for_one_account() -> None:
    record_assertion(chart.BANK, DAY, 5, "bank")
    record_assertion(chart.owed("P1"), DAY, 5, "their own list")
    assert [one.account for one in differences(chart.owed("P1"))] == [chart.owed("P1")]
    assert len(differences()) == 2


@pytest.mark.parametrize("pence", [True, 1.5, Decimal(1), "1", None, 10**14 + 1])
def test_a_balance_that_is_not_whole_pence_is_refused(pence: object) -> None:
    with pytest.raises(PostingRefused, match="whole number of pence"):
        record_assertion(chart.BANK, DAY, pence, "bank")  # type: ignore[arg-type]


def test_an_assertion_needs_a_day_a_source_and_a_known_account() -> None:
    with pytest.raises(PostingRefused, match="a date"):
        record_assertion(chart.BANK, datetime(2026, 4, 1), 1, "bank")
    with pytest.raises(PostingRefused, match="source"):
        record_assertion(chart.BANK, DAY, 1, "")
    with pytest.raises(chart.UnknownAccount):
        record_assertion("bank", DAY, 1, "bank")
    with pytest.raises(chart.UnknownAccount):
        differences("bank")
