"""The decision letter: the facts it is printed from, as they stood when the budget was made.

Values: policy/councils
Next:   selfdirect/actions/support/outbox.py
Tests:  tests/actions/support/test_decision_letter.py
"""

from datetime import date
from typing import Any

from selfdirect.actions.support.outbox import write_letter
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import open_step
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.people import Format
from selfdirect.rules.budgets import FinalBudget
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import Values

OTHER_FORMAT = "other_format"
MADE_ELSEWHERE = (Format.BRAILLE, Format.AUDIO)
"""Formats that the program does not make: a worker has the statement made, from its plain text."""


def how_to_disagree(values: Values) -> list[str]:
    """The policy's words on what to do if somebody disagrees, in order."""
    return [str(row["words"]) for row in values.table("messages.how_to_disagree")]


def write_decision_letter(budget: Budget, final: FinalBudget, on: date, by: User) -> None:
    """Tell the person the decision, the three figures of section 26, the working and how to disagree (R-FPB-05)."""
    decision, values = budget.decision, policy_on(on)
    decided_by = decision.decided_by.name if decision.decided_by else ""
    decided_on = decision.decided_on or on
    facts = {
        "paragraphs": [
            f"{decided_by} agreed your support plan on {format_date(decided_on)}. {decision.reasons}",
            f"Your personal budget is {format_pounds(budget.gross_pence_weekly)} a week.",
            f"It runs from {format_date(budget.starts_on)} to {format_date(budget.ends_on)}.",
        ],
        "budget": budget.reference,
        "figures": _figures(final),
        "working": budget.working,
        "lines": _lines(budget),
        "decided_by": decided_by,
        "decided_on": decided_on.isoformat(),
        "reasons": decision.reasons,
        "indicative_pence_weekly": budget.indicative_pence_weekly,
        "difference_reason": budget.difference_reason,
        "starts_on": budget.starts_on.isoformat(),
        "ends_on": budget.ends_on.isoformat(),
        "how_to_disagree": how_to_disagree(values),
    }
    letter = write_letter(
        "decision",
        key=f"decision:{decision.pk}",
        person=budget.person,
        subject="Your personal budget: our decision",
        facts=facts,
        on=on,
        by=by,
    )
    if budget.person.details.format in MADE_ELSEWHERE:
        open_step(OTHER_FORMAT, person=budget.person, record=letter, on=on)


def _figures(final: FinalBudget) -> list[dict[str, Any]]:
    """The NHS's part, the three figures of section 26 without it, and then the parts that are not nothing."""
    weekly = [
        ("Meeting your needs costs", final.meeting_needs_pence_weekly),
        ("You pay", final.adult_pays_pence_weekly),
        ("The council pays", final.council_pays_pence_weekly),
    ]
    parts = [
        ("Help to run the budget", final.support_cost_pence_weekly, "pence weekly"),
        ("Kept for emergencies each week", final.contingency_pence_weekly, "pence weekly"),
        ("Kept for emergencies, once", final.contingency_pence, "pence"),
        ("Paid once", final.one_off_pence, "pence"),
    ]
    if final.nhs_pence_weekly:
        weekly.insert(0, ("The NHS pays, and you never pay for this part", final.nhs_pence_weekly))
    found: list[dict[str, Any]] = [{"label": name, "pence": pence, "unit": "pence weekly"} for name, pence in weekly]
    return found + [{"label": name, "pence": pence, "unit": unit} for name, pence, unit in parts if pence]


def _lines(budget: Budget) -> list[dict[str, Any]]:
    return [
        {
            "what": line.plan_line.what,
            "purpose": line.purpose,
            "pence_weekly": line.pence_weekly,
            "pence_once": line.pence_once,
            "net_pence_weekly": line.net_pence_weekly,
            "nhs_pence_weekly": line.nhs_pence_weekly,
        }
        for line in budget.lines.select_related("plan_line").order_by("pk")
    ]
