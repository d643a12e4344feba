"""A worker refers somebody to an organisation that helps find support, and writes down its answer."""

from collections.abc import Iterator

import pytest

from selfdirect.records.brokerage import BrokerageReferral
from selfdirect.records.people import Person
from tests.actions.first_half import assessed, town, worker_of
from tests.councils import under
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import send, text


@pytest.fixture
def person(db: None) -> Iterator[Person]:
    with under("council_a"):
        yield assessed(town()).person


def at(person: Person, rest: str = "") -> str:
    return f"/staff/people/{person.pk}/brokerage/{rest}"


@pytest.mark.requirement("R-BRK-06")
def test_a_referral_and_its_answer(person: Person, browser: Browser) -> None:
    worker = browser(worker_of(person))
    assert "Help to find support" in text(worker.get(f"/staff/people/{person.pk}/"))
    assert "User-led organisation" in text(worker.get(at(person)))
    words = {"who_pays": "self", "organisation": "user_led", "what_for": "Somebody to swim with", "consents": "yes"}
    wrong = send(worker, at(person, "ask/"), **words)
    assert (
        wrong.status_code == 422 and "Say why another one" in text(wrong) and "to swim with" in wrong.content.decode()
    )
    assert send(worker, at(person, "ask/"), **(words | {"other_because": "They know her."})).status_code == 302
    page = text(worker.get(at(person)))
    assert "Waits for their answer" in page and "They know her." in page
    made = BrokerageReferral.objects.get()
    assert send(worker, at(person, f"{made.pk}/"), accepted="no", words="No room until May.").status_code == 302
    assert "They cannot" in text(worker.get(at(person))) and "No room until May." in text(worker.get(at(person)))


@pytest.mark.django_db
def test_a_council_without_such_organisations_offers_none(browser: Browser) -> None:
    person = assessed(town()).person
    worker = browser(worker_of(person))
    assert "no list of organisations" in text(worker.get(at(person)))
    assert worker.get(at(person, "ask/")).status_code == 404
