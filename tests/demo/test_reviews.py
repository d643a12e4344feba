"""Reviews in the simulation come some days after they open, and a few are late."""

from datetime import timedelta

import pytest

from selfdirect.demo.reviews import DAYS_IN_TIME, DAYS_LATE, hold_reviews
from selfdirect.jobs import due
from selfdirect.records.reviews import Review
from selfdirect.records.work import Step
from tests.actions.story import story

SEED = 1948


@pytest.mark.django_db
def test_a_review_is_held_some_days_after_it_opened_and_once() -> None:
    budget = story().budget
    opened_on = budget.starts_on + timedelta(weeks=6)
    assert due.open_reviews(opened_on) == 1
    assert hold_reviews(SEED, opened_on + timedelta(days=DAYS_IN_TIME[0] - 1)) == 0
    held_on = opened_on + timedelta(days=DAYS_LATE[1])
    assert hold_reviews(SEED, held_on) == 1
    assert hold_reviews(SEED, held_on) == 0
    review = Review.objects.get()
    assert (review.budget, review.held_on) == (budget, held_on)
    step = Step.objects.get(code="first_review")
    assert (step.done_on, step.done_by) == (held_on, step.owner)
