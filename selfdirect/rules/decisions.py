"""Who may decide, by the amount: the decision ladder, and nobody deciding what they proposed.

Values: policy/councils
Next:   selfdirect/rules/budgets.py
Tests:  tests/rules/test_decisions.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import NO_LIMIT, TableRow, ValueRefused, Values, text_cell, whole_cell, yes_cell
from selfdirect.rules.working import ENTERED, ENTERED_SOURCE, Row, Working

# Policy value read here: a table of role, lowest_pence_weekly, lowest_inclusive, highest_pence_weekly (or
# the word "none"), highest_inclusive; client_group may be left out, and then the row is for everybody.
LADDER: Final = "decisions.ladder"

WEEKLY: Final = "pence weekly"
ANY_GROUP: Final = "all"


@dataclass(frozen=True)
class Route:
    """Which roles may decide, why in plain words, and the working (R-DEC-01)."""

    roles: tuple[str, ...]
    reason: str
    working: Working


@dataclass(frozen=True)
class _Step:
    role: str
    label: str
    lowest: int
    lowest_inclusive: bool
    highest: int | None
    highest_inclusive: bool

    def holds(self, pence: int) -> bool:
        above = pence > self.lowest or (self.lowest_inclusive and pence == self.lowest)
        if self.highest is None:
            return above
        return above and (pence < self.highest or (self.highest_inclusive and pence == self.highest))

    def words(self) -> str:
        start = f"{'from' if self.lowest_inclusive else 'above'} {format_pounds(self.lowest)}"
        if self.highest is None:
            return f"{start} a week"
        return f"{start} {'up to' if self.highest_inclusive else 'to less than'} {format_pounds(self.highest)} a week"


def who_may_decide(pence_weekly: int, values: Values, client_group: str = ANY_GROUP) -> Route:
    """Give the roles that may decide on this weekly amount (R-DEC-01).

    A row for the person's own client group goes before one for everybody. Raises ValueRefused when no row
    holds the amount: a gap in the policy never means that anybody may decide.
    """
    value = values.value(LADDER)
    table = values.table(LADDER)
    own = [row for row in table if row.get("client_group", ANY_GROUP) == client_group]
    steps = [_step(row) for row in own or [row for row in table if row.get("client_group", ANY_GROUP) == ANY_GROUP]]
    found = [step for step in steps if step.holds(pence_weekly)]
    if not found:
        raise ValueRefused(f"{LADDER} does not say who decides on {format_pounds(pence_weekly)} a week.")
    roles = tuple(dict.fromkeys(step.role for step in found))
    labels = " or ".join(dict.fromkeys(step.label for step in found))
    reason = f"{format_pounds(pence_weekly)} a week is decided by: {labels} ({found[0].words()})."
    rows = (
        Row("Amount to decide on", pence_weekly, WEEKLY, "amount", ENTERED_SOURCE, ENTERED),
        Row("Who decides", labels, "role", LADDER, value.source, value.status, value.since),
    )
    return Route(roles, reason, rows)


def may_decide(role: str, decider: str, proposer: str, route: Route) -> str | None:
    """Give None when this person may decide, else why not, in plain words (R-DEC-16).

    `decider` and `proposer` are what tells one user from another, the same kind for both.
    """
    if decider == proposer:
        return "You made this proposal, so somebody else must decide on it."
    if role not in route.roles:
        return f"Your role cannot decide on this amount. {route.reason}"
    return None


def ladder_faults(table: Iterable[TableRow]) -> tuple[str, ...]:
    """Say what is wrong with a ladder: an amount from £0.00 up that no row holds, or that two rows hold.

    For whoever keeps the policy. Rows for different client groups are looked at apart.
    """
    groups: dict[str, list[_Step]] = {}
    for row in table:
        groups.setdefault(str(row.get("client_group", ANY_GROUP)), []).append(_step(row))
    return tuple(fault for steps in groups.values() for fault in _faults(steps))


def _faults(steps: list[_Step]) -> list[str]:
    """Look at each end of each row, a penny below and above: in between, nothing changes."""
    ends = {0, *(step.lowest for step in steps), *(step.highest for step in steps if step.highest is not None)}
    amounts = sorted({amount for end in ends for amount in (end - 1, end, end + 1) if amount >= 0})
    faults = []
    for pence in amounts:
        holding = len([step for step in steps if step.holds(pence)])
        if holding == 0:
            faults.append(f"Nobody decides on {format_pounds(pence)} a week.")
        elif holding > 1:
            faults.append(f"Two rows hold {format_pounds(pence)} a week.")
    return faults


def _step(row: TableRow) -> _Step:
    no_limit = row.get("highest_pence_weekly") == NO_LIMIT
    role = text_cell(row, "role")
    return _Step(
        role=role,
        label=str(row.get("label") or role.replace("_", " ").capitalize()),
        lowest=whole_cell(row, "lowest_pence_weekly"),
        lowest_inclusive=yes_cell(row, "lowest_inclusive"),
        highest=None if no_limit else whole_cell(row, "highest_pence_weekly"),
        highest_inclusive=yes_cell(row, "highest_inclusive"),
    )
