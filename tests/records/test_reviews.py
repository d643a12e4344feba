"""A review says how it goes and when the next one is, and stays as it was written."""

from datetime import timedelta

import pytest

from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.reviews import REVIEWS, Review
from tests.actions.paying_people import ON, Office
from tests.records.raw import NEVER, copy_of, refusal


@pytest.fixture
def review(here: Office, schedule: PaymentSchedule) -> Review:
    return Review.objects.create(
        person=schedule.person,
        budget=schedule.budget,
        code="first_review",
        held_on=ON,
        how_it_goes="Well.",
        next_on=ON + timedelta(days=365),
        by=here.worker,
    )


@pytest.mark.requirement("R-REV-01")
@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"code": "'chat'"}, "review_code"),
        ({"how_it_goes": "''"}, "review_says_how_it_goes"),
        ({"next_on": "held_on"}, "next_review_is_later"),
    ],
)
def test_it_is_of_a_known_kind_and_says_how_it_goes_and_when_next(
    change: dict[str, str], name: str, review: Review
) -> None:
    assert refusal(copy_of("records_review", review.pk, **change)) == name
    assert review.code in REVIEWS


def test_it_is_never_changed_or_deleted(review: Review) -> None:
    assert NEVER in refusal("update records_review set how_it_goes = 'Badly.'")
    assert NEVER in refusal("delete from records_review")
