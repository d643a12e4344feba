"""A person sees what employing costs, every pound explained; employs, signs hours, and ends it."""

from datetime import date
from typing import Any

import pytest

from selfdirect.actions import access
from selfdirect.records.assistants import Assistant
from selfdirect.records.employment import Employment
from selfdirect.rules.access import Role
from tests.actions.employed import Employer, employer
from tests.actions.test_timesheets import holder, tess
from tests.pages.person.conftest import Life, SetDay, browser
from tests.pages.staff.forms import day, said, send, text
from tests.pages.staff.test_employment import COST


@pytest.mark.parametrize("role", [None, Role.REPRESENTATIVE, Role.CARER])
def test_what_it_costs_is_shown_with_every_pound_explained(role: Role | None, life: Life) -> None:
    client = browser(life.helper(role) if role else life.user)
    shown = text(send(client, life.path("employing/cost/"), **COST))
    assert "It costs" in shown and "How we worked out every pound" in shown and "The lowest wage at this age" in shown


ON = date(2026, 7, 13)
NEW: dict[str, Any] = {
    "name": "Tess Marlow",
    **day("date_of_birth", date(1990, 3, 1)),
    "relation": "none",
    "same_household": "no",
    "necessary_reason": "",
    "duties": "Help to wash and dress",
    "tasks": ["personal_care"],
    "area": "centre",
    "hours": "10",
    "pence_hourly": "13",
    **day("starts_on", date(2026, 7, 6)),
    "payroll_by": "organisation",
    "payroll_name": "Example Payroll",
    "came_from": "",
    "is_occasional": "no",
}


@pytest.fixture
def boss(set_day: SetDay, db: None) -> Employer:
    set_day(ON)
    return employer()


@pytest.mark.requirement("R-EMP-01")
def test_a_holder_employs_says_what_is_done_signs_hours_and_ends_it(boss: Employer) -> None:
    client, at = browser(holder(boss)), f"/my/{boss.person.pk}/employing/"
    assert at in client.get(f"/my/{boss.person.pk}/").content.decode()
    assert "Nobody is employed yet" in text(client.get(at))
    wrong = send(client, f"{at}new/", **{**NEW, "line": boss.line.pk, "pence_hourly": "9"})
    assert wrong.status_code == 422 and "below the lowest wage" in said(wrong)[0]
    assert "Tess Marlow" in wrong.content.decode() and not Assistant.objects.exists()
    assert send(client, f"{at}new/", **NEW, line=boss.line.pk).status_code == 302
    one = Employment.objects.get()
    assert send(client, f"{at}{one.pk}/duty/insurance/", state="for_me", note="").status_code == 302
    shown = text(client.get(f"{at}{one.pk}/"))
    assert "We are asked to do it" in shown and "Put by for an employer's duties" in shown
    assert "Signs in Not yet" in shown and "10 hours a week" in shown
    sheet = boss.logged(one, by=tess(boss, one))
    assert "Yes, as tess@example.org" in text(client.get(f"{at}{one.pk}/"))
    assert "week from 6 July 2026" in text(client.get(at))
    assert said(send(client, f"{at}hours/{sheet.pk}/", is_signed="no", reason="")) == [
        "Say what is wrong with the hours"
    ]
    assert send(client, f"{at}hours/{sheet.pk}/", is_signed="yes").status_code == 302
    assert "Signed" in text(client.get(f"{at}{one.pk}/"))
    ending = {"why": "resigned", "words": "", "notice_worked_weeks": "0", **day("last_on", ON)}
    assert send(client, f"{at}{one.pk}/end/", **ending).status_code == 302
    assert "How it ended" in text(client.get(f"{at}{one.pk}/"))


@pytest.mark.requirement("R-EMP-06")
def test_a_relative_at_home_is_asked_about_first(boss: Employer) -> None:
    client, at = browser(holder(boss)), f"/my/{boss.person.pk}/employing/"
    close = {**NEW, "line": boss.line.pk, "relation": "child", "same_household": "yes"}
    assert said(send(client, f"{at}new/", **close)) == ["Say why it is necessary"]
    assert send(client, f"{at}new/", **{**close, "necessary_reason": "Nights"}).status_code == 302
    assert not Employment.objects.exists() and "Somebody is about to decide" in text(client.get(at))


@pytest.mark.requirement("R-EMP-07")
@pytest.mark.requirement("R-EMP-08")
def test_the_guidance_and_the_firewall_are_shown_before_anything_is_agreed(boss: Employer) -> None:
    client, at = browser(holder(boss)), f"/my/{boss.person.pk}/employing/"
    shown = text(client.get(f"{at}guidance/"))
    for words in ("Your independence", "How you get on", "Time off", "Talking about pay", "payroll organisation"):
        assert words in shown
    friend = {**NEW, "line": boss.line.pk, "relation": "friend", "payroll_by": "employer"}
    assert said(send(client, f"{at}new/", **friend)) == [
        "Read the guidance on employing a relative or friend with the person first"
    ]
    assert send(client, f"{at}guidance/", shown_to="holder", name="Amara").status_code == 302
    assert send(client, f"{at}new/", **friend).status_code == 302
    page = text(client.get(f"{at}{Employment.objects.get().pk}/"))
    assert "we suggest that a payroll organisation works out the pay" in page


def test_a_carer_signs_and_does_not_employ(boss: Employer) -> None:
    sheet = boss.logged(one := boss.employ(), by=tess(boss, one))
    user = access.add_user(
        email="c@example.org", name="Cara", roles=[Role.CARER], on=ON, by=boss.here.cast.administrator
    )
    given: dict[str, Any] = {"authority": "She asked.", "may_see_money": True, "on": ON, "by": boss.worker}
    access.act_for(user=user, person=boss.person, role=Role.CARER, **given)
    client, at = browser(user), f"/my/{boss.person.pk}/employing/"
    assert client.get(f"{at}new/").status_code == client.get(f"{at}{one.pk}/end/").status_code == 403
    assert send(client, f"{at}hours/{sheet.pk}/", is_signed="yes").status_code == 302
