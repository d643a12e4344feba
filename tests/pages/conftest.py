"""People to sign in as, and a person to look at, for the tests of pages.

Records are imported where they are used: this file is read before Django is set up when these tests are run alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.conf import LazySettings
from django.test import Client

from selfdirect.rules.access import Role

if TYPE_CHECKING:
    from selfdirect.records.access import User
    from selfdirect.records.people import Person

_numbers = itertools.count(1)
LONG_AGO = date(2020, 1, 1)

AUser = Callable[..., "User"]
SignIn = Callable[..., "User"]
APerson = Callable[..., "Person"]


@pytest.fixture(autouse=True)
def quick_passwords(settings: LazySettings) -> None:
    """Passwords are scrambled quickly here; how slowly they are scrambled for real is not what is tested."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def a_user(db: None) -> AUser:
    """Make a user with roles: `a_user(Role.AUDITOR, name="Ann")`."""
    from selfdirect.records.access import RoleGrant, User

    def make(*roles: Role, name: str = "Bea Worker", password: str = "", **more: object) -> User:
        user = User(email=f"user{next(_numbers)}@example.com", name=name, **more)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.save()
        RoleGrant.objects.bulk_create([RoleGrant(user=user, role=role.value, from_on=LONG_AGO) for role in roles])
        return user

    return make


@pytest.fixture
def sign_in(a_user: AUser, settings: object) -> SignIn:
    """Sign a browser in as a new user with these roles: `sign_in(client, Role.SOCIAL_WORKER)`."""

    def make(client: Client, *roles: Role, **more: object) -> User:
        user = a_user(*roles, **more)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["second_factor_is_set_up"] = user.pk
        session.save()
        return user

    return make


@pytest.fixture
def a_person(a_user: AUser) -> APerson:
    """Make a person: `a_person(first_name="Ann")`."""
    from selfdirect.records.people import Person, PersonDetails

    def make(**more: object) -> Person:
        person = Person.objects.create(is_fictional=True)
        facts: dict[str, object] = {
            "first_name": "Zebedee",
            "last_name": "Quillfeather",
            "date_of_birth": date(1950, 5, 4),
            "client_group": "older_people",
            "on": LONG_AGO,
            "by": a_user(Role.SOCIAL_WORKER),
        }
        PersonDetails.objects.create(person=person, **{**facts, **more})
        return person

    return make
