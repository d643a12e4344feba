"""The months of a fund add up to its whole, to the penny, whatever days support began and ended on."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from selfdirect.rules.funds_held import Used, months_of_fund

BEGINS = date(2026, 7, 6)
ON = date(2026, 9, 20)
DAYS = some.integers(0, 200).map(lambda days: BEGINS + timedelta(days=days))


def test_support_counts_day_by_day_and_what_is_left_goes_on_to_the_next_month() -> None:
    care = Used("Care", 7_000, 0, BEGINS, date(2027, 7, 5))
    july, august, september = months_of_fund([(BEGINS, 28_000), (date(2026, 8, 3), 28_000)], [care], ON)
    assert (july.before_pence, july.received_pence, july.used_pence, july.left_pence) == (0, 28_000, 26_000, 2_000)
    assert (august.before_pence, august.used_pence, august.left_pence) == (2_000, 31_000, -1_000)
    assert september.used_pence == 20_000, "up to the day itself, both ends counted"


def test_what_is_paid_once_counts_on_its_first_day_and_time_given_up_comes_back() -> None:
    bed = Used("A bed", 0, 45_000, date(2026, 8, 31), date(2027, 7, 5))
    care, less = Used("Care", 7_000, 0, BEGINS, ON), Used("Less time", -1_400, 0, BEGINS, BEGINS + timedelta(days=6))
    july, august, _ = months_of_fund([], [bed, care, less], ON)
    assert july.used_pence == 26_000 - 1_400 and august.used_pence == 31_000 + 45_000


def test_nothing_has_no_months_and_nothing_before_its_first_day() -> None:
    assert months_of_fund([], [], ON) == []
    assert months_of_fund([(ON + timedelta(days=1), 5)], [Used("Care", 5, 0, ON + timedelta(days=1), ON)], ON) == []


@given(
    came=some.lists(some.tuples(DAYS, some.integers(-50_000, 50_000)), max_size=6),
    spells=some.lists(some.tuples(some.integers(-9_999, 99_999), some.integers(0, 9_999), DAYS, DAYS), max_size=6),
    on=DAYS,
)
def test_the_months_add_up_to_the_whole(
    came: list[tuple[date, int]], spells: list[tuple[int, int, date, date]], on: date
) -> None:
    used = [Used("Support", *spell) for spell in spells]
    months = months_of_fund(came, used, on)
    assert sum(one.received_pence for one in months) == sum(pence for day, pence in came if day <= on)
    assert sum(one.used_pence for one in months) == sum(one.by(on) for one in used)
    for earlier, later in pairwise(months):
        assert later.before_pence == earlier.left_pence and (later.first_on - earlier.first_on).days in (28, 29, 30, 31)
