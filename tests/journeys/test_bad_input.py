"""What people type that cannot be taken, twice, at once or too late: nothing is lost, and nothing happens twice.

Each kind of field is refused in words of its own elsewhere (tests/pages/test_fields.py). Here it is seen in a browser.

Next:   tests/journeys/test_forms.py
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.request import Request, urlopen

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session

from selfdirect.ledger import reading
from selfdirect.records.assessments import Assessment
from selfdirect.records.audit import AuditEntry
from selfdirect.records.direct_payments import Payee
from selfdirect.records.payments import PaymentRun
from selfdirect.records.people import Person
from selfdirect.rules.access import Role
from tests.actions import first_half
from tests.actions.first_half import Town
from tests.actions.story import FIRST_PAY_ON, prepared
from tests.journeys.conftest import FIRST_DAY, Visit
from tests.journeys.visitor import Visitor
from tests.pages.conftest import APerson, AUser

pytestmark = pytest.mark.journey

WHO = "/staff/referrals/new/6f1c1c7e-0000-4000-8000-000000000000/who/"
TYPED = {"first_name": "", "last_name": "x" * 101, "likes_to_be_called": "שָׁלוֹם 🙂"}
PASSWORD = "a long and quiet afternoon"


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (320, False)])
def test_what_is_wrong_is_said_at_the_top_and_kept_as_typed(
    here: Town, visit: Visit, width: int, javascript: bool
) -> None:
    visitor = visit(width, javascript).be(here.worker).go(WHO)
    visitor.fill(**TYPED, **{"date_of_birth-day": "31", "date_of_birth-month": "2", "date_of_birth-year": "1979"})
    visitor.press("Continue").sees("There is a problem", "Enter their first name", "100 characters or fewer")
    visitor.sees("February 1979 has 28 days", "Select the main reason for support")
    assert visitor.page.title().startswith("Error: ")
    for name, words in TYPED.items():
        assert visitor.page.locator(f'[name="{name}"]').input_value() == words
    if javascript:
        assert "govuk-error-summary" in visitor.page.evaluate("document.activeElement.className")
    visitor.page.get_by_role("link", name="Enter their first name").click()
    assert visitor.page.evaluate("document.activeElement.name") == "first_name"


def test_money_is_taken_as_people_write_it_and_never_below_nothing(here: Town, visit: Visit) -> None:
    person = first_half.assessed(here, first_name="Rowan").person
    visitor = visit(320).be(first_half.worker_of(person)).go(f"/staff/people/{person.pk}/finances/").press("Start")
    visitor.press("How it is done").choose("kind", "full").press("Save and continue").press("Savings and property")
    for typed in ("-5", "lots", "1.234", "٣٤٥£"):
        visitor.fill(capital_pence=typed).choose("has_property", "no").press("Save and continue")
        visitor.sees("There is a problem")
        assert visitor.page.locator('[name="capital_pence"]').input_value() == typed
    visitor.fill(capital_pence=" £1,234.50 ").press("Save and continue").press("Savings and property")
    assert visitor.page.locator('[name="capital_pence"]').input_value() == "1,234.50"


def owed_once(here: Town) -> None:
    """The one payment of the run is owed once in the book, and the approval is written down once."""
    payee = Payee.objects.get()
    assert reading.balance(f"payee:{payee.book_reference}:owed") == 24000
    assert AuditEntry.objects.filter(verb="payment_runs.approve_run", person=None).count() == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_a_double_click_approves_once(here: Town, visit: Visit, javascript: bool) -> None:
    run = prepared(here, FIRST_PAY_ON, on=FIRST_DAY)
    visitor = visit(javascript=javascript).be(here.cast.approvers[0]).go(f"/staff/payments/{run.pk}/approve/")
    visitor.find("Approve the run").dblclick()
    visitor.page.wait_for_url("**done=approved")
    visitor.sees("The run is approved")
    owed_once(here)


def test_the_same_form_sent_twice_at_once_approves_once(here: Town, visit: Visit) -> None:
    run = prepared(here, FIRST_PAY_ON, on=FIRST_DAY)
    visitor = visit().be(here.cast.approvers[0]).go(f"/staff/payments/{run.pk}/approve/")
    form = form_as_sent(visitor)
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(send, (form, form)))
    assert answers == [200, 200], "the second is answered as the first"
    owed_once(here)
    assert PaymentRun.objects.get().state == "approved"


def form_as_sent(visitor: Visitor) -> tuple[str, bytes, dict[str, str]]:
    """The form on this page as a browser would send it: where to, what, and with which cookies."""
    fields = visitor.page.locator("main form input")
    typed = fields.evaluate_all("all => new URLSearchParams(all.map(one => [one.name, one.value])).toString()")
    kept = "; ".join(f"{one['name']}={one['value']}" for one in visitor.window.cookies())
    return visitor.page.url, typed.encode(), {"Cookie": kept, "Referer": visitor.page.url}


def send(form: tuple[str, bytes, dict[str, str]]) -> int:
    """Send a form past the browser, as an impatient one might."""
    with urlopen(Request(*form)) as answer:
        return int(answer.status)


def test_the_second_of_two_workers_is_told_what_changed_and_loses_nothing(here: Town, visit: Visit) -> None:
    assessment = first_half.screened(here, first_name="Rowan")
    path = f"/staff/people/{assessment.person_id}/assessments/{assessment.pk}/part/about_me/"
    first, second = (visit().be(user).go(path) for user in here.cast.workers[:2])
    for visitor, words in ((first, "Her garden."), (second, "Her cat.")):
        visitor.fill(strengths=words, what_matters=words, wants=words)
    first.press("Save and continue")
    second.press("Save and continue").sees(here.cast.workers[0].name, "Her garden.")
    assert second.page.locator('[name="what_matters"]').input_value() == "Her cat."
    second.press("Save and continue").sees("Assessment")
    assert Assessment.objects.get(pk=assessment.pk).about_me["what_matters"] == "Her cat."


@pytest.mark.parametrize("javascript", [True, False])
def test_a_sign_in_that_ran_out_leads_back_to_the_form(
    here: Town, a_user: AUser, visit: Visit, settings: LazySettings, javascript: bool
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    person = Person.objects.get()
    user = a_user(Role.PERSON, password=PASSWORD, person=person)
    visitor = visit(320, javascript).be(user).go("/my/").press("Tell us something has changed")
    visitor.fill_empty("My sister is moving away.\nI will need more help.")
    Session.objects.all().delete()
    visitor.page.locator('main form button[type="submit"]').first.click()
    visitor.look().sees("Sign in").fill(login=user.email, password=PASSWORD).press("Sign in")
    visitor.sees("You were signed out while you were typing")
    assert "My sister is moving away." in visitor.page.locator("main textarea").input_value()


def test_a_record_that_may_not_be_seen_is_like_one_that_is_not_there(
    here: Town, a_user: AUser, a_person: APerson, visit: Visit
) -> None:
    own, other = a_person(), Person.objects.get(all_details__last_name="Foxglove")
    visitor = visit(320).be(a_user(Role.PERSON, person=own))
    there = visitor.go(f"/my/{other.pk}/", status=404).text
    assert visitor.go("/my/999999/", status=404).text == there
    assert visitor.go("/nothing/here/", status=404).text == there
    visitor.go("/staff/people/", status=403).sees_not("Foxglove")


def test_an_error_of_ours_has_a_plain_page(here: Town, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any) -> None:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr("selfdirect.pages.staff.payments.pages_of", broken)
    visitor = visit(320).be(here.cast.finance[0])
    visitor.go("/staff/payments/", status=500).sees_not("secret", "Traceback", "RuntimeError")
