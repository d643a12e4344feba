"""A drill: a way of paying fails on pay day, and everybody who must be paid is paid another way. Then it is all undone.

Everything is done by the same actions that people use, in one transaction that is rolled back; only what was found is
kept. While it runs, nobody else can change what is paid: some seconds.

Why:    docs/decisions/when-a-rail-fails.md
Next:   selfdirect/actions/same_day_runs.py
Tests:  tests/jobs/test_drill.py
"""

import time
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from selfdirect.actions import payment_runs, same_day_runs
from selfdirect.actions.action import ActionError
from selfdirect.actions.support.paying import claims, left_to_pay
from selfdirect.actions.support.paying_straight import (
    Due,
    card_budgets,
    due_between,
    lists_of,
    may_not_be_paid,
    placed,
    without_a_list,
)
from selfdirect.actions.support.policy import holidays_around, in_working_days, policy
from selfdirect.actions.support.timer import timer
from selfdirect.jobs import checks
from selfdirect.ledger.chart import BANK
from selfdirect.ledger.reading import balance
from selfdirect.records.access import RoleGrant, User, acting_on
from selfdirect.records.must_be_paid import Rail, RailDrill, RailFailure, failing
from selfdirect.records.payments import LineState, PaymentLine, PaymentRun, RunKind, RunState
from selfdirect.rules.access import Role
from selfdirect.rules.calendar import format_date, is_working_day

LOOKS_AHEAD = 31
"""How many days ahead a drill looks for a pay day."""
WHAT = "Played through in a drill."


@dataclass
class Played:
    """What a drill found. `problems` are in words, with references only."""

    pay_on: date
    payments: int = 0
    pence: int = 0
    people: int = 0
    without_a_list: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Crew:
    """Whoever would do it: somebody who prepares and sends, and somebody who approves."""

    finance: User
    approver: User


def rail_failure(rail: Rail, on: date) -> RailDrill:
    """Play the failure of a way of paying on the next pay day. Gives what was found; everything else is undone."""
    began = time.monotonic()
    found = Played(on)
    crew = _crew(on)
    if crew is None:
        found.problems.append("Nobody signed in may prepare and send runs, or nobody else may approve them.")
    else:
        with transaction.atomic():
            _play(rail, crew, on, found)
            transaction.set_rollback(True)
    return same_day_runs.keep_drill(
        rail=rail.value,
        pay_on=found.pay_on,
        payments=found.payments,
        pence=found.pence,
        people=found.people,
        without_a_list=found.without_a_list,
        problems=found.problems,
        milliseconds=round((time.monotonic() - began) * 1000),
        on=on,
        by=timer(),
    )


def _play(rail: Rail, crew: _Crew, on: date, found: Played) -> None:
    wrong_before = _wrong(on)
    try:
        if rail == Rail.PREPAID_CARD:
            _cards_fail(crew, on, found)
        else:
            _bank_fails(crew, on, found)
    except ActionError as refused:
        found.problems.append(f"It could not be done: {refused}")
        return
    new = _wrong(found.pay_on) - wrong_before
    found.problems += [f"Afterwards this no longer held: {name}." for name in sorted(new)]


def _cards_fail(crew: _Crew, on: date, found: Played) -> None:
    wanted = _next_due(on)
    if not wanted:
        found.problems.append(f"Nobody on a list is due in the next {LOOKS_AHEAD} days, so there was nothing to prove.")
        return
    found.pay_on = day = wanted[0].on
    found.without_a_list = len(without_a_list(day))
    found.problems += _cannot(wanted, day)
    budgets = {one.item.budget_id for one in wanted}
    before = left_to_pay(budgets, day)
    failure = failing(Rail.PREPAID_CARD) or _report(Rail.PREPAID_CARD, crew, day)
    run = same_day_runs.pay_another_way(failure=failure, until_on=day, key=_key(), on=day, by=crew.finance)
    _through(run, crew, day)
    _count(run, found)
    paid = PaymentLine.objects.filter(run=run, state=LineState.CONFIRMED)
    once = set(paid.values_list("must_be_paid", "covers_until"))
    if len(once) != paid.count():
        found.problems.append("Somebody was paid twice.")
    late = [one for one in wanted if (one.item.known_as, one.on) not in once]
    found.problems += [f"{one.item.budget.reference} was not paid on the day." for one in late]
    after = left_to_pay(budgets, day)
    if sum(one.pence for one in before.values()) - sum(one.pence for one in after.values()) != found.pence:
        found.problems.append("What is still to be paid did not become less by what was paid.")


