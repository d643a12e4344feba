"""Somebody with a budget, the people who help them, and a browser for each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from selfdirect.actions import access
from selfdirect.records.access import ActingFor, User
from selfdirect.records.budgets import Budget
from selfdirect.records.people import Person
from selfdirect.rules.access import Role
from tests.actions import story
from tests.actions.first_half import Town, town, worker_of

ON = story.AGREED_ON
SetDay = Callable[[date], None]


@pytest.fixture
def set_day(monkeypatch: pytest.MonkeyPatch) -> SetDay:
    """Make pages believe that it is this day."""

    def make(on: date) -> None:
        monkeypatch.setattr("selfdirect.pages.middleware.today", lambda: on)
        monkeypatch.setattr("selfdirect.pages.context.today", lambda: on)

    return make


@pytest.fixture(autouse=True)
def _on_the_day(set_day: SetDay) -> None:
    set_day(ON)


@dataclass
class Life:
    """One person with a budget, and everybody who may open their pages."""

    here: Town
    budget: Budget
    user: User

    @property
    def person(self) -> Person:
        return self.budget.person

    @property
    def worker(self) -> User:
        return worker_of(self.person)

    def path(self, rest: str = "") -> str:
        return f"/my/{self.person.pk}/{rest}"

    def helper(self, role: Role, may_see_money: bool = True, **more: Any) -> User:
        """Somebody who acts for the person."""
        words = {"email": f"{role.value}-{may_see_money}@example.org", "name": f"Rosa {role.label}"} | more
        by, start = self.here.cast.administrator, story.DECIDED_ON
        user = access.add_user(roles=[role], on=start, by=by, **words)
        self.acting(user, self.person, role, may_see_money)
        return user

    def acting(self, user: User, person: Person, role: Role, may_see_money: bool = True) -> ActingFor:
        authority = "The person asked for this."
        on, by = story.DECIDED_ON, worker_of(person)
        return access.act_for(
            user=user, person=person, role=role, authority=authority, may_see_money=may_see_money, on=on, by=by
        )


def user_of(here: Town, person: Person, email: str = "person@example.org") -> User:
    """The person's own way in."""
    by = here.cast.administrator
    return access.add_user(
        email=email, name=person.name, roles=[Role.PERSON], person_id=person.pk, on=story.DECIDED_ON, by=by
    )


@pytest.fixture
def life(db: None) -> Life:
    """Somebody whose budget is final and who has not chosen yet how to hold it."""
    here = town()
    budget = story.finalised(
        story.approved(here, story.support(), story.support(what="Swimming", outcomes=["community"]))
    )
    return Life(here, budget, user_of(here, budget.person))


def browser(user: User) -> Client:
    """A browser signed in as this user."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def said(answer: Any) -> str:
    """What the page says, in one line."""
    return " ".join(answer.content.decode().split())
