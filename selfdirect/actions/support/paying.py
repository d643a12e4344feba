"""What each payee should have by a day, less what was approved for them: the one sum behind every payment line.

A payee of a budget is one claim, whatever the number of schedules, because the book counts what was approved from one
budget to one payee. The book is asked once, for all of them.

Why:    docs/decisions/pay-the-difference.md
Next:   selfdirect/rules/payments.py
Tests:  tests/actions/support/test_paying.py
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import Max, OuterRef, Subquery

from selfdirect.ledger.chart import committed, owed
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


def budget_account(budget_id: int) -> str:
    """The book's account of what a budget has promised."""
    return committed(f"{Budget.PREFIX}-{budget_id:06d}")


def payee_account(payee_id: int) -> str:
    """The book's account of what is owed to a payee, by its first details."""
    return owed(f"{Payee.PREFIX}-{payee_id:06d}")


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
    """Every claim on a day, in two queries of the records and one of the book."""
    by_pair = _schedules(pay_on)
    pairs = {pair: (budget_account(pair[0]), payee_account(pair[1])) for pair in by_pair}
    approved = net_moved_many(pairs.values())
    known: dict[tuple[Any, ...], rules.Entitled] = {}
    found = []
    for pair, rows in by_pair.items():
        terms = tuple(_terms(row) for row in rows)
        entitled = known.get(terms) or known.setdefault(terms, rules.entitled_to_date(rule_schedule(rows), pay_on))
        moved = approved[pairs[pair]]
        row = {**rows[-1], "first_from_on": rows[0]["from_on"]}
        found.append(Claim(row, row["pay_to"], entitled, moved, rules.amount_due(entitled.pence, moved)))
    return found


_terms = itemgetter("from_on", "until_on", "pence_weekly", "pence_once", "frequency", "in_advance", "calendar_from")
"""All of a schedule that the rules look at: whoever has the same is entitled to the same, with the same working."""


def rule_schedule(rows: Sequence[dict[str, Any]]) -> rules.Schedule:
    """The schedules of one claim, in the order of their days, as the rules see them: one, with a history of rates."""
    rates, once = [], []
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


_FIELDS = (
    "pk",
    "person_id",
    "budget_id",
    "payee_id",
    "pence_weekly",
    "pence_once",
    "frequency",
    "in_advance",
    "calendar_from",
    "from_on",
    "until_on",
    "covered_until",
)


def _schedules(pay_on: date) -> dict[tuple[int, int], list[dict[str, Any]]]:
    """Schedules that have begun by a day, by budget and payee, each with its payee's details of now."""
    rows = PaymentSchedule.objects.filter(from_on__lte=pay_on)
    last_paid = PaymentLine.objects.filter(schedule=OuterRef("pk"), again_for=None, state__in=PAID_STATES)
    rows = rows.annotate(covered_until=Subquery(last_paid.order_by("-pk").values("covers_until")[:1]))
    changed = Payee.objects.exclude(first=None).values_list("first_id").annotate(latest=Max("pk"))
    now = dict(changed.order_by())
    by_pair: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for row in rows.order_by("from_on", "pk").values(*_FIELDS):
        row["pay_to"] = now.get(row["payee_id"], row["payee_id"])
        by_pair[row["budget_id"], row["payee_id"]].append(row)
    return by_pair
