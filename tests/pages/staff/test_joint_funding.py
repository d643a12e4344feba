"""What the NHS pays is asked for on the plan's lines, recorded on one page, and shown beside the council's part."""

from typing import Any

import pytest
from django.test import Client

from selfdirect.records.joint_funding import JointFunding
from selfdirect.records.payments import PaymentLine
from selfdirect.records.plans import Plan, PlanLine
from selfdirect.rules.access import Role
from tests.actions.first_half import ON
from tests.actions.story import FIRST_PAY_ON, paid, story, support
from tests.pages.conftest import SignIn
from tests.pages.staff.forms import day, send, text
from tests.pages.staff.test_plan_lines import LINE
from tests.pages.staff.test_plan_parts import at, plan, writer

__all__ = ["plan", "writer"]

AGREED: dict[str, Any] = {
    "nhs_body": "Westminster integrated care board",
    "agreed_by_name": "Harriet Sloane",
    **day("agreed_on", ON),
    "evidence": "Letter of the panel",
    "health_direct_payment": "refused",
    "refused_reason": "Nurses employed one by one cost the NHS more.",
}


@pytest.mark.requirement("R-PAY-11")
def test_a_line_says_what_the_nhs_pays_and_the_page_asks_who_agreed(plan: Plan, writer: Client) -> None:
    assert send(writer, at(plan, "lines/add/"), **LINE, nhs_percent="37.5").status_code == 302
    line = PlanLine.objects.get()
    assert (line.nhs_basis_points, line.pence_weekly, line.nhs_pence_weekly) == (3750, 6038, 2264)
    shown = text(writer.get(at(plan, "lines/")))
    assert "The NHS pays 37.5%" in shown and "£22.64 a week of it" in shown
    assert "Nobody has recorded yet what the NHS agreed to" in shown
    assert "which NHS body agreed" in text(writer.get(at(plan, "check/")))
    assert 'value="37.5"' in writer.get(at(plan, f"lines/{line.pk}/")).content.decode()


@pytest.mark.parametrize("share", ["101", "-1", "half", "1.234"])
def test_a_share_that_cannot_be_is_named_and_nothing_is_lost(plan: Plan, writer: Client, share: str) -> None:
    answer = send(writer, at(plan, "lines/add/"), **LINE, nhs_percent=share)
    assert answer.status_code == 422 and share in answer.content.decode()
    assert "How much of it does the NHS pay" in text(answer) and not PlanLine.objects.exists()


@pytest.mark.requirement("R-PAY-12")
def test_the_answer_about_a_direct_payment_is_kept_with_its_reason(plan: Plan, writer: Client) -> None:
    send(writer, at(plan, "lines/add/"), **LINE, nhs_percent="100")
    page = at(plan, "nhs/")
    assert "The person is never charged for that part" in text(writer.get(page))
    wrong = send(writer, page, **(AGREED | {"refused_reason": ""}))
    assert wrong.status_code == 422 and "reason the NHS gave" in text(wrong)
    assert "Harriet Sloane" in wrong.content.decode()
    assert send(writer, page, **AGREED).status_code == 302
    kept = JointFunding.objects.get()
    assert (kept.health_direct_payment, kept.refused_reason) == ("refused", AGREED["refused_reason"])
    assert "Westminster integrated care board agreed on 1 June 2026" in text(writer.get(at(plan, "lines/")))


@pytest.mark.requirement("R-PAY-11")
def test_finance_sees_what_to_bill_the_nhs_for_each_month(client: Client, sign_in: SignIn) -> None:
    told = story(support(), support(what="A nurse at night", nhs_basis_points=3750))
    sign_in(client, Role.FINANCE_OFFICER)
    assert "Nothing was paid" in text(client.get("/staff/joint-funding/"))
    paid(told.town, FIRST_PAY_ON)
    shown = client.get("/staff/joint-funding/")
    assert (
        "July 2026" in text(shown) and "£90.00" in text(shown) and "/staff/joint-funding/2026/7/" in str(shown.content)
    )
    page = text(client.get("/staff/joint-funding/2026/7/"))
    for words in ("£90.00 was paid and arrived", told.budget.reference, "Westminster integrated care board"):
        assert words in page
    assert client.get("/staff/joint-funding/2026/13/").status_code == 404
    line = PaymentLine.objects.get(schedule__funder="nhs")
    assert "The NHS's" in text(client.get(f"/staff/people/{told.person.pk}/payments/{line.pk}/"))
    assert "NHS money" in text(client.get(f"/staff/payments/{line.run_id}/"))
