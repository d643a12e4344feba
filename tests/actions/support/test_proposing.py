"""Who decides on a plan follows from the amount, present support, risks and exceptions; some need nobody."""

from random import Random
from typing import Any

import pytest

from selfdirect.actions import allocation, decisions, plans
from selfdirect.actions.action import Refused
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.proposing import decision_facts
from selfdirect.demo.allocating import asked_for
from selfdirect.records.decisions import Decision
from selfdirect.records.plans import Plan
from selfdirect.records.work import Step
from tests.actions.first_half import ON, Town, assessed, means_tested, talked_through, town, worker_of, written
from tests.councils import under

pytestmark = pytest.mark.django_db


def planned(here: Town, **basis: Any) -> Plan:
    """A plan that is ready to be put to somebody, under the council of the moment."""
    done = assessed(here)
    means_tested(done.person)
    changes = asked_for(done, policy().on(ON), Random(3), has_carer=False) | basis
    by = worker_of(done.person)
    if changes:
        allocation.save_basis(assessment=done, changes=changes, seen_version=0, on=ON, by=by)
    return written(talked_through(done, universal=[], block=[]))


def proposed(plan: Plan) -> Decision:
    return plans.propose(plan=plan, seen_version=plan.version, on=ON, by=worker_of(plan.person))


@pytest.mark.requirement("R-DEC-06")
@pytest.mark.requirement("R-RAS-16")
@pytest.mark.parametrize(("present", "role"), [(500_00, "panel_member"), (0, "team_manager")])
def test_a_difference_from_present_support_goes_to_the_panel_and_none_to_the_manager(present: int, role: str) -> None:
    with under("council_c"):
        plan = planned(town(), present_package_pence_weekly=present)
        assert decision_facts(plan).present_pence_weekly == present
        assert proposed(plan).decider_role == role


@pytest.mark.requirement("R-DEC-01")
def test_a_colleague_decides_small_sums_where_the_ladder_gives_them_to_the_worker_and_never_their_own() -> None:
    with under("council_a"):
        here = town()
        plan = planned(here)
        decision = proposed(plan)
        assert decision.decider_role == "social_worker"
        step = Step.objects.open().get(code="decision", person=plan.person)
        assert step.owner != decision.proposed_by
        given: dict[str, Any] = {"outcome": "approved", "reasons": "It fits.", "meets_outcomes": True}
        given |= {"answers_risks": True, "seen_version": decision.version, "on": ON}
        with pytest.raises(Refused, match="somebody else has to decide"):
            decisions.decide(decision=decision, by=decision.proposed_by, **given)
        assert decisions.decide(decision=decision, by=step.owner, **given).decided_by == step.owner


@pytest.mark.requirement("R-DEC-08")
def test_within_the_allocation_and_with_nothing_open_nobody_has_to_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    here = town()
    plan = planned(here)
    conditions = ({"condition": "within_allocation", "client_group": "all", "role": "nobody", "label": "Agreed"},)
    values = policy().on(ON)
    chosen = values.value("decisions.conditions")
    changed = type(values)(
        {**values, "decisions.conditions": type(chosen)(**{**vars(chosen), "amount": conditions})}, ON, "fingerprint"
    )
    monkeypatch.setattr("selfdirect.actions.plans.policy_on", lambda on: changed)
    decision = proposed(plan)
    assert decision.outcome == "approved" and decision.decided_by_whom.startswith("Nobody")
    assert decision.decided_by is not None and decision.decided_by.is_timer
    assert "within the allocation" in decision.reasons
    assert Step.objects.open().filter(code="final_budget", person=plan.person).exists()
    assert not Step.objects.open().filter(code="decision").exists()
