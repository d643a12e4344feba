"""The register is searched, somebody is added and trained, a place is looked for, and the report marks rural areas."""

from datetime import date
from typing import Any

import pytest

from selfdirect.pages.staff.assistants import report_rows
from selfdirect.records.access import User
from selfdirect.records.assistants import Assistant, Vacancy
from tests.actions.employed import Employer, employer
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import day, said, send, text
from tests.pages.staff.test_orders import browser_of

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 13)
ENTRY: dict[str, Any] = {
    "agreed_to_be_found": "yes",
    "is_listed": "yes",
    "areas": ["outlying"],
    "tasks": ["therapeutic"],
    "languages": "English, Polish",
    "hours": "12",
    "when_words": "",
    "covers": "emergency",
}


@pytest.fixture
def life(monkeypatch: pytest.MonkeyPatch) -> Employer:
    it_is(monkeypatch, ON)
    return employer()


@pytest.mark.requirement("R-EMP-04")
@pytest.mark.requirement("R-EMP-05")
def test_somebody_is_added_found_by_what_they_offer_and_trained(life: Employer) -> None:
    client = browser_of(life.worker)
    assert "Nobody in the register fits" in text(client.get("/staff/assistants/"))
    who = {"name": "Kasia", **day("date_of_birth", date(1980, 1, 1)), "email": "", "phone": ""}
    to = send(client, "/staff/assistants/add/", **who)["Location"]
    assert said(send(client, to, **{**ENTRY, "agreed_to_be_found": "no"})) == [
        "Nobody is in the register who has not agreed to it"
    ]
    assert send(client, to, **ENTRY).status_code == 302
    for asked, is_found in (
        ("area=outlying&task=therapeutic&language=Polish&hours=10&cover=emergency", True),
        ("area=centre", False),
        ("language=Farsi", True),
        ("hours=20", False),
    ):
        assert ("Kasia" in text(client.get(f"/staff/assistants/?{asked}"))) is is_found, asked
    at = f"/staff/assistants/{Assistant.objects.get().pk}/"
    wrong = {"course": "first_aid", "state": "taken"}
    assert said(send(client, f"{at}training/", **wrong)) == ["Enter the day it was finished"]
    assert send(client, f"{at}training/", course="first_aid", state="offered").status_code == 302
    assert "First aid It was offered" in text(client.get(at))
    auditor = browser_of(User.objects.get(name="Edwin Marks"))
    assert auditor.get(at).status_code == 200 and auditor.get(f"{at}entry/").status_code == 403


@pytest.mark.requirement("R-EMP-13")
def test_a_place_that_nobody_fits_is_reported_with_rural_areas_marked(life: Employer) -> None:
    client, at = browser_of(life.worker), f"/staff/people/{life.person.pk}/looking/"
    wanted = {"area": "outlying", "tasks": ["therapeutic"], "languages": "", "hours": "4"}
    assert send(client, f"{at}new/", **wanted).status_code == 302
    assert "the last found nobody" in text(client.get(at))
    commissioner = browser_of(life.here.cast.administrator)
    assert commissioner.get("/staff/assistants/report/").status_code == 403
    row = next(one for one in report_rows(ON) if one.area == "outlying")
    assert (row.is_rural, row.vacancies, row.searches, row.failed) == (True, 1, 1, 1)
    shown = text(browser_of(User.objects.get(name="Celia Thorne")).get("/staff/assistants/report/"))
    assert "The outlying villages Rural 1 0 days 1 1" in shown
    page = f"{at}{Vacancy.objects.get().pk}/"
    assert send(client, page, what="again", assistant="", reason="").status_code == 302
    assert said(send(client, page, what="stop", assistant="", reason="")) == ["Say why nobody is looked for any more"]
    assert send(client, page, what="stop", assistant="", reason="A neighbour helps").status_code == 302
    assert "A neighbour helps" in text(client.get(at))
