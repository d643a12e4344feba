"""What a support plan costs, and what must be put right before it can be sent for a decision.

Values: policy/councils
Next:   selfdirect/rules/budgets.py
Tests:  tests/rules/test_plans.py
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from selfdirect.rules.assessments import OUTCOMES
from selfdirect.rules.joint_funding import Joint, joint_problems, share_refused
from selfdirect.rules.money import MOST_PENCE, format_pounds, round_half_up, share
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values, text_cell

# Policy values read here: BARRED_USES has columns use, label, reason; CATEGORIES has category, label.
BARRED_USES: Final = "plans.barred_uses"
CATEGORIES: Final = "plans.categories"

WEEKS_IN_A_YEAR: Final = 52
MOST_QUANTITY: Final = 10_000

ONE_OFF: Final = "one_off"
FREQUENCIES: Final = {
    "weekly": "Every week",
    "four_weekly": "Every 4 weeks",
    "monthly": "Every month",
    "annual": "Every year",
    ONE_OFF: "Once",
}
# How many times in a year of 52 weeks.
_TIMES_A_YEAR: Final = {"weekly": 52, "four_weekly": 13, "monthly": 12, "annual": 1}

SUPPORT: Final = "support"
CONTINGENCY: Final = "contingency"
SUPPORT_COST: Final = "support_cost"
PURPOSES: Final = {
    SUPPORT: "Support that meets an outcome",
    CONTINGENCY: "Kept for emergencies",
    SUPPORT_COST: "Help to run the budget, such as payroll",
}


@dataclass(frozen=True)
class PlanLine:
    """One costed line of a plan (R-SPL-08).

    Its cost each time is `quantity` (up to 2 decimals, such as hours) times `unit_price_pence`. `outcomes`
    are keys of the ten outcomes. `override_reason` is why a barred use is allowed this once. `nhs_basis_points` is
    the share of it that the NHS pays: 5,000 is a half (R-PAY-11). Who holds the money is not asked here: it is chosen
    after the final budget (rules/direct_payments.py).
    """

    key: str
    label: str
    category: str
    outcomes: tuple[str, ...]
    unit_price_pence: int
    quantity: Decimal
    frequency: str
    purpose: str = SUPPORT
    provider: str = ""
    override_reason: str = ""
    nhs_basis_points: int = 0


@dataclass(frozen=True)
class PlanRisk:
    """One risk carried over from the assessment, and what was done about it (R-ASM-14)."""

    key: str
    label: str
    addressed_by: str = ""
    accepted_reason: str = ""


@dataclass(frozen=True)
class Plan:
    """All that is checked before a plan may be sent for a decision.

    `choice_recorded` says, in the person's words, what they chose: who, when and how. `exception_reason`
    asks for more than the planning amount. `weeks` is how long the plan runs. `joint` is what the NHS agreed to pay.
    """

    lines: tuple[PlanLine, ...]
    risks: tuple[PlanRisk, ...]
    starts_on: date
    review_on: date | None
    review_arrangements: str
    choice_recorded: str
    planning_pence_weekly: int
    exception_reason: str = ""
    weeks: int = WEEKS_IN_A_YEAR
    joint: Joint | None = None


@dataclass(frozen=True)
class Totals:
    """What a plan costs. Weekly amounts leave out what is paid once; `total_pence` is everything over `weeks`.

    `contingency_pence` and `one_off_pence` are paid once. `total_pence_weekly` holds all three weekly amounts. What the
    NHS pays is in all of these, and again in the three amounts that carry its name.
    """

    weeks: int
    ongoing_pence_weekly: int
    support_cost_pence_weekly: int
    contingency_pence_weekly: int
    one_off_pence: int
    contingency_pence: int
    total_pence_weekly: int
    total_pence: int
    nhs_pence_weekly: int = 0
    nhs_one_off_pence: int = 0
    nhs_pence: int = 0

    @property
    def council_pence_weekly(self) -> int:
        """What the NHS does not pay each week: the council's part, and the person's."""
        return self.total_pence_weekly - self.nhs_pence_weekly


@dataclass(frozen=True)
class Comparison:
    """A plan against the amount to plan with (R-SPL-09): each week, and over the whole plan with what is paid once.

    The NHS's share is left out of both: there is nothing of it in the amount to plan with.
    """

    within: bool
    left_pence_weekly: int
    over_pence_weekly: int
    left_pence: int
    over_pence: int


def cost_each_time(line: PlanLine) -> int:
    """Give the pence of a line each time it is bought: quantity times price, an exact half penny up."""
    return round_half_up(_hundredths(line) * line.unit_price_pence, 100)


def line_pence_weekly(line: PlanLine) -> int:
    """Give what a line comes to each week, to the nearest penny; 0 for what is bought once.

    A month is a twelfth, and four weeks a thirteenth, of a year of 52 weeks.
    """
    return round_half_up(cost_each_time(line) * _TIMES_A_YEAR.get(line.frequency, 0), WEEKS_IN_A_YEAR)


def line_pence(line: PlanLine, weeks: int = WEEKS_IN_A_YEAR) -> int:
    """Give what a line comes to over this many weeks. A year costs exactly 52, 13, 12 or 1 times its price."""
    if line.frequency == ONE_OFF:
        return cost_each_time(line)
    return round_half_up(cost_each_time(line) * _TIMES_A_YEAR[line.frequency] * weeks, WEEKS_IN_A_YEAR)


def _hundredths(line: PlanLine) -> int:
    hundredths = line.quantity * 100
    if hundredths != hundredths.to_integral_value():
        raise ValueError(f"The quantity of {line.label} has more than 2 decimals.")
    return int(hundredths)


def totals(lines: Iterable[PlanLine], weeks: int = WEEKS_IN_A_YEAR) -> Totals:
    """Add up a plan (R-FPB-02). Each line is rounded on its own, so that the lines shown add up to the totals shown."""
    lines = tuple(lines)

    def weekly(purpose: str) -> int:
        return sum(line_pence_weekly(line) for line in lines if line.purpose == purpose)

    once = [line for line in lines if line.frequency == ONE_OFF]
    return Totals(
        weeks=weeks,
        ongoing_pence_weekly=weekly(SUPPORT),
        support_cost_pence_weekly=weekly(SUPPORT_COST),
        contingency_pence_weekly=weekly(CONTINGENCY),
        one_off_pence=sum(cost_each_time(line) for line in once if line.purpose != CONTINGENCY),
        contingency_pence=sum(cost_each_time(line) for line in once if line.purpose == CONTINGENCY),
        total_pence_weekly=sum(line_pence_weekly(line) for line in lines),
        total_pence=sum(line_pence(line, weeks) for line in lines),
        nhs_pence_weekly=sum(share(line_pence_weekly(line), line.nhs_basis_points) for line in lines),
        nhs_one_off_pence=sum(share(cost_each_time(line), line.nhs_basis_points) for line in once),
        nhs_pence=sum(share(line_pence(line, weeks), line.nhs_basis_points) for line in lines),
    )


def against_planning_amount(found: Totals, planning_pence_weekly: int) -> Comparison:
    """Compare a plan with the amount to plan with, over all its weeks: a budget is one flexible sum (R-SPL-09)."""
    left = planning_pence_weekly * found.weeks - (found.total_pence - found.nhs_pence)
    left_weekly = planning_pence_weekly - found.council_pence_weekly
    return Comparison(
        within=left >= 0,
        left_pence_weekly=max(0, left_weekly),
        over_pence_weekly=max(0, -left_weekly),
        left_pence=max(0, left),
        over_pence=max(0, -left),
    )


def check_plan(plan: Plan, values: Values) -> tuple[Problem, ...]:
    """Say everything that stops a plan from being sent for a decision; nothing when it may be.

    A field is "lines", "risks", or the name of a field of Plan; for one line or risk it is "line-<key>" or
    "risk-<key>" (R-SPL-08, 09, 12, 13 and 17; R-ASM-14).
    """
    shares = [line.nhs_basis_points for line in plan.lines if line.purpose != CONTINGENCY]
    return (
        *_no_lines(plan),
        *(problem for line in plan.lines for problem in check_line(line, values)),
        *_risk_problems(plan),
        *_plan_problems(plan),
        *_amount_problems(plan),
        *joint_problems(shares, plan.joint, values),
    )


def check_line(line: PlanLine, values: Values) -> tuple[Problem, ...]:
    """Say everything that is wrong with one line; each field is "line-<key>"."""
    return tuple(Problem(f"line-{line.key}", f"{line.label or 'This line'}: {words}") for words in _line(line, values))


def _line(line: PlanLine, values: Values) -> Iterator[str]:
    if not line.label.strip():
        yield "say what it is."
    if line.purpose not in PURPOSES:
        yield "choose what the money is for."
    if line.frequency not in FREQUENCIES:
        yield "choose how often it is paid."
    if not 0 < line.unit_price_pence <= MOST_PENCE:
        yield f"enter a price of more than £0.00, up to {format_pounds(MOST_PENCE)}."
    if not line.quantity.is_finite() or not 0 < line.quantity <= MOST_QUANTITY or _has_more_decimals(line):
        yield f"enter how many, more than 0 and up to {MOST_QUANTITY:,}, with no more than 2 decimals."
    if line.purpose == SUPPORT and not line.outcomes:
        yield "choose the outcome that it meets."
    if not set(line.outcomes) <= set(OUTCOMES):
        yield "choose outcomes from the list."
    if words := share_refused(line.nhs_basis_points, is_contingency=line.purpose == CONTINGENCY):
        yield words
    yield from _use(line, values)


def _has_more_decimals(line: PlanLine) -> bool:
    return line.quantity * 100 != (line.quantity * 100).to_integral_value()


def _use(line: PlanLine, values: Values) -> Iterator[str]:
    """Check what the money is for against what is barred: a barred use needs a reason of its own (R-SPL-13)."""
    barred = {text_cell(row, "use"): row for row in values.table(BARRED_USES)}
    allowed = {text_cell(row, "category") for row in values.table(CATEGORIES)}
    if line.category in barred:
        if not line.override_reason.strip():
            row = barred[line.category]
            yield f"a budget may not pay for this ({text_cell(row, 'label').lower()}). {text_cell(row, 'reason')}"
    elif line.category not in allowed:
        yield "choose what kind of support it is."


def _no_lines(plan: Plan) -> Iterator[Problem]:
    if not plan.lines:
        yield Problem("lines", "Add at least one line to the plan.")
    keys = [line.key for line in plan.lines]
    if len(set(keys)) != len(keys):
        yield Problem("lines", "Two lines of the plan are the same line.")


def _risk_problems(plan: Plan) -> Iterator[Problem]:
    for risk in plan.risks:
        if not risk.addressed_by.strip() and not risk.accepted_reason.strip():
            message = f"{risk.label}: say what will be done about this risk, or why it is accepted."
            yield Problem(f"risk-{risk.key}", message)


def _plan_problems(plan: Plan) -> Iterator[Problem]:
    if not plan.choice_recorded.strip():
        yield Problem("choice_recorded", "Record what the person chose: who supports them, when and how.")
    if plan.review_on is None:
        yield Problem("review_on", "Enter the date of the first review.")
    elif plan.review_on <= plan.starts_on:
        yield Problem("review_on", "The review must come after the plan starts.")
    if not plan.review_arrangements.strip():
        yield Problem("review_arrangements", "Say how the review will be held and who will be there.")


def _amount_problems(plan: Plan) -> Iterator[Problem]:
    if any(line.frequency not in FREQUENCIES or not line.quantity.is_finite() for line in plan.lines):
        return
    if any(_has_more_decimals(line) for line in plan.lines):
        return
    compared = against_planning_amount(totals(plan.lines, plan.weeks), plan.planning_pence_weekly)
    if not compared.within and not plan.exception_reason.strip():
        over = format_pounds(compared.over_pence)
        message = f"The plan costs {over} more than there is to plan with. Change it, or say why more is needed."
        yield Problem("exception_reason", message)
