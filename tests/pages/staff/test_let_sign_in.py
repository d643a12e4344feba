"""A worker gives a person a sign-in of their own; in the demonstration the person can then be chosen at the door."""

from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client

from selfdirect.records.access import User
from selfdirect.records.messages import Message
from selfdirect.rules.access import Role
from tests.pages.conftest import APerson, SignIn

pytestmark = pytest.mark.django_db


def test_the_person_gets_a_sign_in_and_is_told_and_it_is_made_once(
    client: Client, sign_in: SignIn, a_person: APerson, settings: LazySettings
) -> None:
    settings.DEMO = True
    sign_in(client, Role.SOCIAL_WORKER)
    person = a_person(email="zebedee@example.org")
    address = f"/staff/people/{person.pk}/sign-in/"
    assert "zebedee@example.org" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    user = User.objects.get(person=person)
    assert user.roles_on(date(2026, 11, 20)) <= {Role.PERSON}
    assert (user.is_demo, user.has_usable_password()) == (True, False)
    assert Message.objects.get(key=f"sign_in:{user.pk}").to == "zebedee@example.org"
    again = client.post(address)
    assert again.status_code == 422
    assert "can sign in already" in again.content.decode()
    assert person.name in Client().get("/demo/").content.decode()


def test_without_an_email_address_it_says_what_to_do(client: Client, sign_in: SignIn, a_person: APerson) -> None:
    sign_in(client, Role.TEAM_MANAGER)
    answer = client.post(f"/staff/people/{a_person().pk}/sign-in/")
    assert answer.status_code == 422
    assert "Add it to their contact details first" in answer.content.decode()


def test_a_finance_officer_is_turned_away(client: Client, sign_in: SignIn, a_person: APerson) -> None:
    sign_in(client, Role.FINANCE_OFFICER)
    assert client.get(f"/staff/people/{a_person().pk}/sign-in/").status_code == 403
