"""Payments that cannot wait: after a lost card, and when a way of paying has failed. And saying that it works again.

A same-day run is prepared, approved by somebody else, sent and confirmed like any other. It pays whoever must be paid
instead of the holder, or sends again on the day what the bank did not take.

Why:    docs/decisions/when-a-rail-fails.md
Next:   selfdirect/actions/support/paying_straight.py
Tests:  tests/actions/test_same_day_runs.py
"""

from collections.abc import Iterable, Sequence
from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.answers import bank_took_nothing, close_when_answered, whole_lines
from selfdirect.actions.support.card_loads import with_the_bank
from selfdirect.actions.support.collecting import collecting_later
from selfdirect.actions.support.paying import one_at_a_time
from selfdirect.actions.support.paying_straight import (
    Placed,
    due_between,
    lists_of,
    may_not_be_paid,
    payable,
    placed,
    straight_lines,
    without_a_list,
)
from selfdirect.actions.support.preparing import NewLine, lines_again
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.many import write_rows
from selfdirect.records.must_be_paid import Rail, RailDrill, RailFailure
from selfdirect.records.payments import LineState, PaymentLine, PaymentRun, RunKind, RunState
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem

MAY_ASK = (Permission.SET_UP_PAYMENTS, Permission.PREPARE_RUNS)


@action(needs=MAY_ASK)
def pay_straight(
    *, budget: Budget, codes: Sequence[str], until_on: date, because: str, key: str, on: date, by: User
) -> PaymentRun:
    """Prepare an interim payment: these of the holder's list, straight away, taken off what is paid next (R-PAY-03).

    `codes` are those that due_between() gives for the days up to `until_on`. Raises Refused and says which cannot be.
    """
    one_at_a_time()
    wanted = [one for one in due_between(lists_of([budget.pk]), budget.starts_on, until_on) if one.code in set(codes)]
    problems = []
    if not because.strip():
        problems.append(Problem("because", "Say why this cannot wait"))
    if not wanted or len(wanted) < len(set(codes)):
        words = "One of these was paid or changed since. Look at the list again" if codes else "Select who is paid now"
        problems.append(Problem("codes", words))
    found = placed(wanted, on)
    problems += [Problem("codes", words) for words in may_not_be_paid(found, on).values()]
    if problems:
        raise Refused(problems)
    run = _run(because.strip(), None, key, on, by)
    _write(run, straight_lines(run, found), on)
    _say_straight(run, found)
    close_step("interim_payment", person=budget.person, on=on, by=by, record=budget)
    return run


@action(needs=Permission.PREPARE_RUNS)
@collecting_later()
def report_rail_failure(
    *, rail: str, what_happened: str, runs: Sequence[int] = (), key: str, on: date, by: User
) -> RailFailure:
    """Write down that a way of paying has failed. From now on nothing is sent that way, until it works again.

    `runs` are those that the bank says it did not carry out: they are taken back, to be sent again another way. Only
    what the bank has said is taken back, because anything else may have been paid.
    """
    one_at_a_time()
    problems = []
    if rail not in Rail.values:
        problems.append(Problem("rail", "Select what has failed"))
    if not what_happened.strip():
        problems.append(Problem("what_happened", "Say what has happened"))
    if RailFailure.objects.filter(rail=rail, ended_on=None).exists():
        problems.append(Problem("rail", "This was reported already, and has not ended"))
    sent = PaymentRun.objects.filter(pk__in=runs, state=RunState.SENT, kind=RunKind.USUAL).order_by("pk")
    if len(sent) < len(set(runs)) or (runs and rail != Rail.BANK):
        problems.append(Problem("runs", "One of these was answered since, or was not sent. Look at the runs again"))
    if problems:
        raise Refused(problems)
    made = RailFailure.objects.create(rail=rail, from_on=on, what_happened=what_happened.strip(), on=on, by=by)
    said = f"{Rail(rail).label} cannot be used since {format_date(on)}: {made.what_happened}"
    tell(said, about=about(made))
    _take_back(made, sent, on, by)
    if rail == Rail.PREPAID_CARD:
        _ask_for_lists(on)
    return made


