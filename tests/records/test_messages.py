"""A letter is kept as it was sent, and a message is said once under its key."""

import pytest

from selfdirect.records.messages import Letter, Message, Note
from selfdirect.records.payments import PaymentSchedule
from tests.actions.paying_people import ON, Office
from tests.records.raw import NEVER, copy_of, refusal, run

AS_SENT = "kept as it was sent"


@pytest.fixture
def letter(here: Office, schedule: PaymentSchedule) -> Letter:
    return Letter.objects.create(
        person=schedule.person, kind="late", subject="x", on=ON, facts={"a": 1}, by=here.worker
    )


@pytest.mark.requirement("R-DEC-05")
def test_the_words_are_written_once_and_then_kept_as_sent(letter: Letter) -> None:
    run("update records_letter set html = '<p>Yes</p>', pdf = 'pdf'")
    assert AS_SENT in refusal("update records_letter set html = '<p>No</p>'")
    assert AS_SENT in refusal("update records_letter set html = ''")
    assert AS_SENT in refusal("update records_letter set pdf = 'other'")
    assert AS_SENT in refusal("update records_letter set pdf = null")


@pytest.mark.parametrize("change", ["facts = '{}'", "person_id = person_id + 1"])
def test_the_facts_of_a_letter_and_who_it_is_to_never_change(change: str, letter: Letter) -> None:
    assert AS_SENT in refusal(f"update records_letter set {change}")
    assert AS_SENT in refusal("delete from records_letter")


def test_a_message_is_said_once_under_its_key_and_is_in_a_known_state(schedule: PaymentSchedule) -> None:
    message = Message.objects.create(key="k", channel="email", to="a@example.org", subject="x", body="y", on=ON)
    assert refusal(copy_of("records_message", message.pk)) == "records_message_key_key"
    assert refusal("update records_message set state = 'lost'") == "message_state"


@pytest.mark.requirement("R-DIG-10")
def test_what_somebody_told_us_never_changes(here: Office, schedule: PaymentSchedule) -> None:
    Note.objects.create(person=schedule.person, by=here.worker, on=ON, words="Hello", is_from_person=True)
    assert NEVER in refusal("update records_note set words = 'Goodbye'")
    assert NEVER in refusal("delete from records_note")
