"""A worker sees what employing costs and puts it in the plan as lines of their own: hours, payroll, what is put by."""

from typing import Any

import pytest
from django.test import Client

from selfdirect.records.audit import AuditEntry
from selfdirect.records.plans import Plan, PlanLine
from tests.actions.first_half import worker_of
from tests.pages.staff.forms import said, send, text
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
