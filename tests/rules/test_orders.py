"""Every day has one provider whatever is changed; a swap loses no penny; a refusal says the amounts and the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules import orders
from selfdirect.rules.orders import Spell, SwapRefused

FIRST, LAST = date(2026, 7, 6), date(2027, 7, 4)
DAYS = (LAST - FIRST).days
CHANGES = st.lists(st.tuples(st.sampled_from(("change", "late", "back")), st.integers(0, DAYS)), max_size=12)


def day(after: int) -> date:
    return FIRST + timedelta(days=after)


@pytest.mark.requirement("R-DEP-09")
@given(CHANGES)
def test_every_day_has_exactly_one_provider_after_any_changes(changes: list[tuple[str, int]]) -> None:
    spells: tuple[Spell, ...] = (Spell(0, FIRST, LAST),)
    for number, (what, after) in enumerate(changes, 1):
        if what == "change":
            spells = orders.taken_over(spells, Spell(number, day(after), LAST))
        newest = spells[-1]
        # The first of all has nobody before it, so nobody is there to go on while it is late, or instead of it.
        if what == "late" and len(spells) > 1:
            later = min(newest.first_on + timedelta(days=after), newest.last_on)
            spells = orders.begun_later(spells, newest.key, later)
        if what == "back" and len(spells) > 1:
            spells = orders.given_back(spells, newest.key)
        for each in range(DAYS + 1):
            assert len(orders.covering(spells, day(each))) == 1, (spells, day(each))


def test_a_change_stops_the_old_the_day_before_and_an_order_not_begun_by_then_never_begins() -> None:
    spells = orders.taken_over((Spell(1, FIRST, day(9)), Spell(2, day(10), LAST)), Spell(3, day(5), LAST))
    assert spells == (Spell(1, FIRST, day(4)), Spell(3, day(5), LAST))


def test_beginning_before_the_first_day_or_without_an_order_is_no_sense() -> None:
    spells = (Spell(1, day(5), LAST),)
    for key, first_on in ((1, FIRST), (2, day(6))):
        with pytest.raises(ValueError, match="between its first day and its last"):
            orders.begun_later(spells, key, first_on)
    assert orders.given_back(spells, 2) == spells


def test_notice_is_in_days_and_in_words() -> None:
    assert orders.first_change_on(FIRST, 14) == day(15)
    assert orders.notice_in_words("Example Home Care", FIRST, 14) == (
        "Example Home Care must be told 14 days before. The first day somebody else can start is 21 July 2026"
    )
    assert "told 1 day before" in orders.notice_in_words("Ann", FIRST, 1)


def test_too_much_is_said_with_the_amounts() -> None:
    assert orders.too_much(8000, 8000, "Help", "a week") == ""
    words = orders.too_much(9000, 8000, "Help", "a week")
    assert words == "This comes to £90.00 a week. The budget holds £80.00 a week for Help: that is £10.00 too much"


@pytest.mark.parametrize(
    ("outcomes", "pence", "reasons"),
    [(["hygiene"], 8000, 0), (["community"], 8000, 1), ([], 8000, 1), (["hygiene"], 8001, 1), (["work"], 9000, 2)],
)
def test_a_change_is_decided_only_when_outcome_or_total_no_longer_fit(
    outcomes: list[str], pence: int, reasons: int
) -> None:
    found = orders.why_decided(outcomes, ["hygiene", "nutrition"], pence, 8000, "Help", "a week")
    assert len(found) == reasons


@pytest.mark.requirement("R-DEP-19")
@given(
    st.integers(1, 10_000),
    st.integers(1, 100_000),
    st.lists(st.tuples(st.integers(1, 10_000), st.integers(1, 2_000_00)), max_size=8),
)
def test_no_penny_appears_or_disappears_in_any_row_of_swaps(
    hundredths: int, price: int, swaps: list[tuple[int, int]]
) -> None:
    there = whole = (2 * hundredths * price + 100) // 200
    bought = 0
    for given_hundredths, cost in swaps:
        try:
            found = orders.swap(there, price, given_hundredths, cost)
        except SwapRefused:
            continue
        assert found.bought_pence == cost <= orders.worth(given_hundredths, price)
        assert orders.worth(found.left_hundredths, price) + found.spare_pence == found.left_pence
        assert 0 <= found.spare_pence <= -(-price // 100), "what is over is less than a hundredth of the time is worth"
        bought, there = bought + cost, found.left_pence
        assert bought + there == whole and there >= 0


def test_two_hours_become_exactly_what_two_hours_are_worth() -> None:
    found = orders.swap(8625, 1725, 200, 3450)
    assert (found.bought_pence, found.left_pence, found.left_hundredths, found.spare_pence) == (3450, 5175, 300, 0)
    assert orders.swap(8625, 1725, 200, 3000).left_pence == 5625, "what is not needed stays as time"


def test_a_swap_that_does_not_add_up_says_what_would() -> None:
    with pytest.raises(SwapRefused, match=r"2 is worth £34.50, and this costs £40.00. Swap 2.32 or more"):
        orders.swap(8625, 1725, 200, 4000)
    with pytest.raises(SwapRefused, match=r"There is £86.25 of time left"):
        orders.swap(8625, 1725, 600, 8626)
    with pytest.raises(SwapRefused, match="more than nothing"):
        orders.swap(8625, 1725, 200, 0)
    assert orders.worth(orders.time_for(4000, 1725), 1725) >= 4000


def test_hundredths_are_shown_without_noughts_that_say_nothing() -> None:
    assert [orders.in_hundredths(one) for one in (350, 300, 325, 5)] == ["3.5", "3", "3.25", "0.05"]
