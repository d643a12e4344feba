"""What is due day by day adds up to what is due for all the days; and who owes whom is said in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from selfdirect.rules.contributions import ContributionAccount, OwnPart, due_pence

FIRST = date(2026, 7, 6)


def part(days: int, pence_weekly: int) -> OwnPart:
    return OwnPart(FIRST, FIRST + timedelta(days=days - 1), pence_weekly)


@pytest.mark.parametrize(("days", "pence"), [(1, 542), (7, 3800), (8, 4342), (14, 7600)])
def test_a_week_is_seven_days_and_a_part_of_a_penny_waits(days: int, pence: int) -> None:
    assert due_pence([part(days, 3800)]) == pence


@pytest.mark.requirement("R-PAY-16")
@given(weekly=some.integers(0, 100_000), days=some.lists(some.integers(1, 400), min_size=1, max_size=12))
def test_bills_up_to_any_days_add_up_to_one_bill_for_all(weekly: int, days: list[int]) -> None:
    billed = 0
    for until in sorted(set(days)):
        billed += due_pence([part(until, weekly)]) - billed
    assert billed == weekly * max(days) // 7


@pytest.mark.parametrize(
    ("account", "owed", "over", "words"),
    [
        (ContributionAccount(1000, 400), 600, 0, "You have £6.00 still to pay."),
        (ContributionAccount(1000, 1250), 0, 250, "You have paid £2.50 more than was due. It is yours."),
        (ContributionAccount(1000, 1000), 0, 0, "You have nothing to pay now."),
        (ContributionAccount(-500, 0), 0, 500, "You have paid £5.00 more than was due. It is yours."),
    ],
)
def test_where_it_stands(account: ContributionAccount, owed: int, over: int, words: str) -> None:
    assert (account.owed_pence, account.overpaid_pence, account.words) == (owed, over, words)
