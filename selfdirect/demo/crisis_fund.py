"""In the simulation the fund for crises is filled each spring, and a few people with high needs have a crisis.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_crisis_fund.py
"""

from datetime import date, timedelta
from random import Random

from selfdirect.actions import crisis_fund
from selfdirect.actions.action import Refused
from selfdirect.actions.support.crisis_fund import balance_of_fund
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.steps import named_worker
from selfdirect.demo.cast import Cast
from selfdirect.records.budgets import Budget
from selfdirect.records.crisis_fund import CrisisDraw, CrisisFundMoney
from selfdirect.rules.crisis_fund import why_not_asked

A_YEAR_PENCE = 2_500_000
ONE_IN = 3
WEEKS_AFTER = 9
SETTLED_AFTER = timedelta(weeks=5)
CRISES = (
    ("A daughter who helps every day broke her hip.", "Somebody there each morning for three weeks.", 94_500),
    ("The person fell twice at night.", "Somebody awake at night for ten nights.", 160_000),
    ("The personal assistant left without notice.", "An agency until somebody new starts.", 78_000),
)


def go_on(seed: int, cast: Cast, on: date) -> None:
    """Fill the fund once a year, ask for some, decide on what was asked before, settle what is over."""
    years = set(CrisisFundMoney.objects.values_list("on__year", flat=True))
    if on.year not in years and (on.month >= 4 or not years):
        _fill(cast, on)
    _ask_for_some(seed, on)
    _decide(cast, on)
    _settle(cast, on)


def _fill(cast: Cast, on: date) -> None:
    crisis_fund.put_in(
        pence=A_YEAR_PENCE,
        reason=f"The fund for {on.year}, agreed with the council’s budget.",
        key=f"demo-fund-{on.year}",
        on=on,
        by=cast.approvers[0],
    )


def _ask_for_some(seed: int, on: date) -> None:
    day = on - timedelta(weeks=WEEKS_AFTER)
    begun = Budget.objects.filter(
        starts_on__range=(day - timedelta(days=6), day), ends_on__gt=on, agreements__version=1
    )
    for budget in begun.select_related("person").order_by("pk").distinct():
        chance = Random(f"{seed}:crisis:{budget.person.details.email}")
        worker = named_worker(budget.person)
        if worker is None or why_not_asked(budget.gross_pence_weekly, policy().on(on)) or chance.randrange(ONE_IN):
            continue
        happened, what_for, pence = chance.choice(CRISES)
        if pence <= balance_of_fund():
            crisis_fund.ask(
                budget=budget,
                what_happened=happened,
                what_for=what_for,
                pence=pence,
                key=f"demo-crisis-{budget.pk}",
                on=on,
                by=worker,
            )


def _decide(cast: Cast, on: date) -> None:
    """The week after it was asked, so that the last ones asked wait for whoever tries the demonstration."""
    for draw in CrisisDraw.objects.filter(decision=None, on__lt=on).select_related("budget", "person").order_by("pk"):
        by = next(one for one in cast.managers if one.pk != draw.by_id)
        crisis_fund.decide(
            draw=draw,
            agreed=True,
            reasons="Nobody else can be there, and it keeps them at home.",
            key=f"demo-crisis-decide-{draw.pk}",
            on=on,
            by=by,
        )


def _settle(cast: Cast, on: date) -> None:
    given = CrisisDraw.objects.filter(decision__agreed=True, settled=None, decision__on__lte=on - SETTLED_AFTER)
    for draw in given.select_related("budget", "person").order_by("pk"):
        back = draw.pence // 8 if Random(draw.person.details.email).random() < 0.5 else 0
        try:
            crisis_fund.settle(
                draw=draw,
                used_for="Used as it was meant, until things were better.",
                back_pence=back,
                key=f"demo-crisis-settle-{draw.pk}",
                on=on,
                by=cast.finance[0],
            )
        except Refused:
            continue  # Less than that is left in the budget: it is settled when it is.
