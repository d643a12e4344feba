"""Reviews are opened, held once, and told to the person; a late step is apologised for once."""

from datetime import date, timedelta
from typing import Any

import pytest

from selfdirect.actions import reviews
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.support.timer import timer
from selfdirect.records.audit import AuditEntry
from selfdirect.records.messages import Letter
from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.reviews import Review
from selfdirect.records.work import Step
from tests.actions.paying_people import STARTS_ON, Office, problems

OPENED_ON = STARTS_ON + timedelta(weeks=6)
HELD_ON = OPENED_ON + timedelta(days=9)


@pytest.fixture
def step(here: Office, schedule: PaymentSchedule) -> Step:
    return reviews.open_review(budget=schedule.budget, code="first_review", on=OPENED_ON, by=timer())


def hold(step: Step, here: Office, **more: Any) -> Review:
    words = {"held_on": HELD_ON, "how_it_goes": "It goes well.", "what_changes": "", "key": "k"}
    return reviews.hold_review(**({"step": step, "on": HELD_ON, "by": here.worker} | words | more))


def test_a_review_is_opened_for_the_named_worker_with_a_date(here: Office, step: Step) -> None:
    assert (step.owner, step.due_on > OPENED_ON) == (here.worker, True)
    assert step.about.startswith("Budget:")


@pytest.mark.requirement("R-REV-01")
def test_a_review_that_was_held_closes_its_step_and_says_when_the_next_is(here: Office, step: Step) -> None:
    review = hold(step, here, what_changes="  More time in the evening. ")
    assert (review.code, review.held_on, review.by) == ("first_review", HELD_ON, here.worker)
    assert review.what_changes == "More time in the evening."
    assert review.next_on == date(HELD_ON.year + 1, HELD_ON.month, HELD_ON.day)
    step.refresh_from_db()
    assert (step.done_on, step.done_by) == (HELD_ON, here.worker)
    letter = Letter.objects.get(kind="review")
    assert "What changes: More time in the evening." in letter.facts["paragraphs"]
    assert letter.facts["how_to_disagree"]
    assert AuditEntry.objects.filter(verb="reviews.hold_review", person=review.person).count() == 1


def test_a_double_click_is_one_review_and_a_second_review_of_the_step_is_refused(here: Office, step: Step) -> None:
    assert hold(step, here) == hold(step, here)
    with pytest.raises(Refused, match="written down already"):
        hold(step, here, key="another")
    assert Review.objects.count() == 1


def test_what_is_missing_is_said_at_once(here: Office, step: Step) -> None:
    with pytest.raises(Refused) as refused:
        hold(step, here, held_on=HELD_ON + timedelta(days=1), how_it_goes=" ")
    assert list(problems(refused)) == ["held_on", "how_it_goes"]
    with pytest.raises(Refused, match="not before the final budget"):
        hold(step, here, held_on=date(2020, 1, 1))


def test_only_a_step_that_is_a_review_and_only_by_whoever_assesses(here: Office, step: Step) -> None:
    with pytest.raises(NotAllowed):
        hold(step, here, by=here.finance)
    Step.objects.filter(pk=step.pk).update(code="support_plan")
    with pytest.raises(Refused, match="not a review"):
        hold(step, here)


@pytest.mark.requirement("R-DEC-12")
def test_a_person_who_waits_is_written_to(here: Office, step: Step) -> None:
    reviews.say_sorry_for_wait(step=step, label="Your review", on=HELD_ON, by=timer())
    letter = Letter.objects.get(kind="late")
    assert (letter.facts["label"], letter.facts["owner"]) == ("Your review", here.worker.name)
    assert letter.facts["due_on"] == step.due_on.isoformat()
