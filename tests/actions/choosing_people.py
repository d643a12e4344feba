"""Wishes, help to choose, refusals and challenges in short words, for tests."""

from datetime import date
from typing import Any

from selfdirect.actions import access, choosing, direct_payments, plans, suitability
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.choosing import HelpToChoose, HoldingWish, SuitabilityChallenge
from selfdirect.records.decisions import Decision
from selfdirect.records.direct_payments import HoldingConversation, SuitabilityRecord
from selfdirect.records.people import Person
from selfdirect.records.plans import Plan
from selfdirect.rules.access import Role
from tests.actions.first_half import ON, Town, assessed, means_tested, talked_through, worker_of, written
from tests.actions.story import DECIDED_ON, agree_to, factors, finalised, found_suitable


def plan_of(here: Town, *lines: dict[str, Any], **details: Any) -> Plan:
    """A plan that is being written."""
    assessment = assessed(here, **details)
    means_tested(assessment.person)
    return written(talked_through(assessment), *lines)


def budget_of(here: Town, plan: Plan) -> Budget:
    """The final budget of a plan that was agreed."""
    return finalised(agreed(here, plan))


def agreed(here: Town, plan: Plan) -> Decision:
    """The decision that agreed a plan."""
    plan = Plan.objects.get(pk=plan.pk)
    return agree_to(here, plans.propose(plan=plan, seen_version=plan.version, on=ON, by=worker_of(plan.person)))


def wished(plan: Plan, option: str = "direct_payment", **more: Any) -> HoldingWish:
    words = {
        "own_reason": "I want to choose who comes.",
        "said_by_name": "Amara Foxglove",
        "key": f"w{plan.pk}-{option}",
        "on": ON,
        "by": worker_of(plan.person),
    }
    return choosing.record_wish(**({"plan": plan, "option": option} | words | more))


def talked_early(person: Person, stage: str = "planning", on: date = ON) -> HoldingConversation:
    return direct_payments.record_conversation(
        person=person,
        stage=stage,
        what_was_said="We began to talk about the ways.",
        held_on=on,
        key=f"early-{person.pk}-{stage}",
        on=on,
        by=worker_of(person),
    )


def asked(person: Person, kind: str, **more: Any) -> HelpToChoose:
    words = {"is_wanted": True, "who": "", "words": "", "key": f"h{person.pk}-{kind}", "on": ON}
    return choosing.offer_help(**({"person": person, "kind": kind, "by": worker_of(person)} | words | more))


def refused(budget: Budget, **more: Any) -> SuitabilityRecord:
    """A direct payment that was found not to suit."""
    words = {"factors": factors(ability="no"), "reasons": "Nobody could help with pay yet."}
    return found_suitable(budget, **(words | more))


def challenged(record: SuitabilityRecord, **more: Any) -> SuitabilityChallenge:
    words = {"why": "My sister can help me.", "key": f"ch{record.pk}", "on": DECIDED_ON, "by": worker_of(record.person)}
    return suitability.challenge(**({"suitability": record} | words | more))


def answer(made: SuitabilityChallenge, by: User, **more: Any) -> Any:
    words = {"outcome": "stands", "reasons": "Nothing has changed yet.", "support": "", "key": f"an{made.pk}"}
    return suitability.answer_challenge(**({"challenge": made, "on": DECIDED_ON, "by": by} | words | more))


def own_user(here: Town, person: Person, email: str = "own@example.org") -> User:
    """The person's own way in."""
    by = here.cast.administrator
    return access.add_user(email=email, name=person.name, roles=[Role.PERSON], person_id=person.pk, on=ON, by=by)


def speaks_for(here: Town, person: Person, role: Role = Role.REPRESENTATIVE) -> User:
    """Somebody who acts for the person."""
    by = here.cast.administrator
    user = access.add_user(email=f"{role.value}@example.org", name="Ruth Foxglove", roles=[role], on=ON, by=by)
    words = {"authority": "Amara asked for this.", "may_see_money": True, "on": ON, "by": worker_of(person)}
    access.act_for(user=user, person=person, role=role, **words)
    return user
