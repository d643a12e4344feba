"""Checking that an agreement may be signed, and keeping it with the money it promises.

Values: policy/councils
Next:   selfdirect/actions/support/schedules.py
Tests:  tests/actions/support/test_agreeing.py
"""

from datetime import date, timedelta
from typing import Any

from selfdirect.actions.action import Refused, about
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.schedules import promised_lines, told_of_charge
from selfdirect.ledger.chart import committed, free
from selfdirect.ledger.posting import Entry, post_many
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.direct_payments import Agreement, HoldingChoice
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import whole_cell

SIGNED_AS = {"person": "The person", "representative": "Somebody who acts for the person"}
SIGNED_HOW = {"on_screen": "On screen", "on_paper": "On paper"}


def check_agreement(
    budget: Budget, signed_by_name: str, signed_as: str, signed_how: str, signed_on: date, on: date
) -> None:
    """Raise Refused with everything that stops this agreement from being signed."""
    problems = []
    if not HoldingChoice.objects.filter(budget=budget).exists():
        problems.append(Problem("choice", "Choose how the budget is held before the agreement is signed"))
    if told_of_charge(budget).is_missing:
        problems.append(Problem("told", "Tell the person what they will pay, and record it, before they sign"))
    if not signed_by_name.strip():
        problems.append(Problem("signed_by_name", "Enter the name of whoever signs"))
    if signed_as not in SIGNED_AS:
        problems.append(Problem("signed_as", "Choose who signs"))
    if signed_how not in SIGNED_HOW:
        problems.append(Problem("signed_how", "Choose how it is signed"))
    if not budget.finalised_on <= signed_on <= on:
        problems.append(Problem("signed_on", "The date must be today or earlier, and after the final budget was made"))
    if problems:
        raise Refused(problems)


def keep_agreement(
    budget: Budget,
    signed_by_name: str,
    signed_as: str,
    signed_how: str,
    signed_on: date,
    on: date,
    by: User,
) -> Agreement:
    """Write the agreement down with its terms as they read that day, and promise the money of each line in the book."""
    values = policy_on(on)
    agreement = Agreement.objects.create(
        person=budget.person,
        budget=budget,
        terms=[_plain(row) for row in values.table("direct_payments.agreement_terms")],
        monitoring_schedule=[
            {**_plain(row), "first_on": (signed_on + timedelta(weeks=whole_cell(row, "after_weeks"))).isoformat()}
            for row in values.table("monitoring.schedule")
        ],
        policy_fingerprint=values.fingerprint,
        signed_on=signed_on,
        signed_by_name=signed_by_name,
        signed_as=signed_as,
        signed_how=signed_how,
        by=by,
    )
    lines = promised_lines(budget)
    BudgetLine.objects.bulk_update(lines, ["committed_pence"])
    ref = budget.reference
    post_many(
        Entry(
            key=f"agreement:{agreement.reference}:line:{line.pk}",
            on=on,
            pence=line.committed_pence,
            debit=free(ref),
            credit=committed(ref),
            about=about(line),
        )
        for line in lines
        if line.committed_pence
    )
    return agreement


def _plain(row: Any) -> dict[str, Any]:
    """A row of a policy table as JSON keeps it."""
    return {name: cell if isinstance(cell, str | bool | int) else str(cell) for name, cell in row.items()}
