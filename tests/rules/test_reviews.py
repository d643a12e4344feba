"""Two clocks that the law sets, the council's own rhythm beside them, and none of them later than the law."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from selfdirect.policy import councils
from selfdirect.rules.calendar import add_months
from selfdirect.rules.reviews import ReviewFacts, next_review, review_dates, set_individually
from tests.rules.packs import on

AGREED, PAID = date(2025, 6, 2), date(2025, 7, 1)


def _days(council: str, clock: str, trust: str = "", **facts: object) -> list[date]:
    found = review_dates(ReviewFacts(AGREED, first_payment_on=PAID, **facts), on(council, trust=trust))  # type: ignore[arg-type]
    return [review.due_on for review in found.reviews if review.clock == clock]


@pytest.mark.requirement("R-REV-01")
@pytest.mark.parametrize("council", councils())
def test_neither_clock_of_the_law_is_ever_late(council: str) -> None:
    plan, paid = _days(council, "plan"), _days(council, "direct_payment")
    assert plan[0] <= date(2025, 7, 28) and paid[0] <= add_months(PAID, 6)
    for days in (plan, paid):
        assert all(later <= add_months(earlier, 12) for earlier, later in pairwise(days))


@pytest.mark.requirement("R-REV-01")
@pytest.mark.parametrize("council", ["council_d", "council_e"])
def test_three_months_then_every_year(council: str) -> None:
    assert _days(council, "council")[:2] == [date(2025, 9, 2), date(2026, 9, 2)]


def test_a_trust_may_keep_its_own_rhythm() -> None:
    assert _days("council_e", "council", "mental_health_trust")[:2] == [date(2025, 9, 2), date(2026, 6, 2)]


@pytest.mark.requirement("R-REV-01")
def test_where_reviews_are_set_one_by_one_the_law_still_has_its_dates() -> None:
    values = on("council_b")
    facts = ReviewFacts(AGREED, "mental_health", PAID)
    assert set_individually("mental_health", values) and not set_individually("physical", values)
    found = review_dates(facts, values)
    assert found.remarks and {"plan", "direct_payment"} <= {review.clock for review in found.reviews}
    chosen = review_dates(ReviewFacts(AGREED, "mental_health", PAID, set_on=(date(2025, 8, 1),)), values)
    assert date(2025, 8, 1) in [review.due_on for review in chosen.reviews if review.clock == "set_with_person"]
    assert not chosen.remarks


@pytest.mark.requirement("R-REV-02")
def test_weekly_contact_stands_for_the_first_look_with_no_new_form() -> None:
    weekly = (date(2025, 6, 9), date(2025, 6, 16), date(2025, 7, 14))
    counting = on("westminster")
    yes = replace(counting.value("reviews.routine_contact_counts"), amount=True)
    values = replace(counting, values_by_key={**counting, "reviews.routine_contact_counts": yes})
    found = review_dates(ReviewFacts(AGREED, routine_contacts=weekly), values)
    first = next(review for review in found.reviews if review.code == "plan_first")
    assert first.met_on == date(2025, 7, 14) and "no new form" in first.reason
    following = next_review(found.reviews, date(2025, 6, 2))
    assert following and following.clock == "formal"
    without = review_dates(ReviewFacts(AGREED, routine_contacts=weekly), counting)
    assert next_review(without.reviews, date(2025, 6, 2)) == without.reviews[0]


@pytest.mark.requirement("R-REV-03")
def test_a_formal_review_comes_well_before_the_year_ends() -> None:
    found = review_dates(ReviewFacts(AGREED, first_payment_on=PAID), on("westminster")).reviews
    formal = [review for review in found if review.clock == "formal"]
    assert [review.due_on for review in formal] == [date(2026, 5, 1)]
    assert "30 June 2026" in formal[0].reason
    short = review_dates(ReviewFacts(AGREED, first_payment_on=PAID, budget_months=6), on("westminster")).reviews
    assert not [review for review in short if review.clock == "formal"]


def test_without_a_direct_payment_its_clock_does_not_run() -> None:
    found = review_dates(ReviewFacts(AGREED), on("westminster"))
    assert "direct_payment" not in {review.clock for review in found.reviews}
    assert found.working[0].amount == "2025-06-02"
