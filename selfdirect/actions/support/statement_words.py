"""All that a statement tells, as plain values that are kept, shown on a page and printed: the same everywhere.

Next:   selfdirect/actions/statements.py
Tests:  tests/actions/support/test_statement_words.py
"""

from collections.abc import Iterator, Mapping
from typing import Any

from selfdirect.actions.support.schedules import PAYING, paid_pence_weekly
from selfdirect.actions.support.statements import Reading
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.plans import Purpose
from selfdirect.rules.calendar import format_date
from selfdirect.rules.direct_payments import COUNCIL_MANAGED, DIRECT_PAYMENT, THIRD_PARTY
from selfdirect.rules.money import format_pounds
from selfdirect.rules.statements import LEFT, SECTIONS, WHOSE, OneOwner, by_section
from selfdirect.rules.values import Values
from selfdirect.rules.working import Row, to_json

_SUMS = ("opening", "changed", "came_in", "came_back", "paid_out", "left")


def figures(reading: Reading, values: Values) -> dict[str, Any]:
    """Everything that is told, in the order in which it is shown."""
    told = reading.statement
    return {
        "month": reading.month.isoformat(),
        "first_on": told.first_on.isoformat(),
        "last_on": told.last_on.isoformat(),
        "is_first": reading.previous is None,
        "total": _sums(told.total),
        "sections": [
            {
                "code": code,
                "title": SECTIONS[code],
                "pence": _sums(told.total)[code],
                "rows": [_row(row) for row in rows],
            }
            for code, rows in by_section(told.rows).items()
            if code != LEFT
        ],
        "parts": [_row(row) for row in told.parts],
        "owners": [{"label": WHOSE[one.whose], **_sums(one)} for one in told.owners] if len(told.owners) > 1 else [],
        "lines": [_line(line, reading, values) for line in reading.lines],
        "notes": list(_notes(reading)),
        "coming": [{"on": one.on.isoformat(), "label": one.label} for one in reading.coming],
        "keep": list(reading.kept.words),
        "keep_working": to_json(reading.kept.working),
    }


def _sums(one: OneOwner) -> dict[str, int]:
    return {name: getattr(one, name) for name in _SUMS}


def _row(row: Row) -> dict[str, Any]:
    return {
        "on": row.since.isoformat() if row.since else "",
        "label": row.label,
        "pence": int(row.amount),
        "whose": row.source if row.source in WHOSE.values() else "",
    }


def _line(line: BudgetLine, reading: Reading, values: Values) -> dict[str, Any]:
    return {
        "what": line.plan_line.what,
        "how": _how(line, values),
        "pence_weekly": sum(paid_pence_weekly(reading.budget, line, funder) for funder in PAYING),
        "pence_once": line.pence_once,
    }


def _how(line: BudgetLine, values: Values) -> str:
    """Who looks after the money of a line, in words."""
    if line.purpose == Purpose.CONTINGENCY:
        return "Kept for emergencies"
    if line.is_for_duties:
        return "Put by for your duties as an employer"
    if line.held_as == THIRD_PARTY and line.fund_holder:
        return f"{line.fund_holder.name} looks after the money"
    words = _labels(values, "direct_payments.options", "option").get(line.held_as, "Not chosen yet")
    if line.held_as == DIRECT_PAYMENT and line.paid_by:
        paid = _labels(values, "direct_payments.methods", "method").get(line.paid_by, line.paid_by)
        return f"{words}: {paid.lower()}"
    return words


def _labels(values: Values, table: str, key: str) -> Mapping[str, str]:
    return {str(row[key]): str(row["label"]) for row in values.table(table)}


def _notes(reading: Reading) -> Iterator[str]:
    """What is true besides the sum: what the bank sent back, and what the person pays towards the budget."""
    for back in reading.returned:
        assert back.returned_on is not None
        yield (
            f"The bank sent back {format_pounds(back.pence)} on {format_date(back.returned_on)}. The money is safe. "
            "We check the account with you and send it again."
        )
    managed = [line.plan_line.what for line in reading.lines if line.held_as == COUNCIL_MANAGED]
    if managed:
        yield f"The council pays for this itself: {', '.join(managed)}. It counts as paid out when we pay the bill."
    for row in reading.statement.beside:
        assert row.since is not None
        yield (
            f"{format_pounds(int(row.amount))} that was not needed came back on {format_date(row.since)}. It goes "
            "back to whoever put it in."
        )
    nhs = reading.budget.nhs_pence_weekly
    if nhs:
        yield f"The NHS pays {format_pounds(nhs)} a week of this budget. You never pay for that part."
    own = reading.contribution_pence_weekly
    if own and reading.budget.contribution_basis == "gross":
        yield f"You pay {format_pounds(own)} a week of this budget. We pay all of it out and send you a bill."
    elif own:
        yield f"You also pay {format_pounds(own)} a week towards your support yourself. It is not in these amounts."
    if reading.pays_us and (reading.pays_us.billed_pence or reading.pays_us.paid_pence):
        billed, paid = format_pounds(reading.pays_us.billed_pence), format_pounds(reading.pays_us.paid_pence)
        until = format_date(reading.statement.last_on)
        yield f"Up to {until} we billed you {billed} and you paid {paid}. {reading.pays_us.words}"
