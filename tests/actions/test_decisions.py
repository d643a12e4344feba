"""A plan is decided by somebody else, within their limit, with reasons; each answer has its next step."""

from typing import Any

import pytest
from django.db import transaction

from selfdirect.actions import decisions, plans
from selfdirect.actions.action import NotAllowed, Refused, Stale
from selfdirect.records.access import RoleGrant, User
from selfdirect.records.decisions import Decision
from selfdirect.records.messages import Letter, Message
from selfdirect.records.plans import Plan
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from tests.actions.first_half import (
    ON,
    Town,
    assessed,
    means_tested,
    proposed,
    talked_through,
    town,
    worker_of,
    written,
)
from tests.actions.story import DECIDED_ON, support

pytestmark = pytest.mark.django_db


def decide(decision: Decision, by: User, **more: Any) -> Decision:
    words: dict[str, Any] = {
        "outcome": "approved",
        "reasons": "It meets what matters to you.",
        "meets_outcomes": True,
        "answers_risks": True,
        "seen_version": decision.version,
        "on": DECIDED_ON,
    }
    with transaction.atomic():
        return decisions.decide(**({"decision": decision, "by": by} | words | more))


def open_codes(decision: Decision) -> list[str]:
    return list(
        Step.objects.open().filter(person=decision.person).exclude(code="holding_talk").values_list("code", flat=True)
    )


@pytest.fixture
def here() -> Town:
    return town()


@pytest.mark.requirement("R-DEC-04")
@pytest.mark.requirement("R-DEC-05")
def test_an_agreed_plan_goes_on_to_the_final_budget(here: Town) -> None:
    decision = proposed(here, support())
    assert (decision.decider_role, open_codes(decision)) == ("team_manager", ["decision"])
    bad = [
        ({"outcome": "maybe"}, "Choose a decision"),
        ({"reasons": " "}, "Give your reasons"),
        ({"meets_outcomes": False}, "meets the outcomes"),
        ({"answers_risks": False}, "answers the risks"),
    ]
    for change, words in bad:
        with pytest.raises(Refused, match=words):
            decide(decision, here.manager, **change)
    decided = decide(decision, here.manager)
    assert (decided.outcome, decided.decided_by, decided.decided_on) == ("approved", here.manager, DECIDED_ON)
    assert (Plan.objects.get().status, open_codes(decision)) == ("approved", ["final_budget"])
    with pytest.raises(Refused, match="already decided"):
        decide(decided, here.manager)


@pytest.mark.requirement("R-DEC-16")
def test_nobody_decides_their_own_proposal_even_with_the_role(here: Town) -> None:
    decision = proposed(here, support())
    proposer = decision.proposed_by
    RoleGrant.objects.create(user=proposer, role=Role.TEAM_MANAGER.value, from_on=DECIDED_ON)
    with pytest.raises(Refused, match="You proposed this plan"):
        decide(decision, User.objects.get(pk=proposer.pk))
    with pytest.raises(NotAllowed):
        decide(decision, here.cast.finance[0])


@pytest.mark.requirement("R-DEC-01")
def test_more_than_the_manager_s_limit_is_for_the_panel(here: Town) -> None:
    assessment = assessed(here)
    means_tested(assessment.person)
    plan = written(talked_through(assessment), support(quantity_hundredths=3500))
    by = worker_of(plan.person)
    why = {"exception_reason": "Two people are needed to lift."}
    plan = plans.save_part(plan=plan, changes=why, seen_version=plan.version, on=ON, by=by)
    decision = plans.propose(plan=plan, seen_version=plan.version, on=ON, by=by)
    assert (decision.pence_weekly, decision.decider_role) == (56000, "panel_member")
    with pytest.raises(Refused, match="This amount is decided by"):
        decide(decision, here.manager)
    assert decide(decision, here.cast.panel[0]).outcome == "approved"


def test_a_plan_sent_back_is_written_again(here: Town) -> None:
    decision = decide(proposed(here, support()), here.manager, outcome="returned", reasons="Say more about nights.")
    assert (Plan.objects.get().status, open_codes(decision)) == ("returned", ["support_plan"])


@pytest.mark.requirement("R-DEC-12")
def test_a_refusal_is_written_to_the_person_with_reasons_and_a_way_to_disagree(here: Town) -> None:
    decision = decide(proposed(here, support()), here.manager, outcome="refused", reasons="Other help is there.")
    assert Letter.objects.get(kind="refusal").facts["reasons"] == "Other help is there."
    assert (Plan.objects.get().status, open_codes(decision)) == ("refused", ["disagreement"])


def test_the_second_of_two_is_told(here: Town) -> None:
    decision = proposed(here, support())
    Decision.objects.update(version=2, changed_by=here.cast.managers[1])
    with pytest.raises(Stale, match=here.cast.managers[1].name):
        decide(decision, here.manager, seen_version=1)


@pytest.mark.requirement("R-DEC-04")
def test_a_refusal_is_looked_at_again_by_somebody_else(here: Town) -> None:
    decision = decide(proposed(here, support()), here.manager, outcome="refused", reasons="Other help is there.")
    other = here.cast.managers[1]
    assert Step.objects.open().get(code="disagreement").owner == other
    words = {"decision": decision, "outcome": "write_again", "reasons": "The help is too far away.", "on": ON}
    with pytest.raises(Refused, match="neither proposed the plan nor decided"):
        decisions.look_again(**words, by=here.manager)
    with pytest.raises(Refused, match="Give your reasons"):
        decisions.look_again(**{**words, "reasons": " "}, by=other)
    decisions.look_again(**words, by=other)
    assert (Plan.objects.get().status, open_codes(decision)) == ("returned", ["support_plan"])
    with pytest.raises(Refused, match="already looked at this again"):
        decisions.look_again(**words, by=other)
    letter = Letter.objects.get(kind="looked_again")
    assert (letter.person, letter.facts["looked_by"]) == (decision.person, other.name)
    assert (letter.facts["answer"], letter.facts["reasons"]) == (
        "The plan is written again",
        "The help is too far away.",
    )
    assert Message.objects.get(letter=letter).key == f"looked_again:{decision.pk}"


def test_a_refusal_may_stand(here: Town) -> None:
    decision = decide(proposed(here, support()), here.manager, outcome="refused", reasons="Other help is there.")
    other = here.cast.managers[1]
    decisions.look_again(decision=decision, outcome="stands", reasons="It is near enough.", on=ON, by=other)
    assert (Plan.objects.get().status, open_codes(decision)) == ("refused", [])
