"""The nightly invariants over the live database: each has a name and a count of exceptions, which must be nought.

`selfdirect check` prints them. To add one, write a function that returns the exceptions and put it in CHECKS.

Why:    docs/decisions/every-step-has-an-owner.md
Next:   selfdirect/ledger/proving.py
Tests:  tests/jobs/test_checks.py
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum

from selfdirect.actions.support.cheques import LIST
from selfdirect.actions.support.paying import budget_account, budget_reference, payee_account
from selfdirect.actions.support.policy import policy
from selfdirect.ledger import chart, proving, reading
from selfdirect.records.budgets import KEPT, Budget, BudgetLine
from selfdirect.records.card_loads import CardLoad, LoadState
from selfdirect.records.cards import CardOrder, OrderState, Verb
from selfdirect.records.charging import ChargeNotice
from selfdirect.records.decisions import Decision
from selfdirect.records.employment import Employment, EmploymentTerms
from selfdirect.records.equipment import PrescribedItem
from selfdirect.records.messages import Message, MessageState
from selfdirect.records.payments import LineState, PaymentFile, PaymentLine, PaymentRun, PaymentSchedule, RunState
from selfdirect.records.plans import Plan, Status
from selfdirect.records.referrals import Outcome, Referral
from selfdirect.records.timesheets import ReserveEntry, TimesheetAnswer
from selfdirect.records.unspent import Recouped, SurplusContact, SurplusDecision
from selfdirect.records.work import NamedWorker, Step
from selfdirect.rules.employing_family import may_employ, needs_exception
from selfdirect.rules.employment import least_hourly


class CheckFailed(Exception):
    """The nightly check found something. The message names the invariants."""


@dataclass(frozen=True)
class Found:
    """One invariant: what should be true, how many exceptions there are, and the first few by reference."""

    name: str
    exceptions: int
    examples: tuple[str, ...] = ()


def run(on: date) -> list[Found]:
    """Prove every invariant on a date. Reads only."""
    found = [_found(name, check(on)) for name, check in CHECKS]
    return found + [Found(f"The book: {one.name}", one.exceptions, one.examples) for one in proving.prove()]


def _found(name: str, exceptions: Iterable[str]) -> Found:
    seen = iter(exceptions)
    first = tuple(islice(seen, 3))
    return Found(name, len(first) + sum(1 for _ in seen), first)


def _steps_without_a_working_owner(on: date) -> Iterable[str]:
    return (step.about or step.code for step in Step.objects.open().filter(owner__is_active=False).iterator())


def _steps_the_policy_does_not_know(on: date) -> Iterable[str]:
    known = {str(row["step"]) for row in policy().on(on).table("work.steps")}
    return (step.code for step in Step.objects.open().exclude(code__in=known).iterator())


def _lost_cards_not_blocked(on: date) -> Iterable[str]:
    """A card reported before today whose block the company has not confirmed, by letter or telephone."""
    waiting = CardOrder.objects.filter(verb=Verb.BLOCK, on__lt=on).exclude(state=OrderState.DONE)
    return (f"{order.card.reference}" for order in waiting.select_related("card").iterator())


def _payments_not_on_cards(on: date) -> Iterable[str]:
    """A payment that the card company should have made before today, and has not answered."""
    waiting = CardLoad.objects.filter(state=LoadState.WAITING, line__run__pay_on__lt=on).select_related("line__run")
    return (f"{load.line.run.reference}-{load.line_id}" for load in waiting.iterator())


def _people_waiting_with_no_step(on: date) -> Iterable[str]:
    """Somebody whose request goes on, who is not yet paid or refused, must have an open step that is ours."""
    open_step = Step.objects.open().filter(person=OuterRef("person"))
    budget = Budget.objects.filter(person=OuterRef("person"))
    refused = Plan.objects.filter(person=OuterRef("person"), status=Status.REFUSED)
    not_eligible = Q(assessments__is_eligible=False)
    going_on = Referral.objects.filter(Q(outcome=Outcome.ASSESS) | Q(outcome=None)).exclude(not_eligible)
    lost = going_on.exclude(Exists(open_step)).exclude(Exists(budget)).exclude(Exists(refused))
    return (referral.reference for referral in lost.iterator())


def _budgets_with_no_payment_and_no_step(on: date) -> Iterable[str]:
    open_step = Step.objects.open().filter(person=OuterRef("person"))
    schedule = PaymentSchedule.objects.filter(budget=OuterRef("pk"))
    by_others = Q(lines__held_as__in=["third_party", "direct_payment"])
    not_chosen = Q(lines__in=BudgetLine.objects.filter(held_as="").exclude(KEPT))  # What is kept is not held.
    waiting = Budget.objects.filter(by_others | not_chosen).distinct()
    return (budget.reference for budget in waiting.exclude(Exists(schedule)).exclude(Exists(open_step)).iterator())


def _people_with_no_named_worker(on: date) -> Iterable[str]:
    named = NamedWorker.objects.filter(person=OuterRef("person"), until_on=None)
    referrals = Referral.objects.filter(Q(outcome=Outcome.ASSESS) | Q(outcome=None)).exclude(Exists(named))
    return (referral.reference for referral in referrals.iterator())


def _charged_before_told(on: date) -> Iterable[str]:
    """Nothing chargeable starts before the person was told the amount, or waived being told."""
    told = ChargeNotice.objects.filter(person=OuterRef("person"), told_on__lte=OuterRef("from_on"))
    told = told.filter(Q(is_waiver=False) | Q(waived_until__gte=OuterRef("from_on")))
    charged = PaymentSchedule.objects.filter(budget__contribution_pence_weekly__gt=0).exclude(Exists(told))
    return (schedule.reference for schedule in charged.iterator())


def _decided_by_the_proposer(on: date) -> Iterable[str]:
    return (decision.reference for decision in Decision.objects.filter(decided_by=F("proposed_by")).iterator())


def _runs_approved_by_the_preparer(on: date) -> Iterable[str]:
    return (run.reference for run in PaymentRun.objects.filter(approved_by=F("prepared_by")).iterator())


def _runs_that_do_not_add_up(on: date) -> Iterable[str]:
    """The lines of an approved run come to what was approved."""
    settled = [LineState.APPROVED, LineState.SENT, LineState.CONFIRMED, LineState.RETURNED]
    total = PaymentLine.objects.filter(run=OuterRef("pk"), state__in=settled).values("run").annotate(sum=Sum("pence"))
    runs = PaymentRun.objects.exclude(approved_pence=None).annotate(lines_pence=Subquery(total.values("sum")))
    return (run.reference for run in runs.iterator() if (run.lines_pence or 0) != run.approved_pence)


def _files_that_do_not_add_up(on: date) -> Iterable[str]:
    """Each file of a run for the bank, with its cheques and what goes on cards, comes to what was approved."""
    loaded = {
        run: (pence, count)
        for run, pence, count in CardLoad.objects.values_list("line__run").annotate(Sum("line__pence"), Count("pk"))
    }
    cheques = {
        run: (pence, count)
        for run, pence, count in PaymentFile.objects.filter(format=LIST).values_list("run", "total_pence", "line_count")
    }
    for file in PaymentFile.objects.select_related("run").defer("content").iterator():
        pence, count = cheques.get(file.run_id, (0, 0))
        if file.format == LIST:
            pence, count = _for_the_bank(file.run_id)
        on_cards, cards = loaded.get(file.run_id, (0, 0))
        whole = (file.total_pence + pence + on_cards, file.line_count + count + cards)
        if whole != (file.run.approved_pence, file.run.approved_lines):
            yield f"{file.run.reference} {file.format}"


def _for_the_bank(run_id: int) -> tuple[int, int]:
    """What one file for the bank of a run comes to, in pence and payments; nothing where all of it is cheques."""
    files = PaymentFile.objects.filter(run=run_id).exclude(format=LIST)
    return files.values_list("total_pence", "line_count").first() or (0, 0)


def _payments_the_book_does_not_hold(on: date) -> Iterable[str]:
    """What each budget's lines say was paid of a funder's money is what the book moved out of that fund."""
    settled = [LineState.APPROVED, LineState.SENT, LineState.CONFIRMED, LineState.RETURNED]
    rows = (
        PaymentLine.objects.filter(state__in=settled, again_for=None, run__state__in=_APPROVED_OR_LATER)
        .values("schedule__budget_id", "schedule__payee_id", "schedule__funder")
        .annotate(sum=Sum("pence"))
    )
    said = {tuple(row.values())[:3]: row["sum"] for row in rows}
    pairs = {key: (budget_account(key[0], key[2]), payee_account(key[1])) for key in said}
    moved = reading.net_moved_many(list(pairs.values()))
    return (budget_reference(key[0]) for key, pair in pairs.items() if moved.get(pair, 0) != said[key])


def _reserves_that_do_not_add_up(on: date) -> Iterable[str]:
    """What the book holds for an employer's duties is what was put by, less what was used and given back."""
    put, out = Q(kind="put_by"), ~Q(kind="put_by")
    sums = ReserveEntry.objects.values("budget_id").order_by()
    rows = sums.annotate(put=Sum("pence", filter=put, default=0), out=Sum("pence", filter=out, default=0))
    said = {row["budget_id"]: row["put"] - row["out"] for row in rows}
    codes = {pk: chart.employer_reserve(f"B-{pk:06d}") for pk in Budget.objects.values_list("pk", flat=True)}
    held = reading.balances(codes.values())
    return (f"B-{pk:06d}" for pk, code in sorted(codes.items()) if said.get(pk, 0) != held[code])


