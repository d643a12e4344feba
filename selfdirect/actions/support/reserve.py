"""Moving money in and out of an employer's reserve, so that the records and the book hold the same pennies.

What is used goes back to the budget's free money and is promised in the same posting, to a payee of its own that the
next payment run pays. So no penny of it can be spent on anything else on the way.

Values: policy/national/employment.toml
Next:   selfdirect/ledger/chart.py
Tests:  tests/actions/support/test_reserve.py
"""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q, Sum

from selfdirect.actions.action import about
from selfdirect.actions.support.payees import payee_for, payees_of
from selfdirect.actions.support.paying_apart import apart_payee, pay_once
from selfdirect.actions.support.policy import policy
from selfdirect.ledger.chart import committed, employer_reserve, free
from selfdirect.ledger.posting import Entry, lock, post_many
from selfdirect.ledger.reading import balances
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.direct_payments import EMPLOYER, Payee
from selfdirect.records.employment import Employment, EmploymentTerms, terms_on
from selfdirect.records.holdings import holdings_on
from selfdirect.records.timesheets import ReserveEntry
from selfdirect.rules.calendar import days_inclusive
from selfdirect.rules.employer_reserve import Duty, fits, full_years, put_by
from selfdirect.rules.employment import Asked, TrueCost, true_cost
from selfdirect.rules.holdings import ONE_DAY


def cost_of(employment: Employment, terms: EmploymentTerms, on: date) -> TrueCost:
    """What an employment costs by these terms, worked out for the day that they begin or a later one."""
    day = max(terms.from_on, on)
    asked = Asked(
        terms.hours_hundredths,
        terms.pence_hourly,
        employment.assistant.age_on(day),
        terms.from_on,
        full_years(employment.starts_on, day),
    )
    return true_cost(asked, policy().on(terms.from_on))


def should_be_put_by(employment: Employment, budget: Budget, until: date) -> dict[Duty, int]:
    """What each duty comes to for the days of this budget up to a day, whatever the terms were on each of them."""
    found = dict.fromkeys(Duty, 0)
    rows = list(employment.terms.order_by("from_on", "pk"))
    last = min([until, budget.ends_on, *([employment.ended.last_on] if employment.ended else [])])
    for place, terms in enumerate(rows):
        following = rows[place + 1].from_on - ONE_DAY if place + 1 < len(rows) else last
        first, end = max(terms.from_on, budget.starts_on), min(following, last)
        if first <= end and terms.line.budget_id == budget.pk:
            part = put_by(cost_of(employment, terms, first), days_inclusive(first, end))
            found = {duty: found[duty] + part[duty] for duty in Duty}
    return found


def held_for(employment: Employment, budget: Budget) -> dict[Duty, int]:
    """What is in the reserve for this employment from this budget, by duty. One may have used what was for another."""
    return {duty: put - out for duty, (put, out) in put_and_used(employment, budget).items()}


def put_and_used(employment: Employment, budget: Budget) -> dict[Duty, tuple[int, int]]:
    """What was put by for each duty, and what was used or given back."""
    rows = ReserveEntry.objects.filter(employment=employment, budget=budget).values("duty")
    sums = rows.annotate(
        put=Sum("pence", filter=Q(kind="put_by"), default=0), out=Sum("pence", filter=~Q(kind="put_by"), default=0)
    )
    found = {Duty(row["duty"]): (row["put"], row["out"]) for row in sums.order_by()}
    return {duty: found.get(duty, (0, 0)) for duty in Duty}


def put_by_until(employment: Employment, until: date, on: date, by: User) -> tuple[int, int]:
    """Put by what is due up to a day from the budget's available money. Gives what was put by, and what was short."""
    budget = terms_on(employment, until).line.budget
    ref = budget.reference
    lock(free(ref), employer_reserve(ref))
    done = ReserveEntry.objects.filter(employment=employment, budget=budget, kind="put_by").values("duty")
    already = dict(done.annotate(sum=Sum("pence")).order_by().values_list("duty", "sum"))
    due = should_be_put_by(employment, budget, until)
    wanted = {duty: max(0, due[duty] - already.get(duty.value, 0)) for duty in Duty}
    if not any(wanted.values()):
        return 0, 0
    now = fits(wanted, balances([free(ref)])[free(ref)])
    rows = [_entry(employment, budget, "put_by", duty, wanted[duty], now[duty], until, on, by) for duty in Duty]
    post_many(
        Entry(_key(row), on, row.pence, free(ref), employer_reserve(ref), about(employment))
        for row in rows
        if row.pence
    )
    return sum(now.values()), sum(wanted.values()) - sum(now.values())


def use(employment: Employment, wanted: Mapping[Duty, int], on: date, by: User) -> int:
    """Pay for duties from what is put by for this employment. Gives what was short, which nobody else's money fills.

    While the council itself holds the money there is no account to pay it to: nothing is used, and all of it is short.
    """
    budget = terms_on(employment, on).line.budget
    ref = budget.reference
    lock(free(ref), committed(ref), employer_reserve(ref))
    asked = {duty: pence for duty, pence in wanted.items() if pence > 0}
    payee = _payee(employment, budget, on, by)
    now = fits(asked, sum(held_for(employment, budget).values()) if payee else 0)
    if payee and sum(now.values()):
        pay_once(budget, payee, sum(now.values()), on, by)
    entries = []
    for duty, pence in now.items():
        row = _entry(employment, budget, "used", duty, asked[duty], pence, on, on, by)
        if pence:
            entries.append(Entry(_key(row), on, pence, employer_reserve(ref), free(ref), about(employment)))
            entries.append(Entry(f"{_key(row)}:promised", on, pence, free(ref), committed(ref), about(employment)))
    post_many(entries)
    return sum(asked.values()) - sum(now.values())


def give_back(employment: Employment, on: date, by: User) -> int:
    """Give what is left for this employment back to its budgets' free money. Gives how much."""
    given = 0
    for budget in Budget.objects.filter(reserve_entries__employment=employment).distinct().order_by("pk"):
        held = held_for(employment, budget)
        left = max(0, sum(held.values()))
        if not left:
            continue
        ref = budget.reference
        # Pooled: one duty may have been used beyond what was put by for it alone.
        row = _entry(employment, budget, "given_back", max(held, key=lambda duty: held[duty]), left, left, on, on, by)
        post_many([Entry(_key(row), on, left, employer_reserve(ref), free(ref), about(employment))])
        given += left
    return given


def _entry(
    employment: Employment,
    budget: Budget,
    kind: str,
    duty: Duty,
    wanted: int,
    pence: int,
    until: date,
    on: date,
    by: User,
) -> ReserveEntry:
    return ReserveEntry.objects.create(
        employment=employment,
        budget=budget,
        kind=kind,
        duty=duty.value,
        wanted_pence=wanted,
        pence=pence,
        until_on=until,
        on=on,
        by=by,
    )


def _key(row: ReserveEntry) -> str:
    return f"reserve:{row.employment.reference}:{row.pk}"


def _payee(employment: Employment, budget: Budget, on: date, by: User) -> Payee | None:
    """The payee of the reserve: the account that the wages are paid from, kept apart in the book; None without one."""
    line: BudgetLine = terms_on(employment, on).line
    holding = holdings_on([line], on)[line.pk]
    source = payee_for(budget, holding, payees_of(budget, [holding]))
    if source is None:
        return Payee.objects.filter(kind=EMPLOYER, first=None, person=budget.person).order_by("-pk").first()
    return apart_payee(source, EMPLOYER, on, by)
