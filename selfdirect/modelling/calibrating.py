"""Prices or points fitted to a budget: as near to the costed plans as can be, within what must be kept to (R-RAS-14).

What is looked for are whole pence or whole points. The sums are linear in them, so a well-kept optimiser (HiGHS, in
SciPy) finds the best; the answer is then worked out exactly, with ceilings and carers' help, before it is given.

Next:   selfdirect/modelling/what_if.py
Tests:  tests/modelling/test_calibrating.py
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from selfdirect.modelling.caseload import MOST_NEED, Caseload
from selfdirect.modelling.columns import Column, Columns, work_out_columns
from selfdirect.modelling.sides import Arm, Side
from selfdirect.modelling.what_if import WEEKS_IN_A_YEAR, Comparison, compare, group_labels
from selfdirect.rules.allocation import FROM_QUESTIONNAIRE, SCORED_FROM, points_table
from selfdirect.rules.allocation_formulas import (
    BANDED,
    BY_CLIENT_GROUP,
    POINTS_BY_PRICE,
    PRICE_PER_POINT,
    PRICES_BY_GROUP,
    PRICING,
    client_group_codes,
    method_for,
)
from selfdirect.rules.assessments import LEVELS, OUTCOMES
from selfdirect.rules.money import format_pounds
from selfdirect.rules.questionnaires import ONE, questionnaire, scores
from selfdirect.rules.scoring_formulas import LEVEL_CODES, input_names
from selfdirect.rules.values import Values, text_cell, whole_cell

PRICES: Final = "prices"
POINTS: Final = "points"
# Leaving a pound of the budget unspent counts as much as being this many pounds away from plans.
UNSPENT_WEIGHT: Final = 10.0
_PASSES: Final = 3
_SCALE: Final = 100_000.0

Use = Callable[[Columns], Column]


class CalibrationRefused(Exception):
    """Nothing keeps to all that was asked, or there is nothing to fit. The message says what would have to give."""


@dataclass(frozen=True)
class Limits:
    """What the answer keeps to. Prices are pence a week; `least` and `most` of points are points.

    `fall_percent` is how far the mean budget of any client group may fall, `move_percent` how far any one price or
    answer's points may move from what they are; None where they may as they must.
    """

    budget_pence_yearly: int
    least: int = 0
    most: int = 500_00
    fall_percent: int | None = None
    move_percent: int | None = None


@dataclass(frozen=True)
class Knob:
    """One price, or the points of one answer: its name as a change, what it is now, and within what it may move.

    `not_below` is the place of the lesser answer's knob. `use` gives what one more of it adds to each budget, in pence.
    """

    name: str
    label: str
    now: int
    use: Use
    least: int
    most: int
    not_below: int | None = None


@dataclass(frozen=True)
class Calibrated:
    """What was found for each knob, as a change to try out, and what it comes to beside the live side."""

    knobs: tuple[Knob, ...]
    found: tuple[int, ...]
    changes: Mapping[str, str]
    cost_pence_yearly: int
    comparison: Comparison


def calibrate(
    live: Side, people: Caseload, what: str, limits: Limits, tried: Callable[[Mapping[str, str]], Side]
) -> Calibrated:
    """Fit prices or points to the budget. `tried` makes the side with changes. Raises CalibrationRefused.

    The budget is that of everybody whose budget comes from points, before their contributions.
    """
    arm = live.arms[0]
    knobs = _prices(arm.values, limits) if what == PRICES else _points(arm.values, limits)
    cells = _gathered(arm, live, people, knobs)
    if not cells.people.sum():
        raise CalibrationRefused("Nobody here has a budget that comes from points, so there is nothing to fit.")
    others = _others(live, people)
    aim, best = float(limits.budget_pence_yearly), None
    for _ in range(_PASSES):
        found = _solved(knobs, cells, limits, aim)
        moved = [(knob, amount) for knob, amount in zip(knobs, found, strict=True) if amount != knob.now]
        changes = {knob.name: _written(amount, what) for knob, amount in moved}
        seen = compare(live, tried(changes), people)
        cost = seen.all.yearly("budget_after") - others
        if cost <= limits.budget_pence_yearly and (best is None or cost > best.cost_pence_yearly):
            best = Calibrated(knobs, found, changes, cost, seen)
        linear = float(cells.uses.sum(axis=0) @ np.array(found) + cells.fixed.sum()) * WEEKS_IN_A_YEAR
        # Ceilings and carers' help take some of it off again: aim higher by as much.
        aim = min(aim * 1.5, limits.budget_pence_yearly * linear / max(cost, 1))
    if best is None:
        raise CalibrationRefused("Nothing was found within the budget. Give a larger budget or a lower least price.")
    return best


@dataclass(frozen=True)
class _Cells:
    """People of one client group and one level of need together: how many, and in pence a week what one more of each
    knob adds, what comes from points that no knob moves, and what plans come to."""

    group: Column
    people: Column
    uses: Column
    fixed: Column
    plans: Column


def _prices(values: Values, limits: Limits) -> tuple[Knob, ...]:
    pricing = values.choice(PRICING)
    if pricing == BANDED:
        raise CalibrationRefused("Here bands of points have prices. Prices of one point cannot be fitted.")
    now = values.whole(PRICE_PER_POINT)
    if pricing != BY_CLIENT_GROUP:
        return (Knob(PRICE_PER_POINT, "Price of one point", now, _all_points, limits.least, limits.most),)
    codes, labels = client_group_codes(values), group_labels(values)
    knobs = []
    named = {text_cell(row, "client_group"): whole_cell(row, "pence_weekly") for row in values.table(PRICES_BY_GROUP)}
    for group, amount in named.items():
        if group in codes:
            name, label = f"{PRICES_BY_GROUP}.{group}", f"Price of one point: {labels[codes[group]]}"
            knobs.append(Knob(name, label, amount, _points_of({codes[group]}), limits.least, limits.most))
    others = {code for group, code in codes.items() if group not in named}
    if others:
        label = "Price of one point: everybody else"
        knobs.append(Knob(PRICE_PER_POINT, label, now, _points_of(others), limits.least, limits.most))
    return tuple(knobs)


def _all_points(worked: Columns) -> Column:
    return worked["points"]


def _points_of(groups: set[int]) -> Use:
    return lambda worked: np.where(np.isin(worked["client_group"], list(groups)), worked["points"], 0)


def _points(values: Values, limits: Limits) -> tuple[Knob, ...]:
    """A knob for the points of every answer that scores; one that scores nothing now stays at nothing."""
    if values.choice(PRICING) == BANDED:
        raise CalibrationRefused("Here bands of points have prices. The points of answers cannot be fitted.")
    knobs: list[Knob] = []
    for name, choices in _scored(values):
        ordered = sorted(choices, key=lambda choice: choice[2])
        below: int | None = None
        for answer, label, points, use in ordered:
            most = min(limits.most, 1_000) if points else 0
            least = min(limits.least, most)
            knobs.append(Knob(f"{name}.{answer}", label, points, use, least, most, below))
            below = len(knobs) - 1
    return tuple(knobs)


def _scored(values: Values) -> list[tuple[str, list[tuple[str, str, int, Use]]]]:
    """Each question or outcome with its answers: code, label, points now, and who gives that answer."""
    if values.choice(SCORED_FROM) == FROM_QUESTIONNAIRE:
        return [
            (
                f"questionnaire.answers.{question.question}",
                [
                    (
                        each.answer,
                        f"{question.label}: {each.label.lower()}",
                        each.points,
                        _answered(names, place, asked),
                    )
                    for place, each in enumerate(question.answers)
                ],
            )
            for question in questionnaire(values).questions
            if scores(question, count_risk=values.yes("allocation.risk_domain")) and question.kind == ONE
            for names, asked in [(input_names(question), f"asked_{question.question}")]
        ]
    table = points_table(values)
    return [
        (
            f"allocation.points.{outcome}",
            [
                (level, f"{label}: {LEVELS[level].lower()}", table[(outcome, level)], _at_level(outcome, level))
                for level in LEVELS
                if (outcome, level) in table
            ],
        )
        for outcome, label in OUTCOMES.items()
    ]


def _answered(names: tuple[str, ...], place: int, asked: str) -> Use:
    return lambda worked: (worked[asked] != 0) * (worked[names[0]] == place + 1) * worked["price_per_point"]


def _at_level(outcome: str, level: str) -> Use:
    return lambda worked: (worked[f"level_{outcome}"] == LEVEL_CODES[level]) * worked["price_per_point"]


def _by_points(live: Side, groups: Column) -> Column:
    """Who is served by the council's own points, and not by another method or a partner trust's sums."""
    values, codes = live.values, client_group_codes(live.values)
    elsewhere = {code for arm in live.arms[1:] for code in arm.groups}
    own = [code for group, code in codes.items() if method_for(values, group) == POINTS_BY_PRICE]
    return np.isin(groups, [code for code in own if code not in elsewhere])


def _gathered(arm: Arm, live: Side, people: Caseload, knobs: Sequence[Knob]) -> _Cells:
    """Add up everybody served by points, by client group and level of need. Fixed points count with what they give."""
    found: dict[int, Any] = {}
    for chunk in people.chunks():
        served = np.nonzero(_by_points(live, chunk["client_group"]))[0]
        own = {name: column[served] for name, column in chunk.items()}
        if not served.size:
            continue
        worked = dict(work_out_columns(arm.sums.formulas, {**arm.sums.policy_amounts, **people.asked(arm, own)}))
        worked["client_group"] = own["client_group"]
        keys = own["client_group"] * (MOST_NEED + 1) + np.clip(own["need"], 0, MOST_NEED)
        uses = np.stack([np.asarray(knob.use(worked)).astype(np.float64) for knob in knobs], axis=1)
        for key in np.unique(keys):
            at = keys == key
            plans = own["plan_pence_weekly"][at]
            row = np.concatenate(
                ([np.count_nonzero(at), plans.sum(), worked["priced"][at].sum()], uses[at].sum(axis=0))
            )
            found[int(key)] = found.get(int(key), 0) + row
    table = np.array([found[key] for key in sorted(found)]).reshape(len(found), 3 + len(knobs))
    groups = np.array([key // (MOST_NEED + 1) for key in sorted(found)])
    plans = table[:, 1] if table[:, 1].sum() else table[:, 2]
    fixed = table[:, 2] - table[:, 3:] @ np.array([knob.now for knob in knobs])
    return _Cells(groups, table[:, 0], table[:, 3:], fixed, plans)


def _others(live: Side, people: Caseload) -> int:
    """What budgets that do not come from the council's points cost a year."""
    seen = compare(live, live, people)
    served = {code for code in seen.groups if bool(_by_points(live, np.array([code]))[0])}
    return sum(seen.sums("", group=code).yearly("budget_before") for code in seen.groups if code not in served)


