"""How spending is looked at: how closely by the size of a year's direct payment, which receipts, and when.

Values: policy/councils
Next:   selfdirect/rules/unspent.py
Tests:  tests/rules/test_monitoring.py
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from selfdirect.rules.calendar import format_date
from selfdirect.rules.findings import Finding, entered, from_policy, yes_no
from selfdirect.rules.money import format_pounds
from selfdirect.rules.tiers import holding, tier_of
from selfdirect.rules.values import ValueRefused, Values, text_cell, whole_cell
from selfdirect.rules.working import Working

# Policy values read here. TIERS has columns tier, label, checks and the ends of each tier in pence yearly; SCHEDULE
# has code, label, after_weeks, every_weeks.
TIERS: Final = "monitoring.tiers"
SCHEDULE: Final = "monitoring.schedule"
RECEIPTS_FROM: Final = "monitoring.receipts_from"
WITH_REVIEW: Final = "monitoring.with_review"
CONTACT_COUNTS: Final = "monitoring.routine_contact_counts"
TEAM: Final = "monitoring.team"

YEARLY: Final = "pence yearly"

# A check this near to a review is made on the same visit, and a contact this near before a check stands for it.
NEAR: Final = timedelta(days=28)
WEEKS_AHEAD: Final = 104


@dataclass(frozen=True)
class MonitoringTier:
    """How closely one account is looked at, why, and the working (R-MON-01)."""

    tier: str
    label: str
    checks: str
    reason: str
    working: Working


@dataclass(frozen=True)
class Check:
    """One day on which spending is looked at; `with_review` is the review whose visit it shares.

    `met_on` is the day of a routine contact that stands for it.
    """

    code: str
    label: str
    due_on: date
    with_review: str = ""
    met_on: date | None = None


def tier(pence_yearly: int, values: Values) -> MonitoringTier:
    """Give the tier of an account by a year's direct payments (R-MON-01).

    Raises ValueRefused when no tier, or more than one, holds the amount.
    """
    found = holding((tier_of(row, "pence_yearly") for row in values.table(TIERS)), pence_yearly)
    if len(found) != 1:
        raise ValueRefused(f"{TIERS} has {len(found)} tiers for {format_pounds(pence_yearly)} a year. It needs one.")
    row, label = found[0].row, text_cell(found[0].row, "label")
    checks = text_cell(row, "checks")
    alone = len(values.table(TIERS)) == 1
    size = f"{format_pounds(pence_yearly)} a year is {found[0].words('a year')}"
    size = "It is the same for everybody" if alone else size
    reason = f"{size}. {checks}."
    working = (
        entered("Direct payments in a year", pence_yearly, YEARLY, "direct_payment"),
        from_policy(values.value(TIERS), "How closely we look", label, "words"),
    )
    return MonitoringTier(text_cell(row, "tier"), label, checks, reason, working)


def receipt_needed(pence: int, values: Values) -> Finding:
    """Say whether one item at this price needs a receipt (R-MON-02): from the policy's sum on, that sum included."""
    value = values.value(RECEIPTS_FROM)
    if isinstance(value.amount, int):
        needed = pence >= value.amount
        words = f"{format_pounds(value.amount)} or more"
        reason = "Keep a receipt for anything that costs " if value.amount else "Keep a receipt for everything"
        reason += f"{words}." if value.amount else "."
    else:
        needed, reason = False, "No receipts are asked for."
    rows = (
        entered("Price of the item", pence, "pence", "price"),
        value.row(),
        from_policy(value, "A receipt is needed", yes_no(needed), "yes or no"),
    )
    return Finding(yes_no(needed), reason, rows)


def schedule(
    starts_on: date,
    values: Values,
    reviews: Iterable[tuple[str, date]] = (),
    routine_contacts: Iterable[date] = (),
) -> tuple[Check, ...]:
    """Give the days of two years on which spending is looked at, in order (R-MON-03, R-MON-04 and R-MON-05).

    `reviews` are labels and days of reviews. Where the policy combines the two, a check within four weeks of a
    review is made on the review's own day. Where routine contact counts, one in the four weeks before a check, or
    on its day, stands for it.
    """
    reviews, contacts = tuple(reviews), tuple(routine_contacts)
    found = list(_checks(starts_on, values))
    if values.yes(WITH_REVIEW):
        found = [_combined(check, reviews) for check in found]
    if values.yes(CONTACT_COUNTS):
        found = [_met(check, contacts) for check in found]
    return tuple(sorted(found, key=lambda check: (check.due_on, check.code)))


def _checks(starts_on: date, values: Values) -> Iterator[Check]:
    for row in values.table(SCHEDULE):
        weeks, every = whole_cell(row, "after_weeks"), whole_cell(row, "every_weeks")
        while weeks <= WEEKS_AHEAD:
            yield Check(text_cell(row, "code"), text_cell(row, "label"), starts_on + timedelta(weeks=weeks))
            if not every:
                break
            weeks += every


def _combined(check: Check, reviews: tuple[tuple[str, date], ...]) -> Check:
    near = [(abs(day - check.due_on), day, label) for label, day in reviews if abs(day - check.due_on) <= NEAR]
    if not near:
        return check
    _, day, label = min(near)
    return replace(check, due_on=day, with_review=label)


def _met(check: Check, contacts: tuple[date, ...]) -> Check:
    """A routine contact counts for what a contact can tell: never for a return that the person sends (R-MON-11)."""
    if check.code == "return":
        return check
    near = [on for on in contacts if check.due_on - NEAR <= on <= check.due_on]
    return replace(check, met_on=max(near)) if near else check


def schedule_working(checks: Iterable[Check], starts_on: date, values: Values) -> Working:
    """Give the rows of a schedule: where it starts, what sets it, and each day."""
    value = values.value(SCHEDULE)
    team = text_cell(values.table(TEAM)[0], "label")
    rows = [
        entered("First payment", starts_on.isoformat(), "date", "first_payment_on"),
        from_policy(values.value(TEAM), "Who looks at the money", team, "words"),
        values.value(WITH_REVIEW).row(),
        values.value(CONTACT_COUNTS).row(),
    ]
    for check in checks:
        label = f"{check.label}, with: {check.with_review}" if check.with_review else check.label
        if check.met_on:
            label = f"{label}. The contact on {format_date(check.met_on)} counts"
        rows.append(from_policy(value, label, check.due_on.isoformat(), "date"))
    return tuple(rows)
