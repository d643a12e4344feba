"""How closely an account is looked at, which receipts, and when: at each council's own boundaries."""

from datetime import date

import pytest

from selfdirect.rules.monitoring import receipt_needed, schedule, schedule_working, tier
from selfdirect.rules.reviews import ReviewFacts, review_dates
from selfdirect.rules.working import STATED
from tests.rules.packs import on

STARTS = date(2025, 6, 2)


@pytest.mark.requirement("R-MON-01")
@pytest.mark.parametrize(
    ("pence", "expected"),
    [
        (0, "light_touch"),
        (4_999_99, "light_touch"),
        (5_000_00, "light_touch"),
        (5_000_01, "detailed_account"),
        (20_000_00, "detailed_account"),
        (20_000_01, "full_audit"),
        (99_999_99, "full_audit"),
    ],
)
def test_a_tier_goes_by_the_year_to_the_penny(pence: int, expected: str) -> None:
    found = tier(pence, on("council_a"))
    assert found.tier == expected
    assert found.checks in found.reason
    assert [row.label for row in found.working] == ["Direct payments in a year", "How closely we look"]


@pytest.mark.requirement("R-MON-02")
def test_forty_nine_pounds_ninety_nine_needs_no_receipt_and_fifty_pounds_does() -> None:
    values = on("council_d")
    assert [receipt_needed(pence, values).answer for pence in (49_99, 50_00, 50_01)] == ["no", "yes", "yes"]
    found = receipt_needed(50_00, values)
    assert found.reason == "Keep a receipt for anything that costs £50.00 or more."
    assert found.working[-1].amount == "yes" and found.working[-1].status == STATED


def test_a_sum_of_nothing_means_every_receipt() -> None:
    found = receipt_needed(1, on("council_b"))
    assert (found.answer, found.reason) == ("yes", "Keep a receipt for everything.")


@pytest.mark.requirement("R-MON-03")
def test_a_council_that_asks_for_returns_gets_one_every_quarter() -> None:
    found = schedule(STARTS, on("council_b"))
    returns = [check.due_on for check in found if check.code == "return"]
    assert returns[:4] == [date(2025, 9, 1), date(2025, 12, 1), date(2026, 3, 2), date(2026, 6, 1)]


@pytest.mark.requirement("R-MON-04")
@pytest.mark.parametrize(("council", "trust"), [("council_d", ""), ("council_e", "mental_health_trust")])
def test_three_months_first_and_a_fuller_look_at_a_year(council: str, trust: str) -> None:
    found = [check.due_on for check in schedule(STARTS, on(council, trust=trust))]
    assert found[0] == date(2025, 9, 1)
    assert any(date(2026, 5, 1) <= day <= date(2026, 9, 30) for day in found[1:])


@pytest.mark.requirement("R-MON-05")
def test_a_look_at_the_money_near_a_review_is_on_its_visit() -> None:
    values = on("council_e")
    reviews = review_dates(ReviewFacts(plan_agreed_on=STARTS, first_payment_on=STARTS), values).reviews
    days = tuple((review.label, review.due_on) for review in reviews)
    apart, together = schedule(STARTS, values), schedule(STARTS, values, days)
    assert apart[0].with_review == "" and together[0].with_review
    assert {check.due_on for check in together} <= {day for _, day in days}


def test_a_review_far_off_leaves_a_check_where_it_is() -> None:
    values = on("council_e")
    found = schedule(STARTS, values, (("A review", date(2025, 11, 1)),))
    assert (found[0].due_on, found[0].with_review) == (date(2025, 9, 1), "")


def test_a_routine_contact_stands_for_a_check_but_never_for_a_return() -> None:
    values = on("westminster")
    found = schedule(STARTS, values, routine_contacts=(date(2025, 6, 25), date(2025, 8, 25)))
    assert found[0].met_on == date(2025, 6, 25)
    assert all(check.met_on is None for check in found if check.code == "return")
    rows = schedule_working(found, STARTS, values)
    assert "The contact on 25 June 2025 counts" in " ".join(row.label for row in rows)
