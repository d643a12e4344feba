"""The final budget: what it is made of, who pays what, and how much is set aside from start to end.

Values: policy/councils
Next:   selfdirect/rules/payments.py
Tests:  tests/rules/test_budgets.py
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from selfdirect.rules.calendar import add_months, days_inclusive
from selfdirect.rules.money import for_days
from selfdirect.rules.plans import Totals
from selfdirect.rules.values import ValueRefused, Values
from selfdirect.rules.working import WORKED_OUT, Row, Working

# Policy values read here. LENGTH has the unit weeks or months. BASIS is the choice net or gross.
LENGTH: Final = "budgets.length"
BASIS: Final = "charging.contribution_basis"

NET: Final = "net"
GROSS: Final = "gross"
BASES: Final = {
    NET: "The council pays what is left after the person's contribution",
    GROSS: "The council pays the whole budget, and the person pays their contribution to the council",
}
WEEKLY: Final = "pence weekly"
SECTION_26: Final = "Care Act 2014 s.26"


@dataclass(frozen=True)
class FinalBudget:
    """A final personal budget (R-FPB-01, 02 and 04). `ends_on` is its last day.

    `gross_pence_weekly` holds ongoing support, support costs and weekly contingency. It is three parts: what the NHS
    pays, what the person contributes, and what is left to the council (`net_pence_weekly`). The NHS's is never charged
    for. `paid_pence_weekly` is what the council pays out of its own money each week: net or gross of the contribution,
    as `basis` says. The three figures of section 26 leave the NHS's part out: `meeting_needs_pence_weekly`,
    `adult_pays_pence_weekly` and `council_pays_pence_weekly`. `to_allot_pence` is all that the council sets aside of
    its own from start to end, with what is paid once; `to_reserve_pence`, a part of it, is kept for emergencies.
    `nhs_to_allot_pence` is the same of the NHS's money.
    """

    starts_on: date
    ends_on: date
    ongoing_pence_weekly: int
    support_cost_pence_weekly: int
    contingency_pence_weekly: int
    contingency_pence: int
    one_off_pence: int
    gross_pence_weekly: int
    contribution_pence_weekly: int
    net_pence_weekly: int
    basis: str
    paid_pence_weekly: int
    meeting_needs_pence_weekly: int
    adult_pays_pence_weekly: int
    council_pays_pence_weekly: int
    difference_from_indicative_pence_weekly: int
    to_allot_pence: int
    to_reserve_pence: int
    working: Working
    nhs_pence_weekly: int = 0
    nhs_one_off_pence: int = 0
    nhs_to_allot_pence: int = 0


def last_day(starts_on: date, values: Values) -> date:
    """Give the last day of a budget that starts on this day (R-FPB-04). Raises ValueRefused for another unit."""
    length, unit = values.whole(LENGTH), values.value(LENGTH).unit
    if length < 1:
        raise ValueRefused(f"{LENGTH} must be 1 or more, not {length}.")
    if unit == "months":
        return add_months(starts_on, length) - timedelta(days=1)
    if unit == "weeks":
        return starts_on + timedelta(days=7 * length - 1)
    raise ValueRefused(f"{LENGTH} must be in weeks or months, not {unit}.")


def final_budget(
    totals: Totals,
    contribution_pence_weekly: int | None,
    *,
    section_117: bool,
    indicative_pence_weekly: int,
    starts_on: date,
    ends_on: date,
    values: Values,
) -> FinalBudget:
    """Put the final budget together from the plan's totals (R-FPB-01 and 02; Care Act 2014 s.26).

    The contribution is never more than what the NHS does not pay; None means that the person pays the full cost of
    that. Under section 117 it is nothing. What is paid once is paid by the council and the NHS in full. Raises
    ValueError when the end comes before the start, ValueRefused for an unknown basis.
    """
    if ends_on < starts_on:
        raise ValueError("A budget cannot end before it starts.")
    basis = values.choice(BASIS)
    if basis not in BASES:
        raise ValueRefused(f"{BASIS} is {basis}. It must be one of {', '.join(BASES)}.")
    gross = totals.total_pence_weekly
    needs = totals.council_pence_weekly
    most = needs if contribution_pence_weekly is None else contribution_pence_weekly
    contribution = 0 if section_117 else min(needs, most)
    net = needs - contribution
    paid = net if basis == NET else needs
    reserved_weekly = min(totals.contingency_pence_weekly, paid)
    days = days_inclusive(starts_on, ends_on)
    # What may be spent is worked out first, so that it matches what payments will come to, day for day.
    spendable = for_days(paid - reserved_weekly, days)
    to_reserve = for_days(reserved_weekly, days) + totals.contingency_pence
    to_allot = spendable + to_reserve + totals.one_off_pence - totals.nhs_one_off_pence
    return FinalBudget(
        starts_on=starts_on,
        ends_on=ends_on,
        ongoing_pence_weekly=totals.ongoing_pence_weekly,
        support_cost_pence_weekly=totals.support_cost_pence_weekly,
        contingency_pence_weekly=totals.contingency_pence_weekly,
        contingency_pence=totals.contingency_pence,
        one_off_pence=totals.one_off_pence,
        gross_pence_weekly=gross,
        contribution_pence_weekly=contribution,
        net_pence_weekly=net,
        basis=basis,
        paid_pence_weekly=paid,
        meeting_needs_pence_weekly=needs,
        adult_pays_pence_weekly=contribution,
        council_pays_pence_weekly=net,
        difference_from_indicative_pence_weekly=needs - indicative_pence_weekly,
        to_allot_pence=to_allot,
        to_reserve_pence=to_reserve,
        working=_working(totals, contribution, net, basis, paid, days, to_allot, values),
        nhs_pence_weekly=totals.nhs_pence_weekly,
        nhs_one_off_pence=totals.nhs_one_off_pence,
        nhs_to_allot_pence=for_days(totals.nhs_pence_weekly, days) + totals.nhs_one_off_pence,
    )


def _working(
    totals: Totals, contribution: int, net: int, basis: str, paid: int, days: int, to_allot: int, values: Values
) -> Working:
    def row(label: str, amount: int | str, unit: str, rule: str, source: str) -> Row:
        return Row(label, amount, unit, rule, source, WORKED_OUT)

    plan = "The support plan"
    nhs = (
        [row("What the NHS pays", totals.nhs_pence_weekly, WEEKLY, "nhs_pays", plan)] if totals.nhs_pence_weekly else []
    )
    chosen = values.value(BASIS)
    return (
        row("Ongoing support", totals.ongoing_pence_weekly, WEEKLY, "ongoing", plan),
        row("Help to run the budget", totals.support_cost_pence_weekly, WEEKLY, "support_cost", plan),
        row("Kept for emergencies each week", totals.contingency_pence_weekly, WEEKLY, "contingency", plan),
        *nhs,
        row("Cost of meeting the needs", totals.council_pence_weekly, WEEKLY, "meeting_needs", SECTION_26),
        row("What the person pays", contribution, WEEKLY, "adult_pays", SECTION_26),
        row("What the council pays", net, WEEKLY, "council_pays", SECTION_26),
        Row("How it is paid", BASES[basis], "choice", BASIS, chosen.source, chosen.status, chosen.since),
        row("Paid out by the council", paid, WEEKLY, "paid", BASES[basis]),
        row("Days from start to end", days, "days", "days", "The dates of the budget"),
        row("Paid once", totals.one_off_pence, "pence", "one_off", plan),
        row("Kept for emergencies, once", totals.contingency_pence, "pence", "contingency_once", plan),
        row("Set aside for the whole budget", to_allot, "pence", "to_allot", "By days, to the penny"),
    )
