"""What a day asks for is done once: reviews at their time, and one letter to somebody who waits."""

from datetime import timedelta

import pytest

from selfdirect.jobs import due
from selfdirect.records.messages import Letter
from selfdirect.records.work import Step
from tests.jobs.conftest import Council


def reviews(council: Council) -> dict[str, str]:
    about = f"Budget:{council.told.budget.pk}"
    return {step.code: step.opened_on.isoformat() for step in Step.objects.filter(about=about, code__endswith="review")}


@pytest.mark.requirement("R-REV-01")
def test_the_first_payment_opens_the_first_review_and_the_yearly_one_comes_in_time(council: Council) -> None:
    starts_on = council.told.budget.starts_on
    assert list(reviews(council)) == ["first_review"]
    assert due.open_reviews(starts_on + timedelta(weeks=5)) == 0
    in_ten_months = starts_on.replace(year=starts_on.year + 1, month=starts_on.month - 2)
    due.open_reviews(in_ten_months - timedelta(days=1))
    assert "yearly_review" not in reviews(council)
    due.open_reviews(in_ten_months)
    assert reviews(council)["yearly_review"] == in_ten_months.isoformat()
    assert due.open_reviews(in_ten_months) == 0


def test_a_budget_that_is_not_paid_yet_is_reviewed_six_weeks_after_its_start(council: Council) -> None:
    starts_on = council.to_hold.starts_on
    assert due.open_reviews(starts_on + timedelta(days=41)) == 0
    assert due.open_reviews(starts_on + timedelta(days=42)) == 1
    assert due.open_reviews(starts_on + timedelta(days=42)) == 0


def test_a_budget_that_has_ended_is_not_reviewed(council: Council) -> None:
    assert due.open_reviews(max(council.told.budget.ends_on, council.to_hold.ends_on) + timedelta(days=1)) == 0


@pytest.mark.requirement("R-DEC-12")
def test_somebody_who_waits_is_written_to_once_for_each_late_step(council: Council) -> None:
    screening = Step.objects.get(person=council.referral.person, code="referral_screening")
    Step.objects.filter(done_on=None).exclude(pk=screening.pk).update(
        done_on=screening.opened_on, done_by=screening.owner
    )
    assert due.tell_of_waits(screening.due_on) == 0
    late_on = screening.due_on + timedelta(days=1)
    assert due.what_falls_due(late_on)["people told of a wait"] == 1
    assert due.tell_of_waits(late_on + timedelta(days=5)) == 0
    letter = Letter.objects.get(kind="late")
    assert (letter.person, letter.facts["label"]) == (council.referral.person, "We look at your request")
