"""Staff print the statement for the person in their format; for braille and sound a worker has it made."""

import pytest

from selfdirect.records.work import Step
from tests.actions.first_half import DETAILS, Town, worker_of
from tests.actions.story import approved, finalised
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import send, text


@pytest.mark.requirement("R-FPB-05")
def test_a_worker_sees_the_format_and_has_braille_made(
    here: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(DETAILS, "format", "braille")
    budget = finalised(approved(here))
    client = browser(worker_of(budget.person))
    at = f"/staff/people/{budget.person_id}/budgets/{budget.pk}/"
    assert "The statement for the person, in their format" in text(client.get(at))
    shown = text(client.get(f"{at}words/own/"))
    assert "The person asked for: braille" in shown and "You can say that we are wrong" in shown
    assert b"YOUR PERSONAL BUDGET" in client.get(f"{at}words/text/").content
    step = Step.objects.open().get(code="other_format")
    follow = f"/staff/people/{budget.person_id}/follow-up/{step.pk}/"
    shown = text(client.get(follow))
    assert "asked for: braille" in shown and budget.reference in shown
    assert send(client, follow, what_was_done="Sent in braille.").status_code == 302
    assert not Step.objects.open().filter(code="other_format").exists()
