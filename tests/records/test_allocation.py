"""A rough budget is kept as it was worked out; what is left to plan with says when it was talked about, and by whom."""

from selfdirect.records.allocation import IndicativeBudget, PlanningAmount
from selfdirect.records.payments import PaymentSchedule
from tests.records.raw import NEVER, copy_of, refusal


def test_a_rough_budget_never_changes(schedule: PaymentSchedule) -> None:
    rough = IndicativeBudget.objects.get()
    assert NEVER in refusal("update records_indicativebudget set pence_weekly = 1 where id = %s", rough.pk)
    assert NEVER in refusal("delete from records_indicativebudget where id = %s", rough.pk)
    negative = copy_of("records_indicativebudget", rough.pk, pence_weekly=-1)
    assert refusal(negative) == "indicative_not_negative"
    assert refusal(copy_of("records_indicativebudget", rough.pk)) == "one_first_indicative_budget"


def test_a_conversation_has_both_its_day_and_who_held_it(schedule: PaymentSchedule) -> None:
    left = PlanningAmount.objects.get()
    half = "update records_planningamount set discussed_on = '2026-06-01' where id = %s"
    assert refusal(half, left.pk) == "planning_discussed"
    assert left.reference == f"W-{left.pk:06d}"
