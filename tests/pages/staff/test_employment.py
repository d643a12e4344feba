"""A worker sees what employing costs and puts it in the plan as lines of their own: hours, payroll, what is put by."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from selfdirect.records.access import User
from selfdirect.records.audit import AuditEntry
from selfdirect.records.employment import Employment, FamilyRequest
from selfdirect.records.plans import Plan, PlanLine
from tests.actions.employed import employer
from tests.actions.first_half import worker_of
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import day, said, send, text
from tests.pages.staff.test_orders import browser_of
from tests.pages.staff.test_plan_parts import at, plan, writer

__all__ = ["plan", "writer"]

COST: dict[str, Any] = {
    "hours": "10",
    "pence_hourly": "13.50",
    "age": "35",
    "years": "",
    "cover_pence_hourly": "",
    "has_business": "no",
}
ON = date(2026, 7, 13)
NEW: dict[str, Any] = {
    "name": "Rachel Foxglove",
    **day("date_of_birth", date(1970, 3, 1)),
    "duties": "Nights",
    "tasks": [],
    "area": "centre",
    "hours": "10",
    "pence_hourly": "13",
    **day("starts_on", date(2026, 7, 6)),
    "payroll_by": "organisation",
    "payroll_name": "Example Payroll",
    "came_from": "",
    "is_occasional": "no",
}
NAMED: dict[str, Any] = {"what": "Help to wash and dress", "outcomes": ["hygiene"], "provider_name": ""}


@pytest.mark.requirement("R-FPB-03")
def test_the_cost_is_shown_and_then_put_in_the_plan(plan: Plan, writer: Client) -> None:
    page = at(plan, "lines/assistant/")
    assert page in writer.get(at(plan, "lines/")).content.decode()
    shown = send(writer, page, **COST, **NAMED)
    assert shown.status_code == 200 and "Payroll, insurance and training £314.00" in text(shown)
    assert not PlanLine.objects.exists() and 'value="13.50"' in shown.content.decode()
    assert send(writer, page, **COST, **NAMED, add="yes").status_code == 302
    lines = list(PlanLine.objects.order_by("pk").values_list("category", "purpose", "provider_name"))
    assert lines == [
        ("personal_assistant", "support", ""),
        ("payroll", "support_cost", ""),
        ("employer_duties", "support_cost", ""),
    ]
    entry = AuditEntry.objects.get(verb="plans.add_assistant")
    assert entry.detail["working"][-1]["label"] == "What it costs in a year"


def test_a_wage_below_the_law_is_refused_and_nothing_is_lost(plan: Plan, writer: Client) -> None:
    page = at(plan, "lines/assistant/")
    for more in ({}, {"add": "yes"}):
        wrong = send(writer, page, **{**COST, "pence_hourly": "9.99"}, **NAMED, **more)
        assert wrong.status_code == 422 and "below the lowest wage for somebody aged 35" in said(wrong)[0]
        assert 'value="9.99"' in wrong.content.decode() and "Help to wash" in wrong.content.decode()
    assert "Select at least one outcome" in said(send(writer, page, **COST, **{**NAMED, "outcomes": []}))
    assert not PlanLine.objects.exists()


def test_a_worker_may_ask_without_a_plan(plan: Plan, writer: Client) -> None:
    shown = send(writer, f"/staff/people/{plan.person_id}/employing/cost/", **COST)
    assert "It costs" in text(shown) and worker_of(plan.person).name


@pytest.mark.requirement("R-EMP-06")
def test_a_manager_decides_on_a_relative_that_a_worker_asked_about(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    it_is(monkeypatch, ON)
    life = employer()
    client, at = browser_of(life.worker), f"/staff/people/{life.person.pk}/employing/"
    assert at in client.get(f"/staff/people/{life.person.pk}/").content.decode()
    close = {**NEW, "line": life.line.pk, "relation": "child", "same_household": "yes", "necessary_reason": "Nights"}
    assert send(client, f"{at}new/", **close).status_code == 302
    request = FamilyRequest.objects.get()
    assert client.get(f"{at}relatives/{request.pk}/").status_code == 403
    manager = browser_of(life.here.manager)
    assert f"{at}relatives/{request.pk}/" in manager.get(at).content.decode()
    assert said(send(manager, f"{at}relatives/{request.pk}/", is_agreed="yes", reasons="")) == [
        "Give the reasons, in words the person will understand"
    ]
    assert send(manager, f"{at}relatives/{request.pk}/", is_agreed="yes", reasons="It is needed.").status_code == 302
    assert send(client, f"{at}guidance/", shown_to="holder", name="Amara").status_code == 302
    assert send(client, f"{at}new/", **close).status_code == 302
    one = Employment.objects.get()
    page = f"{at}{one.pk}/"
    assert "It was agreed as an exception" in text(client.get(page))
    more = {"hours": "8", "pence_hourly": "14", "line": life.line.pk, **day("from_on", date(2026, 8, 1))}
    assert send(client, f"{page}terms/", **more).status_code == 302
    week = f"{page}week/{date(2026, 7, 6).toordinal()}/"
    assert send(client, week, worked_monday="2", other="no").status_code == 302
    assert "Waits for a signature" in text(client.get(page))
    auditor = browser_of(User.objects.get(name="Edwin Marks"))
    assert auditor.get(page).status_code == 200 and auditor.get(f"{page}end/").status_code == 403
