"""What each payee should have by a day, less what was approved for them: the one sum behind every payment line.

A payee of a budget is one claim on each funder's money, whatever the number of schedules, because the book counts what
was approved from one fund to one payee. The book is asked once, for all of them.

Why:    docs/decisions/pay-the-difference.md
Next:   selfdirect/rules/payments.py
Tests:  tests/actions/support/test_paying.py
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import Max, OuterRef, Subquery

from selfdirect.ledger.chart import committed, due_back, owed
from selfdirect.ledger.funds import Funder, fund
from selfdirect.ledger.reading import net_moved_many
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import Payee
from selfdirect.records.payments import LineState, PaymentLine, PaymentSchedule
from selfdirect.rules import payments as rules
from selfdirect.rules.working import WORKED_OUT, Row, to_json

PAID_STATES = (LineState.APPROVED, LineState.SENT, LineState.CONFIRMED, LineState.RETURNED)


def one_at_a_time() -> None:
    """Wait until nobody else is changing what is paid. Held until the action ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('selfdirect: payment runs', 0))")


def budget_reference(budget_id: int) -> str:
    """The reference the book knows a budget by."""
    return f"{Budget.PREFIX}-{budget_id:06d}"


def payee_reference(payee_id: int) -> str:
    """The reference the book knows a payee by, from its first details."""
    return f"{Payee.PREFIX}-{payee_id:06d}"


def budget_account(budget_id: int, funder: str = Funder.COUNCIL) -> str:
    """The book's account of what a budget has promised, of one funder's money."""
    return committed(fund(budget_reference(budget_id), funder))


def payee_account(payee_id: int) -> str:
    """The book's account of what is owed to a payee, by its first details."""
    return owed(payee_reference(payee_id))


def due_back_account(budget_id: int, payee_id: int, funder: str = Funder.COUNCIL) -> str:
    """The book's account of what a payee was paid ahead from one budget and has to give back."""
    return due_back(f"{payee_reference(payee_id)}.{fund(budget_reference(budget_id), funder)}")


Pair = tuple[int, int, str]
"""One claim: the id of the budget, of the payee's first details, and whose money it is."""


def approved_for(pairs: Iterable[Pair]) -> dict[Pair, int]:
    """What was approved for each claim, less what has to come back, in one query of the book."""
    accounts = {
        pair: (budget_account(pair[0], pair[2]), payee_account(pair[1]), due_back_account(*pair)) for pair in pairs
    }
    moved = net_moved_many((budget, other) for budget, *others in accounts.values() for other in others)
    return {pair: moved[budget, owed] + moved[budget, back] for pair, (budget, owed, back) in accounts.items()}


@dataclass(frozen=True, slots=True)
class Claim:
    """One payee of one budget on one day. `payee_id` are the details to pay to now; `row` is the latest schedule."""

    row: dict[str, Any]
    payee_id: int
    entitled: rules.Entitled
    approved_pence: int
    due: rules.Due

    @property
    def covers(self) -> tuple[date, date]:
        """The days a payment now is for: those not paid before, or all of them when the past was changed."""
        until = self.entitled.covered_until or self.row["from_on"]
        before = self.row["covered_until"]
        first = self.row["first_from_on"]
        from_on = before + timedelta(days=1) if before and before < until else first
        return (min(from_on, until), until)

    @property
    def working(self) -> list[dict[str, Any]]:
        """The rows a person can follow; the last is what is to be paid."""
        rule = "rules.payments.amount_due"
        return to_json(
            (
                *self.entitled.working,
                Row("Already approved", self.approved_pence, "pence", rule, "The book of payments", WORKED_OUT),
                Row("To be paid now", self.due.pence, "pence", rule, "The two rows above", WORKED_OUT),
            )
        )


def claims(pay_on: date) -> list[Claim]:
    """Every claim on a day, in three queries of the records, or four, and one of the book."""
    by_pair = _schedules(pay_on)
    approved, ahead = approved_for(by_pair), _paid_straight(by_pair)
    known: dict[tuple[Any, ...], rules.Entitled] = {}
    found = []
    for pair, rows in by_pair.items():
        terms = tuple(_terms(row) for row in rows)
        entitled = known.get(terms) or known.setdefault(terms, rules.entitled_to_date(rule_schedule(rows), pay_on))
        covered = max((row["covered_until"] for row in rows if row["covered_until"]), default=None)
        latest = max((row for row in rows if row["from_on"] <= pay_on), key=itemgetter("from_on", "pk"))
        row = {**latest, "first_from_on": min(row["from_on"] for row in rows), "covered_until": covered}
        due = rules.amount_due(entitled.pence, approved[pair])
        explained = approved[pair] - ahead.get(pair, 0) <= entitled.pence
        if due.question and (explained or _waits_for_a_return(rows, approved[pair])):
            due = rules.Due(0, None)
        found.append(Claim(row, row["pay_to"], entitled, approved[pair], due))
    return found


@dataclass(frozen=True, slots=True)
class Left:
    """What one claim still has to be paid, to the end of its schedules. `row` is its latest schedule that has begun."""

    row: dict[str, Any]
    pence: int


