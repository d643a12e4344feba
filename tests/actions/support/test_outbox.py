"""A letter waits in the outbox for the way its person likes to hear; the queue is asked once."""

from datetime import date
from typing import Any

import pytest

from selfdirect.actions.action import action, tell
from selfdirect.actions.support.outbox import ask_for, put, write_letter
from selfdirect.records.access import User
from selfdirect.records.messages import Letter, Message
from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.people import Person, PersonDetails
from tests.actions.paying_people import ON, Office
from tests.jobs.test_tasks import jobs


@action(needs=None)
def say(*, person: Person, on: date, by: User) -> Letter:
    tell("Said")
    return write_letter("late", key="k", person=person, subject="Late", facts={"a": 1}, on=on, by=by)


@pytest.mark.requirement("R-DIG-11")
@pytest.mark.parametrize(
    ("likes", "channel", "to"),
    [
        ({"contact_by": "email"}, "email", "amara@example.org"),
        ({"contact_by": "email", "email": ""}, "letter", "1 Willow Court"),
        ({"contact_by": "text", "phone": "07700 900123"}, "text", "07700 900123"),
        ({"contact_by": "phone"}, "letter", "1 Willow Court"),
        ({"contact_by": "letter"}, "letter", "1 Willow Court"),
    ],
)
def test_it_goes_the_way_the_person_likes_to_hear(
    likes: dict[str, Any], channel: str, to: str, here: Office, schedule: PaymentSchedule
) -> None:
    PersonDetails.objects.update(**likes)
    letter = say(person=Person.objects.get(pk=schedule.person_id), on=ON, by=here.worker)
    message = Message.objects.get()
    assert (message.channel, message.letter, message.state) == (channel, letter, "waiting")
    assert to in message.to
    assert (letter.facts, letter.html) == ({"a": 1}, "")


def test_the_same_key_is_one_message_and_the_queue_is_asked_once(db: None) -> None:
    for _ in range(3):
        put(key="k", channel="email", to="a@example.org", subject="x", body="y", person=None, on=ON)
    assert Message.objects.count() == 1
    assert jobs("send_waiting") == ["todo"]
    ask_for("what_falls_due")
    assert jobs("what_falls_due") == ["todo"]
