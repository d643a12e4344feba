"""Forms in a real browser, wide and narrow, with JavaScript and without: nothing typed is lost or in the way."""

import re

import pytest
from django.conf import LazySettings
from django.urls import reverse

from selfdirect.rules.access import Role
from tests.journeys.conftest import EVERY_WAY, Visit
from tests.journeys.visitor import Visitor
from tests.pages import sample
from tests.pages.conftest import APerson, AUser
from tests.pages.test_second_factor import code_for

pytestmark = [pytest.mark.journey, pytest.mark.urls("tests.pages.sample_urls"), pytest.mark.django_db(transaction=True)]
PASSWORD = "three plain words together"
EVERYTHING = "/sample/everything/"


@pytest.fixture(autouse=True)
def nothing_saved_yet() -> None:
    sample.SAVED.clear()


def fill_everything(visitor: Visitor) -> Visitor:
    visitor.fill(name="זאב Zoë 😀", said="One\n  two", visits="3", rent="£1,234.50")
    visitor.fill(**{"born-day": "3", "born-month": "Dec", "born-year": "1950"})
    return visitor.choose("helped", "no").choose("colour", "blue").choose("pets", "cat").choose("team", "2")


@pytest.mark.parametrize(("width", "javascript"), EVERY_WAY)
def test_a_form_is_mended_and_sent(width: int, javascript: bool, visit: Visit, a_user: AUser) -> None:
    visitor = visit(width, javascript).be(a_user(Role.AUDITOR)).go(EVERYTHING)
    fill_everything(visitor).fill(rent="-4", visits="").press("Continue")
    visitor.sees("There is a problem", "Enter how many visits", "It cannot be a minus number")
    assert visitor.page.title().startswith("Error: ")
    if javascript:
        assert visitor.page.evaluate("document.activeElement.className") == "govuk-error-summary"
    visitor.page.get_by_role("link", name="Enter how many visits").click()
    if javascript:
        assert visitor.page.evaluate("document.activeElement.id") == "id_visits"
    assert visitor.page.locator("#id_rent").input_value() == "-4"
    assert visitor.page.locator("#id_said").input_value() == "One\n  two"
    visitor.fill(rent=" £1,234.50 ", visits="3").press("Continue")
    assert visitor.where.startswith("/account/")
    assert sample.SAVED[0]["rent"] == 123450 and sample.SAVED[0]["name"] == "זאב Zoë 😀"


@pytest.mark.parametrize(("width", "javascript"), EVERY_WAY)
def test_every_part_and_every_no_is_accessible(
    width: int, javascript: bool, visit: Visit, a_user: AUser, a_person: APerson
) -> None:
    visitor = visit(width, javascript).be(a_user(Role.SOCIAL_WORKER))
    person = a_person()
    visitor.go("/sample/parts/").go("/account/").go(reverse("sample_confirm", args=[person.pk]))
    visitor.go("/nope/", 404).go("/sample/act/forbid/", 403).go("/sample/act/refuse/", 422).go(
        "/sample/act/stale/", 409
    )
    visitor.go(reverse("sample_one", args=[person.pk])).fill(said="stale words").press("Continue")
    visitor.sees("Bea Worker changed this", "The address was corrected.")
    assert visitor.page.locator("#id_said").input_value() == "stale words"
    visitor.press("Continue").sees("Check your answers")


def test_more_questions_appear_with_their_answer_and_are_simply_there_without_javascript(
    visit: Visit, a_user: AUser
) -> None:
    user = a_user(Role.AUDITOR)
    with_script = visit().be(user).go(EVERYTHING)
    helper = with_script.page.get_by_label("Who helps?")
    assert not helper.is_visible()
    with_script.choose("helped", "yes").look()
    assert helper.is_visible()
    with_script.choose("helped", "no")
    assert not helper.is_visible()
    assert visit(javascript=False).be(user).go(EVERYTHING).page.get_by_label("Who helps?").is_visible()


def test_a_form_can_be_filled_in_and_sent_by_keyboard_alone(visit: Visit, a_user: AUser, a_person: APerson) -> None:
    visitor = visit().be(a_user(Role.SOCIAL_WORKER)).go(reverse("sample_one", args=[a_person().pk]))
    keyboard = visitor.page.keyboard
    keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    keyboard.press("Enter")
    keyboard.press("Tab")
    keyboard.type("typed by keyboard")
    keyboard.press("Tab")
    with visitor.page.expect_navigation():
        keyboard.press("Enter")
    visitor.look().sees("Check your answers")
    assert sample.SAVED[0]["said"] == "typed by keyboard"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_double_click_sends_one_key(javascript: bool, visit: Visit, a_user: AUser, a_person: APerson) -> None:
    user, path = a_user(Role.SOCIAL_WORKER), reverse("sample_one", args=[a_person().pk])
    visitor = visit(javascript=javascript).be(user).go(path).fill(said="once")
    visitor.page.get_by_role("button", name="Continue", exact=True).dblclick()
    visitor.page.wait_for_url("**/confirm/")
    assert len({saved["key"] for saved in sample.SAVED}) == 1
    assert len(sample.SAVED) == 1 or not javascript


@pytest.mark.parametrize("javascript", [True, False])
def test_signing_in_again_leads_back_to_the_form_with_everything_typed(
    javascript: bool, visit: Visit, a_user: AUser, a_person: APerson, settings: LazySettings
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    own = a_person()
    user = a_user(Role.PERSON, password=PASSWORD, person=own)
    visitor = visit(320, javascript).be(user).go(EVERYTHING)
    fill_everything(visitor)
    visitor.window.clear_cookies(name="sessionid")
    visitor.press("Continue").sees("Sign in")
    visitor.fill(login=user.email, password=PASSWORD).press("Sign in")
    visitor.sees("You were signed out while you were typing")
    assert visitor.page.locator("#id_rent").input_value() == "£1,234.50"
    assert visitor.page.locator("#id_born-month").input_value() == "Dec"
    visitor.press("Continue")
    assert sample.SAVED[0]["said"] == "One\n  two"


@pytest.mark.parametrize(("width", "javascript"), EVERY_WAY)
def test_a_member_of_staff_sets_up_a_second_step(
    width: int, javascript: bool, visit: Visit, a_user: AUser, settings: LazySettings
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    user = a_user(Role.AUDITOR, password=PASSWORD)
    visitor = visit(width, javascript).go("/account/").sees("Sign in")
    visitor.press("Sign in").sees("There is a problem", "Enter your email address")
    visitor.fill(login=user.email, password="wrong").press("Sign in").sees("One of them is not right")
    visitor.fill(login=user.email, password=PASSWORD).press("Sign in").sees("Set up your second step")
    secret = visitor.page.locator(".sd-key").inner_text()
    assert re.fullmatch(r"[A-Z2-7]{16,}", secret)
    visitor.fill(code="000000").press("Finish").sees("Enter the newest code")
    visitor.fill(code=code_for(secret)).press("Finish").sees("Your recovery codes")
    visitor.press("Make new codes").press("Make new codes").sees("Your recovery codes")
    visitor.go("/account/").sees("Set up").go("/account/password/").go("/sign-out/").press("Sign out").sees("Sign in")


def test_a_page_brings_no_type_or_picture_from_the_government(visit: Visit) -> None:
    visitor = visit()
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.go("/sign-in/")
    assert not [url for url in asked if "/assets/" in url or ".woff" in url]
    assert "GDS Transport" not in visitor.page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
