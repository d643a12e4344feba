"""Money kept for emergencies is used at once by whoever may, without an assessment, and every use is written down."""

import pytest

from selfdirect.actions import access, contingency
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.access import User
from selfdirect.records.assessments import Assessment
from selfdirect.records.audit import AuditEntry
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.contingency import ContingencyEnd, ContingencyStart
from selfdirect.rules.access import Role
from tests.actions.emergencies import prepared_for_emergencies
from tests.actions.story import DECIDED_ON, FIRST_PAY_ON, Story

pytestmark = pytest.mark.django_db
ON = FIRST_PAY_ON


def helper(walked: Story, role: Role) -> User:
    by = walked.town.cast.administrator
    user = access.add_user(email=f"{role.value}@example.org", name="Ruth", roles=[role], on=DECIDED_ON, by=by)
    access.act_for(
        user=user,
        person=walked.person,
        role=role,
        authority="The person asked for this.",
        may_see_money=True,
        on=DECIDED_ON,
        by=walked.worker,
    )
    return user


def begun(
    walked: Story, line: BudgetLine, by: User, key: str = "k1", reason: str = "Grace is ill."
) -> ContingencyStart:
    return contingency.start(person=walked.person, budget_line=line, reason=reason, key=key, on=ON, by=by)


@pytest.mark.requirement("R-CTG-03")
@pytest.mark.parametrize("who", ["worker", Role.CARER, Role.REPRESENTATIVE])
def test_staff_carer_and_representative_start_it_at_once_and_it_is_logged(who: str) -> None:
    walked, line = prepared_for_emergencies()
    by = walked.worker if who == "worker" else helper(walked, Role(who))
    made = begun(walked, line, by)
    assert (made.on, made.reason, made.by) == (ON, "Grace is ill.", by)
    assert Assessment.objects.filter(person=walked.person).count() == 1, "nobody is assessed again"
    ended = contingency.end(
        person=walked.person, start=made, what_happened="Two days of cover.", key="k2", on=ON, by=walked.worker
    )
    assert ended.start == made
    said = list(
        AuditEntry.objects.filter(verb__startswith="contingency.").order_by("pk").values_list("said", flat=True)
    )
    assert "Grace is ill." in said[0] and "Two days of cover." in said[1]


def test_it_is_refused_without_a_reason_twice_and_for_another_line() -> None:
    walked, line = prepared_for_emergencies()
    with pytest.raises(Refused, match="Say what has happened"):
        begun(walked, line, walked.worker, reason="  ")
    made = begun(walked, line, walked.worker)
    assert begun(walked, line, walked.worker) == made, "a second click is the same"
    with pytest.raises(Refused, match="in use already"):
        begun(walked, line, walked.worker, key="other")
    with pytest.raises(Refused, match="not money kept"):
        begun(walked, BudgetLine.objects.get(purpose="support"), walked.worker, key="third")
    assert ContingencyStart.objects.count() == 1


def test_it_ends_once_and_says_what_happened() -> None:
    walked, line = prepared_for_emergencies()
    made = begun(walked, line, walked.worker)
    given = {"person": walked.person, "start": made, "on": ON, "by": walked.worker}
    with pytest.raises(Refused, match="Say what the money was used for"):
        contingency.end(**given, what_happened="", key="e1")
    contingency.end(**given, what_happened="Cover.", key="e2")
    with pytest.raises(Refused, match="already said"):
        contingency.end(**given, what_happened="Cover.", key="e3")
    assert ContingencyEnd.objects.count() == 1
    begun(walked, line, walked.worker, key="again")


def test_finance_does_not_start_it() -> None:
    walked, line = prepared_for_emergencies()
    with pytest.raises(NotAllowed):
        begun(walked, line, walked.town.cast.finance[0])
