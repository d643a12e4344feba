"""Anybody can check, without signing in, whether we may be able to help; it is never a decision and leads to asking."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

YES = {"condition": "yes", "hard_things": "yes", "wellbeing": "yes"}


def _page(client: Client, **answers: str) -> str:
    answer = client.get("/check/", answers)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_three_questions_are_asked_of_anybody_and_nothing_is_kept(
    client: Client, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        page = _page(client)
    assert page.count("<legend") == 3 and "The answer is not a decision" in page and "Ask us for help" not in page


@pytest.mark.requirement("R-ELG-07")
@pytest.mark.parametrize(
    ("answers", "points_to"),
    [
        (YES, "You may be able to get support from us"),
        ({**YES, "hard_things": "no"}, "You may not be able to get a personal budget"),
    ],
)
def test_the_answer_is_plainly_no_decision_and_leads_to_asking_for_help(
    answers: dict[str, str], points_to: str, client: Client
) -> None:
    page = _page(client, **answers)
    assert points_to in page and "This is not a decision." in page
    assert 'href="tel:' in page and "Say that you would like an assessment" in page
    assert "You can ask whatever your answers were" in page


def test_a_question_without_an_answer_is_named(client: Client) -> None:
    page = _page(client, condition="yes", wellbeing="perhaps")
    assert "There is a problem" in page and page.count("Select an answer") >= 2
    assert "Ask us for help" not in page


def test_it_is_found_from_every_page_and_from_the_sign_in(client: Client) -> None:
    assert client.get("/accessibility/").content.decode().count('href="/check/"') == 1
    assert client.get("/sign-in/").content.decode().count('href="/check/"') == 2
