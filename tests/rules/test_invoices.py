"""What an invoice should come to, and that its parts always add up to it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from selfdirect.rules.invoices import Shares, due_on, expected_pence, shares

FIRST, LAST = date(2026, 7, 6), date(2027, 7, 5)


def test_whole_days_at_a_seventh_of_a_week_within_what_was_ordered() -> None:
    assert expected_pence(8_000, FIRST, date(2026, 8, 2), FIRST, LAST, []) == 32_000
    assert expected_pence(8_000, date(2026, 7, 1), FIRST, FIRST, LAST, []) == 8_000 // 7
    assert expected_pence(8_000, date(2026, 6, 1), date(2026, 6, 30), FIRST, LAST, []) == 0


def test_time_that_was_given_up_is_not_paid() -> None:
    less = [(date(2026, 7, 20), date(2026, 8, 16), 1_600)]
    assert expected_pence(8_000, FIRST, date(2026, 8, 2), FIRST, LAST, less) == 32_000 - 3_200


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ((8_000, 8_000, 0), Shares(10_000, 0, 0)),
        ((8_000, 6_000, 0), Shares(7_500, 0, 2_500)),
        ((8_000, 4_000, 4_000), Shares(5_000, 5_000, 0)),
        ((8_000, 0, 8_000), Shares(0, 10_000, 0)),
        ((8_000, 0, 0), Shares(0, 0, 10_000)),
        ((8_000, 9_000, 0), Shares(10_000, 0, 0)),
        ((7_000, 2_333, 2_334), Shares(3_333, 3_334, 3_333)),
    ],
)
def test_an_invoice_is_parted_as_its_line_is(line: tuple[int, int, int], parts: Shares) -> None:
    assert shares(10_000, *line) == parts


def test_a_line_of_nothing_parts_nothing() -> None:
    with pytest.raises(ValueError, match="not all of them zero"):
        shares(5, 0, 0, 0)


@given(some.integers(0, 10_000_000), some.integers(1, 500_000), some.data())
def test_the_parts_add_up_and_nobody_pays_who_pays_nothing(pence: int, whole: int, data: some.DataObject) -> None:
    council = data.draw(some.integers(0, whole))
    nhs = data.draw(some.integers(0, whole - council))
    found = shares(pence, whole, council, nhs)
    assert found.council_pence + found.nhs_pence + found.own_pence == pence
    assert min(found.council_pence, found.nhs_pence, found.own_pence) >= 0
    assert council or not found.council_pence
    assert nhs or not found.nhs_pence
    assert whole - council - nhs or not found.own_pence


def test_it_is_due_so_many_days_after_it_came() -> None:
    assert due_on(FIRST, 30) == FIRST + timedelta(days=30)
