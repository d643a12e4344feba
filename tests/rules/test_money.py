"""Money is read, shown and shared out with no penny lost or made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.money import (
    MOST_PENCE,
    MoneyRefused,
    for_days,
    for_days_each,
    format_pounds,
    parse_pounds,
    round_half_up,
    share,
    share_out,
    split_evenly,
)


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("£1,234.50", 123450),
        ("1234.5", 123450),
        (" £ 12 ", 1200),
        ("0", 0),
        ("0.07", 7),
        ("\u00a312\u00a0", 1200),
        ("007", 700),
        ("10,000,000", MOST_PENCE),
        ("10000000.00", MOST_PENCE),
    ],
)
def test_reads_pounds_as_people_write_them(typed: str, pence: int) -> None:
    assert parse_pounds(typed) == pence


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Enter an amount in pounds"),
        ("   ", "Enter an amount in pounds"),
        ("£", "Enter an amount in pounds"),
        ("-5", "minus"),
        ("−5", "minus"),
        ("£-5", "minus"),
        ("£ -5", "minus"),
        ("(5.00)", "minus"),
        ("1.234", "no more than 2 numbers"),
        ("12.", "numbers only"),
        (".", "numbers only"),
        ("twelve", "numbers only"),
        ("12 50", "numbers only"),
        ("1,23", "numbers only"),
        ("12,34.50", "numbers only"),
        ("1.2.3", "numbers only"),
        ("12p", "numbers only"),
        ("1e3", "numbers only"),
        ("NaN", "numbers only"),
        ("0x10", "numbers only"),
        ("\u202e12.50", "numbers only"),
        ("١٢", "numbers only"),
        ("💷", "numbers only"),
        ("12\n13", "numbers only"),
        ("10000000.01", "£10,000,000.00 or less"),
        ("9" * 5000, "£10,000,000.00 or less"),
    ],
)
def test_refuses_what_is_not_an_amount_in_plain_words(typed: str, words: str) -> None:
    with pytest.raises(MoneyRefused, match=words):
        parse_pounds(typed)


@given(st.text(max_size=40))
def test_any_text_at_all_is_read_or_refused_and_nothing_else(typed: str) -> None:
    try:
        pence = parse_pounds(typed)
    except MoneyRefused:
        return
    assert 0 <= pence <= MOST_PENCE


@given(st.integers(0, MOST_PENCE))
def test_what_is_shown_can_be_typed_back(pence: int) -> None:
    assert parse_pounds(format_pounds(pence)) == pence


def test_shows_pounds_with_commas_and_two_decimals() -> None:
    assert format_pounds(123450) == "£1,234.50"
    assert format_pounds(0) == "£0.00"
    assert format_pounds(-5) == "-£0.05"


def test_an_exact_half_goes_up() -> None:
    assert [round_half_up(n, 2) for n in (0, 1, 2, 3)] == [0, 1, 1, 2]
    assert round_half_up(1, 3) == 0
    assert round_half_up(2, 3) == 1
    assert round_half_up(-1, 2) == 0
    with pytest.raises(ValueError, match="more than zero"):
        round_half_up(1, 0)


def test_a_share_is_in_basis_points() -> None:
    assert share(10000, 7500) == 7500
    assert share(1, 5000) == 1
    assert share(333, 3333) == 111


@given(st.integers(0, 10**12), st.integers(1, 400))
def test_splitting_evenly_keeps_every_penny(pence: int, parts: int) -> None:
    split = split_evenly(pence, parts)
    assert sum(split) == pence
    assert max(split) - min(split) <= 1
    assert list(split) == sorted(split, reverse=True)


def test_nothing_is_split_into_no_parts() -> None:
    with pytest.raises(ValueError, match="one part or more"):
        split_evenly(100, 0)


@given(st.integers(0, 10**9), st.integers(0, 5000), st.integers(0, 5000))
def test_days_taken_as_differences_add_up_to_the_whole(weekly: int, first: int, second: int) -> None:
    parts = for_days(weekly, first) + (for_days(weekly, first + second) - for_days(weekly, first))
    assert parts == for_days(weekly, first + second)
    assert for_days(weekly, 7 * first) == weekly * first


def test_days_are_never_fewer_than_none() -> None:
    with pytest.raises(ValueError, match="zero or more"):
        for_days(700, -1)


@given(st.lists(st.integers(0, 10**7), max_size=12), st.integers(0, 800))
def test_what_several_weekly_amounts_come_to_adds_up_to_what_their_sum_comes_to(weekly: list[int], days: int) -> None:
    parts = for_days_each(weekly, days)
    assert sum(parts) == for_days(sum(weekly), days)
    assert all(0 <= part - for_days(each, days) <= 1 for part, each in zip(parts, weekly, strict=True))


def test_two_fractions_of_a_penny_that_make_a_penny_are_not_both_dropped() -> None:
    assert [for_days(each, 1) for each in (10, 11)] == [1, 1]
    assert for_days_each((10, 11), 1) == (1, 2)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12), st.integers(0, 100))
def test_sharing_out_loses_no_penny_and_takes_no_more_than_is_there(weights: list[int], percent: int) -> None:
    whole = sum(weights) * percent // 100
    parts = share_out(whole, weights)
    assert sum(parts) == whole
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


def test_sharing_out_gives_the_left_over_pennies_to_the_largest_fractions() -> None:
    assert share_out(100, [1, 1, 1]) == (34, 33, 33)
    assert share_out(10, [2, 3, 0]) == (4, 6, 0)
    assert share_out(1, [1, 2]) == (0, 1)
    assert share_out(0, []) == ()


@pytest.mark.parametrize(("pence", "weights"), [(-1, [1]), (1, [0, 0]), (1, []), (1, [2, -1])])
def test_what_cannot_be_shared_out_is_refused(pence: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights of zero or more"):
        share_out(pence, weights)
