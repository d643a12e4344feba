"""What a payment run comes to, and why it differs from the last: counted in the database, whatever the number of lines.

Next:   selfdirect/pages/staff/payment_runs.py
Tests:  tests/pages/staff/test_run_figures.py
"""

from dataclasses import dataclass

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When

from selfdirect.records.payments import LineState, PaymentLine, PaymentRun, RunState

TO_PAY = (LineState.INCLUDED, LineState.APPROVED, LineState.SENT, LineState.CONFIRMED, LineState.RETURNED)
PAID = (LineState.APPROVED, LineState.SENT, LineState.CONFIRMED, LineState.RETURNED)

KINDS = {
    "same": "The same as their last payment",
    "more": "More than their last payment",
    "less": "Less than their last payment",
    "first": "First payments",
    "again": "Sent again after the bank returned them",
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
    """Lines with what the same schedule was last paid, and so what kind of payment this is."""
    earlier = PaymentLine.objects.filter(
        schedule=OuterRef("schedule"), again_for=None, state__in=PAID, pk__lt=OuterRef("pk")
    )
    found = lines.annotate(before_pence=Subquery(earlier.order_by("-pk").values("pence")[:1]))
    kind = Case(
        When(again_for__isnull=False, then=Value("again")),
        When(before_pence=None, then=Value("first")),
        When(pence__gt=F("before_pence"), then=Value("more")),
        When(pence__lt=F("before_pence"), then=Value("less")),
        default=Value("same"),
        output_field=CharField(),
    )
    return found.annotate(kind=kind)


def figures_of(run: PaymentRun) -> Figures:
    """Count a run. Four queries."""
    rows = run.lines.values("state").annotate(count=Count("pk"), sum=Sum("pence")).order_by()
    by_state = {row["state"]: (row["count"], row["sum"]) for row in rows}
    states = tuple(
        Tally(LineState(state).label, *by_state[state], code=state) for state in LineState.values if state in by_state
    )
    last = (
        PaymentRun.objects.filter(pk__lt=run.pk, state__in=[RunState.APPROVED, RunState.SENT, RunState.CLOSED])
        .order_by("-pk")
        .first()
    )
    counted = with_kind(run.lines.filter(state__in=TO_PAY)).values("kind")
    by_kind = {row["kind"]: row for row in counted.annotate(count=Count("pk"), sum=Sum("pence")).order_by()}
    return Figures(
        to_pay=_sum_of("To be paid", by_state, TO_PAY),
        held=_sum_of("Held back", by_state, (LineState.HELD,)),
        states=states,
        last=last,
        last_total=Tally("The last run", last.approved_lines or 0, last.approved_pence or 0) if last else None,
        kinds=tuple(
            Tally(label, by_kind[code]["count"], by_kind[code]["sum"], code=code)
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
        found = found.filter(kind=kind)
    needs_a_look = Case(When(Q(state=LineState.HELD) | Q(state=LineState.RETURNED), then=0), default=1)
    return found.order_by(needs_a_look, "pk")
