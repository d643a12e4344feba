"""Who may decide: what sends a decision to somebody in particular, then the ladder of amounts, never the proposer.

Values: policy/councils
Next:   selfdirect/rules/budgets.py
Tests:  tests/rules/test_decisions.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from selfdirect.rules.findings import EVERYBODY, entered, from_policy, table_or_none
from selfdirect.rules.money import format_pounds
from selfdirect.rules.tiers import Tier, holding, tier_of
from selfdirect.rules.values import Cell, TableRow, ValueRefused, Values, text_cell, whole_cell
from selfdirect.rules.working import ENTERED, ENTERED_SOURCE, Row, Working

# Policy values read here. LADDER is a table of role, lowest_pence_weekly, lowest_inclusive, highest_pence_weekly (or
# the word "none"), highest_inclusive; client_group may be left out, and then the row is for everybody. A policy may
# leave out the others.
LADDER: Final = "decisions.ladder"
CONDITIONS: Final = "decisions.conditions"
STAGE_DECIDERS: Final = "decisions.stage_deciders"
PANELS: Final = "decisions.panels"
PRESENTERS: Final = "decisions.presenters"

WEEKLY: Final = "pence weekly"
ANY_GROUP: Final = EVERYBODY

# The role of a decision that needs nobody: it is within what was already allocated (R-DEC-08).
NOBODY: Final = "nobody"

CLIENT_GROUP: Final = "client_group"
DISPARITY: Final = "disparity"
UNDUE_RISK: Final = "undue_risk"
EXCEPTION: Final = "exception"
WITHIN_ALLOCATION: Final = "within_allocation"

PLAN_AND_BUDGET: Final = "plan_and_budget"
INDICATIVE_BUDGET: Final = "indicative_budget"
SPENDING: Final = "spending"


@dataclass(frozen=True)
class DecisionFacts:
    """What besides the amount bears on who decides.

    `stage` is what is decided on, or "" where no one stage is meant. `allocation_pence_weekly` is what was allocated,
    and `present_pence_weekly` what present support costs: None where nobody knows. Somebody with none today, 0, has
    nothing that could differ.
    """

    stage: str = ""
    allocation_pence_weekly: int | None = None
    present_pence_weekly: int | None = None
    undue_risk: bool = False
    exception: bool = False


@dataclass(frozen=True)
class Panel:
    """A panel as the policy describes it: who sits on it, when it meets, how often, and what it may decide."""

    label: str
    members: str
    meets: str
    sessions_weekly: int
    remit: str


@dataclass(frozen=True)
class Route:
    """Which roles may decide, why in plain words, and the working (R-DEC-01).

    `label` is the role, meeting or session. `condition` is what sent it there, or "" when the amount or the stage did.
    With `straight_through` nobody needs to decide, and `roles` is empty. `presenter` brings it to a panel.
    """

    roles: tuple[str, ...]
    reason: str
    working: Working
    label: str = ""
    condition: str = ""
    straight_through: bool = False
    panel: Panel | None = None
    presenter: str = ""


NO_FACTS: Final = DecisionFacts()
PLAN_FACTS: Final = DecisionFacts(stage=PLAN_AND_BUDGET)


def who_may_decide(
    pence_weekly: int, values: Values, client_group: str = ANY_GROUP, facts: DecisionFacts = NO_FACTS
) -> Route:
    """Give the roles that may decide on this weekly amount (R-DEC-01, 06, 07, 08 and 09).

    First what sends it to somebody in particular, in the policy's order; then a stage that one role decides; then
    straight through, where it is within the allocation and nothing is open; then the ladder, where a row for the
    person's own client group goes before one for everybody. Raises ValueRefused when no row holds the amount: a gap
    in the policy never means that anybody may decide.
    """
    rows: tuple[Row, ...] = (Row("Amount to decide on", pence_weekly, WEEKLY, "amount", ENTERED_SOURCE, ENTERED),)
    conditions = [row for row in _table(values, CONDITIONS) if row["client_group"] in (client_group, ANY_GROUP)]
    for condition in conditions:
        kind = text_cell(condition, "condition")
        if kind != WITHIN_ALLOCATION and (why := _sent_because(kind, pence_weekly, client_group, facts)):
            return _in_particular(condition, why, rows, values, client_group)
    for stage in _table(values, STAGE_DECIDERS):
        if stage["stage"] == facts.stage:
            return _by_stage(stage, rows, values, client_group)
    for condition in conditions:
        why = _within(pence_weekly, facts) if condition["condition"] == WITHIN_ALLOCATION else ""
        if why:
            return _in_particular(condition, why, rows, values, client_group)
    return _by_amount(pence_weekly, rows, values, client_group)


def _sent_because(kind: str, pence_weekly: int, client_group: str, facts: DecisionFacts) -> str:
    """Say why this condition holds, with a capital letter; "" when it does not."""
    if kind == CLIENT_GROUP:
        return "All decisions for people with this main need go there"
    if kind == UNDUE_RISK and facts.undue_risk:
        return "A risk is open that somebody else must look at"
    if kind == EXCEPTION and facts.exception:
        return "An exception is asked for"
    present = facts.present_pence_weekly
    if kind == DISPARITY and present and present != pence_weekly:
        return (
            f"It differs from the present support of {format_pounds(present)} a week by "
            f"{format_pounds(abs(pence_weekly - present))}"
        )
    return ""


def _within(pence_weekly: int, facts: DecisionFacts) -> str:
    allocated = facts.allocation_pence_weekly
    if allocated is None or pence_weekly > allocated or facts.undue_risk or facts.exception:
        return ""
    return f"It is within the allocation of {format_pounds(allocated)} a week, and no risk or exception is open"


def _in_particular(row: TableRow, why: str, rows: Working, values: Values, client_group: str) -> Route:
    kind, role, label = (text_cell(row, column) for column in ("condition", "role", "label"))
    straight = role == NOBODY
    reason = f"{why}. {label}." if straight else f"{why}, so it is decided by: {label}."
    value = values.value(CONDITIONS)
    working = (
        *rows,
        entered(why, "yes", "yes or no", kind),
        from_policy(value, "Who decides", label, "role"),
    )
    return _route(() if straight else (role,), label, reason, working, values, client_group, kind, straight)


def _by_stage(row: TableRow, rows: Working, values: Values, client_group: str) -> Route:
    label = text_cell(row, "label")
    working = (*rows, from_policy(values.value(STAGE_DECIDERS), "Who decides", label, "role"))
    reason = f"At this stage it is decided by: {label}, whatever the amount."
    return _route((text_cell(row, "role"),), label, reason, working, values, client_group)


def _by_amount(pence_weekly: int, rows: Working, values: Values, client_group: str) -> Route:
    value = values.value(LADDER)
    found = holding(_tiers(values.table(LADDER), client_group), pence_weekly)
    if not found:
        raise ValueRefused(f"{LADDER} does not say who decides on {format_pounds(pence_weekly)} a week.")
    roles = tuple(dict.fromkeys(text_cell(tier.row, "role") for tier in found))
    labels = " or ".join(dict.fromkeys(_label(tier) for tier in found))
    reason = f"{format_pounds(pence_weekly)} a week is decided by: {labels} ({found[0].words('a week')})."
    working = (*rows, from_policy(value, "Who decides", labels, "role"))
    return _route(roles, labels, reason, working, values, client_group)


def _route(
    roles: tuple[str, ...],
    label: str,
    reason: str,
    working: Working,
    values: Values,
    client_group: str,
    condition: str = "",
    straight_through: bool = False,
) -> Route:
    panel = next((each for each in panels(values) if each.label == label), None)
    presenter = presenter_for(client_group, values) if panel else ""
    if presenter:
        row = from_policy(values.value(PRESENTERS), "Who presents it", presenter, "role")
        working = (*working[:-1], row, working[-1])
    return Route(roles, reason, working, label, condition, straight_through, panel, presenter)


def panels(values: Values) -> tuple[Panel, ...]:
    """Give the panels of the policy (R-DEC-02)."""
    return tuple(
        Panel(
            label=text_cell(row, "label"),
            members=text_cell(row, "members"),
            meets=text_cell(row, "meets"),
            sessions_weekly=whole_cell(row, "sessions_weekly"),
            remit=text_cell(row, "remit"),
        )
        for row in _table(values, PANELS)
    )


def presenter_for(client_group: str, values: Values) -> str:
    """Say who presents to a panel for this client group; "" where the policy names nobody (R-DEC-07)."""
    for group in (client_group, ANY_GROUP):
        for row in _table(values, PRESENTERS):
            if row["client_group"] == group:
                return text_cell(row, "label")
    return ""


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
    groups: dict[str, list[Tier]] = {}
    for row in table:
        groups.setdefault(_group(row), []).append(tier_of(row, "pence_weekly"))
    return tuple(fault for tiers in groups.values() for fault in _faults(tiers))


def _faults(tiers: list[Tier]) -> list[str]:
    """Look at each end of each row, a penny below and above: in between, nothing changes."""
    ends = {0, *(tier.lowest for tier in tiers), *(tier.highest for tier in tiers if tier.highest is not None)}
    amounts = sorted({amount for end in ends for amount in (end - 1, end, end + 1) if amount >= 0})
    faults = []
    for pence in amounts:
        found = len(holding(tiers, pence))
        if found == 0:
            faults.append(f"Nobody decides on {format_pounds(pence)} a week.")
        elif found > 1:
            faults.append(f"Two rows hold {format_pounds(pence)} a week.")
    return faults


def _tiers(table: Iterable[TableRow], client_group: str) -> list[Tier]:
    own = [row for row in table if _group(row) == client_group]
    rows = own or [row for row in table if _group(row) == ANY_GROUP]
    return [tier_of(row, "pence_weekly") for row in rows]


def _group(row: TableRow) -> str:
    return str(row.get("client_group", ANY_GROUP))


def _label(tier: Tier) -> str:
    return str(tier.row.get("label") or text_cell(tier.row, "role").replace("_", " ").capitalize())


def _table(values: Values, key: str) -> tuple[dict[str, Cell], ...]:
    """Give the rows; none where the policy says "none" or says nothing of it."""
    return table_or_none(values, key) if key in values else ()
