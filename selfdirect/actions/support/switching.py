"""What a switch does to what is paid and promised: schedules from its day, money to come back, the promise made good.

A payee's schedules are worked out afresh from how every line is held from that day on, so that however often it is
switched, what is paid adds up to what the lines come to, and each day of each line is paid to one payee.

Why:    docs/decisions/switching.md
Next:   selfdirect/actions/support/paying.py
Tests:  tests/actions/support/test_switching.py
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Max, Q

from selfdirect.actions.action import about
from selfdirect.actions.support.line_amounts import amounts_in
from selfdirect.actions.support.payees import payee_for, payees_of
from selfdirect.actions.support.paying import (
    PAID_STATES,
    Pair,
    approved_for,
    as_they_count,
    budget_account,
    budget_reference,
    due_back_account,
    entitled_through,
)
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.schedules import PAYING, holdable_lines, paid_pence_once
from selfdirect.actions.support.steps import open_step
from selfdirect.ledger.chart import free
from selfdirect.ledger.funds import Funder, fund, funded_from
from selfdirect.ledger.posting import Entry, post_many
from selfdirect.ledger.reading import balances
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.direct_payments import KEPT_APART, Agreement, Payee
from selfdirect.records.holdings import HoldingSwitch, LineHolding, changes_of
from selfdirect.records.market import Provider
from selfdirect.records.payment_changes import PaymentChange, line_changes_of
from selfdirect.records.payments import PaymentLine, PaymentSchedule
from selfdirect.rules.calendar import days_inclusive
from selfdirect.rules.holdings import ONE_DAY, stretches
from selfdirect.rules.payments import first_period_on, schedule_terms


class Rate(NamedTuple):
    """From this day on, so much a week."""

    from_on: date
    pence_weekly: int


@dataclass(frozen=True)
class Outlay:
    """What a budget comes to by how its lines are held: for each payee and funder, and what the council itself holds.

    `once` is what each payee gets once of each funder's money, on the first day that anything is paid.
    """

    rates: Mapping[tuple[int, Funder], Sequence[Rate]]
    once: Mapping[tuple[int, Funder], int]
    kept_pence: Mapping[Funder, int]


def outlay_of(budget: Budget, begins_on: date) -> Outlay:
    """Work out who is paid what from which day, and what stays with the council, over the whole of the budget."""
    lines = holdable_lines(budget)
    changes, amounts = changes_of(lines), line_changes_of(lines)
    payees = payees_of(budget, [each.holding for every in changes.values() for each in every])
    moves: dict[tuple[int, Funder], dict[date, int]] = defaultdict(lambda: defaultdict(int))
    kept: dict[Funder, int] = dict.fromkeys(PAYING, 0)
    once: dict[tuple[int, Funder], int] = defaultdict(int)
    for line in lines:
        for stretch in stretches(changes[line.pk], budget.starts_on, budget.ends_on):
            payee = payee_for(budget, stretch.holding, payees)
            for funder in PAYING:
                once[payee.pk if payee else 0, funder] += paid_pence_once(line, funder) * stretch.holds(begins_on)
            for paid in amounts_in(budget, line, amounts[line.pk], stretch):
                for funder, weekly in paid.pence_weekly.items():
                    if payee is None:
                        kept[funder] += weekly * days_inclusive(paid.from_on, paid.until_on)
                    elif weekly:
                        moves[payee.pk, funder][paid.from_on] += weekly
                        moves[payee.pk, funder][paid.until_on + ONE_DAY] -= weekly
    weeks = {funder: sevenths // 7 for funder, sevenths in kept.items()}
    for funder in PAYING:
        weeks[funder] += once.pop((0, funder), 0)
    return Outlay({pair: _rates(days, budget.ends_on) for pair, days in moves.items()}, once, weeks)


def _rates(moves: Mapping[date, int], ends_on: date) -> list[Rate]:
    """The weekly amount from each day on which it changes."""
    found: list[Rate] = []
    weekly = 0
    for day in sorted(moves):
        weekly += moves[day]
        if day <= ends_on and weekly != (found[-1].pence_weekly if found else 0):
            found.append(Rate(day, weekly))
    return found


def rates_from(rates: Sequence[Rate], day: date) -> list[Rate]:
    """The weekly amount on a day, and every change after it."""
    before = [rate.pence_weekly for rate in rates if rate.from_on <= day]
    return [Rate(day, before[-1] if before else 0), *(rate for rate in rates if rate.from_on > day)]


_FIELDS = ("pence_weekly", "pence_once", "frequency", "in_advance", "calendar_from", "from_on", "until_on")
Rows = dict[tuple[int, Funder], list[dict[str, Any]]]


def schedule_rows(budget: Budget) -> Rows:
    """Every schedule of a budget, by payee and funder, in the order written, in one query."""
    found: Rows = defaultdict(list)
    for row in PaymentSchedule.objects.filter(budget=budget).order_by("pk").values("payee_id", "funder", *_FIELDS):
        found[row.pop("payee_id"), Funder(row.pop("funder"))].append(row)
    return found


def schedule_terms_of(budget: Budget) -> dict[str, Any]:
    """What every schedule of a budget has in common."""
    cycle, in_advance = schedule_terms(policy_on(budget.starts_on))
    return {
        "agreement": Agreement.objects.filter(budget=budget).latest("pk"),
        "frequency": cycle,
        "in_advance": in_advance,
        "calendar_from": first_period_on(policy_on(budget.starts_on)),
    }


def write_schedules(
    change: HoldingSwitch | PaymentChange, outlay: Outlay, terms: Mapping[str, Any], begins_on: date, by: User
) -> None:
    """Write a row for each day on which what a payee gets changes; nothing for a payee for whom nothing does."""
    budget = change.budget
    opened_by = {"switch" if isinstance(change, HoldingSwitch) else "change": change}
    first = max(change.from_on, begins_on)
    known = schedule_rows(budget)
    wanted: list[PaymentSchedule] = []
    apart = _kept_apart(budget)
    for payee_id, funder in dict.fromkeys([*known, *outlay.rates, *outlay.once]):
        if payee_id in apart:
            continue
        was = [Rate(row["from_on"], row["pence_weekly"]) for row in as_they_count(known.get((payee_id, funder), []))]
        rates = rates_from(outlay.rates.get((payee_id, funder), []), first)
        once = outlay.once.get((payee_id, funder), 0) if first == begins_on else 0
        if rates == rates_from(was, first) and not once:
            continue
        if not was and rates[0].pence_weekly == 0 and not once:
            rates = rates[1:]
        wanted += [
            PaymentSchedule(
                person=change.person,
                budget=budget,
                payee_id=payee_id,
                funder=funder.value,
                pence_weekly=rate.pence_weekly,
                pence_once=once if rate.from_on == first else 0,
                from_on=rate.from_on,
                until_on=budget.ends_on,
                by=by,
                **opened_by,
                **terms,
            )
            for rate in rates
        ]
    PaymentSchedule.objects.bulk_create(wanted)


def _kept_apart(budget: Budget) -> set[int]:
    """Payees of single payments that are no part of how lines are held: a change of those leaves them as they are."""
    found = Payee.objects.filter(payment_schedules__budget=budget, kind__in=KEPT_APART)
    return set(found.values_list("pk", flat=True))


@dataclass(frozen=True)
class Back:
    """What somebody was paid ahead for days that are no longer theirs."""

    payee_id: int
    funder: Funder
    pence: int


def settle(change: HoldingSwitch | PaymentChange, outlay: Outlay) -> list[Back]:
    """Claim what was paid ahead, give up claims on what is due again, and make the promise what is still to be paid.

    All in one posting. Gives what has to come back because of this change (R-DEP-08, R-DEP-09). When it is for a while,
    what was paid ahead stays where it is, and later payments are less, as far as there are any.
    """
    budget = change.budget
    rows = schedule_rows(budget)
    pairs: dict[tuple[int, Funder], Pair] = {key: (budget.pk, key[0], key[1].value) for key in rows}
    approved = approved_for(pairs.values())
    claimed = balances(due_back_account(*pair) for pair in pairs.values())
    made_for_a_while, paid_until = change.is_for_a_while, _paid_until(budget)
    entries: list[Entry] = []
    back: list[Back] = []
    still = dict(outlay.kept_pence)
    for key, pair in pairs.items():
        entitled = entitled_through(rows[key], budget.ends_on)
        counted = entitled if made_for_a_while else entitled_through(rows[key], paid_until.get(key, date.min))
        ahead = approved[pair] - counted
        moved = _claim(change, pair, ahead, claimed[due_back_account(*pair)])
        if moved:
            entries.append(moved[0])
            back += [Back(*key, ahead)] if ahead > 0 else []
        still[key[1]] += entitled - approved[pair] + (moved[1] if moved else 0)
    for funder in PAYING:
        entries += _promise(change, funder, still[funder], sum(_into(entry, budget, funder) for entry in entries))
    post_many(entries)
    return back


def ask_about_money_back(change: HoldingSwitch | PaymentChange, back: Sequence[Back]) -> None:
    """Have a named worker see that each of these comes back.

    The question is about the payee's latest schedule: an older one, when this change only undid what was planned.
    """
    for one in back:
        theirs = PaymentSchedule.objects.filter(budget=change.budget, payee=one.payee_id, funder=one.funder)
        open_step("payment_query", person=change.person, record=theirs.latest("pk"), on=change.on)


def _paid_until(budget: Budget) -> dict[tuple[int, Funder], date]:
    """The last day that has been paid for, by payee and funder."""
    lines = PaymentLine.objects.filter(
        schedule__budget=budget, again_for=None, must_be_paid=None, state__in=PAID_STATES
    )
    found = lines.values_list("schedule__payee", "schedule__funder").annotate(until=Max("covers_until")).order_by()
    return {(payee, Funder(funder)): until for payee, funder, until in found}


def _claim(change: HoldingSwitch | PaymentChange, pair: Pair, ahead: int, claimed: int) -> tuple[Entry, int] | None:
    """Claim money paid ahead, or give up a claim on what is due again; with what that adds to what is to be paid."""
    promised, owing, subject = budget_account(pair[0], pair[2]), due_back_account(*pair), about(change)
    key = f"{change.entry_key}:{pair[1]}:{pair[2]}"
    if ahead > 0:
        return Entry(f"{key}:back", change.on, ahead, owing, promised, subject), ahead
    given_up = min(claimed, -ahead)
    if given_up > 0:
        return Entry(f"{key}:kept", change.on, given_up, promised, owing, subject), -given_up
    return None


def _into(entry: Entry, budget: Budget, funder: Funder) -> int:
    """What an entry adds to what one funder's money has promised."""
    account = budget_account(budget.pk, funder)
    return entry.pence * ((entry.credit == account) - (entry.debit == account))


