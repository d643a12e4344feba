"""A page asks the database the same number of questions whether there are a hundred rows or ten thousand."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from selfdirect.records.people import Person
from selfdirect.rules.access import Role
from tests.crowd import ON, add_events, add_people
from tests.pages.conftest import SignIn

pytestmark = pytest.mark.django_db

FEW, MANY = 100, 10_000
MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selfdirect.pages.middleware.today", lambda: ON)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(asked)


@pytest.mark.parametrize(
    ("role", "address"),
    [
        (Role.SOCIAL_WORKER, "/staff/"),
        (Role.SOCIAL_WORKER, "/staff/work/"),
        (Role.SOCIAL_WORKER, "/staff/people/"),
        (Role.SOCIAL_WORKER, "/staff/people/?words=Crowd"),
        (Role.TEAM_MANAGER, "/staff/"),
        (Role.TEAM_MANAGER, "/staff/work/"),
        (Role.TEAM_MANAGER, "/staff/decisions/"),
        (Role.FINANCE_OFFICER, "/staff/"),
        (Role.FINANCE_OFFICER, "/staff/payments/"),
        (Role.AUDITOR, "/staff/"),
        (Role.ADMINISTRATOR, "/staff/"),
    ],
)
def test_lists_cost_the_same_for_many_people(client: Client, sign_in: SignIn, role: Role, address: str) -> None:
    worker = sign_in(client, role)
    add_people(FEW, worker)
    few = queries(client, address)
    add_people(MANY - FEW, worker)
    assert queries(client, address) == few
    assert few <= MOST_QUERIES


@pytest.mark.parametrize("page", ["", "timeline/", "looked/"])
def test_a_record_costs_the_same_after_ten_thousand_events(client: Client, sign_in: SignIn, page: str) -> None:
    worker = sign_in(client, Role.SOCIAL_WORKER)
    add_people(1, worker)
    person = Person.objects.latest("pk")
    add_events(FEW, person, worker)
    few = queries(client, f"/staff/people/{person.pk}/{page}")
    add_events(MANY - FEW, person, worker)
    assert queries(client, f"/staff/people/{person.pk}/{page}") == few
