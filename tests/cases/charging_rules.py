"""How the worked cases of charging are put to the rules: each rule's name, and what it answers.

Values: policy/national/cases
Next:   selfdirect/rules/charging.py
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Any

from selfdirect.policy.amounts import pence
from selfdirect.rules.charging import FinancesRefused, contribution
from selfdirect.rules.charging_changes import what_a_change_corrects
from selfdirect.rules.charging_couples import couple_view
from selfdirect.rules.charging_lines import Support, charges
from selfdirect.rules.charging_payable import payable
from selfdirect.rules.charging_provisional import provisional
from selfdirect.rules.charging_warnings import PaidCarer, benefit_warnings
from selfdirect.rules.finances import Expense, Finances, HousingCost, Income, finances_to_json
from selfdirect.rules.values import Values

Content = Mapping[str, Any]


def in_pence(given: Content) -> dict[str, Any]:
    """The same with every sum in pounds turned into pence, and its name with it."""
    return {
        name.replace("pounds", "pence"): pence(value) if "pounds" in name else value for name, value in given.items()
    }


def finances_of(content: Content, given: Content) -> Finances:
    """The finances that a case gives."""
    facts = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    assert set(facts) <= {field.name for field in fields(Finances)}
    return Finances(
        **facts,
        incomes=tuple(Income(**in_pence(one)) for one in content.get("incomes", ())),
        housing_costs=tuple(HousingCost(**in_pence(one)) for one in content.get("housing_costs", ())),
        disability_expenses=tuple(Expense(**in_pence(one)) for one in content.get("disability_expenses", ())),
    )


def _contribution(content: Content, values: Values) -> dict[str, Any]:
    given = in_pence(content["given"])
    cost = given.pop("cost_pence_weekly", None)
    try:
        found = contribution(finances_of(content, given), values, cost)
    except FinancesRefused as refused:
        return {"refused": [problem.field for problem in refused.problems], "because": str(refused)}
    rows = {row.rule: row.amount for row in found.working}
    status = [row.status for row in found.working if row.rule == "minimum_income_guarantee"]
    return {
        "outcome": found.outcome,
        "assessed_pence_weekly": found.assessed_pence_weekly,
        "payable_pence_weekly": found.payable_pence_weekly,
        "capital": found.capital_outcome,
        "guarantee_status": status[0] if status else "",
        "tariff_income_pence_weekly": rows.get("tariff_income"),
        "guarantee_pence_weekly": rows.get("minimum_income_guarantee"),
        "income_pence_weekly": rows.get("income"),
    }


def _payable(content: Content, values: Values) -> dict[str, Any]:
    given = in_pence(content["given"])
    found = payable(given.get("assessed_pence_weekly"), given["cost_pence_weekly"], values)
    return {"payable_pence_weekly": found.pence_weekly}


def _charges(content: Content, values: Values) -> dict[str, Any]:
    given = in_pence(content["given"])
    lines = [Support(**in_pence(line)) for line in content["lines"]]
    found = charges(lines, given.get("assessed_pence_weekly"), values)
    return {
        "gross_pence_weekly": found.gross_pence_weekly,
        "chargeable_pence_weekly": found.chargeable_pence_weekly,
        "contribution_pence_weekly": found.contribution_pence_weekly,
        "net_pence_weekly": found.net_pence_weekly,
        "free": [line.label for line in found.lines if line.free_because],
    }


def _change(content: Content, _: Values) -> dict[str, Any]:
    given = in_pence(content["given"])
    found = what_a_change_corrects(
        given.get("before_pence_weekly"), given.get("after_pence_weekly"), given["from_on"], content["on"]
    )
    return {
        "days": found.days,
        "owed_by_person_pence": found.owed_by_person_pence,
        "owed_to_person_pence": found.owed_to_person_pence,
    }


def _provisional(content: Content, values: Values) -> dict[str, Any]:
    """What the case does not mention is not known."""
    given = in_pence(content["given"])
    lists = {"incomes", "housing_costs", "disability_expenses"} & set(content)
    kept = finances_to_json(finances_of(content, given))
    found = provisional({name: kept[name] for name in {*given, *lists}}, values)
    return {
        "missing": list(found.missing),
        "least_pence_weekly": found.least_pence_weekly,
        "most_pence_weekly": found.most_pence_weekly,
        "words": found.words,
    }


def _warnings(content: Content, values: Values) -> dict[str, Any]:
    before = finances_of({}, in_pence(content["before"]))
    after = finances_of(content, in_pence(content["given"]))
    carers = tuple(PaidCarer(**in_pence(one)) for one in content.get("paid_carers", ()))
    return {"warnings": [asdict(one)["code"] for one in benefit_warnings(before, after, values, carers)]}


def _couple(content: Content, _: Values) -> dict[str, Any]:
    given = in_pence(content["given"])
    found = couple_view(**{name.removesuffix("_pence_weekly"): amount for name, amount in given.items()})
    return {
        "together_pence_weekly": found.together_pence_weekly,
        "shortfall_pence_weekly": found.shortfall_pence_weekly,
    }


RULES: Mapping[str, Callable[[Content, Values], dict[str, Any]]] = {
    "contribution": _contribution,
    "payable": _payable,
    "charges": _charges,
    "what_a_change_corrects": _change,
    "provisional": _provisional,
    "benefit_warnings": _warnings,
    "couple_view": _couple,
}
