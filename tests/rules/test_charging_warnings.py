"""A change that may touch benefits is warned of, with its source, and only then."""

from dataclasses import replace
from datetime import date

import pytest

from selfdirect.policy import load_national
from selfdirect.rules.charging_warnings import CODES, PaidCarer, benefit_warnings, earnings_limit_words
from selfdirect.rules.finances import Finances, Income
from tests.rules.samples import values

ALONE = Finances(household="single", born_on=date(1985, 1, 15), capital_pence=1_000_00)
DISABLED = replace(ALONE, incomes=(Income("pip_daily_living", 110_40),))


def _codes(before: Finances | None, after: Finances, *carers: PaidCarer) -> list[str]:
    return [warning.code for warning in benefit_warnings(before, after, values(), carers)]


@pytest.mark.requirement("R-FIN-10")
@pytest.mark.parametrize(
    ("carer", "codes"),
    [
        (PaidCarer("Rachel", True, 196_00), ["carer_is_paid"]),
        (PaidCarer("Rachel", True, 196_01), ["carer_is_paid", "carer_over_earnings_limit"]),
        (PaidCarer("Rachel", False, 500_00), []),
    ],
)
def test_a_carer_who_becomes_a_paid_assistant_is_warned_about_carers_allowance(
    carer: PaidCarer, codes: list[str]
) -> None:
    assert _codes(ALONE, ALONE, carer) == codes


@pytest.mark.requirement("R-FIN-10")
@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        (ALONE, replace(ALONE, household="couple"), ["partner_moves_in"]),
        (replace(ALONE, household="couple"), ALONE, ["partner_moves_out"]),
        (ALONE, replace(ALONE, household="lone_parent", children=1), ["children_change"]),
        (DISABLED, ALONE, ["disability_benefit_ends"]),
        (ALONE, DISABLED, ["disability_benefit_starts"]),
        (ALONE, replace(ALONE, carer_premium=True), ["carer_gets_allowance"]),
        (ALONE, replace(ALONE, capital_pence=1_000_01), ["capital_rises"]),
        (ALONE, ALONE, []),
        (None, DISABLED, []),
    ],
)
def test_a_change_of_circumstances_is_warned_of(before: Finances | None, after: Finances, codes: list[str]) -> None:
    assert _codes(before, after) == codes


@pytest.mark.requirement("R-FIN-10")
def test_each_warning_has_its_source_and_says_when_it_is_not_confirmed() -> None:
    national = load_national().on(date(2025, 6, 2))
    rows = national.table("charging.benefit_warnings")
    assert [row["code"] for row in rows] == list(CODES)
    found = benefit_warnings(ALONE, ALONE, national, (PaidCarer("Rachel", True, 200_00),))
    assert [warning.is_confirmed for warning in found] == [False, True]
    assert all(warning.source and warning.words for warning in found)


def test_how_pay_stands_to_the_limit_is_said() -> None:
    assert earnings_limit_words(PaidCarer("Rachel", False, 1), values()) == ""
    said = earnings_limit_words(PaidCarer("Rachel", True, 196_01), values())
    assert said == "Rachel would earn £196.01 a week, more than the limit of £196.00."
    year = load_national().on(date(2026, 6, 1))
    assert "not been confirmed" in earnings_limit_words(PaidCarer("Rachel", True, 1), year)
