"""Everything about one person that could be a single answer different, each as the circumstances it would make.

Values: policy/national, policy/councils
Next:   selfdirect/rules/sensitivity.py
Tests:  tests/rules/test_what_ifs.py
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from selfdirect.rules.allocation import scored_by_questionnaire
from selfdirect.rules.allocation_formulas import (
    CARER_ADJUSTMENT,
    COSTS,
    NO_ADJUSTMENT,
    POINTS_BY_PRICE,
    PROFESSIONAL_COSTING,
    STANDARD_UNITS,
    UNITS,
)
from selfdirect.rules.assessments import LEVELS, NO_SUPPORT, OUTCOMES
from selfdirect.rules.circumstances import Circumstances, OutcomeNeed
from selfdirect.rules.determination_needs import basis, method_of
from selfdirect.rules.finances import COUPLE, LONE_PARENT, SINGLE, Finances, treatments
from selfdirect.rules.money import format_pounds
from selfdirect.rules.questionnaires import ONE, Given, Question, questionnaire, reached_answers, several
from selfdirect.rules.values import Values, text_cell

# How far an amount is moved to see what it does.
ONE_A_WEEK: Final = Decimal(1)
INCOME_STEP_PENCE: Final = 10_00
CAPITAL_STEP_PENCE: Final = 1_000_00

_PREMIUMS: Final = {
    "disability_premium": "Disability premium",
    "enhanced_disability_premium": "Enhanced disability premium",
    "carer_premium": "Carer premium",
    "savings_credit": "Savings credit",
}
_HOUSEHOLDS: Final = {SINGLE: "single", COUPLE: "lives with a partner", LONE_PARENT: "lone parent"}


@dataclass(frozen=True)
class WhatIf:
    """One answer put differently: its place in the circumstances, what it was and would be, and who that makes."""

    path: str
    label: str
    was: str
    would_be: str
    circumstances: Circumstances


def what_ifs(circumstances: Circumstances, values: Values) -> Iterator[WhatIf]:
    """Give each single answer that could be different: needs as this council asks about them, help, and money."""
    method = method_of(circumstances, values)
    file = scored_by_questionnaire(values, basis(circumstances, values))
    if file:
        yield from _answers(circumstances, file, values)
    elif method == POINTS_BY_PRICE:
        yield from _levels(circumstances)
    elif method == STANDARD_UNITS:
        yield from _counts(circumstances, "units_weekly", UNITS, "unit", values)
    elif method == PROFESSIONAL_COSTING:
        yield from _counts(circumstances, "services_weekly", COSTS, "service", values)
    if values.choice(CARER_ADJUSTMENT) != NO_ADJUSTMENT and not circumstances.is_carer:
        yield from _carer_hours(circumstances)
    if circumstances.finances is not None:
        yield from _money(circumstances, circumstances.finances, values)


def _answers(circumstances: Circumstances, file: str, values: Values) -> Iterator[WhatIf]:
    asked = questionnaire(values, file)
    reached = reached_answers(asked, circumstances.answers)
    standing = replace(circumstances, answers=reached)
    for question in asked.questions:
        if question.question in reached:
            yield from _other_answers(standing, question, reached[question.question])


def _other_answers(circumstances: Circumstances, question: Question, given: Given) -> Iterator[WhatIf]:
    """Give each other answer to a question with one, and each tick put on or taken off where there may be several."""
    labels = {each.answer: each.label.lower() for each in question.answers}
    now = several(given)
    others: list[Given]
    if question.kind == ONE:
        others = [each for each in labels if each != given]
    else:
        flipped = (tuple(each for each in labels if (each in now) != (each == other)) for other in labels)
        others = [each for each in flipped if each]
    for other in others:
        was, would_be = (", ".join(labels[each] for each in several(each)) for each in (given, other))
        answers = {**circumstances.answers, question.question: other}
        path = f"answers.{question.question}"
        yield WhatIf(path, question.label, was, would_be, replace(circumstances, answers=answers))


def _levels(circumstances: Circumstances) -> Iterator[WhatIf]:
    needs = circumstances.needs or ()
    by_outcome = {need.outcome: need for need in needs}
    for outcome, label in OUTCOMES.items():
        now = by_outcome.get(outcome, OutcomeNeed(outcome))
        rest = tuple(need for need in needs if need.outcome != outcome)
        for level, said in LEVELS.items():
            if level == now.level:
                continue
            changed = replace(circumstances, needs=(*rest, replace(now, level=level)))
            was = LEVELS[now.level or NO_SUPPORT].lower()
            yield WhatIf(f"needs.{outcome}.level", label, was, said.lower(), changed)


def _counts(circumstances: Circumstances, name: str, key: str, code: str, values: Values) -> Iterator[WhatIf]:
    given: Mapping[str, Decimal] = getattr(circumstances, name)
    for row in values.table(key):
        each, label = text_cell(row, code), f"{text_cell(row, 'label')}, how many a week"
        now = given.get(each, Decimal(0))
        for other in _beside(now):
            changed: dict[str, Any] = {name: {**given, each: other}}
            yield WhatIf(f"{name}.{each}", label, f"{now:f}", f"{other:f}", replace(circumstances, **changed))


def _beside(now: Decimal) -> list[Decimal]:
    """One more, and one fewer where there is one."""
    return [now + ONE_A_WEEK, *([now - ONE_A_WEEK] if now >= ONE_A_WEEK else [])]


def _carer_hours(circumstances: Circumstances) -> Iterator[WhatIf]:
    now = circumstances.carer_hours_weekly
    label = "Hours of help a week from an unpaid carer"
    for other in dict.fromkeys((*_beside(now), Decimal(0))):
        if other != now:
            changed = replace(circumstances, carer_hours_weekly=other)
            yield WhatIf("carer_hours_weekly", label, f"{now:f}", f"{other:f}", changed)


def _money(circumstances: Circumstances, finances: Finances, values: Values) -> Iterator[WhatIf]:
    def what_if(name: str, label: str, was: str, would_be: str, **changed: Any) -> WhatIf:
        found = replace(circumstances, finances=replace(finances, **changed))
        return WhatIf(f"finances.{name}", label, was, would_be, found)

    known = treatments(values)
    for place, income in enumerate(finances.incomes):
        for pence in _moved(income.pence_weekly, INCOME_STEP_PENCE):
            incomes = list(finances.incomes)
            incomes[place] = replace(income, pence_weekly=pence)
            was, would_be = (f"{format_pounds(each)} a week" for each in (income.pence_weekly, pence))
            label = income.label or known[income.kind][0]
            yield what_if(f"incomes[{place}].pence_weekly", label, was, would_be, incomes=tuple(incomes))
    for name, label, step in (
        ("capital_pence", "Savings and other capital", CAPITAL_STEP_PENCE),
        ("housing_costs_pence_weekly", "Other housing costs, each week", INCOME_STEP_PENCE),
    ):
        now: int = getattr(finances, name)
        for pence in _moved(now, step):
            yield what_if(name, label, format_pounds(now), format_pounds(pence), **{name: pence})
    for name, label in _PREMIUMS.items():
        held: bool = getattr(finances, name)
        was, would_be = ("yes", "no") if held else ("no", "yes")
        yield what_if(name, label, was, would_be, **{name: not held})
    for household, said in _HOUSEHOLDS.items():
        if finances.household in _HOUSEHOLDS and household != finances.household:
            was = _HOUSEHOLDS[finances.household]
            yield what_if("household", "Household", was, said, household=household)


def _moved(pence: int, step: int) -> list[int]:
    """A step more, and a step less but never below nothing."""
    return [pence + step, *([max(pence - step, 0)] if pence else [])]
