"""The indicative budget, and what is left to plan with after the worksheet's deductions.

Values: policy/councils, policy/defaults
Next:   selfdirect/rules/allocation_formulas.py, selfdirect/rules/questionnaires.py
Tests:  tests/rules/test_allocation.py
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from selfdirect.rules.allocation_formulas import (
    ANY_GROUP,
    CEILING,
    CEILING_KINDS,
    COSTS,
    EXCEPTION,
    HARD,
    HUNDREDTHS,
    POINTS_BY_PRICE,
    PROFESSIONAL_COSTING,
    RESIDENTIAL_EQUIVALENT,
    UNITS,
    WEEKLY,
    Parts,
    allocation_parts,
    carers_parts,
    ceiling_for,
    ceiling_row,
    method_for,
)
from selfdirect.rules.assessments import LEVELS, NO_SUPPORT, OUTCOMES
from selfdirect.rules.charging_lines import outside_the_indicative_budget
from selfdirect.rules.formulas import Formulas, WorkedOut, work_out
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem, Refused
from selfdirect.rules.questionnaires import (
    CARER_QUESTIONNAIRE,
    QUESTIONNAIRE,
    Given,
    check_answers,
    questionnaire,
    score,
)
from selfdirect.rules.values import TableRow, ValueRefused, Values, text_cell, whole_cell
from selfdirect.rules.working import DOUBTFUL, ENTERED, ENTERED_SOURCE, WORKED_OUT, Row, Working, worst

# Policy values read here besides those of the formulas. POINTS has columns outcome, level, points.
POINTS: Final = "allocation.points"
SCORED_FROM: Final = "allocation.scored_from"
RISK_DOMAIN: Final = "allocation.risk_domain"
CARERS_METHOD: Final = "allocation.carers_method"

# The named choices of what is scored, and of how an unpaid carer's own budget is worked out.
OUTCOME_LEVELS: Final = "outcome_levels"
FROM_QUESTIONNAIRE: Final = "questionnaire"
SCORED: Final = (OUTCOME_LEVELS, FROM_QUESTIONNAIRE)
NOT_OFFERED: Final = "none"
WORKER: Final = "worker"
MANAGER: Final = "manager"
CONFIRMED_BY: Final = (WORKER, MANAGER)
CARERS_METHODS: Final = (NOT_OFFERED, POINTS_BY_PRICE, PROFESSIONAL_COSTING)

WEEKS_IN_A_YEAR: Final = 52


class AllocationRefused(Refused):
    """The indicative budget cannot be worked out from what was entered; `problems` says why, field by field."""


@dataclass(frozen=True)
class AllocationBasis:
    """Everything that an indicative budget is worked out from.

    `needs` are the levels of support by outcome; `answers` a questionnaire's, by question. `units` and `services` are
    how many each week, and `carer_hours` the hours of help an unpaid carer has agreed to each week, all in hundredths.
    `is_carer` is for an unpaid carer's own budget.
    """

    needs: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Given] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)
    services: Mapping[str, int] = field(default_factory=dict)
    carer_hours: int = 0
    client_group: str = ANY_GROUP
    is_carer: bool = False


@dataclass(frozen=True)
class Indicative:
    """A rough guide to the money for a person's needs (R-RAS-04): each week, and for a year of 52 weeks.

    `before_ceiling_pence_weekly` is the amount without any ceiling, `before_carer_pence_weekly` the amount as if no
    unpaid carer helped. `points` is None where the method has none. `exception_needed` says that the amount is above
    a ceiling that only somebody's recorded exception lets it pass.
    """

    method: str
    points: int | None
    pence_weekly: int
    pence_yearly: int
    before_ceiling_pence_weekly: int
    before_carer_pence_weekly: int
    exception_needed: bool
    working: Working
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Deduction:
    """One thing that already meets part of the need: a universal service, or a service the council has bought."""

    label: str
    pence_weekly: int


@dataclass(frozen=True)
class PlanningAmount:
    """What is left to plan with, and each sum taken off (R-FIN-02). Never below zero.

    `not_needed_pence_weekly` is how much more was to be taken off than there was.
    """

    pence_weekly: int
    contribution_pence_weekly: int
    universal_pence_weekly: int
    block_pence_weekly: int
    not_needed_pence_weekly: int
    working: Working


def scored_by_questionnaire(values: Values, basis: AllocationBasis) -> str:
    """Give the policy file of the questionnaire that is scored for this person; nothing where none is."""
    if basis.is_carer:
        return CARER_QUESTIONNAIRE if values.choice(CARERS_METHOD) == POINTS_BY_PRICE else ""
    by_points = method_for(values, basis.client_group) == POINTS_BY_PRICE
    return QUESTIONNAIRE if by_points and values.choice(SCORED_FROM) == FROM_QUESTIONNAIRE else ""


def points_table(values: Values) -> Mapping[tuple[str, str], int]:
    """Give the points for each outcome and level. Raises ValueRefused for one given twice."""
    found: dict[tuple[str, str], int] = {}
    for row in values.table(POINTS):
        place = (text_cell(row, "outcome"), text_cell(row, "level"))
        if place in found:
            raise ValueRefused(f"{POINTS} gives {place[0]} at the level {place[1]} twice.")
        found[place] = whole_cell(row, "points")
    return found


def check_basis(basis: AllocationBasis, values: Values) -> tuple[Problem, ...]:
    """Say what is missing or cannot be right before an indicative budget can be worked out."""
    problems: list[Problem] = []
    if basis.is_carer and values.choice(CARERS_METHOD) == NOT_OFFERED:
        problems.append(Problem("is_carer", "This council has no budget for an unpaid carer's own needs."))
    file = scored_by_questionnaire(values, basis)
    if file:
        problems += check_answers(questionnaire(values, file), basis.answers)
    for name, key, code in (("units", UNITS, "unit"), ("services", COSTS, "service")):
        given: Mapping[str, int] = getattr(basis, name)
        known = [text_cell(row, code) for row in values.table(key)] if given else []
        problems += [
            Problem(name, f"{each} is not known. Choose from {', '.join(known)}.")
            for each in given
            if each not in known
        ]
        problems += [Problem(name, f"{each}: enter 0 or more.") for each, count in given.items() if count < 0]
    if basis.carer_hours < 0:
        problems.append(Problem("carer_hours", "Enter the carer's hours as 0 or more."))
    return tuple(problems)


def indicative_budget(basis: AllocationBasis, values: Values) -> Indicative:
    """Turn what is known of a person's needs into an indicative budget, as the policy chose (R-RAS-01 to 06, 09, 10).

    Raises ValueRefused when the policy names no known choice, or lacks points for a need; AllocationRefused when
    something needed is missing or cannot be right.
    """
    unknown = {*basis.needs} - {*OUTCOMES} | {*basis.needs.values()} - {*LEVELS}
    if unknown:
        raise ValueError(f"No outcome or level is called {', '.join(sorted(unknown))}.")
    problems = check_basis(basis, values)
    if problems:
        raise AllocationRefused(problems)
    method, parts = _chosen(basis, values)
    points, scored = _points(basis, values) if method == POINTS_BY_PRICE else (None, ())
    result = _worked_out(parts, basis, scored)
    names = [found.name for found in parts.formulas]
    allocated = result.amounts[_allocated(names)]
    before = result.amounts["after_carer"] if "after_carer" in names else allocated
    rows = (*scored[:-1], *_shown(result, parts, scored))
    ceiling = ceiling_for(values, basis.client_group, is_carer=basis.is_carer)
    rows, remarks, exception_needed = _look_at_ceiling(rows, before, values, ceiling)
    remarks = (*remarks, *left_out(basis, values))
    if rows[-1].status in DOUBTFUL:
        remarks = (*remarks, "This budget rests on figures that have not been confirmed. It is shown as a guide only.")
    pence = result.amounts["indicative_budget"]
    return Indicative(
        method, points, pence, pence * WEEKS_IN_A_YEAR, before, allocated, exception_needed, rows, remarks
    )


def _chosen(basis: AllocationBasis, values: Values) -> tuple[str, Parts]:
    """Give the method and its formulas: a carer's own instrument is apart from everybody else's (R-RAS-10)."""
    if not basis.is_carer:
        return method_for(values, basis.client_group), allocation_parts(values, basis.client_group)
    method = values.choice(CARERS_METHOD)
    return method, carers_parts(values, basis.client_group, method)


def _points(basis: AllocationBasis, values: Values) -> tuple[int, Working]:
    """Give the points and a row for each thing that gave some, the last row being all of them together."""
    file = scored_by_questionnaire(values, basis)
    if file:
        found = score(questionnaire(values, file), basis.answers, count_risk=basis.is_carer or values.yes(RISK_DOMAIN))
        return found.points, found.working
    return _points_of_levels(basis.needs, values)


def _points_of_levels(needs: Mapping[str, str], values: Values) -> tuple[int, Working]:
    """Give the points of the level of support with each outcome (R-RAS-02)."""
    scored = points_table(values)
    table = values.value(POINTS)
    rows = []
    for outcome in OUTCOMES:
        level = needs.get(outcome, NO_SUPPORT)
        if level == NO_SUPPORT:
            continue
        if (outcome, level) not in scored:
            raise ValueRefused(f"{POINTS} gives no points for {outcome} at the level {level}.")
        label = f"{OUTCOMES[outcome]}: {LEVELS[level].lower()}"
        points = scored[outcome, level]
        rows.append(Row(label, points, "points", POINTS, table.source, table.status, table.since))
    total = sum(int(row.amount) for row in rows)
    status = worst(row.status for row in rows)
    return total, (*rows, Row("Points altogether", total, "points", "points", "The points of each outcome", status))


def _worked_out(parts: Parts, basis: AllocationBasis, scored: Working) -> WorkedOut:
    """Work the formulas out with what was entered, each under the name that the formulas use."""
    entered: dict[str, Row] = {}
    for name, unit in parts.person_inputs.items():
        kind, _, code = name.partition("_")
        if name == "points":
            entered[name] = scored[-1]
        elif name == "carer_hours":
            label = "Hours of help a week that an unpaid carer has agreed to"
            entered[name] = Row(label, basis.carer_hours, unit, name, ENTERED_SOURCE, ENTERED)
        else:
            count = (basis.units if kind == "units" else basis.services).get(code, 0)
            label = parts.policy_inputs[f"price_{code}"].label.replace("Price: ", "How many a week: ")
            entered[name] = Row(label, count, unit, name, ENTERED_SOURCE, ENTERED)
    formulas = Formulas(parts.formulas, (*parts.person_inputs, *parts.policy_inputs))
    return work_out(formulas, {**entered, **parts.policy_inputs})


def _shown(result: WorkedOut, parts: Parts, scored: Working) -> Working:
    """Give the rows that made the budget, without those of what was counted none of."""
    none_of = {name for name, unit in parts.person_inputs.items() if unit == HUNDREDTHS and not result.amounts[name]}
    none_of -= {"carer_hours"}
    left_out = {f"cost_{name.partition('_')[2]}" for name in none_of} | none_of
    rows = [row for row in result.working("indicative_budget") if row.rule not in left_out]
    if scored and rows and rows[0].rule != "points":
        rows = [scored[-1], *(row for row in rows if row.rule != "points")]
    return tuple(rows)


def _allocated(names: list[str]) -> str:
    """Give the name of the formula that holds the amount as if no unpaid carer helped and there were no ceiling."""
    for name in ("priced", "cost_of_units", "cost_of_services"):
        if name in names:
            return name
    raise ValueError("No method is among the formulas.")


def _look_at_ceiling(
    rows: Working, before: int, values: Values, ceiling: TableRow | None
) -> tuple[Working, tuple[str, ...], bool]:
    """Add the row of a ceiling that does not cut, and say when the amount is above one (R-RAS-05)."""
    if ceiling is None:
        return rows, (), False
    kind, highest = text_cell(ceiling, "kind"), whole_cell(ceiling, "highest_pence_weekly")
    if kind not in CEILING_KINDS:
        raise ValueRefused(f"{CEILING} has the kind {kind}. It must be one of {', '.join(CEILING_KINDS)}.")
    if kind != HARD:
        shown = ceiling_row(values, ceiling)
        answer = rows[-1]
        status = worst((answer.status, shown.status))
        rows = (*rows[:-1], shown, Row(answer.label, answer.amount, WEEKLY, answer.rule, answer.source, status))
    if before <= highest:
        return rows, (), False
    care_home = ceiling.get("basis") == RESIDENTIAL_EQUIVALENT
    rests_on = ", what a place in a care home would cost" if care_home else ""
    remark = f"The amount is above {format_pounds(highest)} a week{rests_on}."
    if kind == EXCEPTION:
        approver = str(ceiling.get("approver", "")).replace("_", " ")
        remark += f" It needs an exception, with a reason, agreed by: {approver or 'somebody named'}."
    return rows, (remark,), kind == EXCEPTION


def left_out(basis: AllocationBasis, values: Values) -> tuple[str, ...]:
    """Say which costed services are not part of the amount, because they carry no charge here (R-FIN-04)."""
    outside = [code for code, count in basis.services.items() if count and outside_the_indicative_budget(code, values)]
    labels = {text_cell(row, "service"): text_cell(row, "label") for row in values.table(COSTS)} if outside else {}
    return tuple(f"{labels[code]} is left out of this amount: nobody is charged for it here." for code in outside)


def planning_amount(
    indicative_pence_weekly: int,
    contribution_pence_weekly: int | None,
    *,
    section_117: bool,
    comes_off_now: bool = True,
    universal: tuple[Deduction, ...] = (),
    block: tuple[Deduction, ...] = (),
) -> PlanningAmount:
    """Take off the contribution, universal services and services already bought, a row for each (R-FIN-02).

    `contribution_pence_weekly` is None when the person pays the full cost; under section 117 it is not
    taken off, whatever it is. Where it `comes_off_now` is false, this council takes it off the agreed plan, and not
    here: it comes off once. Raises ValueError for an amount below zero.
    """
    contribution = indicative_pence_weekly if contribution_pence_weekly is None else contribution_pence_weekly
    contribution = 0 if section_117 or not comes_off_now else contribution
    if min([indicative_pence_weekly, contribution, *(each.pence_weekly for each in (*universal, *block))]) < 0:
        raise ValueError("No amount on the worksheet may be below zero.")
    rows = [
        Row(
            "Indicative budget",
            indicative_pence_weekly,
            WEEKLY,
            "indicative_budget",
            "Worked out from the assessment",
            WORKED_OUT,
        )
    ]
    rows.append(_contribution_row(contribution, section_117=section_117, comes_off_now=comes_off_now))
    for kind, each in (*(("universal", each) for each in universal), *(("block", each) for each in block)):
        name = "Less universal service" if kind == "universal" else "Less service already bought"
        rows.append(Row(f"{name}: {each.label}", each.pence_weekly, WEEKLY, kind, ENTERED_SOURCE, ENTERED))
    off = contribution + sum(each.pence_weekly for each in (*universal, *block))
    left = indicative_pence_weekly - off
    rows.append(
        Row(
            "Amount to plan with", max(0, left), WEEKLY, "planning_amount", "What is left of the rows above", WORKED_OUT
        )
    )
    return PlanningAmount(
        pence_weekly=max(0, left),
        contribution_pence_weekly=contribution,
        universal_pence_weekly=sum(each.pence_weekly for each in universal),
        block_pence_weekly=sum(each.pence_weekly for each in block),
        not_needed_pence_weekly=max(0, -left),
        working=tuple(rows),
    )


def _contribution_row(contribution: int, *, section_117: bool, comes_off_now: bool) -> Row:
    if section_117:
        label = "Less contribution: none, because after-care is free"
    elif not comes_off_now:
        words = "comes off the agreed plan"
        return Row("Contribution", words, WEEKLY, "contribution", "Council policy: taken off later", WORKED_OUT)
    else:
        label = "Less contribution"
    return Row(label, contribution, WEEKLY, "contribution", "Financial assessment", WORKED_OUT)
