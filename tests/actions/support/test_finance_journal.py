"""A month's journal comes to what the book moved, and is final once the book is closed up to its last day."""

import csv
import io
from datetime import date

import pytest

from selfdirect.actions.book import close_period
from selfdirect.actions.crisis_fund import put_in
from selfdirect.actions.support.finance_journal import journal_of
from selfdirect.ledger.chart import BANK
from selfdirect.ledger.reading import balance_as_at
from selfdirect.records.payments import PaymentRun
from tests.actions.story import FIRST_PAY_ON, paid, story
from tests.councils import under

pytestmark = pytest.mark.django_db
JULY, LAST = date(2026, 7, 1), date(2026, 7, 31)


@pytest.mark.requirement("R-PAY-14")
def test_a_paid_month_agrees_with_the_book_and_the_bank() -> None:
    told = story()
    paid(told.town, FIRST_PAY_ON)
    made = journal_of(date(2026, 7, 20))
    assert made.debit_pence == made.credit_pence == made.moved_pence > 0
    rows = list(csv.DictReader(io.StringIO(made.as_csv().decode())))
    bank = [row for row in rows if row["code"] == "ASC-BANK-010"]
    run = PaymentRun.objects.get()
    assert sum(round(float(row["credit"]) * 100) for row in bank) == run.approved_pence == -balance_as_at(BANK, LAST)
    spent = next(row for row in rows if row["code"].startswith("ASC-DP") and row["debit"] != "0.00")
    assert spent["client_group"] == told.person.details.client_group
    assert (spent["owner"], spent["manager"]) == ("council", "council")
    assert "Foxglove" not in made.as_csv().decode() and journal_of(date(2031, 1, 1)).lines == ()


@pytest.mark.requirement("R-PAY-14")
def test_money_of_mental_health_is_tagged_as_managed_by_council_d_s_trust() -> None:
    told = story()
    paid(told.town, FIRST_PAY_ON)
    told.person.all_details.update(client_group="mental_health")
    with under("council_d"):
        tags = {(line.head.owner, line.head.manager) for line in journal_of(JULY).lines if line.head.client_group}
    assert tags == {("council", "trust")}


def test_it_may_change_until_the_book_is_closed() -> None:
    told = story()
    paid(told.town, FIRST_PAY_ON)
    made = journal_of(JULY)
    assert not made.is_final and made.file_name == "journal-2026-07-provisional.csv"
    close_period(until=LAST, on=date(2026, 8, 3), by=told.town.cast.approvers[0])
    made = journal_of(JULY)
    assert made.is_final and made.file_name == "journal-2026-07.csv" and made.last_on == LAST
    assert not journal_of(date(2026, 8, 1)).is_final


def test_more_payments_take_no_more_queries(django_assert_num_queries: object) -> None:
    told = story()
    paid(told.town, FIRST_PAY_ON)
    with django_assert_num_queries(5):  # type: ignore[operator]
        journal_of(JULY)


def test_the_fund_for_crises_is_in_it_and_is_nobody_s_budget() -> None:
    told = story()
    put_in(pence=500_000, reason="For the year", key="fund", on=FIRST_PAY_ON, by=told.town.cast.approvers[0])
    made = journal_of(JULY)
    assert made.debit_pence == made.credit_pence == made.moved_pence >= 500_000
    assert any(line.head.code == "ASC-DP-100" and not line.head.client_group for line in made.lines)
