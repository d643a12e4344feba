"""A reminder goes out once for each day, in the way the person likes; what is done by phone is written down."""

from datetime import date, timedelta

import pytest

from selfdirect.actions import people, reminders
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.support.timer import timer
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.messages import Letter, Message
from selfdirect.records.people import Person, PersonDetails
from selfdirect.records.reminders import LookReminder
from selfdirect.records.work import Step
from tests.actions.first_half import town, worker_of
from tests.actions.story import AGREED_ON, Story, story

pytestmark = pytest.mark.django_db
DUE_ON = AGREED_ON + timedelta(weeks=4)
ON = DUE_ON - timedelta(days=14)


@pytest.fixture
def walked() -> Story:
    return story(here=town())


def prefers(person: Person, way: str) -> None:
    details = {"contact_by": way, "email": "amara@example.net", "phone": "07700 900124"}
    now = PersonDetails.objects.get(person=person, superseded_at=None).pk
    people.correct_details(person=person, details=details, seen_details_id=now, on=AGREED_ON, by=worker_of(person))


def reminded(walked: Story, due_on: date = DUE_ON) -> LookReminder:
    agreement = Agreement.objects.get()
    label = "We phone to ask how it is going"
    return reminders.remind_of_look(
        agreement=agreement, code="first_call", label=label, due_on=due_on, on=ON, by=timer()
    )


@pytest.mark.requirement("R-MON-16")
@pytest.mark.parametrize("way", ["letter", "email", "text"])
def test_it_goes_by_the_person_s_preferred_means(walked: Story, way: str) -> None:
    prefers(walked.person, way)
    made = reminded(walked)
    assert (made.how, made.due_on, made.person) == (way, DUE_ON, walked.person)
    letter = Letter.objects.get(kind="look")
    assert letter.facts["due_on"] == DUE_ON.isoformat()
    assert Message.objects.get(letter=letter).channel == way


@pytest.mark.requirement("R-MON-16")
def test_for_somebody_who_likes_a_call_their_worker_has_it_to_do(walked: Story) -> None:
    prefers(walked.person, "phone")
    made = reminded(walked)
    step = Step.objects.open().get(code="reminder_call")
    assert (step.owner, step.about) == (walked.worker, f"LookReminder:{made.pk}")
    assert not Letter.objects.filter(kind="look").exists()
    with pytest.raises(Refused, match="Say what was done"):
        reminders.follow_up(step=step, what_was_done=" ", on=ON, by=walked.worker)
    with pytest.raises(NotAllowed):
        reminders.follow_up(step=step, what_was_done="I did", on=ON, by=walked.town.cast.finance[0])
    done = reminders.follow_up(step=step, what_was_done="We phoned and agreed the day.", on=ON, by=walked.worker)
    assert (done.done_on, done.done_by) == (ON, walked.worker)
    with pytest.raises(Refused, match="already done"):
        reminders.follow_up(step=step, what_was_done="Again", on=ON, by=walked.worker)


def test_other_work_is_not_closed_here(walked: Story) -> None:
    step = Step.objects.open().filter(code="first_payment").get()
    with pytest.raises(Refused, match="another page"):
        reminders.follow_up(step=step, what_was_done="Done", on=ON, by=walked.worker)
