"""Which lines of a plan carry a charge, why the others are free, and what is paid of each (R-FIN-04, 05 and 08).

Values: policy/national, policy/councils
Next:   selfdirect/rules/charging_payable.py
Tests:  tests/rules/test_charging_lines.py
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from selfdirect.rules.calendar import format_date
from selfdirect.rules.charging_payable import Payable, payable
from selfdirect.rules.money import format_pounds, share_out
from selfdirect.rules.values import NO_LIMIT, Values, text_cell

# Policy values read here. FREE_SUPPORT is the law's table of code, label, reason; NOT_CHARGED the council's, or "none".
FREE_SUPPORT: Final = "charging.free_support"
NOT_CHARGED: Final = "charging.not_charged"
MINOR_ADAPTATION_LIMIT: Final = "charging.minor_adaptation_limit"
REABLEMENT_FREE_WEEKS: Final = "charging.reablement_free_weeks"

MINOR_ADAPTATION: Final = "minor_adaptation"
REABLEMENT: Final = "reablement"
SECTION_117: Final = "section_117"


@dataclass(frozen=True)
class Support:
    """One line of support as charging sees it.

    `category` is a kind of plan line; `pence_once` is what a thing bought once costs. `started_on` matters for
    reablement. `is_after_care` says that the line is after-care under section 117.
    """

    label: str
    category: str
    pence_weekly: int = 0
    pence_once: int = 0
    started_on: date | None = None
    is_after_care: bool = False


@dataclass(frozen=True)
class LineCharge:
    """What one line costs, what the person pays of it, and what the council pays; why it is free, if it is."""

    label: str
    gross_pence_weekly: int
    contribution_pence_weekly: int
    net_pence_weekly: int
    free_because: str


@dataclass(frozen=True)
class Charges:
    """Gross, contribution and net of a whole plan and of each line (R-FIN-07 and 08)."""

    gross_pence_weekly: int
    chargeable_pence_weekly: int
    contribution_pence_weekly: int
    net_pence_weekly: int
    lines: tuple[LineCharge, ...]
    payable: Payable


def why_free(support: Support, values: Values) -> str:
    """Say why nobody is charged for this line on the day of the values; nothing when a charge may be made.

    The law's own list comes first (SI 2014/2672 reg 3; Mental Health Act 1983 s.117), then the council's.
    """
    if support.is_after_care:
        return _reason(FREE_SUPPORT, SECTION_117, values)
    if support.category == MINOR_ADAPTATION and support.pence_once > values.whole(MINOR_ADAPTATION_LIMIT):
        return ""
    if support.category == REABLEMENT:
        return _reablement(support, values)
    return _reason(FREE_SUPPORT, support.category, values) or _reason(NOT_CHARGED, support.category, values)


def outside_the_indicative_budget(category: str, values: Values) -> bool:
    """Whether the council leaves this kind of support out of the indicative budget as well (R-FIN-04)."""
    return bool(_reason(NOT_CHARGED, category, values))


def reablement_free_until(started_on: date, values: Values) -> date:
    """The last day on which reablement that began on this day is free (reg 3; a council may go on longer)."""
    return started_on + timedelta(weeks=values.whole(REABLEMENT_FREE_WEEKS), days=-1)


def charges(lines: Sequence[Support], assessed_pence_weekly: int | None, values: Values) -> Charges:
    """Say what is paid for a plan and for each of its lines, to the penny: the parts add up to the whole.

    `assessed_pence_weekly` is the answer of the means test; None is somebody who pays the full cost. Lines that carry
    no charge are left out of the contribution.
    """
    reasons = [why_free(line, values) for line in lines]
    charged = [0 if why else line.pence_weekly for line, why in zip(lines, reasons, strict=True)]
    found = payable(assessed_pence_weekly, sum(charged), values)
    parts = share_out(found.pence_weekly, charged)
    shown = tuple(
        LineCharge(line.label, line.pence_weekly, part, line.pence_weekly - part, why)
        for line, part, why in zip(lines, parts, reasons, strict=True)
    )
    gross = sum(line.pence_weekly for line in lines)
    return Charges(gross, sum(charged), found.pence_weekly, gross - found.pence_weekly, shown, found)


def in_words(line: LineCharge) -> str:
    """One sentence that says what a service costs the person who uses it."""
    if line.free_because:
        return f"{line.label} costs {format_pounds(line.gross_pence_weekly)} a week. It is free. {line.free_because}"
    gross, pays = format_pounds(line.gross_pence_weekly), format_pounds(line.contribution_pence_weekly)
    return f"{line.label} costs {gross} a week. The person pays {pays} of it."


def _reablement(support: Support, values: Values) -> str:
    local = _reason(NOT_CHARGED, REABLEMENT, values)
    if local or support.started_on is None:
        return local or _reason(FREE_SUPPORT, REABLEMENT, values)
    until = reablement_free_until(support.started_on, values)
    if values.on > until:
        return ""
    return f"{_reason(FREE_SUPPORT, REABLEMENT, values)} It is free until {format_date(until)}."


def _reason(key: str, code: str, values: Values) -> str:
    if key not in values or values.value(key).amount == NO_LIMIT:
        return ""
    for row in values.table(key):
        if text_cell(row, "code") == code:
            return text_cell(row, "reason")
    return ""
