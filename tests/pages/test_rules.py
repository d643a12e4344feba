"""Anybody may read what differs between two councils' rules in the demonstration, and nowhere else."""

import re
from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client

from selfdirect.policy import councils

ON = date(2026, 6, 22)
ADDRESS = "/demo/rules/"
A_AND_C = {"first": "council_a", "second": "council_c"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO = True
    monkeypatch.setattr("selfdirect.pages.middleware.today", lambda: ON)


def _text(client: Client, **query: str) -> str:
    answer = client.get(ADDRESS, query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_outside_the_demonstration_there_is_no_such_page(settings: LazySettings, client: Client) -> None:
    settings.DEMO = False
    assert client.get(ADDRESS).status_code == 404


def test_every_council_can_be_chosen_without_a_sign_in_or_a_query(
    client: Client, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        page = _text(client)
    assert all(page.count(f'value="{council}"') == 2 for council in councils())
    assert "sd-compare" not in page


@pytest.mark.requirement("R-CFG-05")
def test_what_differs_stands_side_by_side_in_plain_words(client: Client) -> None:
    page = _text(client, **A_AND_C)
    assert "Council A and Council C" in page and "22 June 2026" in page
    row = page.split("Price of one point")[1].split("</tr>")[0]
    assert "Not used here." in row and "£5.75 a week." in row and "Example value" in row
    assert 'href="#charging"' in page and 'id="charging"' in page


@pytest.mark.requirement("R-CFG-05")
def test_the_same_council_twice_has_no_differences(client: Client) -> None:
    assert "Nothing differs." in _text(client, first="council_a", second="council_a")


def test_what_is_missing_or_unknown_is_asked_for_and_the_rest_is_kept(client: Client) -> None:
    page = _text(client, first="council_a", second="")
    assert "Choose the second council" in page and '<option value="council_a" selected' in page
    assert "Choose the first council" in _text(client, first="../council_a", second="council_c")