def _promise(change: HoldingSwitch | PaymentChange, funder: Funder, still: int, added: int) -> list[Entry]:
    """Make what is promised exactly what is still to be paid, from or to free money.

    What free money lacks comes from the funder: pennies of rounding, or what a lower contribution costs the council.
    """
    budget = change.budget
    ref, account = fund(budget_reference(budget.pk), funder), budget_account(budget.pk, funder)
    held = balances([account, free(ref)])
    missing = still - held[account] - added
    key, subject = f"{change.entry_key}:{funder.value}", about(change)
    if missing < 0:
        return [Entry(f"{key}:freed", change.on, -missing, account, free(ref), subject)]
    if missing == 0:
        return []
    entries = [Entry(f"{key}:promised", change.on, missing, free(ref), account, subject)]
    short = missing - held[free(ref)]
    if short > 0:
        source = funded_from(budget_reference(budget.pk), funder)
        entries.insert(0, Entry(f"{key}:added", change.on, short, source, free(ref), subject))
    return entries


def organisations_of(switch: HoldingSwitch) -> list[Provider]:
    """Everybody who held or will hold the money, or gives the support: they learn who pays from when (R-DEP-09)."""
    lines = BudgetLine.objects.filter(holdings__switch=switch).distinct()
    holders = LineHolding.objects.filter(line__in=lines).values("fund_holder")
    care = lines.values("plan_line__provider")
    return list(Provider.objects.filter(Q(pk__in=holders) | Q(pk__in=care)).order_by("pk"))