def _bank_fails(crew: _Crew, on: date, found: Played) -> None:
    day = _next_pay_day(on)
    if day is None:
        found.problems.append(f"Nobody is due a payment in the next {LOOKS_AHEAD} days, so there was nothing to prove.")
        return
    found.pay_on = day
    for waiting in PaymentRun.objects.filter(state=RunState.PREPARED, kind=RunKind.USUAL):
        payment_runs.cancel_run(run=waiting, reason=WHAT, on=on, by=crew.finance)
    usual = payment_runs.prepare_run(pay_on=day, key=_key(), on=on, by=crew.finance)
    usual = payment_runs.approve_run(run=usual, seen_version=usual.version, key=_key(), on=on, by=crew.approver)
    payment_runs.send_run(run=usual, on=on, by=crew.finance)
    cash = balance(BANK)
    failure = _report(Rail.BANK, crew, day, [usual.pk])
    run = same_day_runs.pay_another_way(failure=failure, until_on=day, key=_key(), on=day, by=crew.finance)
    _through(run, crew, day)
    _count(run, found)
    lost = usual.lines.filter(state=LineState.RETURNED).exclude(sent_again__state=LineState.CONFIRMED)
    found.problems += [
        f"{line.run.reference}-{line.pk} was not paid on the day." for line in lost.select_related("run")
    ]
    if cash - balance(BANK) != found.pence:
        found.problems.append("The council’s bank account did not become less by what was paid.")


def _through(run: PaymentRun, crew: _Crew, on: date) -> None:
    """Approved by somebody else, sent and confirmed, all on the day."""
    run = payment_runs.approve_run(run=run, seen_version=run.version, key=_key(), on=on, by=crew.approver)
    run = payment_runs.send_run(run=run, on=on, by=crew.finance)
    payment_runs.confirm_run(run=run, returned={}, on=on, by=crew.finance)


def _count(run: PaymentRun, found: Played) -> None:
    lines = list(PaymentLine.objects.filter(run=run, state=LineState.CONFIRMED).values_list("person", "pence"))
    found.payments, found.people = len(lines), len({person for person, _ in lines})
    found.pence = sum(pence for _, pence in lines)


def _next_due(on: date) -> list[Due]:
    """Everything due on the first day, from today on, on which anybody of a list is due."""
    ahead = due_between(lists_of(card_budgets(on)), on, on + timedelta(days=LOOKS_AHEAD))
    return [one for one in ahead if one.on == ahead[0].on]


def _next_pay_day(on: date) -> date | None:
    first = in_working_days(on, policy().on(on).whole("payments.bank_working_days"))
    holidays = holidays_around(on)
    days = (first + timedelta(days=more) for more in range(LOOKS_AHEAD))
    working = (day for day in days if is_working_day(day, holidays))
    return next((day for day in working if any(claim.due.pence > 0 for claim in claims(day))), None)


def _cannot(wanted: Iterable[Due], on: date) -> list[str]:
    found = placed(list(wanted), on, [Rail.PREPAID_CARD.value])
    refused = may_not_be_paid(found, on)
    return [
        f"{one.due.item.budget.reference}, due on {format_date(one.due.on)}: {refused[one.due.code]}."
        for one in found
        if one.due.code in refused
    ]


def _report(rail: Rail, crew: _Crew, on: date, runs: Sequence[int] = ()) -> RailFailure:
    return same_day_runs.report_rail_failure(
        rail=rail.value, what_happened=WHAT, runs=runs, key=_key(), on=on, by=crew.finance
    )


def _wrong(on: date) -> set[str]:
    """The invariants that do not hold, by name."""
    return {one.name for one in checks.run(on) if one.exceptions}


def _crew(on: date) -> _Crew | None:
    finance = _somebody(Role.FINANCE_OFFICER, on, 0)
    approver = _somebody(Role.FINANCE_APPROVER, on, finance.pk if finance else 0)
    return _Crew(finance, approver) if finance and approver else None


def _somebody(role: Role, on: date, besides: int) -> User | None:
    grants = RoleGrant.objects.filter(acting_on(on), role=role.value, user__is_active=True).exclude(user=besides)
    grant = grants.select_related("user").order_by("user").first()
    return grant.user if grant else None


def _key() -> str:
    return f"drill-{uuid.uuid4()}"
