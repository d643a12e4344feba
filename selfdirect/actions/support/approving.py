"""What has to be true before a run is approved, and what approving a line writes in the book.

Values: policy/councils
Next:   selfdirect/actions/payment_runs.py
Tests:  tests/actions/support/test_approving.py
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from selfdirect.actions.action import Refused
from selfdirect.actions.support.paying import budget_account, claims, payee_account
from selfdirect.actions.support.policy import policy_on
from selfdirect.ledger.posting import Entry
from selfdirect.records.access import User
from selfdirect.records.payments import LineState, PaymentRun
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import NO_LIMIT, whole_cell


class Line(NamedTuple):
    """What approving needs of one line: no more, because there are thousands."""

    pk: int
    person_id: int
    payee_id: int
    pence: int
    again_for_id: int | None
    schedule_id: int
    budget_id: int
    first_payee_id: int
    funder: str


def lines_to_approve(run: PaymentRun) -> list[Line]:
    """The lines of a run that are not held back."""
    fields = ("pk", "person_id", "payee_id", "pence", "again_for_id", "schedule_id")
    lines = run.lines.filter(state=LineState.INCLUDED).order_by("pk")
    return [
        Line(*row)
        for row in lines.values_list(*fields, "schedule__budget_id", "schedule__payee_id", "schedule__funder")
    ]


def check_approver(run: PaymentRun, total: int, has_lines: bool, on: date, by: User) -> None:
    """Not the preparer, something to approve, and within the highest limit of the approver's roles."""
    if run.prepared_by_id == by.pk:
        raise Refused("You prepared this run, so somebody else has to approve it.")
    if not has_lines:
        raise Refused("There is no payment to approve in this run. Release a payment, or cancel the run.")
    roles = {role.value for role in by.roles_on(on)}
    mine = [row for row in policy_on(on).table("payments.approver_limits") if row["role"] in roles]
    if not mine:
        raise Refused("The policy gives your role no limit for payment runs, so you cannot approve one.")
    if any(row["up_to_pence"] == NO_LIMIT for row in mine):
        return
    most = max(whole_cell(row, "up_to_pence") for row in mine)
    if total > most:
        raise Refused(f"You may approve runs of up to {format_pounds(most)}. This one is {format_pounds(total)}.")


def check_nothing_changed(run: PaymentRun, lines: Sequence[Line]) -> None:
    """Every line comes out the same now as when it was looked at; if not, say which do not."""
    found = claims(run.pay_on)
    due_now = {claim.row["pk"]: claim.due.pence for claim in found}
    pay_to = {claim.row["payee_id"]: claim.payee_id for claim in found}
    problems = []
    for line in lines:
        due = line.pence if line.again_for_id else due_now.get(line.schedule_id, 0)
        if due != line.pence or pay_to.get(line.first_payee_id, line.payee_id) != line.payee_id:
            words = f"The payment of {format_pounds(line.pence)} has changed since this run was prepared"
            now_is = f"it is now {format_pounds(due)}" if due != line.pence else "the account has changed"
            problems.append(Problem(f"line_{line.pk}", f"{words}: {now_is}. Cancel this run and prepare it again"))
    if problems:
        raise Refused(problems)


def entry(run: PaymentRun, line: Line, on: date) -> Entry:
    """What approving a line writes in the book: no longer promised by the budget, owed to the payee."""
    return Entry(
        key=f"run:{run.reference}:line:{line.pk}",
        on=on,
        pence=line.pence,
        debit=budget_account(line.budget_id, line.funder),
        credit=payee_account(line.first_payee_id),
        about=f"PaymentLine:{line.pk}",
    )
