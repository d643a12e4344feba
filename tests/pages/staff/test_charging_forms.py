"""The forms of the single pages: what hangs on an answer, and facts and answers turned into each other."""

from typing import Any

import pytest
from django.test import Client

from selfdirect.actions.support.policy import policy
from selfdirect.pages.staff import charging_forms as forms
from selfdirect.records.charging import FinancialAssessment
from tests.actions.first_half import ON
from tests.pages.staff.forms import said, send, text
from tests.pages.staff.test_charging import SAVINGS, at, client, finances, person

__all__ = ["client", "finances", "person"]

COUPLE = {"household": "couple", "partner_over_pension_age": "no", "children": "0"}


def kept() -> dict[str, Any]:
    found: dict[str, Any] = FinancialAssessment.objects.get().finances
    return found


def test_a_couple_is_asked_what_they_hold_together_and_nobody_else_is(
    client: Client, finances: FinancialAssessment
) -> None:
    path = at(finances, "part/savings/")
    assert "hold with their partner" not in text(client.get(path))
    send(client, at(finances, "part/household/"), **COUPLE)
    assert "hold with their partner" in text(client.get(path))
    send(client, path, **SAVINGS, joint_capital_pence="9,500")
    assert kept()["joint_capital_pence"] == 950000
    send(client, at(finances, "part/household/"), household="single", children="0")
    assert kept()["joint_capital_pence"] == 0, "a partner who is gone holds nothing with them"


def test_a_property_that_is_left_out_says_why(client: Client, finances: FinancialAssessment) -> None:
    path = at(finances, "part/savings/")
    answer = send(client, path, capital_pence="1", has_property="left_out", property_left_out_pence="200000")
    assert said(answer) == ["Select why it is left out"]
    typed = {"property_left_out_pence": "200000", "property_left_out": "main_home"}
    send(client, path, capital_pence="1", has_property="left_out", **typed)
    assert (kept()["property_left_out"], kept()["property_counted_pence"]) == ("main_home", 0)
    send(client, path, capital_pence="1", has_property="no", **typed)
    assert (kept()["property_left_out"], kept()["property_left_out_pence"]) == ("", 0)


def test_money_given_up_needs_an_amount_and_a_reason(client: Client, finances: FinancialAssessment) -> None:
    path = at(finances, "part/given_up/")
    typed = {"given_up": "yes", "notional_capital_pence": "0", "notional_income_pence_weekly": "0"}
    answer = send(client, path, **typed, notional_reason="Decided in May")
    assert said(answer) == ["Enter the savings or the income that still counts"]
    assert said(send(client, path, **typed)) == ["Enter what was decided, and why"]
    send(client, path, **{**typed, "notional_capital_pence": "5000"}, notional_reason="Decided in May")
    assert (kept()["notional_capital_pence"], kept()["notional_reason"]) == (500000, "Decided in May")
    send(client, path, given_up="no")
    assert (kept()["notional_capital_pence"], kept()["notional_reason"]) == (0, "")


def test_what_the_sums_are_not_made_for_is_asked_and_shown(client: Client, finances: FinancialAssessment) -> None:
    path = at(finances, "part/limits/")
    labels = [str(row["label"]) for row in policy().on(ON).table("charging.not_suitable")]
    page = text(client.get(path))
    assert all(label in page for label in labels)
    send(client, path, not_suitable=["trust"], section_117_some="yes")
    assert (kept()["not_suitable"], kept()["section_117_some"]) == (["trust"], True)
    assert "The sums are not made for this: Money in a trust" in text(client.get(at(finances)))


@pytest.mark.parametrize("code", ["none", "can_clearly_afford", "clearly_cannot_pay"])
def test_the_way_comes_back_as_it_was_chosen(code: str) -> None:
    facts = {"light_touch": code, "full_cost_route": False, "light_touch_agreed": code != "none"}
    assert forms.kind_to(forms.kind_from(facts)) == facts


def test_facts_come_back_as_answers() -> None:
    assert forms.savings_from({"property_counted_pence": 0, "property_left_out_pence": 5})["has_property"] == "left_out"
    assert forms.limits_from({}) == forms.given_up_from({}) == {}
    assert forms.limits_from({"not_suitable": [], "section_117_some": False})["not_suitable"] == ["none"]
    assert forms.given_up_from({"notional_reason": ""})["given_up"] is False
    assert forms.premiums_to(forms.premiums_from({"savings_credit": True}))["savings_credit"] is True
