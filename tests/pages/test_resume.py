"""What was typed before a sign-in ran out is only ever shown to whoever typed it."""

import pytest
from django.test import Client

from selfdirect.pages.resume import whose
from selfdirect.rules.access import Role
from tests.pages.conftest import APerson, SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.pages.sample_urls")]


def test_the_next_user_of_a_shared_computer_sees_nothing_of_it(
    sign_in: SignIn, a_person: APerson, client: Client
) -> None:
    first = sign_in(Client(), Role.SOCIAL_WORKER)
    path = f"/sample/people/{a_person().pk}/one/"
    client.post(path, {"said": "secret words", "whose": whose(first)})
    sign_in(client, Role.SOCIAL_WORKER)
    assert "secret words" not in client.get(path).content.decode()


@pytest.mark.parametrize("mark", ["", "1", "1:forged", "x" * 500])
def test_a_form_that_does_not_say_whose_it_is_is_not_kept(mark: str, client: Client) -> None:
    client.post("/sample/everything/", {"name": "words", "whose": mark})
    assert "typed_before_sign_in" not in client.session


def test_too_much_is_not_kept(sign_in: SignIn, client: Client) -> None:
    user = sign_in(Client(), Role.AUDITOR)
    client.post("/sample/everything/", {"said": "x" * 70_000, "whose": whose(user)})
    assert "typed_before_sign_in" not in client.session


def test_only_the_last_few_forms_are_kept(sign_in: SignIn, client: Client) -> None:
    user = sign_in(Client(), Role.AUDITOR)
    for number in range(6):
        client.post(f"/sample/people/{number}/one/", {"said": "words", "whose": whose(user)})
    assert len(client.session["typed_before_sign_in"]) == 3


def test_opening_a_page_keeps_nothing(client: Client) -> None:
    client.get("/sample/everything/")
    assert "typed_before_sign_in" not in client.session
