"""What has to be true before a run is approved, and what approving a line writes in the book.

Values: policy/councils
Next:   selfdirect/actions/payment_runs.py
Tests:  tests/actions/support/test_approving.py
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from selfdirect.actions.action import Refused
from selfdirect.actions.support.paying import (
    Left,
    budget_account,
    budget_reference,
    claims,
    details_now,
    left_to_pay,
    payee_account,
)
from selfdirect.actions.support.paying_straight import lists_of
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
    first_id: int | None
    must_be_paid_id: int | None
    due_on: date


def lines_to_approve(run: PaymentRun) -> list[Line]:
    """The lines of a run that are not held back."""
    fields = ("pk", "person_id", "payee_id", "pence", "again_for_id", "schedule_id")
    lines = run.lines.filter(state=LineState.INCLUDED).order_by("pk")
    return [
        Line(*row)
        for row in lines.values_list(
            *fields,
            "schedule__budget_id",
            "schedule__payee_id",
            "schedule__funder",
            "payee__first_id",
            "must_be_paid_id",
            "covers_until",
        )
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
    due_now = {claim.row["pk"]: claim.due.pence for claim in claims(run.pay_on)} if _asks_for_claims(lines) else {}
    straight = _changed_since(lines, run.pay_on)
    latest = details_now()
    problems = []
    for line in lines:
        first = line.first_id or line.payee_id
        is_as_due = line.again_for_id or line.must_be_paid_id
        due = line.pence if is_as_due else due_now.get(line.schedule_id, 0)
        changed = straight.get(line.pk, "")
        if due != line.pence:
            changed = f"it is now {format_pounds(due)}"
        elif latest.get(first, first) != line.payee_id:
            changed = "the account has changed"
        if changed:
            which = f"The payment of {format_pounds(line.pence)} for {budget_reference(line.budget_id)}"
            words = f"{which} has changed since this run was prepared: {changed}"
            problems.append(
                Problem(f"line_{line.pk}", f"{words}. Hold it back, or cancel this run and prepare it again")
            )
    if problems:
        raise Refused(problems)


def _asks_for_claims(lines: Sequence[Line]) -> bool:
    return any(line.again_for_id is None and line.must_be_paid_id is None for line in lines)


def _changed_since(lines: Sequence[Line], on: date) -> dict[int, str]:
    """What is no longer as it was of lines that pay straight away, in words, by line."""
    straight = [line for line in lines if line.must_be_paid_id and line.again_for_id is None]
    if not straight:
        return {}
    items = {item.known_as: item for item in lists_of({line.budget_id for line in straight})}
    left = left_to_pay({line.budget_id for line in straight}, on)
    words: dict[int, str] = {}
    for line in straight:
        item, pair = items.get(line.must_be_paid_id or 0), (line.budget_id, line.first_payee_id, line.funder)
        if item is None:
            words[line.pk] = "they are no longer on the list of who must be paid"
        elif item.pence != line.pence:
            words[line.pk] = f"they must now be paid {format_pounds(item.pence)}"
        elif left[pair].pence < line.pence:
            words[line.pk] = f"only {format_pounds(max(0, left[pair].pence))} of the budget is still to be paid"
        left[pair] = Left(left[pair].row, left[pair].pence - line.pence)
    return words


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
