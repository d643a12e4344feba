"""Nobody decides their own proposal, a decision has reasons, and a plan waits for one answer at a time."""

import pytest

from selfdirect.records.decisions import Decision, DecisionOutcome
from selfdirect.records.payments import PaymentSchedule
from tests.actions.paying_people import Office
from tests.records.raw import copy_of, refusal, run

DECIDE = "update records_decision set outcome = 'approved', reasons = 'Good.', decided_on = '2026-06-24'"


@pytest.fixture
def proposal(schedule: PaymentSchedule) -> Decision:
    return Decision.objects.get()


@pytest.mark.requirement("R-DEC-16")
def test_nobody_decides_their_own_proposal(proposal: Decision, here: Office) -> None:
    assert refusal(f"{DECIDE}, decided_by_id = proposed_by_id") == "nobody_decides_their_own_proposal"
    run(f"{DECIDE}, decided_by_id = %s", here.manager.pk)
    assert Decision.objects.get().outcome == DecisionOutcome.APPROVED


@pytest.mark.parametrize("left_out", ["outcome", "decided_by_id", "decided_on"])
def test_an_answer_has_a_day_and_somebody_who_gave_it(left_out: str, proposal: Decision, here: Office) -> None:
    whole = {"outcome": "'refused'", "decided_by_id": str(here.manager.pk), "decided_on": "'2026-06-24'"}
    given = ", ".join(f"{name} = {value}" for name, value in whole.items() if name != left_out)
    assert refusal(f"update records_decision set reasons = 'Because', {given}") == "decision_made"


@pytest.mark.requirement("R-DEC-04")
def test_a_decision_gives_reasons_and_is_one_of_three(proposal: Decision, here: Office) -> None:
    silent = DECIDE.replace("'Good.'", "''")
    assert refusal(f"{silent}, decided_by_id = %s", here.manager.pk) == "decision_has_reasons"
    odd = DECIDE.replace("'approved'", "'maybe'")
    assert refusal(f"{odd}, decided_by_id = %s", here.manager.pk) == "decision_outcome"


def test_a_plan_waits_for_one_answer_at_a_time(proposal: Decision) -> None:
    assert refusal(copy_of("records_decision", proposal.pk)) == "one_open_decision"
