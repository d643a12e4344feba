"""The part of a story that differs most between councils: what is asked before a budget, and who confirms it.

Values: policy/councils
Next:   selfdirect/demo/walks.py
Tests:  tests/demo/test_allocating.py
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from selfdirect.actions import allocation
from selfdirect.actions.support.allocating import basis_of, confirming_role
from selfdirect.actions.support.policy import policy
from selfdirect.records.access import User
from selfdirect.records.allocation import AllocationBasis, IndicativeBudget
from selfdirect.records.assessments import Assessment
from selfdirect.rules.allocation_asks import CARER, COUNTED, PRESENT, QUESTIONS, asks_for, exception_above
from selfdirect.rules.allocation_formulas import COSTS, STANDARD_UNITS, UNITS, method_for
from selfdirect.rules.assessments import LEVELS
from selfdirect.rules.determination_formulas import deducted
from selfdirect.rules.questionnaires import ONE, is_asked, questionnaire
from selfdirect.rules.values import Values, text_cell


@dataclass
class Today:
    """The simulated date, moved by the simulation between the waits of every story."""

    on: date


# How much help each level of support stands for, so that answers, units and hours agree with what was assessed.
WEIGHTS = {level: place for place, level in enumerate(LEVELS)}


def fill_in(assessment: Assessment, chance: Random, has_carer: bool, on: date, worker: User) -> None:
    """Write down whatever this council's way of allocating asks for besides the ten outcomes."""
    values = policy().on(on)
    changes = asked_for(assessment, values, chance, has_carer)
    if changes:
        allocation.save_basis(assessment=assessment, changes=changes, seen_version=0, on=on, by=worker)


def asked_for(assessment: Assessment, values: Values, chance: Random, has_carer: bool) -> dict[str, Any]:
    """What there is to write down for this person, if anything."""
    basis = basis_of(assessment, AllocationBasis())
    asked = asks_for(values, basis)
    weight = sum(WEIGHTS[level] for level in assessment.needs.values())
    changes: dict[str, Any] = {}
    if QUESTIONS in asked:
        changes["answers"] = _answers(values, weight, chance)
    if COUNTED in asked:
        by_units = method_for(values, basis.client_group) == STANDARD_UNITS
        key, code = (UNITS, "unit") if by_units else (COSTS, "service")
        changes["units" if by_units else "services"] = _counts(values, key, code, weight, chance)
    if CARER in asked:
        changes["carer_hundredths_of_hours_weekly"] = chance.randrange(100, 600, 50) if has_carer else 0
    if PRESENT in asked:
        has_support = chance.random() < 0.1
        changes["present_package_pence_weekly"] = chance.randrange(100_00, 300_00, 10_00) if has_support else 0
    if exception_above(values, basis.client_group) is not None:
        changes["ceiling_exception_reason"] = "The need is higher than the ceiling foresees, for a time."
    if confirming_role(0, basis.client_group, values):
        changes["matches_assessment"] = True
    return changes


def _answers(values: Values, weight: int, chance: Random) -> dict[str, Any]:
    """An answer to every question that is asked, higher for somebody who needs more."""
    answers: dict[str, Any] = {}
    for question in questionnaire(values).questions:
        if not is_asked(question, answers):
            continue
        most = len(question.answers) - 1
        place = min(most, max(0, round(most * weight / 14 + chance.uniform(-0.8, 0.8))))
        code = question.answers[place].answer
        answers[question.question] = code if question.kind == ONE else (code,)
    return answers


def _counts(values: Values, key: str, code: str, weight: int, chance: Random) -> dict[str, int]:
    """Some of one or two kinds of support a week, in hundredths, more for somebody who needs more."""
    rows = values.table(key)
    chosen = [rows[0], *chance.sample(rows[1:], min(1, len(rows) - 1))]
    return {text_cell(row, code): 100 * max(1, round(weight * chance.uniform(0.4, 0.9))) for row in chosen}


def confirm(indicative: IndicativeBudget, chance: Random, today: Today) -> Iterator[int]:
    """Somebody else confirms it, where this council has somebody do so."""
    if not indicative.confirmed_by_role:
        return
    yield chance.randint(1, 3)
    holders = User.objects.filter(role_grants__role=indicative.confirmed_by_role).exclude(pk=indicative.by_id)
    allocation.confirm(
        indicative_budget=indicative,
        outcome="confirmed",
        reasons="The amount fits what the assessment found.",
        on=today.on,
        by=chance.choice(holders.order_by("pk")),
    )


def services_used(values: Values, chance: Random) -> dict[str, list[str]]:
    """Services that this person uses and that come off before planning, where this council takes any off."""
    used: dict[str, list[str]] = {"universal": [], "block": []}
    for kind, key, share in (
        ("universal", "market.universal_services", 0.3),
        ("block", "market.block_services", 0.35),
    ):
        wants = chance.random() < share
        if wants and kind in deducted(values):
            used[kind] = [text_cell(chance.choice(values.table(key)), "code")]
    return used
