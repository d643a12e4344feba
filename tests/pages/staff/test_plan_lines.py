"""Lines of a plan are costed as they are written, against what there is to plan with."""

from typing import Any

import pytest
from django.test import Client

from selfdirect.pages.staff.plan_lines import quantity, sums_of
from selfdirect.records.plans import Plan, PlanLine
from tests.actions.first_half import Town
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import EMOJI, LONG, RIGHT_TO_LEFT, said, send, text
from tests.pages.staff.test_plan_parts import at, plan, writer

__all__ = ["plan", "writer"]

LINE: dict[str, Any] = {
    "what": "Help to wash and dress",
    "outcomes": ["hygiene"],
    "category": "personal_assistant",
    "is_barred": "no",
    "purpose": "support",
    "provider": "",
    "provider_name": "Mary",
    "quantity": "3.5",
    "unit": "hours",
    "unit_price_pence": "£17.25",
    "frequency": "weekly",
}


def present() -> list[PlanLine]:
    return list(PlanLine.objects.filter(removed_at=None).order_by("pk"))


@pytest.mark.requirement("R-SPL-08")
def test_a_line_is_costed_and_what_is_left_is_shown(plan: Plan, writer: Client) -> None:
    before = sums_of(plan)
    assert "There are no lines yet" in text(writer.get(at(plan, "lines/")))
    answer = send(writer, at(plan, "lines/add/"), **LINE)
    assert answer.status_code == 302 and answer.url == at(plan, "lines/")
    (line,) = present()
    assert (line.pence_weekly, line.outcomes, line.provider_name) == (6038, ["hygiene"], "Mary")
    shown = text(writer.get(answer.url))
    assert "£60.38" in shown and "3.5 hours, £17.25 each" in shown
    assert sums_of(plan).compared.left_pence == before.compared.left_pence - 52 * 6038


