"""What a payment run comes to, and why it differs from the last: counted in the database, whatever the number of lines.

Next:   selfdirect/pages/staff/payment_runs.py
Tests:  tests/pages/staff/test_run_figures.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Sign

from selfdirect.records.card_loads import CardLoad, LoadState
from selfdirect.records.payments import LineState, PaymentLine, PaymentRun, RunState

TO_PAY = (LineState.INCLUDED, LineState.APPROVED, LineState.SENT, LineState.CONFIRMED, LineState.RETURNED)
PAID = (LineState.APPROVED, LineState.SENT, LineState.CONFIRMED, LineState.RETURNED)

_YES_OR_NO = BooleanField()

KINDS = {
    "same": "The same as their last payment",
    "more": "More than their last payment",
    "less": "Less than their last payment",
    "first": "First payments",
    "again": "Sent again after the bank returned them",
    "straight": "Straight to whoever must be paid",
}


@dataclass(frozen=True)
class Tally:
    """A number of payments and what they come to."""

    label: str
    count: int
    pence: int
    code: str = ""


@dataclass(frozen=True)
class Figures:
    """A run in figures: what is to be paid, by state, against the last run, and by kind of payment."""

    to_pay: Tally
    held: Tally
    states: tuple[Tally, ...]
    last: PaymentRun | None
    last_total: Tally | None
    kinds: tuple[Tally, ...]

    @property
    def difference_pence(self) -> int:
        """How much more this run is than the last; below nought when it is less."""
        return self.to_pay.pence - (self.last_total.pence if self.last_total else 0)


def with_kind(lines: QuerySet[PaymentLine]) -> QuerySet[PaymentLine]:
    """Lines with `change`: 1, 0 or -1 against what the same schedule was last paid; nothing for a first payment."""
    return lines.annotate(change=Sign(F("pence") - _before()))


def _before() -> Subquery:
    earlier = PaymentLine.objects.filter(
        schedule=OuterRef("schedule"), again_for=None, must_be_paid=None, state__in=PAID, pk__lt=OuterRef("pk")
    )
    return Subquery(earlier.order_by("-pk").values("pence")[:1])


def last_paid(lines: Iterable[PaymentLine]) -> dict[int, int | None]:
    """What the schedule of each of these lines was last paid, by the line. One query."""
    found = PaymentLine.objects.filter(pk__in=[line.pk for line in lines]).annotate(before_pence=_before())
    return dict(found.values_list("pk", "before_pence"))


def kind_of(line: Any) -> str:
    """What kind of payment a line is, by its `change`."""
    return _kind(line.change, line.again_for_id is not None, line.must_be_paid_id is not None)


def _kind(change: int | None, is_again: bool, is_straight: bool) -> str:
    if is_again or is_straight:
        return "again" if is_again else "straight"
    return "first" if change is None else {1: "more", 0: "same", -1: "less"}[int(change)]


_CHANGES = {
    "again": Q(again_for__isnull=False),
    "straight": Q(again_for=None, must_be_paid__isnull=False),
    "first": Q(again_for=None, must_be_paid=None, change=None),
    "same": Q(again_for=None, must_be_paid=None, change=0),
    "more": Q(again_for=None, must_be_paid=None, change=1),
    "less": Q(again_for=None, must_be_paid=None, change=-1),
}


def figures_of(run: PaymentRun) -> Figures:
    """Count a run. Four queries."""
    rows = run.lines.values("state").annotate(count=Count("pk"), sum=Sum("pence")).order_by()
    by_state = {row["state"]: (row["count"], row["sum"]) for row in rows}
    states = tuple(
        Tally(LineState(state).label, *by_state[state], code=state) for state in LineState.values if state in by_state
    )
    last = (
        PaymentRun.objects.filter(
            pk__lt=run.pk, kind=run.kind, state__in=[RunState.APPROVED, RunState.SENT, RunState.CLOSED]
        )
        .order_by("-pk")
        .first()
    )
    is_again, is_straight = Q(again_for__isnull=False), Q(must_be_paid__isnull=False)
    counted = with_kind(run.lines.filter(state__in=TO_PAY)).annotate(
        is_again=ExpressionWrapper(is_again, _YES_OR_NO), is_straight=ExpressionWrapper(is_straight, _YES_OR_NO)
    )
    by_kind: dict[str, list[int]] = {}
    rows = counted.values("change", "is_again", "is_straight").annotate(count=Count("pk"), sum=Sum("pence"))
    for row in rows.order_by():
        total = by_kind.setdefault(_kind(row["change"], row["is_again"], row["is_straight"]), [0, 0])
        total[0], total[1] = total[0] + row["count"], total[1] + row["sum"]
    return Figures(
        to_pay=_sum_of("To be paid", by_state, TO_PAY),
        held=_sum_of("Held back", by_state, (LineState.HELD,)),
        states=states,
        last=last,
        last_total=Tally("The last run", last.approved_lines or 0, last.approved_pence or 0) if last else None,
        kinds=tuple(
            Tally(label, by_kind[code][0], by_kind[code][1], code=code)
            for code, label in KINDS.items()
            if code in by_kind
        ),
    )


def _sum_of(label: str, by_state: dict[str, tuple[int, int]], states: tuple[LineState, ...]) -> Tally:
    found = [by_state[state] for state in states if state in by_state]
    return Tally(label, sum(count for count, _ in found), sum(pence for _, pence in found))


def lines_of(run: PaymentRun, state: str, kind: str) -> QuerySet[PaymentLine]:
    """The lines of a run for a list, those that need a look first."""
    found = with_kind(run.lines.all())
    if state:
        found = found.filter(state=state)
    if kind:
        found = found.filter(_CHANGES[kind])
    needs_a_look = Case(When(Q(state=LineState.HELD) | Q(state=LineState.RETURNED), then=0), default=1)
    return found.order_by(needs_a_look, "pk")


def loads_of(run: PaymentRun) -> list[Tally]:
    """What the card company pays of a run, by where it stands; nothing where it pays none."""
    rows = CardLoad.objects.filter(line__run=run).values_list("state").annotate(Count("pk"), Sum("line__pence"))
    return [Tally(str(LoadState(state).label), count, pence) for state, count, pence in rows.order_by("state")]