@action(needs=Permission.PREPARE_RUNS)
@collecting_later()
def pay_another_way(*, failure: RailFailure, until_on: date, key: str, on: date, by: User) -> PaymentRun:
    """Prepare one run that pays, the same day, everybody who must be paid while this way of paying has failed.

    Cards: whoever is on the holders' lists and due up to a day. The bank's file: everything that the bank did not take.
    Who cannot be paid is not in the run; support/paying_straight.py says who and why.
    """
    one_at_a_time()
    _check_open(failure)
    if until_on < on:
        raise Refused([Problem("until_on", "The day must be today or later")])
    run = _run(f"{failure.get_rail_display()} cannot be used. {failure.what_happened}", failure, key, on, by)
    found: list[Placed] = []
    if failure.rail == Rail.BANK:
        lines = [line for line in lines_again(run) if line.state != LineState.HELD]
    else:
        found = payable(failure, until_on, on)
        lines = straight_lines(run, found)
    if not lines:
        raise Refused([Problem("until_on", f"Nobody is left to pay another way by {format_date(until_on)}")])
    _write(run, lines, on)
    _say_straight(run, found)
    return run


@action(needs=Permission.PREPARE_RUNS)
def end_rail_failure(*, failure: RailFailure, key: str, on: date, by: User) -> RailFailure:
    """Say that a way of paying works again. What was paid another way comes off what is paid next."""
    one_at_a_time()
    now = _check_open(failure)
    now.ended_on, now.ended_by = on, by
    now.save(update_fields=["ended_on", "ended_by"])
    tell(f"{now.get_rail_display()}: this works again.", about=about(now))
    return now


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def keep_drill(
    *,
    rail: str,
    pay_on: date,
    payments: int,
    pence: int,
    people: int,
    without_a_list: int,
    problems: Sequence[str],
    milliseconds: int,
    on: date,
    by: User,
) -> RailDrill:
    """Keep what a drill found. Nothing else of it is kept."""
    made = RailDrill.objects.create(
        rail=rail,
        pay_on=pay_on,
        payments=payments,
        pence=pence,
        people=people,
        without_a_list=without_a_list,
        problems=list(problems),
        milliseconds=milliseconds,
        on=on,
    )
    result = "Everybody was paid." if not problems else " ".join(problems)
    tell(f"A drill: {Rail(rail).label}, pay day {format_date(pay_on)}. {result}", about=about(made))
    return made


def _check_open(failure: RailFailure) -> RailFailure:
    now = RailFailure.objects.get(pk=failure.pk)
    if now.ended_on is not None:
        raise Refused(f"This ended on {format_date(now.ended_on)}. Report it again if it has failed again.")
    return now


def _take_back(failure: RailFailure, sent: Iterable[PaymentRun], on: date, by: User) -> None:
    """What the bank did not carry out: owed again, and ready to be sent another way. Cheques and cards go on."""
    for run in sent:
        sent_to_it = with_the_bank(run.lines.filter(state=LineState.SENT))
        lines = whole_lines(sent_to_it.values_list("pk", flat=True))
        bank_took_nothing(run, lines, failure.what_happened, on)
        close_when_answered(run, on, by)
        tell("The bank did not carry out this run.", about=about(run), payments=len(lines))


def _ask_for_lists(on: date) -> None:
    for budget in without_a_list(on):
        open_step("no_second_rail", person=budget.person, record=budget, on=on)


def _run(because: str, failure: RailFailure | None, key: str, on: date, by: User) -> PaymentRun:
    return PaymentRun.objects.create(
        pay_on=on, kind=RunKind.SAME_DAY, because=because, failure=failure, key=key, prepared_by=by, prepared_on=on
    )


def _write(run: PaymentRun, lines: Sequence[NewLine], on: date) -> None:
    write_rows(PaymentLine, NewLine._fields, lines)
    open_step("payment_approval", person=None, record=run, on=on)
    total = format_pounds(sum(line.pence for line in lines))
    tell(f"Payments that cannot wait were prepared, {total} in all. {run.because}", about=about(run))


def _say_straight(run: PaymentRun, found: Iterable[Placed]) -> None:
    for one in found:
        if one.left is not None:
            said = f"{format_pounds(one.due.item.pence)} to {one.due.item.what} is to be paid straight away."
            tell(f"{said} It comes off what is paid next.", person=one.due.item.person_id, about=about(run))
