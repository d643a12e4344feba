"""Anybody may compare the local systems in the demonstration, and nowhere else."""

import re
from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client

from selfdirect.policy.comparing import compared, stories, systems
from selfdirect.rules.comparison import facts_of

ON = date(2026, 6, 22)
ADDRESS = "/demo/compare/"
FACTS = {
    "person": "older_person",
    "client_group": "physical",
    "age": "85",
    "level": "some",
    "after_care": "no",
    "income": "230.25",
    "savings": "14250",
    "carer_hours": "3",
    "plan": "",
}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO = True
    monkeypatch.setattr("selfdirect.pages.middleware.today", lambda: ON)


def _text(client: Client, address: str = ADDRESS, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_outside_the_demonstration_there_is_no_such_page(settings: LazySettings, client: Client) -> None:
    settings.DEMO = False
    assert client.get(ADDRESS).status_code == 404
    assert client.get(f"{ADDRESS}council_a/").status_code == 404


@pytest.mark.requirement("R-CFG-05")
def test_every_system_stands_beside_the_others_without_a_sign_in_or_a_query(
    client: Client, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        page = _text(client)
    for each in systems(ON):
        assert f'class="govuk-table__header">{each.name}</th>' in page
    assert page.count('data-what="Indicative budget"') == 11
    assert "(the usual way)" in page and "Keep a receipt for everything." in page and "Next by " in page


def test_each_person_starts_with_their_own_facts(client: Client) -> None:
    page = _text(client, person="older_person")
    assert 'value="85"' in page and 'value="230.25"' in page and "Here it is: state pension." in page
    assert "There is no personal budget here" not in _text(client, person="carer"), "the Care Act gives carers one"


def test_a_changed_fact_changes_the_figures(client: Client) -> None:
    rich = _text(client, **{**FACTS, "savings": "30,000"})
    assert "The full cost of care." in rich and 'value="30,000"' in rich
    assert "The full cost of care." not in _text(client, **FACTS)
    assert _text(client, **{**FACTS, "level": "a_lot"}) != _text(client, **FACTS)


def test_each_figure_leads_to_its_working(client: Client) -> None:
    page = _text(client, **FACTS)
    links = re.findall(r'href="(/demo/compare/[^"]+)#indicative_budget"', page)
    assert len(links) == 11
    for link, found in zip(links, compared("older_person", facts_of(stories()["older_person"], ON), ON), strict=True):
        working = client.get(link.replace("&amp;", "&")).content.decode()
        assert found.system.name in working and 'id="indicative_budget"' in working
        assert found.side and found.side.indicative.pence_weekly
        assert f"£{found.side.indicative.pence_weekly / 100:.2f} a week" in working
        assert "Where it comes from" in working


def test_what_is_filled_in_or_not_checked_is_marked(client: Client) -> None:
    page = _text(client, **FACTS)
    assert page.count("Example value") > 11
    cell = page.split('data-what="Indicative budget"')[1].split("</td>")[0]
    assert "Example value" in cell


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("age", "x", "Age must be a number"),
        ("age", "17", "Age must be between 18 and 110"),
        ("income", "99999999", "There is a problem"),
        ("savings", "", "Enter the savings, or 0"),
        ("client_group", "nobody", "Choose the main reason for support"),
        ("level", "", "Choose how much is needed"),
    ],
)
def test_a_wrong_fact_is_named_and_kept(field: str, typed: str, says: str, client: Client) -> None:
    page = _text(client, **{**FACTS, field: typed})
    assert "There is a problem" in page and says in page and "Error: " in page
    assert "sd-compare" not in page


def test_a_stranger_in_the_address_is_the_first_person(client: Client) -> None:
    assert 'aria-current="true"' in _text(client, person="nobody")


def test_a_system_that_does_not_exist_is_not_found(client: Client) -> None:
    for address in ("council_z/", "council_a/mental_health_trust/"):
        assert client.get(f"{ADDRESS}{address}").status_code == 404
    assert client.get(f"{ADDRESS}council_a/", {**FACTS, "age": "x"}).status_code == 404


def test_a_trust_has_a_page_of_its_own(client: Client) -> None:
    assert "Council D mental health trust" in _text(client, f"{ADDRESS}council_d/mental_health_trust/", **FACTS)


def test_what_is_missing_is_said_in_words(client: Client) -> None:
    page = _text(client, f"{ADDRESS}richmond/", **FACTS)
    assert "What is still needed:" in page and "<li>The day of: assessment finished</li>" in page
    assert "events." not in page
