"""The administrator sees whether all is well, by counts and failures, and nothing of anybody's care."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from selfdirect.actions.support.policy import policy
from selfdirect.pages.staff.system import coming_after, doubtful_on, job_rows, last_check, shown
from selfdirect.records.messages import Letter, Message
from selfdirect.records.people import Person
from tests.actions.first_half import ON, Town, referred, worker_of
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import text


@pytest.fixture
def person(here: Town) -> Person:
    return referred(here).person


@pytest.fixture
def administrator(here: Town, browser: Browser) -> Client:
    return browser(here.cast.administrator)


def test_the_first_screen_says_what_failed_and_names_nobody(person: Person, administrator: Client) -> None:
    waiting = Message.objects.order_by("pk").first()
    assert waiting is not None
    Message.objects.filter(pk=waiting.pk).update(state="failed", tries=5, failure="The address was refused")
    page = text(administrator.get("/staff/"))
    assert "1 failed" in page and "The address was refused" in page and waiting.key in page
    assert "It has not run yet" in page and "Send what waits in the outbox" in page
    for private in ("Foxglove", "amara", waiting.to):
        assert private not in page


def test_the_outbox_shows_no_names_and_no_words(person: Person, administrator: Client) -> None:
    page = text(administrator.get("/staff/outbox/"))
    assert "Waiting to be sent" in page and "Received" in page
    for one in Message.objects.all():
        assert one.key in page and one.to not in page and one.subject not in page
    assert "Nothing is like that" in text(administrator.get("/staff/outbox/?state=failed"))


def test_the_outbox_costs_the_same_however_long_it_is(person: Person, administrator: Client) -> None:
    administrator.get("/staff/outbox/")
    with CaptureQueriesContext(connection) as few:
        administrator.get("/staff/outbox/")
    by = worker_of(person)
    letters = Letter.objects.bulk_create(
        Letter(person=person, kind="late", subject="A letter", on=ON, facts={}, by=by) for _ in range(70)
    )
    Message.objects.bulk_create(
        Message(key=f"late:{letter.pk}", person=person, letter=letter, channel="email", to="a@example.org", on=ON)
        for letter in letters
    )
    with CaptureQueriesContext(connection) as many:
        assert "Page 1 of 2" in text(administrator.get("/staff/outbox/"))
    assert len(many) <= len(few)


def test_everybody_who_works_here_can_read_the_policy_and_what_is_only_an_example(here: Town, browser: Browser) -> None:
    for user in (here.worker, here.manager, here.cast.panel[0]):
        page = text(browser(user).get("/staff/policy/"))
        assert "Price of one point" in page and "Example value" in page
    doubtful = text(browser(here.worker).get("/staff/policy/?status=doubtful"))
    assert f"{len(doubtful_on(ON))} of them are examples" in doubtful
    assert "No value is like that" not in doubtful
    assert "Who decides, by the cost each week" in text(browser(here.worker).get("/staff/policy/?part=decisions"))


def test_values_are_shown_in_words() -> None:
    rows = {row["value"].key: row for row in shown(policy().on(ON).values())}
    assert rows["allocation.price_per_point"]["amount"] == "£6.40 a week"
    assert rows["payments.in_advance"]["amount"] == "Yes"
    assert ["All", "Team manager", "Team manager", "£0.00", "Yes", "£500.00", "Yes"] in rows["decisions.ladder"]["rows"]
    assert rows["decisions.ladder"]["rows"][1][5] == "No limit"
    assert not any("_" in cell for cell in rows["allocation.points"]["rows"][3])
    assert all(value.since > date(2026, 6, 1) for value in coming_after(ON))


def test_nothing_is_known_of_jobs_before_there_are_any(db: None) -> None:
    assert job_rows() == [] and last_check() is None


def test_only_those_who_look_after_the_system_see_it(here: Town, browser: Browser) -> None:
    for user in (here.worker, here.manager, here.cast.finance[0]):
        assert browser(user).get("/staff/outbox/").status_code == 403
    assert browser(here.cast.panel[0]).get("/staff/outbox/").status_code == 403
