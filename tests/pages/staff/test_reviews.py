"""A review step leads to a page where it is written down; then it is done, kept and told to the person."""

from datetime import date

import pytest
from django.test import Client

from selfdirect.actions import reviews
from selfdirect.actions.support.timer import timer
from selfdirect.pages.staff.work import where_done
from selfdirect.records.access import User
from selfdirect.records.messages import Letter
from selfdirect.records.reviews import Review
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from tests.actions.first_half import town
from tests.actions.story import approved, finalised
from tests.pages.conftest import SignIn

pytestmark = pytest.mark.django_db

ON = date(2026, 9, 1)
TYPED = {
    "held_on-day": "31",
    "held_on-month": "8",
    "held_on-year": "2026",
    "how_it_goes": "Getting up is easier now.",
    "what_changes": "",
}


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selfdirect.pages.middleware.today", lambda: ON)


@pytest.fixture
def step() -> Step:
    budget = finalised(approved(town()))
    return reviews.open_review(budget=budget, code="first_review", on=date(2026, 8, 17), by=timer())


def as_worker(client: Client, user: User) -> None:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["second_factor_is_set_up"] = user.pk
    session.save()


@pytest.mark.requirement("R-REV-04")
def test_a_review_is_written_down_its_step_is_done_and_the_person_gets_a_record(client: Client, step: Step) -> None:
    as_worker(client, step.owner)
    address = where_done(step)
    page = client.get(address)
    assert page.status_code == 200
    assert "Hold the first review" in page.content.decode()
    assert client.post(address, TYPED | hidden(page.content.decode())).status_code == 302
    assert Review.objects.get().how_it_goes == "Getting up is easier now."
    step.refresh_from_db()
    assert step.done_on == ON
    assert Letter.objects.filter(kind="review", person=step.person).exists()


def test_what_is_missing_is_named_and_what_was_typed_stays(client: Client, step: Step) -> None:
    as_worker(client, step.owner)
    address = where_done(step)
    sent = TYPED | {"held_on-day": "31", "held_on-month": "6", "how_it_goes": ""}
    page = client.post(address, sent | hidden(client.get(address).content.decode()))
    words = page.content.decode()
    assert page.status_code == 422
    assert "Write how it is going" in words
    assert 'value="31"' in words
    assert not Review.objects.exists()


def test_who_may_not_review_is_led_to_what_happened_and_can_write_nothing(
    client: Client, sign_in: SignIn, step: Step
) -> None:
    sign_in(client, Role.FINANCE_OFFICER)
    answer = client.get(where_done(step))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/staff/people/{step.person_id}/timeline/")
    assert client.post(where_done(step), TYPED | {"key": "x"}).status_code == 403
    assert not Review.objects.exists()


def test_a_review_that_is_done_leads_to_what_happened(client: Client, step: Step) -> None:
    Step.objects.filter(pk=step.pk).update(done_on=ON, done_by=step.owner)
    as_worker(client, step.owner)
    assert client.get(where_done(step)).headers["Location"].endswith("/timeline/")


def hidden(page: str) -> dict[str, str]:
    """The form's one-time key."""
    return {"key": page.split('name="key" value="')[1].split('"', maxsplit=1)[0]}
