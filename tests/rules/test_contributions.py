"""What is due day by day adds up to what is due for all the days; and who owes whom is said in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from selfdirect.rules.contributions import ContributionAccount, OwnPart, due_pence, own_parts
from selfdirect.rules.line_changes import LineChange

FIRST = date(2026, 7, 6)


def part(days: int, pence_weekly: int) -> OwnPart:
    return OwnPart(FIRST, FIRST + timedelta(days=days - 1), pence_weekly)


@pytest.mark.parametrize(("days", "pence"), [(1, 542), (7, 3800), (8, 4342), (14, 7600)])
def test_a_week_is_seven_days_and_a_part_of_a_penny_waits(days: int, pence: int) -> None:
    assert due_pence([part(days, 3800)]) == pence


@given(weekly=some.integers(0, 100_000), days=some.lists(some.integers(1, 400), min_size=1, max_size=12))
def test_days_parted_anywhere_come_to_what_all_of_them_do(weekly: int, days: list[int]) -> None:
    starts = [FIRST + timedelta(days=sum(days[:place])) for place in range(len(days))]
    parts = [OwnPart(on, on + timedelta(days=many - 1), weekly) for on, many in zip(starts, days, strict=True)]
    assert due_pence(parts) == weekly * sum(days) // 7


def test_a_lower_charge_counts_from_its_day_and_a_pause_leaves_its_share() -> None:
    day = FIRST + timedelta(days=7)
    changes = [LineChange(day, None, net_pence_weekly=5200), LineChange(day, None, kept_basis_points=5_000)]
    found = list(own_parts(8000, 4200, changes, FIRST, FIRST + timedelta(days=13)))
    assert [(one.from_on, one.until_on, one.pence_weekly) for one in found] == [
        (FIRST, FIRST + timedelta(days=6), 3800),
        (day, FIRST + timedelta(days=13), 1400),
    ]
    assert due_pence(found) == 3800 + 1400


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