def _solved(knobs: Sequence[Knob], cells: _Cells, limits: Limits, budget: float) -> tuple[int, ...]:
    """Give the whole amounts that spend the budget and are nearest to the plans."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # slow to load, and needed only here

    weekly = budget / WEEKS_IN_A_YEAR / _SCALE
    uses = cells.uses / _SCALE
    plans = cells.plans / max(cells.plans.sum(), 1) * weekly - cells.fixed / _SCALE
    count, rows = len(knobs), len(plans)
    totals = uses.sum(axis=0)
    nothing, each = np.zeros((1, rows)), np.eye(rows)
    kept = [
        LinearConstraint(np.hstack([uses, -each]), ub=plans),
        LinearConstraint(np.hstack([-uses, -each]), ub=-plans),
        LinearConstraint(np.hstack([totals[None, :], nothing]), ub=weekly - cells.fixed.sum() / _SCALE),
    ]
    floors = _floors(knobs, cells, limits)
    kept += [LinearConstraint(np.hstack([row[None, :], nothing]), lb=least) for row, least in floors]
    kept += [LinearConstraint(np.hstack([row[None, :], nothing]), lb=0) for row in _ladders(knobs)]
    least, most = _bounds(knobs, totals, limits)
    bounds = Bounds(np.concatenate([least, np.zeros(rows)]), np.concatenate([most, np.full(rows, np.inf)]))
    answer = milp(
        np.concatenate([-UNSPENT_WEIGHT * totals, np.ones(rows)]),
        constraints=kept,
        bounds=bounds,
        integrality=np.concatenate([np.ones(count), np.zeros(rows)]),
        options={"time_limit": 20.0, "mip_rel_gap": 1e-3},
    )
    if answer.x is None:
        raise CalibrationRefused(_why_none(knobs, cells, limits))
    return tuple(int(amount) for amount in np.rint(answer.x[:count]))


def _bounds(knobs: Sequence[Knob], totals: Column, limits: Limits) -> tuple[Column, Column]:
    """Within what each may move. One that nobody here uses stays as it is."""
    least, most = ([float(getattr(knob, end)) for knob in knobs] for end in ("least", "most"))
    for place, knob in enumerate(knobs):
        if not totals[place]:
            least[place] = most[place] = float(knob.now)
        elif limits.move_percent is not None:
            room = knob.now * limits.move_percent / 100
            least[place] = min(most[place], max(least[place], np.ceil(knob.now - room)))
            most[place] = max(least[place], min(most[place], np.floor(knob.now + room)))
    return np.array(least), np.array(most)


def _floors(knobs: Sequence[Knob], cells: _Cells, limits: Limits) -> list[tuple[Column, float]]:
    """For each client group, what its budgets must come to so that their mean falls no further than it may."""
    if limits.fall_percent is None:
        return []
    now = np.array([knob.now for knob in knobs])
    kept, found = (100 - limits.fall_percent) / 100, []
    for group in np.unique(cells.group):
        row = cells.uses[cells.group == group].sum(axis=0) / _SCALE
        fixed = float(cells.fixed[cells.group == group].sum()) / _SCALE
        found.append((row, (float(row @ now) + fixed) * kept - fixed))
    return found


def _ladders(knobs: Sequence[Knob]) -> list[Column]:
    """For each answer with a lesser one: its points less those of the lesser."""
    rows = []
    for place, knob in enumerate(knobs):
        if knob.not_below is not None:
            row = np.zeros(len(knobs))
            row[place], row[knob.not_below] = 1, -1
            rows.append(row)
    return rows


def _why_none(knobs: Sequence[Knob], cells: _Cells, limits: Limits) -> str:
    """Say what would have to give."""
    budget = format_pounds(limits.budget_pence_yearly)
    totals = cells.uses.sum(axis=0)
    lowest, _ = _bounds(knobs, totals, limits)
    cost = int(float(totals @ lowest + cells.fixed.sum()) * WEEKS_IN_A_YEAR)
    if cost > limits.budget_pence_yearly:
        return f"Even the lowest that is allowed costs {format_pounds(cost)} a year. The budget is {budget}."
    if limits.fall_percent is not None:
        knobs_need = sum(least for _, least in _floors(knobs, cells, limits)) * _SCALE
        floors = (knobs_need + float(cells.fixed.sum())) * WEEKS_IN_A_YEAR
        need = format_pounds(int(floors))
        if floors > limits.budget_pence_yearly:
            return (
                f"So that no group falls by more than {limits.fall_percent}%, about {need} a year is needed. "
                f"The budget is {budget}."
            )
        return f"The highest price allowed is too low to keep every group within {limits.fall_percent}%."
    return f"Nothing keeps to all of this within {budget} a year."


def _written(amount: int, what: str) -> str:
    """An amount as it is written in a policy file."""
    return f"{amount // 100}.{amount % 100:02}" if what == PRICES else str(amount)
