"""Anybody may read how the council works out money, as a page or as data, in the demonstration or not."""

from datetime import date

import pytest
from django.test import Client

from selfdirect.actions.support.policy import policy
from selfdirect.policy.algorithm_record import algorithm_record

ON = date(2026, 6, 22)
ADDRESS = "/how-we-work-it-out/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selfdirect.pages.middleware.today", lambda: ON)


def test_the_page_holds_the_record_of_the_running_policy(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        answer = client.get(ADDRESS)
    page = answer.content.decode()
    assert answer.status_code == 200
    for part in algorithm_record(policy(), ON).parts:
        assert f'id="{part.code}"' in page
        assert all(entry.title in page for entry in part.entries)
    assert policy().on(ON).fingerprint in page
    assert "Ombudsman" in page


def test_the_data_is_the_same_record(client: Client) -> None:
    answer = client.get(f"{ADDRESS}record.json")
    assert answer["Content-Type"] == "application/json"
    data = answer.json()
    assert (data["on"], data["fingerprint"]) == ("2026-06-22", policy().on(ON).fingerprint)
    assert len(data["parts"]) == 6


def test_every_page_leads_to_it(client: Client) -> None:
    assert f'href="{ADDRESS}"' in client.get("/accessibility/").content.decode()
