"""The last part of a story: the final budget, how it is held, the agreement and who is paid.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_holding.py
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from selfdirect.actions import budgets, direct_payments
from selfdirect.actions.support.holding import stages_of
from selfdirect.actions.support.policy import policy
from selfdirect.demo import cards
from selfdirect.demo.agreeing import agree, change_hands
from selfdirect.demo.choosing import refuse_first, start_while_unwell
from selfdirect.demo.circumstances import Circumstances
from selfdirect.demo.joint_funding import is_direct_payment_agreed
from selfdirect.records.access import User
from selfdirect.records.authority import authority_on
from selfdirect.records.budgets import KEPT, Budget
from selfdirect.records.decisions import Decision
from selfdirect.records.market import Provider
from selfdirect.rules.authority import Scope
from selfdirect.rules.direct_payments import FACTORS
from selfdirect.rules.values import text_cell

if TYPE_CHECKING:
    from selfdirect.demo.walks import Today

UNWELL, REFUSED = 0.06, 0.12
"""The shares of people who are too unwell to choose at first, and of those told no to a direct payment at first."""

WAYS = ("direct_payment", "direct_payment", "direct_payment", "third_party", "council_managed", "mixed")


def hold_and_agree(life: Circumstances, today: "Today", worker: User, decision: Decision) -> Iterator[int]:
    """From an approved plan to a signed agreement with its payees."""
    yield life.chance.randint(0, 4)
    budget = budgets.finalise(
        decision=decision,
        difference_reason="The plan costs less than the rough guide, and meets every outcome.",
        key=f"demo-budget-{decision.pk}",
        on=today.on,
        by=worker,
    )
    yield life.chance.randint(0, 5)
    choose(life, today, worker, budget)
    yield life.chance.randint(1, 9)
    sign(life, today, worker, budget)
    yield from change_hands(budget, today, worker)


def choose(life: Circumstances, today: "Today", worker: User, budget: Budget) -> None:
    """Talk about the ways of holding again, record suitability where it matters, and choose."""
    chance = life.chance
    if not stages_of(budget.person):
        _talk(budget, today.on - timedelta(days=2), today, worker, "first_talk")
    _talk(budget, today.on, today, worker, "choosing")
    way, own = chance.choice(WAYS), Random(f"holding:{budget.person.details.email}")
    if own.random() < UNWELL:
        start_while_unwell(budget, today.on, worker)
        return
    if way == "direct_payment" and own.random() < REFUSED:
        refuse_first(budget, today.on, worker)
        way = "council_managed"
    methods = [text_cell(row, "method") for row in policy().on(today.on).table("direct_payments.methods")]
    by_line = _by_line(budget, way, chance.choice(sorted(methods)), life)
    if any(line["held_as"] == "direct_payment" for line in by_line.values()):
        direct_payments.record_suitability(
            budget=budget,
            factors={factor: _factor(chance.random() < 0.3) for factor in FACTORS},
            has_capacity=True,
            consents=True,
            excluded_by_law=False,
            representative_name="",
            authority="",
            reasons="",
            considered_on=today.on,
            key=f"demo-suitability-{budget.pk}",
            on=today.on,
            by=worker,
        )
    direct_payments.choose(
        budget=budget,
        by_line=by_line,
        own_reason=_REASONS[way],
        chosen_by_name=budget.person.name,
        conflict_note="The provider also gives care; the person knows and is content." if way == "third_party" else "",
        key=f"demo-choice-{budget.pk}",
        on=today.on,
        by=worker,
    )


def _talk(budget: Budget, held_on: date, today: "Today", worker: User, stage: str) -> None:
    direct_payments.record_conversation(
        person=budget.person,
        stage=stage,
        what_was_said="Looked at every way of holding the budget, what each asks of you and the help there is.",
        held_on=held_on,
        key=f"demo-talk-{budget.pk}-{stage}",
        on=today.on,
        by=worker,
    )


def sign(life: Circumstances, today: "Today", worker: User, budget: Budget) -> None:
    """Give the account that is paid, then sign."""
    lines = list(budget.lines.exclude(held_as=""))
    methods = {line.paid_by for line in lines if line.paid_by}
    for method in sorted(methods):
        _add_account(budget, life, today, worker, method)
    for holder in {line.fund_holder_id for line in lines if line.fund_holder_id}:
        _add_fund_holder(Provider.objects.get(pk=holder), today)
    agree(budget, today, worker, life.chance.choice(("on_screen", "on_paper")))


def _factor(with_support: bool) -> dict[str, str]:
    if with_support:
        return {"met": "with_support", "note": "A payroll service and somebody to ring."}
    return {"met": "yes", "note": ""}


def _by_line(budget: Budget, way: str, method: str, life: Circumstances) -> dict[str, dict[str, Any]]:
    holders = list(Provider.objects.filter(may_hold_funds=True).order_by("pk"))
    holder = life.chance.choice(holders)
    chosen = {}
    nhs_agreed = is_direct_payment_agreed(budget.plan)
    for number, line in enumerate(budget.lines.exclude(KEPT).order_by("pk")):
        held_as = way
        if way == "mixed":
            held_as = "direct_payment" if number % 2 else "council_managed"
        if held_as == "direct_payment" and line.is_joint and not nhs_agreed:
            held_as = "council_managed"
        chosen[str(line.pk)] = {
            "held_as": held_as,
            "paid_by": method if held_as == "direct_payment" else "",
            "fund_holder": holder.pk if held_as == "third_party" else None,
        }
    return chosen


def _add_account(budget: Budget, life: Circumstances, today: "Today", worker: User, method: str) -> None:
    digits = str(life.chance.randint(10_000_000, 99_999_999))
    if method == "prepaid_card":
        cards.order(budget.person, worker, today.on)
        return
    held = authority_on(budget.person, Scope.RECEIVE, today.on) if method == "bank_account" else None
    direct_payments.add_payee(
        person=budget.person,
        provider=None,
        kind=method,
        account_name=held.holder_name if held else budget.person.name,
        sort_code="089999",
        account_number=digits,
        authority=held,
        key=f"demo-payee-{budget.pk}-{method}",
        on=today.on,
        by=worker,
    )


def _add_fund_holder(provider: Provider, today: "Today") -> None:
    if provider.payees.filter(kind="third_party").exists():
        return
    finance = User.objects.filter(role_grants__role="finance_officer").order_by("pk").first()
    assert finance is not None
    direct_payments.add_payee(
        person=None,
        provider=provider,
        kind="third_party",
        account_name=provider.name,
        sort_code=provider.sort_code,
        account_number=provider.account_number,
        key=f"demo-payee-provider-{provider.pk}",
        on=today.on,
        by=finance,
    )


_REASONS = {
    "direct_payment": "I want to choose who comes in and when.",
    "third_party": "I trust them to look after the money, and I still choose the support.",
    "council_managed": "I do not want to look after money now. I may later.",
    "mixed": "I will look after the part I know, and the council the rest.",
}