def test_a_line_is_changed_and_taken_out(plan: Plan, writer: Client) -> None:
    send(writer, at(plan, "lines/add/"), **LINE)
    (line,) = present()
    page = at(plan, f"lines/{line.pk}/")
    assert 'value="3.5"' in writer.get(page).content.decode()
    assert send(writer, page, **{**LINE, "quantity": "1", "unit": "visits"}).status_code == 302
    (changed,) = present()
    assert changed.pk != line.pk and changed.pence_weekly == 1725 and quantity(changed) == "1 visit"
    assert writer.get(page).status_code == 404
    assert "Help to wash" in text(writer.get(at(plan, f"lines/{changed.pk}/out/")))
    assert send(writer, at(plan, f"lines/{changed.pk}/out/")).status_code == 302 and not present()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"what": ""}, "Enter what it is"),
        ({"what": LONG}, "Your answer must be 200 characters or fewer. It is 14,999 now"),
        ({"outcomes": []}, "Select at least one outcome that it helps with"),
        ({"outcomes": ["nonsense"]}, "Select an answer"),
        ({"category": ""}, "Select what kind of support it is"),
        ({"category": "gambling"}, "Select what kind of support it is"),
        ({"quantity": "-2"}, "Your answer must be between 0 and 10,000"),
        ({"quantity": "0"}, "How many must be more than 0"),
        ({"quantity": "two"}, "Your answer must be a number, like 12"),
        ({"quantity": "1.234"}, "Your answer must have no more than 2 numbers after the point"),
        ({"unit_price_pence": ""}, "Enter the price of one"),
        ({"unit_price_pence": "0"}, "Price of one must be between £0.01 and"),
        ({"unit_price_pence": "-5"}, ""),
        ({"unit_price_pence": "lots"}, ""),
        ({"frequency": ""}, "Select how often"),
        ({"is_barred": ""}, "Select yes if any of it is for something a budget may not pay for"),
        ({"is_barred": "yes"}, "Select which"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_lost(
    typed: dict[str, Any], expected: str, plan: Plan, writer: Client
) -> None:
    answer = send(writer, at(plan, "lines/add/"), **{**LINE, **typed})
    assert answer.status_code == 422 and said(answer) and said(answer)[0].startswith(expected), said(answer)
    assert "Mary" in answer.content.decode() and not present()


@pytest.mark.parametrize("typed", ["£1,234.50", "1234.5", " 1,234.50 "])
def test_a_pasted_price_is_read(typed: str, plan: Plan, writer: Client) -> None:
    more = {"unit_price_pence": typed, "what": RIGHT_TO_LEFT, "provider_name": EMOJI, "frequency": "one_off"}
    assert send(writer, at(plan, "lines/add/"), **{**LINE, **more, "quantity": "1"}).status_code == 302
    (line,) = present()
    assert (line.unit_price_pence, line.pence_once, line.what) == (123450, 123450, RIGHT_TO_LEFT)


@pytest.mark.requirement("R-SPL-13")
def test_a_barred_use_needs_a_reason_of_its_own(plan: Plan, writer: Client) -> None:
    barred = {**LINE, "is_barred": "yes", "barred_use": "food"}
    assert said(send(writer, at(plan, "lines/add/"), **barred)) == ["Enter why it should be allowed this time"]
    reason = "A special diet that the assessment asks for"
    assert send(writer, at(plan, "lines/add/"), **{**barred, "override_reason": reason}).status_code == 302
    (line,) = present()
    assert (line.category, line.override_reason) == ("food", reason)
    assert "Not usually allowed" in text(writer.get(at(plan, "lines/")))
    page = writer.get(at(plan, f"lines/{line.pk}/")).content.decode()
    assert reason in page
    assert send(writer, at(plan, f"lines/{line.pk}/"), **LINE).status_code == 302
    assert present()[0].override_reason == "" and present()[0].category == "personal_assistant"


@pytest.mark.requirement("R-SPL-09")
def test_a_plan_over_the_amount_says_so(plan: Plan, writer: Client) -> None:
    send(writer, at(plan, "lines/add/"), **{**LINE, "quantity": "100"})
    shown = text(writer.get(at(plan, "lines/")))
    assert "Over" in shown and "Say why more is needed" in shown
    assert "No line yet for" in shown


def test_somebody_who_does_not_plan_sees_the_lines_and_no_buttons(here: Town, plan: Plan, browser: Browser) -> None:
    manager = browser(here.manager)
    assert "Add to the plan" not in text(manager.get(at(plan, "lines/")))
    assert manager.get(at(plan, "lines/add/")).status_code == 403
    assert browser(here.cast.administrator).get(at(plan, "lines/")).status_code == 403


@pytest.mark.requirement("R-CTG-01")
def test_money_for_emergencies_is_its_own_line_and_says_who_may_use_it(plan: Plan, writer: Client) -> None:
    kept = {**LINE, "purpose": "contingency", "category": "contingency", "outcomes": []}
    refused = send(writer, at(plan, "lines/add/"), **kept, who_may_use="")
    assert refused.status_code == 422 and said(refused) == ["Enter who may use it in an emergency"]
    assert send(writer, at(plan, "lines/add/"), **kept, who_may_use="Amara and Ruth").status_code == 302
    (line,) = present()
    assert (line.purpose, line.who_may_use) == ("contingency", "Amara and Ruth")
    shown = text(writer.get(at(plan, "lines/")))
    assert "Who may use it: Amara and Ruth" in shown
    assert 'value="Amara and Ruth"' in writer.get(at(plan, f"lines/{line.pk}/")).content.decode()


@pytest.mark.requirement("R-CTG-07")
def test_the_councils_rule_on_emergencies_is_beside_the_plan(plan: Plan, writer: Client) -> None:
    for page in ("lines/", "lines/add/"):
        assert "of a year's budget can be kept for emergencies" in text(writer.get(at(plan, page)))
