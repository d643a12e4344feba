"""Incomes and costs are added, changed and taken out one by one; having none is an answer."""

from typing import Any

import pytest
from django.test import Client

from selfdirect.actions import charging as actions
from selfdirect.records.charging import FinancialAssessment
from tests.actions.first_half import ON, Town
from tests.pages.staff.forms import EMOJI, LONG, hidden, said, send, text
from tests.pages.staff.test_charging import at, client, finances, person

__all__ = ["client", "finances", "person"]

PENSION = {"kind": "private_pension", "pence_weekly": "£1,234.50", "label": "Railway"}
LAUNDRY = {"label": f"Laundry {EMOJI}", "pence_weekly": "4.20", "in_full": "yes"}


def kept(what: str = "incomes") -> Any:
    return FinancialAssessment.objects.get().finances.get(what)


def test_an_income_is_added_changed_and_taken_out(client: Client, finances: FinancialAssessment) -> None:
    path = at(finances, "list/incomes/")
    assert send(client, f"{path}add/", **PENSION).url == path
    assert kept() == [{"kind": "private_pension", "pence_weekly": 123450, "label": "Railway"}]
    shown = text(client.get(path))
    assert "Private or work pension (Railway)" in shown and "£1,234.50 each week altogether" in shown
    assert "Railway" in client.get(f"{path}1/").content.decode()
    send(client, f"{path}1/", **{**PENSION, "pence_weekly": "1"})
    assert kept()[0]["pence_weekly"] == 100
    version = FinancialAssessment.objects.get().version
    client.post(path, {"out": "1", "seen_version": version})
    assert kept() == []


def test_a_second_click_adds_one(client: Client, finances: FinancialAssessment) -> None:
    path = at(finances, "list/incomes/add/")
    typed = {**hidden(client, path), **PENSION}
    assert [client.post(path, typed).status_code for _ in range(2)] == [302, 302]
    assert len(kept()) == 1


def test_having_none_is_an_answer(client: Client, finances: FinancialAssessment) -> None:
    answer = client.post(at(finances, "list/incomes/"), {"seen_version": "1"})
    assert answer.url == at(finances) and kept() == []


def test_a_cost_is_kept_in_the_persons_own_words(client: Client, finances: FinancialAssessment) -> None:
    send(client, at(finances, "list/disability_expenses/add/"), **LAUNDRY)
    assert kept("disability_expenses") == [{"label": f"Laundry {EMOJI}", "pence_weekly": 420}]


@pytest.mark.parametrize(
    ("what", "typed", "problems"),
    [
        ("incomes", {}, ["Select what kind of income it is", "Enter how much it is"]),
        ("incomes", {**PENSION, "kind": "treasure"}, ["Select what kind of income it is"]),
        ("incomes", {**PENSION, "label": LONG}, ["Your answer must be 100 characters or fewer. It is 14,999 now"]),
        ("disability_expenses", {**LAUNDRY, "label": ""}, ["Enter what they pay for"]),
    ],
)
def test_what_is_wrong_is_said_plainly(
    client: Client, finances: FinancialAssessment, what: str, typed: dict[str, str], problems: list[str]
) -> None:
    answer = send(client, at(finances, f"list/{what}/add/"), **typed)
    assert answer.status_code == 422 and said(answer) == problems
    assert kept(what) is None


@pytest.mark.parametrize("amount", ["-5", "£0.00", "12.345", "many"])
def test_a_cost_must_be_an_amount_of_money(client: Client, finances: FinancialAssessment, amount: str) -> None:
    typed = {**LAUNDRY, "pence_weekly": amount}
    answer = send(client, at(finances, "list/disability_expenses/add/"), **typed)
    assert answer.status_code == 422 and len(said(answer)) == 1


def test_a_second_writer_adds_beside_the_first(client: Client, finances: FinancialAssessment, here: Town) -> None:
    path = at(finances, "list/incomes/add/")
    seen = hidden(client, path)
    first = {"kind": "state_pension", "pence_weekly": 100, "label": ""}
    by = here.cast.finance[1]
    actions.save(financial_assessment=finances, finances={"incomes": [first]}, seen_version=1, on=ON, by=by)
    assert client.post(path, {**seen, **PENSION}).status_code == 409
    assert client.post(path, {**seen, "seen_version": "2", **PENSION}).status_code == 302
    assert [one["kind"] for one in kept()] == ["state_pension", "private_pension"]


@pytest.mark.parametrize("page", ["list/luck/", "list/luck/add/", "list/incomes/5/", "list/incomes/0/"])
def test_what_does_not_exist_is_not_found(client: Client, finances: FinancialAssessment, page: str) -> None:
    assert client.get(at(finances, page)).status_code == 404


def test_a_housing_cost_is_kept_with_the_help_and_counts_net(client: Client, finances: FinancialAssessment) -> None:
    path = at(finances, "list/housing_costs/")
    for code, cost, helped in (("rent", "120", "100"), ("council_tax", "20", "25")):
        send(client, f"{path}add/", code=code, pence_weekly=cost, help_pence_weekly=helped)
    assert kept("housing_costs")[0] == {"code": "rent", "pence_weekly": 12000, "help_pence_weekly": 10000}
    shown = text(client.get(path))
    assert "£120.00 each week, less £100.00 of help" in shown and "£20.00 each week altogether" in shown
    answer = send(client, f"{path}add/", code="castle", pence_weekly="1", help_pence_weekly="")
    assert said(answer) == ["Select what they pay for", "Enter how much help they get, 0 if none"]


def test_a_cost_that_is_not_allowed_in_full_says_how_much_and_why(
    client: Client, finances: FinancialAssessment
) -> None:
    path = at(finances, "list/disability_expenses/")
    part = {"label": "Cleaner", "pence_weekly": "20", "in_full": "no", "allowed_pence_weekly": "10"}
    answer = send(client, f"{path}add/", **part)
    assert said(answer) == ["Select why not all of it is allowed", "Enter why, in words for the person"]
    whole = {**part, "allowed_pence_weekly": "20", "refusal": "shared", "reason": "Half is for her son."}
    assert said(send(client, f"{path}add/", **whole)) == [
        "Enter less than it costs, or select that all of it is allowed"
    ]
    send(client, f"{path}add/", **{**whole, "allowed_pence_weekly": "10"})
    assert kept("disability_expenses")[0]["allowed_pence_weekly"] == 1000
    shown = text(client.get(path))
    assert "£10.00 is allowed" in shown and "Half is for her son." in shown and "£10.00 each week altogether" in shown
    send(client, f"{path}1/", **{**whole, "in_full": "yes"})
    assert kept("disability_expenses") == [{"label": "Cleaner", "pence_weekly": 2000}], "a reason that is gone is gone"


def test_half_of_an_income_paid_to_a_couple_counts(client: Client, finances: FinancialAssessment) -> None:
    couple = {"household": "couple", "partner_over_pension_age": "no", "children": "0"}
    send(client, at(finances, "part/household/"), **couple)
    path = at(finances, "list/incomes/")
    send(client, f"{path}add/", **PENSION, joint="yes")
    assert kept()[0]["joint"] is True
    shown = text(client.get(path))
    assert "£1,234.50 each week, half counts" in shown and "£617.25 each week altogether" in shown