def left_to_pay(budget_ids: Iterable[int], on: date) -> dict[Pair, Left]:
    """What is still to be paid of every claim of these budgets that has begun by a day."""
    by_pair = _schedules(on, list(budget_ids))
    approved = approved_for(by_pair)
    return {
        pair: Left(
            max((row for row in rows if row["from_on"] <= on), key=itemgetter("from_on", "pk")),
            entitled_through(rows, rows[-1]["until_on"]) - approved[pair],
        )
        for pair, rows in by_pair.items()
    }


def _paid_straight(pairs: Iterable[Pair]) -> dict[Pair, int]:
    """What was paid straight to others since each claim's last usual payment: it comes off what is paid next.

    Once a usual payment was made after it, it has come off already, and explains nothing more.
    """
    asked = set(pairs)
    paid = PaymentLine.objects.filter(again_for=None, state__in=PAID_STATES)
    place = ("schedule__budget", "schedule__payee", "schedule__funder")
    straight = paid.exclude(must_be_paid=None).values_list(*place, "pk", "pence")
    by_pair: dict[Pair, list[tuple[int, int]]] = defaultdict(list)
    for *pair, pk, pence in straight:
        by_pair[pair[0], pair[1], pair[2]].append((pk, pence))
    budgets = {pair[0] for pair in by_pair}
    usual = paid.filter(must_be_paid=None, schedule__budget__in=budgets).values_list(*place).annotate(last=Max("pk"))
    last = {(budget, payee, funder): pk for budget, payee, funder, pk in usual.order_by()} if budgets else {}
    return {
        pair: sum(pence for pk, pence in found if pk > last.get(pair, 0))
        for pair, found in by_pair.items()
        if pair in asked
    }


def _waits_for_a_return(rows: Sequence[dict[str, Any]], approved_pence: int) -> bool:
    """Whether what was paid ahead stays with somebody for later payments: they were told so by the change."""
    if not any(row["switch__return_on"] or row["change_id"] for row in rows):
        return False
    return approved_pence <= entitled_through(rows, rows[-1]["until_on"])


def entitled_through(rows: Sequence[dict[str, Any]], day: date) -> int:
    """What the days up to this one come to, and what is paid once by then, whether it is due already or not."""
    schedule = rule_schedule(rows)
    if day < schedule.starts_on:
        return 0
    return rules.entitled_to_date(replace(schedule, ends_on=day), day + timedelta(days=1)).pence


_terms = itemgetter("from_on", "until_on", "pence_weekly", "pence_once", "frequency", "in_advance", "calendar_from")
"""All of a schedule that the rules look at: whoever has the same is entitled to the same, with the same working."""


def rule_schedule(rows: Sequence[dict[str, Any]]) -> rules.Schedule:
    """The schedules of one claim, in the order written, as the rules see them: one, with a history of rates.

    A row counts from its day on over those written before it.
    """
    rates, once, rows = [], [], as_they_count(rows)
    for place, row in enumerate(rows):
        rates.append(rules.Rate(row["from_on"], row["pence_weekly"]))
        if row["pence_once"]:
            once.append(rules.OneOff(row["from_on"], row["pence_once"], "One payment"))
        following = rows[place + 1]["from_on"] if place + 1 < len(rows) else None
        if following and row["until_on"] + timedelta(days=1) < following:
            rates.append(rules.Rate(row["until_on"] + timedelta(days=1), 0))
    return rules.Schedule(
        starts_on=rows[0]["from_on"],
        ends_on=rows[-1]["until_on"],
        cycle=rows[-1]["frequency"],
        rates=tuple(rates),
        one_offs=tuple(once),
        in_advance=rows[-1]["in_advance"],
        calendar_from=rows[-1]["calendar_from"],
    )


def as_they_count(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of rows in the order written, those that still say something about a day, in the order of their days."""
    found: list[dict[str, Any]] = []
    for row in rows:
        found = [*(each for each in found if each["from_on"] < row["from_on"]), row]
    return found


_FIELDS = (
    "pk",
    "person_id",
    "budget_id",
    "payee_id",
    "funder",
    "switch__return_on",
    "change_id",
    "pence_weekly",
    "pence_once",
    "frequency",
    "in_advance",
    "calendar_from",
    "from_on",
    "until_on",
    "covered_until",
)


def details_now() -> dict[int, int]:
    """The latest details of every payee whose details have changed, by the number of the first."""
    changed = Payee.objects.exclude(first=None).values_list("first_id").annotate(latest=Max("pk"))
    return dict(changed.order_by())


def _schedules(pay_on: date, budgets: Sequence[int] | None = None) -> dict[Pair, list[dict[str, Any]]]:
    """The schedules of every claim that has begun by a day, in the order written, each with its payee's details of now.

    What begins later is among them: a payment in advance stops at the day on which something changes.
    """
    last_paid = PaymentLine.objects.filter(
        schedule=OuterRef("pk"), again_for=None, must_be_paid=None, state__in=PAID_STATES
    )
    rows = PaymentSchedule.objects.annotate(
        covered_until=Subquery(last_paid.order_by("-pk").values("covers_until")[:1])
    )
    if budgets is not None:
        rows = rows.filter(budget__in=budgets)
    now = details_now()
    by_pair: dict[Pair, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.order_by("pk").values(*_FIELDS):
        row["pay_to"] = now.get(row["payee_id"], row["payee_id"])
        by_pair[row["budget_id"], row["payee_id"], row["funder"]].append(row)
    return {pair: rows for pair, rows in by_pair.items() if min(row["from_on"] for row in rows) <= pay_on}
