"""Paying somebody straight away, whom a holder cannot pay: what is due to them, and what it comes off.

A payment is a line on the holder's own schedule with another payee. The book counts it as paid to the holder, so what
they are paid next is less by it, and nothing has to be put right afterwards.

Why:    docs/decisions/when-a-rail-fails.md
Next:   selfdirect/actions/same_day_runs.py
Tests:  tests/actions/support/test_paying_straight.py
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Prefetch

from selfdirect.actions.support.outbox import NewLetter, write_letters
from selfdirect.actions.support.paying import Left, Pair, details_now, left_to_pay
from selfdirect.actions.support.preparing import NewLine
from selfdirect.actions.support.receiving import no_longer_may_receive
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import KEPT_APART, Payee
from selfdirect.records.must_be_paid import MustBePaid, Rail, RailFailure, standing
from selfdirect.records.payments import PaymentLine, PaymentRun
from selfdirect.records.people import Person
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds
from selfdirect.rules.must_be_paid import Every, due_days
from selfdirect.rules.working import WORKED_OUT, Row, to_json


class Due(NamedTuple):
    """One item of a list, and a day on which it is due."""

    item: MustBePaid
    on: date

    @property
    def code(self) -> str:
        """How a form names it."""
        return f"{self.item.known_as}:{self.on.isoformat()}"


def lists_of(budget_ids: Iterable[int]) -> list[MustBePaid]:
    """Who must be paid from these budgets, as it stands now."""
    people = Prefetch("person", queryset=Person.objects.with_details())
    rows = MustBePaid.objects.filter(budget__in=list(budget_ids)).select_related("budget", "payee")
    rows = rows.prefetch_related(people)
    return standing(rows.order_by("pk"))


def due_between(items: Iterable[MustBePaid], from_on: date, until_on: date) -> list[Due]:
    """What is due on these days and was not paid straight away yet, soonest first."""
    found = [
        Due(item, day)
        for item in items
        for day in due_days(Every(item.every), item.due_on, from_on, min(until_on, item.budget.ends_on))
    ]
    done = set(
        PaymentLine.objects.filter(
            must_be_paid__in={one.item.known_as for one in found}, again_for=None, stands=True
        ).values_list("must_be_paid", "covers_until")
    )
    return sorted((one for one in found if (one.item.known_as, one.on) not in done), key=lambda one: (one.on, one.code))


class Placed(NamedTuple):
    """What is due, and the claim that it comes off; no claim when none of the budget has enough left."""

    due: Due
    left: Left | None


def placed(wanted: Sequence[Due], on: date, kinds: Sequence[str] = ()) -> list[Placed]:
    """For each, a claim of the holder with enough still to be paid; of these kinds of payee only, when given."""
    left = _holders(left_to_pay({one.item.budget_id for one in wanted}, on), kinds)
    found = []
    for one in wanted:
        pairs = left.get(one.item.budget_id, {})
        fits = next((pair for pair, each in pairs.items() if each.pence >= one.item.pence), None)
        found.append(Placed(one, pairs[fits] if fits else None))
        if fits:
            pairs[fits] = Left(pairs[fits].row, pairs[fits].pence - one.item.pence)
    return found


def _holders(left: Mapping[Pair, Left], kinds: Sequence[str]) -> dict[int, dict[Pair, Left]]:
    """Of all claims, those of the holder's own accounts, by budget, the council's money first."""
    theirs = Payee.objects.filter(pk__in={pair[1] for pair in left}, person__isnull=False).exclude(kind__in=KEPT_APART)
    own = set((theirs.filter(kind__in=kinds) if kinds else theirs).values_list("pk", flat=True))
    found: dict[int, dict[Pair, Left]] = defaultdict(dict)
    for pair in sorted(left, key=lambda pair: (pair[2] != "council", pair)):
        if pair[1] in own:
            found[pair[0]][pair] = left[pair]
    return found


def straight_lines(run: PaymentRun, found: Iterable[Placed]) -> list[NewLine]:
    """A line for each that has a claim to come off."""
    now = details_now()
    return [
        NewLine(
            run.pk,
            one.left.row["pk"],
            one.due.item.person_id,
            now.get(one.due.item.payee_id, one.due.item.payee_id),
            one.due.item.pence,
            one.due.on,
            one.due.on,
            working=_working(one.due, one.left),
            again_for_id=None,
            must_be_paid_id=one.due.item.known_as,
        )
        for one in found
        if one.left is not None
    ]


def _working(due: Due, left: Left) -> list[dict[str, Any]]:
    rule, source = "actions.support.paying_straight", f"The list of who must be paid: {due.item.what}"
    return to_json(
        (
            Row("Still to be paid from this budget", left.pence, "pence", rule, "The book of payments", WORKED_OUT),
            Row("To be paid now, and taken off the next payments", due.item.pence, "pence", rule, source, WORKED_OUT),
        )
    )


def tell_holders(run: PaymentRun, on: date, by: User) -> None:
    """A letter to each holder for whom this run pays others: whom, how much, and why."""
    people = Prefetch("person", queryset=Person.objects.with_details())
    lines = run.lines.exclude(must_be_paid=None).select_related("payee", "must_be_paid").prefetch_related(people)
    theirs: dict[int, list[PaymentLine]] = defaultdict(list)
    for line in lines.order_by("pk"):
        theirs[line.person_id].append(line)
    letters = [
        NewLetter(
            f"interim:{run.pk}:{person_id}",
            found[0].person,
            "We paid people for you",
            {
                "paragraphs": [run.because, f"So on {format_date(run.pay_on)} we pay these people straight away:"],
                "paid": [
                    f"{line.must_be_paid.what}: {format_pounds(line.pence)}" for line in found if line.must_be_paid
                ],
                "pence": sum(line.pence for line in found),
                "how_to_disagree": [],
            },
        )
        for person_id, found in theirs.items()
    ]
    write_letters("interim_payment", letters, on, by)


def may_not_be_paid(found: Iterable[Placed], on: date) -> dict[str, str]:
    """Which of these cannot be paid, and why, by how a form names them."""
    gone, now = no_longer_may_receive(on), details_now()
    words = {}
    for one in found:
        account = now.get(one.due.item.payee_id, one.due.item.payee_id)
        if one.left is None:
            amount = format_pounds(one.due.item.pence)
            words[one.due.code] = f"Less than {amount} of the budget is still to be paid, so it cannot be paid from it"
        elif account in gone:
            words[one.due.code] = gone[account]
    return words


def card_budgets(on: date) -> list[int]:
    """The budgets that are paid onto a prepaid card now."""
    live = Budget.objects.filter(starts_on__lte=on, ends_on__gte=on, payment_schedules__payee__kind="prepaid_card")
    return list(live.order_by("pk").values_list("pk", flat=True).distinct())


def payable(failure: RailFailure, until_on: date, on: date) -> list[Placed]:
    """What can be paid straight away because of this failure, of what is due since it began."""
    found = placed(_due(failure, until_on, on), on, [Rail.PREPAID_CARD.value])
    refused = may_not_be_paid(found, on)
    return [one for one in found if one.due.code not in refused]


def unpayable(failure: RailFailure, until_on: date, on: date) -> list[tuple[Due, str]]:
    """What is due and cannot be paid straight away, each with why."""
    found = placed(_due(failure, until_on, on), on, [Rail.PREPAID_CARD.value])
    refused = may_not_be_paid(found, on)
    return [(one.due, refused[one.due.code]) for one in found if one.due.code in refused]


def without_a_list(on: date) -> list[Budget]:
    """The budgets paid onto a card for which nobody is on the list of who must be paid."""
    budgets = card_budgets(on)
    listed = {item.budget_id for item in lists_of(budgets)}
    people = Prefetch("person", queryset=Person.objects.with_details())
    return list(Budget.objects.filter(pk__in=set(budgets) - listed).prefetch_related(people).order_by("pk"))


def _due(failure: RailFailure, until_on: date, on: date) -> list[Due]:
    return due_between(lists_of(card_budgets(on)), failure.from_on, until_on)
