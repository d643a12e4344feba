"""Switches in the simulation: a stay in hospital, a change of mind, a fund for one part; and money that comes back.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_switching.py
"""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from selfdirect.actions import switching
from selfdirect.actions.action import Refused
from selfdirect.actions.support.paying import due_back_account
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.schedules import holdable_lines
from selfdirect.actions.support.steps import named_worker
from selfdirect.ledger.reading import balance
from selfdirect.records.access import ActingFor, User, acting_on
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.direct_payments import Agreement, Payee
from selfdirect.records.holdings import AdvanceInstruction, HoldingSwitch
from selfdirect.rules.direct_payments import COUNCIL_MANAGED, THIRD_PARTY, options

ONE_IN = 6
"""One agreed budget in so many is switched."""
WEEKS_BEFORE = 8
WEEKS_AWAY = 4
COMES_BACK_AFTER = timedelta(days=17)

AWAY = "I go into hospital and cannot look after money for some weeks."
ENOUGH = "The paperwork has become too much for me."
TRUST = "I want somebody I trust to look after this part."
WHEN = "When I am so low that I do not open my post."


def switch_some(seed: int, on: date) -> None:
    """Switch the budgets whose day has come, and ask in advance for those whose health goes up and down."""
    signed_on = on - timedelta(weeks=WEEKS_BEFORE)
    week = (signed_on - timedelta(days=6), signed_on)
    for agreement in Agreement.objects.filter(signed_on__range=week).select_related("budget__person").order_by("pk"):
        chance = Random(f"{seed}:switch:{agreement.budget.person.details.email}")
        budget, worker = agreement.budget, named_worker(agreement.budget.person)
        if worker is None or not budget.starts_on <= on < budget.ends_on - timedelta(weeks=WEEKS_AWAY + 1):
            continue
        if chance.randrange(ONE_IN) == 0 and not HoldingSwitch.objects.filter(budget=budget).exists():
            _switch(budget, chance, on, worker)
        elif not AdvanceInstruction.objects.filter(budget=budget).exists():
            _ask_in_advance(budget, on, worker)


def _switch(budget: Budget, chance: Random, on: date, worker: User) -> None:
    lines = holdable_lines(budget)
    offered = {option.key for option in options(policy().on(on))}
    way = COUNCIL_MANAGED if COUNCIL_MANAGED in offered else sorted(offered)[0]
    away = chance.random() < 0.5
    wanted: Iterable[BudgetLine] = lines
    given: dict[str, object] = {"held_as": way}
    reason = AWAY if away else ENOUGH
    holder = (
        Payee.objects.filter(kind="third_party", provider__may_hold_funds=True, provider__gives_care=False)
        .order_by("pk")
        .first()
    )
    if holder is not None and THIRD_PARTY in offered and chance.random() < 0.4:
        wanted, reason = lines[:1], TRUST
        given = {"held_as": THIRD_PARTY, "fund_holder": holder.provider_id}
    try:
        switching.switch(
            budget=budget,
            by_line={str(line.pk): given for line in wanted},
            from_on=on + timedelta(days=3),
            return_on=on + timedelta(weeks=WEEKS_AWAY, days=3) if away else None,
            asked_by_name=budget.person.name,
            own_reason=reason,
            key=f"demo-switch-{budget.pk}",
            on=on,
            by=worker,
        )
    except Refused:
        return  # It is held that way already, or this council does not allow the mix.


def _ask_in_advance(budget: Budget, on: date, worker: User) -> None:
    """Somebody with mental ill health, and somebody who acts for them."""
    acting = ActingFor.objects.filter(acting_on(on), person=budget.person).order_by("pk").first()
    if acting is None or budget.person.details.client_group != "mental_health":
        return
    if COUNCIL_MANAGED in {option.key for option in options(policy().on(on))}:
        switching.ask_in_advance(
            budget=budget,
            when_words=WHEN,
            held_as=COUNCIL_MANAGED,
            paid_by="",
            fund_holder=None,
            named_users=[acting.user_id],
            named_words="My worker may say so too.",
            key=f"demo-advance-{budget.pk}",
            on=on,
            by=worker,
        )


def money_comes_back(finance: User, on: date) -> None:
    """What was paid ahead comes back some weeks after a switch; one in four still owes it."""
    day = on - COMES_BACK_AFTER
    for switch in HoldingSwitch.objects.filter(on__range=(day - timedelta(days=6), day)).order_by("pk"):
        for row in switch.budget.payment_schedules.order_by("pk").values("payee_id", "funder").distinct():
            waiting = balance(due_back_account(switch.budget_id, row["payee_id"], row["funder"]))
            if waiting and Random(switch.person.details.email).randrange(4):
                switching.money_came_back(
                    budget=switch.budget,
                    payee=Payee.objects.get(pk=row["payee_id"]),
                    funder=row["funder"],
                    pence=waiting,
                    arrived_on=on,
                    key=f"demo-back-{switch.pk}-{row['payee_id']}",
                    on=on,
                    by=finance,
                )
