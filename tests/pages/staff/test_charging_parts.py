"""The single pages about money: what they keep, what hangs on an answer, and what they say when it is wrong."""

import re
from typing import Any

import pytest
from django.test import Client

from selfdirect.actions import charging as actions
from selfdirect.actions.support.policy import policy
from selfdirect.pages.staff.charging_parts import PARTS, kinds, shown
from selfdirect.records.charging import FinancialAssessment
from tests.actions.first_half import ON, Town
from tests.pages.staff.forms import EMOJI, RIGHT_TO_LEFT, hidden, said, send, text
from tests.pages.staff.test_charging import HOUSEHOLD, SAVINGS, at, client, finances, person

__all__ = ["client", "finances", "person"]


def kept() -> dict[str, Any]:
    found: dict[str, Any] = FinancialAssessment.objects.get().finances
    return found


@pytest.mark.parametrize(
    ("typed", "pence"), [("£1,234.50", 123450), ("1234.5", 123450), ("0", 0), (" 20 ", 2000), ("١٢", 1200)]
)
def test_money_is_taken_as_people_write_it(
    client: Client, finances: FinancialAssessment, typed: str, pence: int
) -> None:
    send(client, at(finances, "part/savings/"), capital_pence=typed, has_property="no")
    assert kept()["capital_pence"] == pence


@pytest.mark.parametrize("typed", ["", "-5", "12.345", "lots", "1e5", EMOJI, RIGHT_TO_LEFT, "9" * 30, "£"])
def test_what_is_not_money_is_refused_and_kept_as_typed(
    client: Client, finances: FinancialAssessment, typed: str
) -> None:
    answer = send(client, at(finances, "part/savings/"), capital_pence=typed, has_property="no")
    assert answer.status_code == 422 and len(said(answer)) == 1
    assert f'value="{typed}"' in answer.content.decode() or not typed
    assert "capital_pence" not in kept()


@pytest.mark.parametrize(
    ("part", "typed", "problems"),
    [
        ("kind", {}, ["Select how it is done"]),
        ("household", {"household": "castle", "children": "0"}, ["Select who they live with"]),
        ("household", {**HOUSEHOLD, "children": "-1"}, ["Your answer must be between 0 and 20"]),
        ("household", {**HOUSEHOLD, "children": "2.5"}, ["Your answer must be a whole number, like 12"]),
        ("household", {"household": "lone_parent", "children": "0"}, ["Enter how many children they look after"]),
        (
            "household",
            {"household": "couple", "children": "0"},
            ["Select yes if the partner has reached State Pension age"],
        ),
        ("savings", {**SAVINGS, "has_property": "yes"}, ["Enter the value of their share"]),
        ("premiums", {}, ["Select what they get, or select “None of these”"]),
        ("premiums", {"awarded": ["none", "carer_premium"]}, ["Select what applies, or select “None of these”"]),
    ],
)
def test_what_is_wrong_is_said_plainly(
    client: Client, finances: FinancialAssessment, part: str, typed: dict[str, Any], problems: list[str]
) -> None:
    answer = send(client, at(finances, f"part/{part}/"), **typed)
    assert answer.status_code == 422 and said(answer) == problems
    assert not set(kept()) - {"born_on"}


def test_a_partner_who_is_gone_no_longer_counts(client: Client, finances: FinancialAssessment) -> None:
    path = at(finances, "part/household/")
    send(client, path, household="couple", partner_over_pension_age="yes", children="0")
    assert kept()["partner_over_pension_age"] is True
    send(client, path, household="single", partner_over_pension_age="yes", children="0")
    assert kept()["partner_over_pension_age"] is False and kept()["born_on"] == "1980-05-14"


def test_property_that_is_gone_no_longer_counts(client: Client, finances: FinancialAssessment) -> None:
    path = at(finances, "part/savings/")
    send(client, path, capital_pence="1", has_property="yes", property_counted_pence="50000")
    assert kept()["property_counted_pence"] == 5000000
    assert "50,000.00" in client.get(path).content.decode()
    send(client, path, capital_pence="1", has_property="no", property_counted_pence="50000")
    assert kept()["property_counted_pence"] == 0


def test_none_awarded_is_an_answer_and_comes_back_as_one(client: Client, finances: FinancialAssessment) -> None:
    path = at(finances, "part/premiums/")
    send(client, path, awarded=["none"])
    assert kept()["carer_premium"] is False
    page = " ".join(client.get(path).content.decode().split())
    assert re.search(r'value="none"[^>]* checked', page)


def test_the_second_of_two_writers_is_told_and_loses_nothing(
    client: Client, finances: FinancialAssessment, here: Town
) -> None:
    path = at(finances, "part/savings/")
    seen = hidden(client, path)
    by = here.cast.finance[1]
    actions.save(financial_assessment=finances, finances={"capital_pence": 700}, seen_version=1, on=ON, by=by)
    answer = client.post(path, {**seen, **SAVINGS})
    assert answer.status_code == 409
    assert by.name in text(answer) and "£7.00" in text(answer) and "£15,000.00" in answer.content.decode()
    assert client.post(path, {**seen, "seen_version": "2", **SAVINGS}).status_code == 302
    assert kept()["capital_pence"] == 1500000


def test_only_the_ways_the_council_allows_are_offered() -> None:
    values = policy().on(ON)
    offered = [one[0] for one in kinds(values)]
    assert offered[0] == "full" and ("can_clearly_afford" in offered) is values.yes("charging.light_touch_allowed")


def test_what_is_kept_is_shown_in_words() -> None:
    values = policy().on(ON)
    one = {"light_touch": "none", "full_cost_route": False, "light_touch_agreed": False}
    assert [answer.answer for answer in shown(PARTS["kind"], one, values, "")] == ["A full assessment"]


def test_a_part_that_does_not_exist_is_not_found(client: Client, finances: FinancialAssessment) -> None:
    assert client.get(at(finances, "part/luck/")).status_code == 404
