"""In the simulation most holders say who must be paid, some lose a card, and once no card can be used for some days.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_must_be_paid.py
"""

from datetime import date, timedelta
from random import Random

from selfdirect.actions import must_be_paid, payment_runs, same_day_runs
from selfdirect.actions.action import Refused
from selfdirect.actions.support.paying_straight import due_between, lists_of
from selfdirect.actions.support.steps import named_worker
from selfdirect.demo import cards
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.must_be_paid import MustBePaid, Rail, failing
from selfdirect.records.payments import PaymentRun
from selfdirect.rules.direct_payments import DIRECT_PAYMENT

WEEKS_AFTER_SIGNING = 2
NO_LIST_ONE_IN = 6
CARD_LOST_ONE_IN = 4
CARD_LOST_AFTER = timedelta(weeks=10)
CARDS_FAIL_ON = date(2026, 3, 10)
CARDS_WORK_AGAIN_ON = date(2026, 3, 17)
WHAT = {"personal_assistant": "wages", "day_activity": "day centre", "respite": "respite"}


def keep_lists(seed: int, on: date) -> None:
    """Two weeks after they have signed, most holders say who must be paid and into which account."""
    signed_on = on - timedelta(weeks=WEEKS_AFTER_SIGNING)
    week = (signed_on - timedelta(days=6), signed_on)
    for agreement in Agreement.objects.filter(signed_on__range=week, version=1).select_related("budget__person"):
        chance = Random(f"{seed}:lists:{agreement.budget.person.details.email}")
        if chance.randrange(NO_LIST_ONE_IN):
            for line in _held(agreement.budget)[:2]:
                _put(line, chance, on)


def lose_cards(seed: int, approver: User, finance: User, on: date) -> None:
    """Some weeks later a few lose their card, and whoever is due this week is paid straight away."""
    day = on - CARD_LOST_AFTER
    listed = MustBePaid.objects.filter(first=None, on__range=(day - timedelta(days=6), day))
    for budget in Budget.objects.filter(pk__in=listed.values("budget")).select_related("person").order_by("pk"):
        chance = Random(f"{seed}:lost:{budget.person.details.email}")
        worker, until = named_worker(budget.person), on + timedelta(days=6)
        if chance.randrange(CARD_LOST_ONE_IN) or worker is None or cards.lose(budget, worker, chance, on) is None:
            continue
        due = due_between(lists_of([budget.pk]), on, until)
        if not due:
            continue
        try:
            run = same_day_runs.pay_straight(
                budget=budget,
                codes=[one.code for one in due],
                until_on=until,
                because="Their card is lost. The new one takes a week.",
                key=f"demo-straight-{budget.pk}-{on.isoformat()}",
                on=on,
                by=worker,
            )
        except Refused:
            continue  # Less than that is still to be paid: the budget nearly ends.
        _through(run, approver, finance, on)


def cards_fail(approver: User, finance: User, on: date) -> None:
    """For one week the card company cannot be reached. Whoever must be paid is paid another way."""
    if on == CARDS_FAIL_ON:
        failure = same_day_runs.report_rail_failure(
            rail=Rail.PREPAID_CARD.value,
            what_happened="The card company’s systems are down. It does not know for how long.",
            key="demo-cards-fail",
            on=on,
            by=finance,
        )
        try:
            run = same_day_runs.pay_another_way(
                failure=failure, until_on=on + timedelta(days=6), key="demo-cards-paid", on=on, by=finance
            )
        except Refused:
            return  # Nobody who has a card is due this week.
        _through(run, approver, finance, on)
    failure = failing(Rail.PREPAID_CARD)
    if failure is not None and on >= CARDS_WORK_AGAIN_ON:
        same_day_runs.end_rail_failure(failure=failure, key="demo-cards-work", on=on, by=finance)


def _held(budget: Budget) -> list[BudgetLine]:
    lines = budget.lines.filter(held_as=DIRECT_PAYMENT).select_related("plan_line", "budget__person")
    return [line for line in lines.order_by("pk") if line.net_pence_weekly > 0]


def _put(line: BudgetLine, chance: Random, on: date) -> None:
    budget, worker = line.budget, named_worker(line.budget.person)
    first_due_on = max(on, budget.starts_on) + timedelta(days=chance.randint(1, 7))
    if worker is None or first_due_on > budget.ends_on:
        return
    name = chance.choice(("Ana Fernley", "Josef Marlow", "Wren Ashby", "Priti Dale", "Tom Hollis"))
    must_be_paid.put_on_list(
        budget=budget,
        what=f"{name}, {WHAT.get(line.plan_line.category, 'support')}",
        account_name=name,
        sort_code="089999",
        account_number=f"{chance.randrange(10_000_000, 99_999_999)}",
        pence=line.net_pence_weekly,
        every="weekly",
        due_on=first_due_on,
        key=f"demo-list-{line.pk}",
        on=on,
        by=worker,
    )


def _through(run: PaymentRun, approver: User, finance: User, on: date) -> None:
    """Approved, sent and confirmed the same day."""
    key = f"demo-same-day-{run.pk}"
    run = payment_runs.approve_run(run=run, seen_version=run.version, key=key, on=on, by=approver)
    run = payment_runs.send_run(run=run, on=on, by=finance)
    payment_runs.confirm_run(run=run, returned={}, on=on, by=finance)
