"""What led up to a choice, on the page of how a budget is held: wishes, help, a later talk, a challenge.

Next:   selfdirect/pages/staff/choosing.py
Tests:  tests/pages/staff/test_led_up.py
"""

from datetime import date
from typing import Any

from selfdirect.actions.decisions import LOOKS_AGAIN
from selfdirect.actions.support.holding import way_of
from selfdirect.actions.support.policy import policy
from selfdirect.pages.parts import TaskGroup
from selfdirect.pages.staff.choosing import help_tasks
from selfdirect.pages.ways import help_of, wishes_of
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.choosing import ChallengeOutcome, LaterTalk, SuitabilityChallenge
from selfdirect.records.people import Person
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission
from selfdirect.rules.direct_payments import COUNCIL_MANAGED, options


def help_group(person: Person, user: User, on: date) -> TaskGroup:
    """What to offer before the choice."""
    return TaskGroup("Help to choose", help_tasks(person, help_of(person), user, on))


def led_up_to(budget: Budget, user: User, on: date) -> dict[str, Any]:
    """Everything that led up to the choice, and what this user may add to it."""
    agreed = budget.agreements.exists()
    managed = COUNCIL_MANAGED in {one.key for one in options(policy().on(on))}
    may_plan = user.may(Permission.PLAN, on)
    return {
        "wishes": wishes_of(budget.plan, on),
        "offered": help_of(budget.person),
        "later": LaterTalk.objects.filter(budget=budget).order_by("-pk").first(),
        "way": way_of(budget, on),
        "may_record": may_plan,
        "may_start_unwell": may_plan and managed and not agreed and not budget.holding_choices.exists(),
        **_challenged(budget, user, on),
    }


def _challenged(budget: Budget, user: User, on: date) -> dict[str, Any]:
    """The challenge of the latest answer, with who has it; or whether the person's disagreement may be written down."""
    record = budget.suitability_records.order_by("-pk").first()
    found = SuitabilityChallenge.objects.filter(suitability__budget=budget).order_by("-pk")
    challenge = found.select_related("by", "suitability", "answer__by").first()
    step = None
    if challenge:
        steps = Step.objects.open().filter(about=f"SuitabilityChallenge:{challenge.pk}")
        step = steps.select_related("owner").first()
    answer = getattr(challenge, "answer", None)
    refused = record is not None and not record.is_suitable and (not challenge or challenge.suitability != record)
    return {
        "challenge": challenge,
        "challenge_answer": answer,
        "challenge_outcome": ChallengeOutcome(answer.outcome).label if answer else "",
        "challenge_step": step,
        "may_look_again": any(user.may(one, on) for one in LOOKS_AGAIN),
        "may_challenge": refused and user.may(Permission.CHOOSE_HOLDING, on),
    }
