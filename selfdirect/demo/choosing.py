"""On the way to a choice in the simulation: early talks and wishes, help, refusals looked at again, views of each way.

Next:   selfdirect/demo/holding.py
Tests:  tests/demo/test_choosing.py
"""

from datetime import date, timedelta
from random import Random
from typing import Any

from django.db.models import Prefetch

from selfdirect.actions import choosing, direct_payments, suitability
from selfdirect.actions.support.policy import policy
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.choosing import HelpKind, HelpToChoose, HoldingView, SuitabilityChallenge
from selfdirect.records.people import Person
from selfdirect.records.plans import Plan
from selfdirect.records.work import Step
from selfdirect.rules.choosing import QUESTIONS, UNSURE, wishes
from selfdirect.rules.direct_payments import FACTORS

DAYS_FOR_HELP = 6
DAYS_TO_LOOK_AGAIN = 8
WEEKS_UNTIL_VIEWS = 12

WHY = {
    "direct_payment": "I want to choose who comes in.",
    "third_party": "I do not want to look after money, but I want to choose.",
    "council_managed": "I have enough to think about.",
    "mixed": "I know the swimming. The rest is new to me.",
    UNSURE: "",
}
CAME_OF_IT = (
    "It helped to hear how pay and records work.",
    "They would like to try it, with a payroll service.",
    "They heard what it takes and want to think about it.",
)


def talk_early(plan: Plan, on: date, worker: User) -> None:
    """Talk while the plan is written, and note what the person would like. One in six is not talked to so early."""
    chance = Random(f"early:{plan.person.details.email}")
    if chance.random() < 1 / 6:
        return
    direct_payments.record_conversation(
        person=plan.person,
        stage="planning",
        what_was_said="Began to talk about who could hold the money, and what each way asks.",
        held_on=on,
        key=f"demo-early-talk-{plan.pk}",
        on=on,
        by=worker,
    )
    option = chance.choice([one for one in wishes(policy().on(on)) if one in WHY])
    choosing.record_wish(
        plan=plan,
        option=option,
        own_reason=WHY[option],
        said_by_name=plan.person.name,
        key=f"demo-wish-{plan.pk}",
        on=on,
        by=worker,
    )
    kind = HelpKind.PEER_TALK if chance.random() < 0.3 else HelpKind.ADVOCATE
    choosing.offer_help(
        person=plan.person,
        kind=kind.value,
        is_wanted=kind == HelpKind.PEER_TALK,
        who="",
        words="" if kind == HelpKind.PEER_TALK else "Family speaks for them.",
        key=f"demo-help-to-choose-{plan.pk}",
        on=on,
        by=worker,
    )


def refuse_first(budget: Budget, on: date, worker: User) -> None:
    """Find that a direct payment does not suit; the person disagrees at once."""
    factors = {code: {"met": "yes", "note": ""} for code in FACTORS}
    factors[list(FACTORS)[-1]] = {"met": "no", "note": "There is nobody yet to help with pay and records."}
    record = direct_payments.record_suitability(
        budget=budget,
        factors=factors,
        has_capacity=True,
        consents=True,
        excluded_by_law=False,
        representative_name="",
        authority="",
        reasons="There is nobody yet to help you with pay and records. Ask us again when there is.",
        considered_on=on,
        key=f"demo-refusal-{budget.pk}",
        on=on,
        by=worker,
    )
    suitability.challenge(
        suitability=record,
        why="My neighbour did the books of a shop and would help me.",
        key=f"demo-challenge-{budget.pk}",
        on=on,
        by=worker,
    )


def start_while_unwell(budget: Budget, on: date, worker: User) -> None:
    """Begin with what the council arranges, and talk again in some weeks."""
    weeks = policy().on(on).whole("direct_payments.talk_again_weeks")
    choosing.start_while_unwell(
        budget=budget,
        why="Just home from hospital and very tired.",
        own_reason="Not now. Ask me when I am stronger.",
        chosen_by_name=budget.person.name,
        ask_again_on=on + timedelta(weeks=weeks),
        key=f"demo-unwell-{budget.pk}",
        on=on,
        by=worker,
    )


def go_on(seed: int, on: date) -> dict[str, int]:
    """What a week brings: help takes place, refusals are looked at again, people say how their way works."""
    return {"helped": _help(seed, on), "looked again": _look_again(on), "views": _views(seed, on)}


def _help(seed: int, on: date) -> int:
    days_ago = on - timedelta(days=DAYS_FOR_HELP)
    waiting = HelpToChoose.objects.filter(is_wanted=True, outcome=None, on__lte=days_ago).order_by("pk")
    for asked in waiting:
        step = Step.objects.open().select_related("owner").get(about=f"HelpToChoose:{asked.pk}")
        chance = Random(f"{seed}:{asked.kind}:{asked.on}")
        choosing.record_help(
            asked=asked,
            took_place_on=on if chance.random() < 0.85 else None,
            what_came_of_it=chance.choice(CAME_OF_IT),
            key=f"demo-helped-{asked.pk}",
            on=on,
            by=step.owner,
        )
    return len(waiting)


def _look_again(on: date) -> int:
    days_ago = on - timedelta(days=DAYS_TO_LOOK_AGAIN)
    waiting = list(SuitabilityChallenge.objects.filter(answer=None, on__lte=days_ago).order_by("pk"))
    for number, challenge in enumerate(waiting):
        step = Step.objects.open().select_related("owner").get(about=f"SuitabilityChallenge:{challenge.pk}")
        suits = (challenge.pk + number) % 3 != 0
        suitability.answer_challenge(
            challenge=challenge,
            outcome="suits" if suits else "stands",
            reasons="With this help it can work." if suits else "The help that is needed is not there yet.",
            support="A payroll service, and a neighbour who keeps the records." if suits else "",
            key=f"demo-looked-again-{challenge.pk}",
            on=on,
            by=step.owner,
        )
    return len(waiting)


def _views(seed: int, on: date) -> int:
    """Two in three people are asked once their budget has run some weeks."""
    begun = on - timedelta(weeks=WEEKS_UNTIL_VIEWS)
    people = Prefetch("person", queryset=Person.objects.with_details())
    wanted = Budget.objects.filter(starts_on__lte=begun, starts_on__gt=begun - timedelta(days=7), ends_on__gte=on)
    asked = 0
    for budget in wanted.exclude(pk__in=HoldingView.objects.values("budget")).prefetch_related(people).order_by("pk"):
        chance = Random(f"{seed}:views:{budget.person.details.email}")
        worker = budget.person.named_workers.select_related("worker").get(until_on=None).worker
        if budget.holding_choices.exists() and chance.random() < 2 / 3:
            answers: dict[str, Any] = {name: chance.choice((2, 3, 4, 4, 5, 5)) for name in QUESTIONS}
            choosing.give_view(
                budget=budget, answers=answers, words="", key=f"demo-views-{budget.pk}", on=on, by=worker
            )
            asked += 1
    return asked
