"""Joint packages in the simulation are made as a worker makes them, and a no of the NHS's is kept to."""

from dataclasses import replace

import pytest

from selfdirect.actions.support.planning import present_lines
from selfdirect.demo import holding, joint_funding
from selfdirect.demo.circumstances import draw
from selfdirect.demo.holding import hold_and_agree
from selfdirect.demo.walks import Today
from selfdirect.records.budgets import Budget
from selfdirect.records.joint_funding import JointFunding
from selfdirect.records.payments import PaymentSchedule
from tests.actions.first_half import ON, proposed, town, worker_of
from tests.actions.story import DECIDED_ON, agree_to, approved, support
from tests.demo.test_holding import Always

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("answer", ["agreed", "refused"])
def test_the_nhs_pays_a_share_of_the_last_line_and_its_answer_is_kept_to(
    answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joint_funding, "ONE_IN", 1)
    monkeypatch.setattr(joint_funding, "ANSWERS", (answer,))
    monkeypatch.setattr(holding, "UNWELL", 0)
    monkeypatch.setattr(holding, "REFUSED", 0)
    here = town()
    decision = proposed(here, support(), support(what="A nurse at night"))
    plan, worker = decision.plan, worker_of(decision.person)
    type(plan).objects.filter(pk=plan.pk).update(status="returned")
    plan.refresh_from_db()
    joint_funding.pay_together(plan, ON, worker)
    assert JointFunding.objects.get().health_direct_payment == answer
    assert [bool(one.nhs_pence_weekly) for one in present_lines(plan)] == [False, True]
    type(plan).objects.filter(pk=plan.pk).update(status="proposed")
    decision = agree_to(here, decision)
    list(
        hold_and_agree(
            replace(draw(1, DECIDED_ON, 1), chance=Always("direct_payment")), Today(DECIDED_ON), worker, decision
        )
    )
    held = [one.held_as for one in Budget.objects.get().lines.order_by("pk")]
    assert held == ["direct_payment", "direct_payment" if answer == "agreed" else "council_managed"]
    funders = set(PaymentSchedule.objects.values_list("funder", flat=True))
    assert funders == ({"council", "nhs"} if answer == "agreed" else {"council"})


def test_most_plans_are_the_councils_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joint_funding, "ONE_IN", 10**9)
    plan = approved(town()).plan
    joint_funding.pay_together(plan, ON, plan.written_by)
    assert not JointFunding.objects.exists() and not joint_funding.is_direct_payment_agreed(plan)
