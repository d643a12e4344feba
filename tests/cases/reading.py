"""Reads the worked cases under policy/ and runs each through the rules.

Values: policy/national/cases, policy/councils
Next:   tests/cases/charging_rules.py, tests/cases/decided.py
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from selfdirect.policy import POLICY_ROOT, Policy, load, load_national
from selfdirect.policy.entries import read_amount
from selfdirect.policy.shape import SHAPES
from selfdirect.rules.allocation import AllocationBasis, Deduction, indicative_budget, planning_amount
from selfdirect.rules.values import Value, Values
from tests.cases.charging_rules import RULES, in_pence
from tests.cases.decided import DECIDED


@dataclass(frozen=True)
class Case:
    """One worked case: where it is written, the policy it is about (a partner trust's too), and what it says."""

    file: Path
    council: str
    content: Mapping[str, Any]
    values: Mapping[str, Any]
    trust: str = ""

    @property
    def name(self) -> str:
        """The case's place and name, for the list of tests."""
        folder = "/".join(part for part in (self.council or "national", self.trust) if part)
        return f"{folder}/{self.file.stem}: {self.content['name']}"


def cases(root: Path = POLICY_ROOT) -> Iterator[Case]:
    """Every case of every folder, in order."""
    for file in sorted(root.glob("**/cases/*.toml")):
        folder = file.parent.parent
        trust = folder.name if folder.parent.name == "trusts" else ""
        council = folder.parent.parent.name if trust else folder.name
        read = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
        for content in read["case"]:
            yield Case(file, "" if council == "national" else council, content, read.get("values", {}), trust)


@cache
def policy(council: str) -> Policy:
    """The policy of a council, or the nation's, read once."""
    return load(council) if council else load_national()


def values_of(case: Case) -> Values:
    """The values on the day of the case, with those that the file itself puts in place of a council's."""
    values = policy(case.council).on(case.content["on"], case.trust)
    put_in = {}
    for key, raw in {**case.values, **case.content.get("values", {})}.items():
        amount, faults = read_amount(raw, SHAPES[key])
        assert amount is not None, faults
        put_in[key] = Value(key, key, SHAPES[key].unit, amount, str(case.file.name), "illustrative", date(2015, 4, 1))
    return replace(values, values_by_key={**values, **put_in})


def answer(case: Case) -> dict[str, Any]:
    """What the rules say: the parts that the case names an answer for."""
    found = _RULES[case.content["rule"]](case, values_of(case))
    return {name: found[name] for name in expected(case)}


def expected(case: Case) -> dict[str, Any]:
    """What the case says the answer is."""
    return in_pence(case.content["answer"])


def _indicative_budget(case: Case, values: Values) -> dict[str, Any]:
    found = indicative_budget(_basis(case.content), values)
    return {
        "method": found.method,
        "points": found.points,
        "pence_weekly": found.pence_weekly,
        "before_ceiling_pence_weekly": found.before_ceiling_pence_weekly,
        "before_carer_pence_weekly": found.before_carer_pence_weekly,
        "exception_needed": found.exception_needed,
    }


def _basis(content: Mapping[str, Any]) -> AllocationBasis:
    """What the case gives to allocate from. Units, services and a carer's hours are written as how many a week."""

    def hundredths(given: Mapping[str, Any]) -> dict[str, int]:
        return {code: int(Decimal(count) * 100) for code, count in given.items()}

    answers = {
        code: tuple(each) if isinstance(each, list) else each for code, each in content.get("answers", {}).items()
    }
    return AllocationBasis(
        needs=content.get("needs", {}),
        answers=answers,
        units=hundredths(content.get("units", {})),
        services=hundredths(content.get("services", {})),
        carer_hours=int(Decimal(content.get("carer_hours", 0)) * 100),
        client_group=content.get("client_group", "all"),
        is_carer=content.get("is_carer", False),
    )


def _planning_amount(case: Case, values: Values) -> dict[str, Any]:
    given = in_pence(case.content["given"])
    found = planning_amount(
        given["indicative_pence_weekly"],
        given["contribution_pence_weekly"],
        section_117=given["section_117"],
        universal=_services("market.universal_services", case.content["universal"], values),
        block=_services("market.block_services", case.content["block"], values),
    )
    return {"pence_weekly": found.pence_weekly, "contribution_pence_weekly": found.contribution_pence_weekly}


def _services(key: str, codes: list[str], values: Values) -> tuple[Deduction, ...]:
    rows = {str(row["code"]): row for row in values.table(key)}
    return tuple(Deduction(str(rows[code]["label"]), int(str(rows[code]["pence_weekly"]))) for code in codes)


_RULES: Mapping[str, Callable[[Case, Values], dict[str, Any]]] = {
    **{name: lambda case, values, rule=rule: rule(case.content, values) for name, rule in {**RULES, **DECIDED}.items()},
    "indicative_budget": _indicative_budget,
    "planning_amount": _planning_amount,
}
