"""A plan is costed here, line by line; nothing is lost when a line changes; it is proposed when it is whole."""

from typing import Any

import pytest
from django.db import transaction

from selfdirect.actions import plans
from selfdirect.actions.action import Refused, Stale
from selfdirect.records.plans import Plan, PlanLine, PlanRisk
from selfdirect.records.work import Step
from tests.actions.first_half import ON, Town, assessed, line, means_tested, talked_through, town, worker_of, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def plan(here: Town) -> Plan:
    assessment = assessed(here, risk="Falling at night")
    means_tested(assessment.person)
    return Plan.objects.get(planning_amount=talked_through(assessment))


def add(plan: Plan, key: str = "k", **more: Any) -> PlanLine:
    with transaction.atomic():
        return plans.add_line(plan=plan, key=key, line=line(**more), on=ON, by=worker_of(plan.person))


@pytest.mark.requirement("R-SPL-08")
def test_a_line_is_costed_here_and_a_double_click_is_one_line(plan: Plan) -> None:
    made = add(plan)
    assert (made.pence_weekly, made.pence_once) == (350 * 1725 // 100 + 1, 0)
    assert add(plan) == made
    once = add(plan, "o", frequency="one_off", quantity_hundredths=100, unit_price_pence=25000)
    assert (once.pence_weekly, once.pence_once) == (0, 25000)
    with pytest.raises(Refused, match="more than £0"):
        add(plan, "p", unit_price_pence=0)
    with pytest.raises(Refused, match="more than 0"):
        add(plan, "q", quantity_hundredths=0)


def test_a_changed_line_replaces_the_old_one_which_is_kept(plan: Plan) -> None:
    by = worker_of(plan.person)
    before = add(plan)
    after = plans.change_line(line=before, changes={"what": "Help to wash"}, on=ON, by=by)
    assert (after.what, after.pence_weekly) == ("Help to wash", before.pence_weekly)
    with pytest.raises(Refused, match="already taken out or changed"), transaction.atomic():
        plans.change_line(line=before, changes={"what": "Other"}, on=ON, by=by)
    plans.remove_line(line=after, on=ON, by=by)
    assert PlanLine.objects.filter(removed_at=None).count() == 0
    assert PlanLine.objects.count() == 2


@pytest.mark.requirement("R-ASM-14")
def test_a_risk_is_dealt_with_or_accepted_in_words(plan: Plan) -> None:
    by = worker_of(plan.person)
    risk = plan.planning_amount.indicative_budget.assessment.risks.get()
    words: dict[str, Any] = {"plan": plan, "risk": risk, "on": ON, "by": by}
    with pytest.raises(Refused, match="deals with this risk or accepts it"):
        plans.answer_risk(**words, answer="ignored", what_we_will_do="x")
    with pytest.raises(Refused, match="what will be done"):
        plans.answer_risk(**words, answer="accepted", what_we_will_do=" ")
    plans.answer_risk(**words, answer="addressed", what_we_will_do="A rail.")
    plans.answer_risk(**words, answer="accepted", what_we_will_do="I know my stairs.")
    assert PlanRisk.objects.get().answer == "accepted"


@pytest.mark.requirement("R-SPL-17")
def test_a_plan_is_proposed_when_it_is_whole_and_then_stands_still(plan: Plan) -> None:
    by = worker_of(plan.person)
    with pytest.raises(Refused) as refused:
        plans.propose(plan=plan, seen_version=plan.version, on=ON, by=by)
    assert len(refused.value.problems) > 1
    whole = written(plan.planning_amount)
    decision = plans.propose(plan=whole, seen_version=whole.version, on=ON, by=by)
    assert (decision.pence_weekly, decision.proposed_by) == (6038, by)
    assert not Step.objects.open().filter(person=plan.person, code="support_plan").exists()
    step = Step.objects.open().get(person=plan.person, code="decision")
    assert (step.code, step.about) == ("decision", f"Decision:{decision.pk}")
    assert step.owner != by
    proposed = Plan.objects.get()
    for attempt in (
        lambda: plans.add_line(plan=proposed, key="late", line=line(), on=ON, by=by),
        lambda: plans.save_part(plan=proposed, changes={"my_words": "x"}, seen_version=proposed.version, on=ON, by=by),
        lambda: plans.propose(plan=proposed, seen_version=proposed.version, on=ON, by=by),
    ):
        with pytest.raises(Refused, match="cannot be changed now"):
            attempt()


def test_the_second_of_two_writers_is_told_what_the_first_changed(plan: Plan) -> None:
    by = worker_of(plan.person)
    plans.save_part(plan=plan, changes={"my_words": "To stay at home."}, seen_version=plan.version, on=ON, by=by)
    with pytest.raises(Stale) as stale:
        plans.save_part(plan=plan, changes={"my_words": "x"}, seen_version=plan.version, on=ON, by=by)
    assert stale.value.changed_by == by.name
    assert any("my words" in change for change in stale.value.changes)
    with pytest.raises(ValueError, match="No such part"):
        plans.save_part(plan=plan, changes={"status": "approved"}, seen_version=1, on=ON, by=by)


def test_a_person_has_one_plan_being_written(plan: Plan) -> None:
    with pytest.raises(Refused, match="already a plan"):
        plans.start(planning_amount=plan.planning_amount, starts_on=ON, on=ON, by=worker_of(plan.person))
