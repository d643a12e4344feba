"""What is done by phone, or after an authority ended, is written down and closes the step."""

from datetime import timedelta

import pytest

from selfdirect.actions import reminders
from selfdirect.actions.support.timer import timer
from selfdirect.records.audit import AuditEntry
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.people import PersonDetails
from selfdirect.records.work import Step
from tests.actions.first_half import ON, Town
from tests.actions.story import AGREED_ON, story
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import said, send, text


@pytest.mark.requirement("R-MON-16")
def test_a_worker_phones_and_says_what_came_of_it(here: Town, browser: Browser) -> None:
    walked = story(here=here)
    PersonDetails.objects.filter(person=walked.person).update(contact_by="phone", phone="07700 900123")
    reminders.remind_of_look(
        agreement=Agreement.objects.get(),
        code="return",
        label="You send us a short record",
        due_on=AGREED_ON + timedelta(weeks=13),
        on=ON,
        by=timer(),
    )
    step = Step.objects.open().get(code="reminder_call")
    page = f"/staff/people/{walked.person.pk}/follow-up/{step.pk}/"
    client = browser(walked.worker)
    shown = text(client.get(page))
    assert "You send us a short record: 21 September 2026. Phone: 07700 900123." in shown
    assert said(send(client, page, what_was_done="")) == ["Enter what was done"]
    assert send(client, page, what_was_done="We spoke. They have it ready.").status_code == 302
    assert not Step.objects.open().filter(code="reminder_call").exists()
    assert AuditEntry.objects.timeline_of(walked.person)[0].said == "We spoke. They have it ready."
    assert client.get(page).status_code == 404
