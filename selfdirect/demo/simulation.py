"""Two simulated years of a council: stories told side by side, day by day, with payment runs in between.

The same seed gives the same council. Nothing is written but by actions.

Next:   selfdirect/demo/walks.py
Tests:  tests/demo/test_simulation.py
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from django.db import connection

from selfdirect.actions import demo, payment_runs, payments
from selfdirect.actions.action import Refused
from selfdirect.actions.support.policy import in_working_days, policy
from selfdirect.actions.support.timer import timer
from selfdirect.demo import cards, choosing, crisis_fund, employment, ideas, invoices, support_services
from selfdirect.demo.agreeing import sign_again_some
from selfdirect.demo.book import close_month
from selfdirect.demo.cast import Cast, hire
from selfdirect.demo.circumstances import draw
from selfdirect.demo.equipment import equip
from selfdirect.demo.market import contracts
from selfdirect.demo.must_be_paid import cards_fail, keep_lists, lose_cards
from selfdirect.demo.orders import arrange_support
from selfdirect.demo.payment_changes import change_some, go_on
from selfdirect.demo.reviews import hold_reviews
from selfdirect.demo.switching import money_comes_back, switch_some
from selfdirect.demo.unspent import money_left_over
from selfdirect.demo.walks import Today, Waits, walk
from selfdirect.jobs import due
from selfdirect.records.payments import LineState, PaymentRun, RunKind
from selfdirect.records.work import Step
from selfdirect.rules.calendar import is_working_day

STARTS_ON = date(2024, 11, 18)
ENDS_ON = date(2026, 11, 20)
PEOPLE = 200
SEED = 1948
DAYS_BETWEEN_RUNS = 7


@dataclass
class Council:
    """The simulated council: its date, its staff, and every story still being told, by the day it goes on."""

    seed: int
    starts_on: date
    ends_on: date
    today: Today = field(init=False)
    cast: Cast = field(init=False)
    waiting: list[tuple[date, int, Waits]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.today = Today(self.starts_on)


def simulate(
    people: int = PEOPLE,
    seed: int = SEED,
    starts_on: date = STARTS_ON,
    ends_on: date = ENDS_ON,
    progress: Callable[[int], object] = lambda days: None,
) -> Council:
    """Make a council from nothing. `progress` is told how many days have gone by."""
    council = Council(seed, starts_on, ends_on)
    council.cast = hire(starts_on)
    employment.fill_register(council.cast, starts_on)
    _arrive(council, people)
    day = starts_on
    while day <= ends_on:
        council.today.on = day
        if is_working_day(day, _holidays(council)):
            _work_day(council)
        if day.day == 1:
            _count_rows()
        day += timedelta(days=1)
        progress(1)
    demo.set_date(today=ends_on, on=ends_on, by=timer())
    return council


def _count_rows() -> None:
    """Let the database count what it holds: inside one long transaction it does not do so by itself, and guesses."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _holidays(council: Council) -> frozenset[date]:
    return policy().holidays(council.starts_on.year, council.ends_on.year + 1)


def _arrive(council: Council, people: int) -> None:
    """Spread first contacts over the two years, by chance."""
    chance = Random(council.seed)
    days = (council.ends_on - council.starts_on).days
    for number in range(people):
        arrives = council.starts_on + timedelta(days=int(days * (number + chance.random()) / people))
        life = draw(number, council.starts_on, council.seed)
        heapq.heappush(council.waiting, (arrives, number, walk(number, life, council.cast, council.today)))


def _work_day(council: Council) -> None:
    """Go on with every story due, then do what the calendar asks."""
    on = council.today.on
    while council.waiting and council.waiting[0][0] <= on:
        _, number, story = heapq.heappop(council.waiting)
        wait = next(story, None)
        if wait is not None:
            heapq.heappush(council.waiting, (on + timedelta(days=wait), number, story))
    if (on - council.starts_on).days % DAYS_BETWEEN_RUNS == 3:
        _confirm_last_run(council)
        _answer_questions(council)
        _run_payments(council)
    if on.weekday() == 0:
        due.what_falls_due(on)
        employment.go_on(council.seed, council.cast, on)
    if on.weekday() == 1:
        arrange_support(council.seed, on)
        invoices.send_some(council.seed, on)
        invoices.answer_some(council.cast.finance[0], on)
        keep_lists(council.seed, on)
        cards.go_on(council.seed, on)
        lose_cards(council.seed, council.cast.approvers[0], council.cast.finance[0], on)
        cards_fail(council.cast.approvers[0], council.cast.finance[0], on)
    if on.weekday() in (1, 3):
        equip(council.seed, on)
        contracts(council.seed, on, council.ends_on)
    if on.weekday() == 2:
        hold_reviews(council.seed, on)
        crisis_fund.go_on(council.seed, council.cast, on)
        ideas.go_on(council.seed, council.cast, on)
        support_services.go_on(council.seed, on)
    if on.weekday() == 3:
        choosing.go_on(council.seed, on)
    if on.weekday() == 3:
        close_month(council.cast.approvers[0], council.cast.finance[0], on)
    if on.weekday() == 4:
        switch_some(council.seed, on)
        change_some(council.seed, council.cast.finance[0], on)
        go_on(on)
        sign_again_some(on)
        money_comes_back(council.cast.finance[0], on)
        money_left_over(council.seed, council.cast.finance[0], on)


def _run_payments(council: Council) -> None:
    """Prepare, approve by somebody else, send. The last run of all is left for whoever tries the demonstration."""
    on = council.today.on
    finance, approver = council.cast.finance[0], council.cast.approvers[0]
    try:
        run = payment_runs.prepare_run(
            pay_on=in_working_days(on, 3), key=f"demo-run-{on.isoformat()}", on=on, by=finance
        )
    except Refused:
        return  # Nothing is due yet.
    if (council.ends_on - on).days < DAYS_BETWEEN_RUNS:
        return
    if not run.lines.filter(state=LineState.INCLUDED).exists():
        payment_runs.cancel_run(run=run, reason="Every payment in it is held back", on=on, by=finance)
        return
    run = payment_runs.approve_run(
        run=run, seen_version=run.version, key=f"demo-approve-{on.isoformat()}", on=on, by=approver
    )
    payment_runs.send_run(run=run, on=on, by=finance)


def _answer_questions(council: Council) -> None:
    """Finance rings the people whose payment raised a question a week ago or more."""
    week_ago = council.today.on - timedelta(days=7)
    for step in Step.objects.open().filter(code__in=payments.QUESTIONS, opened_on__lte=week_ago):
        payments.answer_query(
            step=step,
            answer="Rang and checked the account. It can be paid again.",
            on=council.today.on,
            by=council.cast.finance[0],
        )


def _confirm_last_run(council: Council) -> None:
    """The bank's answer to the last run. Every ninth run has one payment returned."""
    run = PaymentRun.objects.filter(state="sent", kind=RunKind.USUAL).order_by("pk").first()
    if run is None:
        return
    returned = {}
    first = run.lines.filter(state=LineState.SENT, again_for=None).order_by("pk").first()
    if PaymentRun.objects.filter(pk__lte=run.pk).count() % 9 == 4 and first is not None:
        returned = {first.pk: "The account is closed"}
    payment_runs.confirm_run(run=run, returned=returned, on=council.today.on, by=council.cast.finance[0])