def _paid_below_the_lowest_wage(on: date) -> Iterable[str]:
    """Nobody began on a wage below the lowest of that day."""
    for terms in EmploymentTerms.objects.select_related("employment__assistant").iterator():
        age = terms.employment.assistant.age_on(terms.from_on)
        if terms.pence_hourly < least_hourly(age, policy().on(terms.from_on)):
            yield terms.employment.reference


def _hours_signed_by_who_logged_them(on: date) -> Iterable[str]:
    theirs = Q(by=F("timesheet__by")) | Q(by__assistant=F("timesheet__employment__assistant"))
    own = TimesheetAnswer.objects.filter(theirs)
    return (f"U-{one.timesheet_id:06d}" for one in own.iterator())


def _relatives_employed_without_an_exception(on: date) -> Iterable[str]:
    """Where the rule asks for an exception, somebody else agreed to it before the first day."""
    for one in Employment.objects.exclude(relation="none").select_related("family_request").iterator():
        found = may_employ(one.relation, policy().on(one.on), same_household=one.same_household)
        if needs_exception(found) and (one.family_request is None or not one.family_request.is_agreed):
            yield one.reference


def _messages_stuck(on: date) -> Iterable[str]:
    """What failed for good, what was tried and did not go for days, and what later messages went past."""
    long_ago = Q(state=MessageState.WAITING, on__lt=on - timedelta(days=2))
    last_sent = Message.objects.filter(state=MessageState.SENT).order_by("-pk").values("pk")[:1]
    gone_past = Q(tries__gt=0) | Q(pk__lt=Subquery(last_sent))
    stuck = Q(state=MessageState.FAILED) | long_ago & gone_past
    return (message.key for message in Message.objects.filter(stuck).iterator())


