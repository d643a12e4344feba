"""A worker looks for something, and a manager checks the idea that comes of it, which everybody then finds."""

import pytest
from django.test import Client

from selfdirect.records.ideas import Idea, SourcingTask
from tests.actions.first_half import Town, assessed, worker_of
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import send, text


@pytest.mark.requirement("R-BRK-10")
def test_from_looking_to_the_library(here: Town, browser: Browser, client: Client) -> None:
    person = assessed(here).person
    worker, manager = browser(worker_of(person)), browser(here.manager)
    at = f"/staff/people/{person.pk}/sourcing/"
    assert "Nothing was looked for yet" in text(worker.get(at))
    assert send(worker, f"{at}start/", what="").status_code == 422
    assert send(worker, f"{at}start/", what="A choir on a weekday")["Location"] == at
    task = f"{at}{SourcingTask.objects.get().pk}/"
    send(worker, f"{task}time/", minutes="330", what_was_done="Rang five choirs")
    assert "330 minutes, 30 more than allowed" in text(worker.get(at))
    assert worker.get(f"{task}more/").status_code == 403
    assert send(manager, f"{task}more/", minutes="60", reason="Nearly there.").status_code == 302
    words = {"found": "yes", "learned": "She sings.", "idea_title": "A choir", "idea_words": "Ask the church hall."}
    wrong = send(worker, f"{task}end/", **(words | {"idea_title": ""}))
    assert wrong.status_code == 422 and "Ask the church hall." in wrong.content.decode()
    assert send(worker, f"{task}end/", **words).status_code == 302
    assert "Found" in text(worker.get(at)) and "A choir" in text(worker.get("/staff/ideas/"))
    assert "A choir" not in text(client.get("/ideas/")), "nobody has checked it"
    idea = Idea.objects.get()
    assert "Ask the church hall." in text(manager.get(f"/staff/ideas/{idea.pk}/"))
    assert worker.get(f"/staff/ideas/{idea.pk}/").status_code == 403
    assert send(manager, f"/staff/ideas/{idea.pk}/", is_published="yes").status_code == 302
    assert "Ask the church hall." in text(client.get("/ideas/"))
