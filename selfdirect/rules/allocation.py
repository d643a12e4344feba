"""The indicative budget, and what is left to plan with after the worksheet's deductions.

Values: policy/councils
Next:   selfdirect/rules/plans.py
Tests:  tests/rules/test_allocation.py
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from selfdirect.rules.assessments import LEVELS, NO_SUPPORT, OUTCOMES
from selfdirect.rules.formulas import Formulas, Whole, formula, work_out
from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import NO_LIMIT, ValueRefused, Values, text_cell, whole_cell
from selfdirect.rules.working import DOUBTFUL, ENTERED, ENTERED_SOURCE, WORKED_OUT, Row, Working, worst

# Policy values read here. POINTS has columns outcome, level, points. CEILING is the word "none", or a table
# of client_group ("all" for any), highest_pence_weekly, and kind: hard (cuts the budget) or flexible (asks
# for a look).
METHOD: Final = "allocation.method"
PRICE_PER_POINT: Final = "allocation.price_per_point"
POINTS: Final = "allocation.points"
CEILING: Final = "allocation.ceiling"

WEEKLY: Final = "pence weekly"
WEEKS_IN_A_YEAR: Final = 52
ANY_GROUP: Final = "all"
HARD: Final = "hard"
FLEXIBLE: Final = "flexible"


@dataclass(frozen=True)
class Indicative:
    """A rough guide to the money for a person's needs (R-RAS-04): each week, and for a year of 52 weeks.

    `before_ceiling_pence_weekly` is the amount without any ceiling. `points` is None where the method has
    none.
    """

    method: str
    points: int | None
    pence_weekly: int
    pence_yearly: int
    before_ceiling_pence_weekly: int
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


@formula(label="Indicative budget before any ceiling", unit=WEEKLY, source="Points times the price of a point")
def priced(o: Whole, points: Whole, price_per_point: Whole) -> Whole:
    return points * price_per_point


_PRICED: Final = Formulas((priced,), ("points", "price_per_point"))


def _points_by_price(needs: Mapping[str, str], values: Values) -> tuple[int, int, Working]:
    """Give the points, the pence each week and the working: a row for the points of each outcome (R-RAS-02)."""
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
    all_points = Row("Points altogether", total, "points", "points", "The points of each outcome", status)
    price = values.value(PRICE_PER_POINT).row()
    result = work_out(_PRICED, {"points": all_points, "price_per_point": price})
    return total, result.amounts["priced"], (*rows, *result.working("priced"))


# The ways of turning needs into money. Each takes the levels of support by outcome, and the policy values.
METHODS: Final[Mapping[str, Callable[[Mapping[str, str], Values], tuple[int | None, int, Working]]]] = MappingProxyType(
    {"points_by_price": _points_by_price}
)


def points_table(values: Values) -> Mapping[tuple[str, str], int]:
    """Give the points for each outcome and level. Raises ValueRefused for one given twice."""
    found: dict[tuple[str, str], int] = {}
    for row in values.table(POINTS):
        place = (text_cell(row, "outcome"), text_cell(row, "level"))
        if place in found:
            raise ValueRefused(f"{POINTS} gives {place[0]} at the level {place[1]} twice.")
        found[place] = whole_cell(row, "points")
    return found


def indicative_budget(needs: Mapping[str, str], values: Values, client_group: str = ANY_GROUP) -> Indicative:
    """Turn the levels of support (outcome to level) into an indicative budget (R-RAS-01, 02, 04 and 05).

    Raises ValueRefused when the policy names no known method, or lacks points for a need.
    """
    method = values.choice(METHOD)
    if method not in METHODS:
        raise ValueRefused(f"{METHOD} is {method}. It must be one of {', '.join(METHODS)}.")
    unknown = {*needs} - {*OUTCOMES} | {*needs.values()} - {*LEVELS}
    if unknown:
        raise ValueError(f"No outcome or level is called {', '.join(sorted(unknown))}.")
    points, priced_pence, rows = METHODS[method](needs, values)
    pence, rows, remarks = _under_ceiling(priced_pence, rows, values, client_group)
    if rows and rows[-1].status in DOUBTFUL:
        remarks = (*remarks, "This budget rests on figures that have not been confirmed. It is shown as a guide only.")
    return Indicative(method, points, pence, pence * WEEKS_IN_A_YEAR, priced_pence, rows, remarks)


def _under_ceiling(
    pence_weekly: int, rows: Working, values: Values, client_group: str
) -> tuple[int, Working, tuple[str, ...]]:
    """Keep to the ceiling for this client group, if there is one (R-RAS-05)."""
    value = values.value(CEILING)
    if value.amount == NO_LIMIT:
        ceilings = []
    else:
        ceilings = [row for row in values.table(CEILING) if text_cell(row, "client_group") in (client_group, ANY_GROUP)]
    remarks: tuple[str, ...] = ()
    for ceiling in sorted(ceilings, key=lambda row: row["client_group"] == ANY_GROUP)[:1]:
        highest, kind = whole_cell(ceiling, "highest_pence_weekly"), text_cell(ceiling, "kind")
        if kind not in (HARD, FLEXIBLE):
            raise ValueRefused(f"{CEILING} has the kind {kind}. It must be {HARD} or {FLEXIBLE}.")
        label = "Highest budget" if kind == HARD else "Budget above which somebody must look"
        rows = (*rows, Row(label, highest, WEEKLY, CEILING, value.source, value.status, value.since))
        if pence_weekly > highest:
            remarks = (f"The amount is above {format_pounds(highest)} a week.",)
            pence_weekly = highest if kind == HARD else pence_weekly
    status = worst(row.status for row in rows)
    answer = Row("Indicative budget", pence_weekly, WEEKLY, "indicative_budget", "The rows above", status)
    return pence_weekly, (*rows, answer), remarks


def planning_amount(
    indicative_pence_weekly: int,
    contribution_pence_weekly: int | None,
    *,
    section_117: bool,
    universal: tuple[Deduction, ...] = (),
    block: tuple[Deduction, ...] = (),
) -> PlanningAmount:
    """Take off the contribution, universal services and services already bought, a row for each (R-FIN-02).

    `contribution_pence_weekly` is None when the person pays the full cost; under section 117 it is not
    taken off, whatever it is. Raises ValueError for an amount below zero.
    """
    contribution = indicative_pence_weekly if contribution_pence_weekly is None else contribution_pence_weekly
    contribution = 0 if section_117 else contribution
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
    label = "Less contribution: none, because after-care is free" if section_117 else "Less contribution"
    rows.append(Row(label, contribution, WEEKLY, "contribution", "Financial assessment", WORKED_OUT))
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
