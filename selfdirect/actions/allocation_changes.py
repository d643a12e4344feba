"""A change of points or prices: proposed with what the model says of it, then signed by everybody it needs (R-RAS-13).

Signing changes nothing by itself: policy is data in files. Once all have signed, the page prints the lines to add.

Values: policy/councils
Next:   selfdirect/modelling/asking.py
Tests:  tests/actions/test_allocation_changes.py
"""

from datetime import date
from typing import Any, Final

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.policy import policy_on
from selfdirect.modelling.asking import Modelled
from selfdirect.modelling.telling import as_data
from selfdirect.records.access import User
from selfdirect.records.allocation_changes import AllocationChange, AllocationSignature
from selfdirect.rules.access import Permission, Role
from selfdirect.rules.calendar import format_date
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Amount, Values, text_cell

JOINT_SIGN_OFF: Final = "allocation.joint_sign_off"
# The policy files that hold points and prices. Charges are decided elsewhere.
POINTS_AND_PRICES: Final = frozenset({"allocation", "questionnaire"})


@action(needs=Permission.SIGN_ALLOCATION_CHANGES)
def propose(*, modelled: Modelled, reason: str, starts_on: date, key: str, on: date, by: User) -> AllocationChange:
    """Propose what a model tried, to start on a later day. Keeps what the model found. Raises Refused."""
    values = policy_on(on)
    different = _different(modelled.live.values, modelled.tried.values)
    problems = []
    if not different:
        problems.append(Problem("", "Nothing is different from what is in force, so there is nothing to propose"))
    if [each for each in different if each.partition(".")[0] not in POINTS_AND_PRICES]:
        problems.append(Problem("", "Only points, prices and ceilings are agreed here. Leave the charge as it is"))
    if not reason.strip():
        problems.append(Problem("reason", "Say why the points or prices should change"))
    if starts_on <= on:
        problems.append(Problem("starts_on", "The day it starts must be after today"))
    if problems:
        raise Refused(problems)
    kept = AllocationChange.objects.create(
        values={each: _plain(modelled.tried.values[each].amount) for each in different},
        before={each: _plain(modelled.live.values[each].amount) for each in different},
        model=as_data(modelled),
        must_sign=_signers(values),
        reason=reason.strip(),
        starts_on=starts_on,
        policy_fingerprint=values.fingerprint,
        on=on,
        by=by,
    )
    labels = ", ".join(values.value(each).label for each in different)
    tell(f"{by.name} proposed a change from {format_date(starts_on)}: {labels}.", about=about(kept))
    return kept


@action(needs=Permission.SIGN_ALLOCATION_CHANGES)
def sign(*, change: AllocationChange, code: str, on: date, by: User) -> AllocationSignature:
    """Sign a change for one of those whose signature it needs. Raises Refused."""
    wanted = {row["code"]: row for row in change.must_sign}
    if code not in wanted:
        raise Refused("This signature is not one of those that the change needs.")
    if change.by_id == by.pk:
        raise Refused("You proposed this change, so others have to sign it.")
    if Role(wanted[code]["role"]) not in by.roles_on(on):
        raise Refused(f"This is signed by: {Role(wanted[code]['role']).label}.")
    signed = list(AllocationSignature.objects.filter(change=change))
    if [each for each in signed if each.by_id == by.pk]:
        raise Refused("You have signed this change already. Somebody else has to sign for the others.")
    if [each for each in signed if each.code == code]:
        raise Refused("Somebody has already signed here.")
    if on >= change.starts_on:
        raise Refused("The day it was to start has come. Propose it again with a later day.")
    kept = AllocationSignature.objects.create(change=change, code=code, proposed_by=change.by, by=by, on=on)
    tell(f"{by.name} signed the change {change.reference} for: {wanted[code]['label']}.", about=about(change))
    return kept


def _signers(values: Values) -> list[dict[str, str]]:
    """Everybody whose signature a change needs, by the policy of the day."""
    names = ("code", "label", "role")
    return [{name: text_cell(row, name) for name in names} for row in values.table(JOINT_SIGN_OFF)]


def _different(live: Values, tried: Values) -> list[str]:
    return sorted(each for each in tried if each in live and live[each].amount != tried[each].amount)


def _plain(amount: Amount) -> Any:
    """An amount as plain data to keep."""
    if isinstance(amount, tuple):
        return [{name: _cell(cell) for name, cell in row.items()} for row in amount]
    return _cell(amount)


def _cell(cell: Any) -> Any:
    return cell if isinstance(cell, int | str | bool) else str(cell)