def _prescribed_with_no_order_and_no_step(on: date) -> Iterable[str]:
    """Each prescribed item is paid through an order of a listed retailer, or somebody has it as a step (R-BRK-05)."""
    steps = Step.objects.open().filter(code__in=["equipment_choice", "late_equipment"])
    has_step = set(steps.values_list("about", flat=True))
    items = PrescribedItem.objects.with_rows()
    return (one.reference for one in items if one.choice is None and f"PrescribedItem:{one.pk}" not in has_step)


def _recouped_without_contact(on: date) -> Iterable[str]:
    """Nobody is asked for money back before a talk about why it built up."""
    talked = SurplusContact.objects.filter(look=OuterRef("look"), asked_on__lte=OuterRef("on"))
    found = SurplusDecision.objects.filter(recouped_pence__gt=0).exclude(Exists(talked)).select_related("look")
    return (decision.look.reference for decision in found.iterator())


def _surplus_that_does_not_add_up(on: date) -> Iterable[str]:
    """Kept, used for something else and recouped come to the surplus, and no more came back than was recouped."""
    came = Recouped.objects.filter(decision=OuterRef("pk")).values("decision").annotate(sum=Sum("pence"))
    found = SurplusDecision.objects.annotate(came=Subquery(came.values("sum"))).select_related("look")
    return (
        one.look.reference
        for one in found.iterator()
        if one.kept_pence + one.reused_pence + one.recouped_pence != one.look.surplus_pence
        or (one.came or 0) > one.recouped_pence
    )


_APPROVED_OR_LATER = [RunState.APPROVED, RunState.SENT, RunState.CLOSED]

CHECKS: list[tuple[str, Callable[[date], Iterable[str]]]] = [
    ("Every open step has an owner who still works here", _steps_without_a_working_owner),
    ("Every open step is one the policy knows, with a date", _steps_the_policy_does_not_know),
    ("Everybody who waits has a next step", _people_waiting_with_no_step),
    ("Every budget that is to be paid is paid or has a next step", _budgets_with_no_payment_and_no_step),
    ("Everybody has a named worker", _people_with_no_named_worker),
    ("Nothing chargeable starts before the person was told the amount", _charged_before_told),
    ("Nobody decided their own proposal", _decided_by_the_proposer),
    ("Nobody approved their own payment run", _runs_approved_by_the_preparer),
    ("The lines of every approved run add up to what was approved", _runs_that_do_not_add_up),
    ("Every bank file adds up to its run", _files_that_do_not_add_up),
    ("The book holds every payment", _payments_the_book_does_not_hold),
    ("Nothing was recouped before a talk about why it built up", _recouped_without_contact),
    ("Every payment onto a card is answered by the next day", _payments_not_on_cards),
    ("Every card that was reported is blocked by the next day", _lost_cards_not_blocked),
    ("What was left over is kept, used or recouped, to the penny", _surplus_that_does_not_add_up),
    ("Every employer's reserve is what was put by and not used", _reserves_that_do_not_add_up),
    ("Nobody is employed below the lowest wage", _paid_below_the_lowest_wage),
    ("Nobody signed hours that they logged", _hours_signed_by_who_logged_them),
    ("No relative is employed without the exception the rule asks for", _relatives_employed_without_an_exception),
    ("No message is stuck", _messages_stuck),
    ("Every prescribed item has a retailer's order or a step with a date", _prescribed_with_no_order_and_no_step),
]
