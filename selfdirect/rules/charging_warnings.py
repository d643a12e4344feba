"""Which benefits a change may touch: warnings to give before somebody decides (R-FIN-10).

The warnings are data, each with its source. Here is only when one of them is due. They say "may": a benefit is decided
by others, and advice is to be had.

Values: policy/national
Next:   selfdirect/rules/finances.py
Tests:  tests/rules/test_charging_warnings.py
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from selfdirect.rules.charging_remarks import has_disability_benefit
from selfdirect.rules.finances import COUPLE, Finances
from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import Values, text_cell
from selfdirect.rules.working import DOUBTFUL

# Policy values read here. BENEFIT_WARNINGS has columns code, label, warning, source, status.
BENEFIT_WARNINGS: Final = "charging.benefit_warnings"
CARERS_EARNINGS_LIMIT: Final = "charging.carers_allowance_earnings_limit"

CARER_IS_PAID: Final = "carer_is_paid"
CARER_OVER_LIMIT: Final = "carer_over_earnings_limit"
PARTNER_ARRIVES: Final = "partner_moves_in"
PARTNER_LEAVES: Final = "partner_moves_out"
CHILDREN_CHANGE: Final = "children_change"
DISABILITY_BENEFIT_ENDS: Final = "disability_benefit_ends"
DISABILITY_BENEFIT_STARTS: Final = "disability_benefit_starts"
CARER_GETS_ALLOWANCE: Final = "carer_gets_allowance"
CAPITAL_RISES: Final = "capital_rises"
CODES: Final = (
    CARER_IS_PAID,
    CARER_OVER_LIMIT,
    PARTNER_ARRIVES,
    PARTNER_LEAVES,
    CHILDREN_CHANGE,
    DISABILITY_BENEFIT_ENDS,
    DISABILITY_BENEFIT_STARTS,
    CARER_GETS_ALLOWANCE,
    CAPITAL_RISES,
)


@dataclass(frozen=True)
class PaidCarer:
    """A carer who would be paid from the budget: whether they get Carer's Allowance, and their pay after tax."""

    name: str
    gets_carers_allowance: bool
    pay_pence_weekly: int


@dataclass(frozen=True)
class Warning:
    """One warning, with its source and whether it has been confirmed."""

    code: str
    label: str
    words: str
    source: str
    status: str

    @property
    def is_confirmed(self) -> bool:
        """Whether the source was checked."""
        return self.status not in DOUBTFUL


def benefit_warnings(
    before: Finances | None, after: Finances, values: Values, paid_carers: tuple[PaidCarer, ...] = ()
) -> tuple[Warning, ...]:
    """Give the warnings that a change from one set of circumstances to another calls for, each once (R-FIN-10).

    With nothing before, only what the circumstances themselves call for.
    """
    rows = {text_cell(row, "code"): row for row in values.table(BENEFIT_WARNINGS)}
    due = dict.fromkeys([*_paid(paid_carers, values), *_changes(before or after, after, values)])
    return tuple(
        Warning(
            code,
            text_cell(rows[code], "label"),
            text_cell(rows[code], "warning"),
            text_cell(rows[code], "source"),
            text_cell(rows[code], "status"),
        )
        for code in due
        if code in rows
    )


def earnings_limit_words(carer: PaidCarer, values: Values) -> str:
    """Say how a carer's pay stands to the limit of the day; nothing for somebody without Carer's Allowance."""
    if not carer.gets_carers_allowance:
        return ""
    value = values.value(CARERS_EARNINGS_LIMIT)
    limit = values.whole(CARERS_EARNINGS_LIMIT)
    over = carer.pay_pence_weekly > limit
    doubt = " This limit has not been confirmed." if value.status in DOUBTFUL else ""
    side = "more than" if over else "within"
    pay = format_pounds(carer.pay_pence_weekly)
    return f"{carer.name} would earn {pay} a week, {side} the limit of {format_pounds(limit)}.{doubt}"


def _paid(carers: tuple[PaidCarer, ...], values: Values) -> Iterator[str]:
    for carer in carers:
        if carer.gets_carers_allowance:
            yield CARER_IS_PAID
            if carer.pay_pence_weekly > values.whole(CARERS_EARNINGS_LIMIT):
                yield CARER_OVER_LIMIT


def _changes(before: Finances, after: Finances, values: Values) -> Iterator[str]:
    if after.household == COUPLE != before.household:
        yield PARTNER_ARRIVES
    if before.household == COUPLE != after.household:
        yield PARTNER_LEAVES
    if before.children != after.children:
        yield CHILDREN_CHANGE
    had, has = has_disability_benefit(before, values), has_disability_benefit(after, values)
    if had and not has:
        yield DISABILITY_BENEFIT_ENDS
    if has and not had:
        yield DISABILITY_BENEFIT_STARTS
    if after.carer_premium and not before.carer_premium:
        yield CARER_GETS_ALLOWANCE
    if _capital(after) > _capital(before):
        yield CAPITAL_RISES


def _capital(finances: Finances) -> int:
    return finances.capital_pence + finances.joint_capital_pence // 2
