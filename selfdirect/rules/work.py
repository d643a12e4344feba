"""How long each step may take, who owns it, and when it is due.

Values: policy/councils
Next:   selfdirect/rules/calendar.py
Tests:  tests/rules/test_work.py
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Final

from selfdirect.rules.calendar import add_working_days, working_days_between
from selfdirect.rules.values import ValueRefused, Values, text_cell, whole_cell

# Policy value read here: a table of step, working_days, owner, label; label_person may be left out.
STEPS: Final = "work.steps"


@dataclass(frozen=True)
class StepRule:
    """One kind of step: what workers call it, how many working days it may take, and the role that owns it.

    `label_person` is what the person it is about reads; the workers' words where the policy has no
    others.
    """

    step: str
    label: str
    working_days: int
    owner: str
    label_person: str


def step_rules(values: Values) -> Mapping[str, StepRule]:
    """Give every kind of step in the policy, by its key. Raises ValueRefused for a step given twice."""
    rules: dict[str, StepRule] = {}
    for row in values.table(STEPS):
        step = text_cell(row, "step")
        if step in rules:
            raise ValueRefused(f"{STEPS} gives the step {step} twice.")
        rules[step] = StepRule(
            step=step,
            label=text_cell(row, "label"),
            working_days=whole_cell(row, "working_days"),
            owner=text_cell(row, "owner"),
            label_person=str(row.get("label_person") or text_cell(row, "label")),
        )
    return rules


def due_on(step: str, started_on: date, values: Values, holidays: AbstractSet[date]) -> date:
    """Give the day by which a step that began on `started_on` is due. Raises ValueRefused if unknown."""
    rules = step_rules(values)
    if step not in rules:
        raise ValueRefused(f"{STEPS} does not say how long the step {step} may take.")
    return add_working_days(started_on, rules[step].working_days, holidays)


def working_days_late(due_on: date, on: date, holidays: AbstractSet[date]) -> int:
    """Give how many working days late a step is on this day; 0 while it is not late (R-DEC-12)."""
    return max(0, working_days_between(due_on, on, holidays))
