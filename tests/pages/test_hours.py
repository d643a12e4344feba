"""A personal assistant signs in to their own hours and nothing else; a week is logged, corrected, and never lost."""

from datetime import date

import pytest
from django.test import Client

from selfdirect.pages.hours import WeekForm, minutes_of, state_of
from selfdirect.records.access import User
from selfdirect.records.audit import AuditEntry
from selfdirect.records.timesheets import Timesheet
from tests.actions.employed import Employer, employer
from tests.actions.test_timesheets import holder, tess
from tests.pages.person.conftest import browser
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import said, send, text

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 13)
WEEK = {"worked_monday": "2", "worked_tuesday": "1:30", "worked_friday": "3.5", "other": "no"}
AT = date(2026, 7, 6).toordinal()


@pytest.fixture
def life(monkeypatch: pytest.MonkeyPatch) -> Employer:
    it_is(monkeypatch, ON)
    return employer()


def worker_of(life: Employer) -> tuple[User, Client, str]:
    one = life.employ()
    user = tess(life, one)
    return user, browser(user), f"/hours/{one.pk}/{AT}/"


@pytest.mark.requirement("R-EMP-03")
def test_a_week_is_logged_signed_by_nobody_yet_and_corrected(life: Employer) -> None:
    _, client, page = worker_of(life)
    assert client.get("/").url == "/hours/"  # type: ignore[attr-defined]
    home = text(client.get("/hours/"))
    assert "Not sent" in home and "Amara" in home and "Foxglove" not in home
    assert "Monday 6 July" in text(client.get(page))
    assert send(client, page, **WEEK).status_code == 302
    sheet = Timesheet.objects.get()
    assert (sheet.worked_minutes, sheet.minutes["worked"][4]) == (420, 210)
    assert "Waits for a signature" in text(client.get("/hours/"))
    assert "Hours and minutes" in text(client.get(f"/hours/sent/{sheet.pk}/"))
    assert 'value="1:30"' in client.get(page).content.decode()
    assert send(client, page, **{**WEEK, "worked_monday": "3"}).status_code == 302
    assert Timesheet.objects.count() == 2
    assert AuditEntry.objects.filter(kind="read", by__assistant__isnull=False, person=life.person).exists()


def test_what_is_wrong_is_said_at_its_day_and_nothing_is_lost(life: Employer) -> None:
    _, client, page = worker_of(life)
    wrong = send(client, page, **{**WEEK, "worked_monday": "lots", "worked_tuesday": "25"})
    assert wrong.status_code == 422 and 'value="lots"' in wrong.content.decode()
    assert said(wrong) == [
        "Monday 6 July: enter hours like 3, 3.5 or 3:30",
        "Tuesday 7 July: a day has no more than 24 hours",
    ]
    assert said(send(client, page, **{**WEEK, "other": ""})) == ["Select yes if there was any holiday or illness"]
    off = {"other": "yes", "holiday_monday": "2", "worked_monday": "", "worked_tuesday": "", "worked_friday": ""}
    assert send(client, page, **off).status_code == 302
    assert Timesheet.objects.get().holiday_minutes == 120


@pytest.mark.requirement("R-EMP-03")
def test_a_personal_assistant_sees_nothing_else(life: Employer) -> None:
    _, client, page = worker_of(life)
    other = life.employ(life.assistant("Ade Bright"))
    person = life.person.pk
    sheet = life.logged(other, by=holder(life))
    for path in (f"/hours/{other.pk}/{AT}/", f"/hours/sent/{sheet.pk}/", f"/hours/{AT}/{AT + 1}/", page[:-3] + "9/"):
        assert client.get(path).status_code == 404, path
    for path in (f"/staff/people/{person}/", f"/my/{person}/", "/staff/assistants/", "/staff/payroll/", "/staff/"):
        assert client.get(path).status_code in {403, 404}, path
    assert browser(holder(life)).get("/hours/").status_code == 403


def test_a_form_gives_a_week_of_each_kind() -> None:
    form = WeekForm(WEEK)
    assert form.is_good() and minutes_of(form.cleaned_data)["worked"] == [120, 90, 0, 0, 210, 0, 0]
    assert state_of(None) == ("Not sent", "grey")
