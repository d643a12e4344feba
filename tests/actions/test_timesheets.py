"""A week is logged by who worked it, signed by the employer or who acts for them, and corrected by a new one."""

from datetime import date
from typing import Any

import pytest

from selfdirect.actions import access, employment
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.access import User
from selfdirect.records.employment import Employment
from selfdirect.records.timesheets import Timesheet, present_timesheets
from selfdirect.rules.access import Role
from tests.actions.employed import STARTS_ON, WEEK, Employer, employer
from tests.actions.test_order_changes import Ordered, person_of

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 7, 13)


@pytest.fixture
def life() -> Employer:
    return employer()


def tess(life: Employer, one: Employment) -> User:
    made = {"person": life.person, "employment": one, "on": STARTS_ON, "by": life.worker}
    return employment.let_sign_in(**made, email="tess@example.org", key="sign-in")


def holder(life: Employer) -> User:
    found = User.objects.filter(person=life.person).first()
    return found or person_of(Ordered(life.here, life.budget))


@pytest.mark.requirement("R-EMP-03")
def test_the_assistant_logs_the_holder_signs_and_a_correction_is_a_new_fact(life: Employer) -> None:
    one = life.employ()
    worker = tess(life, one)
    sheet = life.logged(one, by=worker)
    assert (sheet.worked_minutes, sheet.version) == (600, 1)
    with pytest.raises(NotAllowed):
        life.signed(sheet, worker)
    assert life.signed(sheet, holder(life)).signed_as == "person"
    with pytest.raises(Refused, match="answered already"):
        life.signed(sheet, holder(life))
    more = {**WEEK, "worked": [120] * 6 + [0]}
    with pytest.raises(Refused, match="sent again meanwhile"):
        life.logged(one, by=worker, minutes=more)
    with pytest.raises(Refused, match="Nothing has changed"):
        life.logged(one, by=worker, seen_version=1)
    corrected = life.logged(one, by=worker, minutes=more, seen_version=1)
    assert corrected.supersedes == sheet and list(present_timesheets()) == [corrected]
    assert Timesheet.objects.count() == 2 and not corrected.is_signed
    with pytest.raises(Refused, match="corrected since"):
        life.signed(sheet, holder(life))


@pytest.mark.requirement("R-EMP-03")
@pytest.mark.parametrize("role", [Role.CARER, Role.REPRESENTATIVE])
def test_whoever_acts_for_the_holder_signs_or_sends_back_with_why(role: Role, life: Employer) -> None:
    one = life.employ()
    sheet = life.logged(one, by=tess(life, one))
    by, on = life.here.cast.administrator, STARTS_ON
    user = access.add_user(email="rosa@example.org", name="Rosa", roles=[role], on=on, by=by)
    with pytest.raises(NotAllowed):
        life.signed(sheet, user)
    given: dict[str, Any] = {"authority": "She asked for this.", "may_see_money": True, "on": on, "by": life.worker}
    access.act_for(user=user, person=life.person, role=role, **given)
    with pytest.raises(Refused, match="Say what is wrong"):
        life.signed(sheet, user, is_signed=False)
    answer = life.signed(sheet, user, is_signed=False, reason="Tuesday was two hours.")
    assert (answer.is_signed, answer.signed_as) == (False, role.value)


def test_hours_from_paper_are_entered_by_one_and_signed_by_another(life: Employer) -> None:
    one = life.employ()
    sheet = life.logged(one, by=holder(life))
    with pytest.raises(NotAllowed, match="logged themselves"):
        life.signed(sheet, holder(life))


def test_nobody_logs_for_anybody_else_nor_days_that_cannot_be(life: Employer) -> None:
    one, other = life.employ(), life.employ(life.assistant("Ade Bright"))
    worker = tess(life, one)
    for by in (worker, life.here.cast.finance[0]):
        with pytest.raises(NotAllowed):
            life.logged(other, by=by)
    with pytest.raises(Refused, match="is not over yet"):
        life.logged(one, by=worker, on=date(2026, 7, 8))
    with pytest.raises(Refused, match="did not work here on Monday"):
        life.logged(one, by=worker, week_on=date(2026, 6, 29))
    with pytest.raises(Refused, match="begins on a Monday"):
        life.logged(one, by=worker, week_on=date(2026, 7, 7), on=date(2026, 8, 1))
