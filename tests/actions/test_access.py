"""Users, dated roles, and acting for somebody: given by others, on authority, and taken back."""

from datetime import timedelta

import pytest

from selfdirect.actions import access
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.support.timer import timer
from selfdirect.records.access import ActingFor, RoleGrant, User, may_see
from selfdirect.records.payments import PaymentSchedule
from selfdirect.rules.access import Role
from tests.actions.paying_people import ON, Office, user


@pytest.fixture
def sam(here: Office) -> User:
    return user("Sam", Role.ADMINISTRATOR)


def added(by: User, email: str = "new@office.example", *roles: Role, password: str | None = None) -> User:
    return access.add_user(email=email, name="New", roles=roles or (Role.AUDITOR,), password=password, on=ON, by=by)


def test_a_user_is_added_with_roles_from_that_day(sam: User) -> None:
    made = added(sam, "New@Office.Example", password="a long enough password")
    assert made.email == "new@office.example"
    assert made.roles_on(ON) == {Role.AUDITOR}
    assert not made.roles_on(ON - timedelta(days=1))
    assert made.check_password("a long enough password")
    assert RoleGrant.objects.get(user=made).granted_by == sam


def test_without_a_password_they_come_by_the_council_s_own_sign_in(sam: User) -> None:
    assert not added(sam).has_usable_password()


@pytest.mark.parametrize("password", ["short", "elevenwords", "q1w2e3r4t5y6"])
def test_a_password_that_is_short_or_common_is_refused(password: str, sam: User) -> None:
    with pytest.raises(Refused) as refused:
        added(sam, password=password)
    assert {problem.field for problem in refused.value.problems} == {"password"}


def test_an_email_in_use_or_no_role_is_refused(sam: User) -> None:
    added(sam)
    with pytest.raises(Refused, match="already signs in"):
        added(sam, "NEW@office.example")
    with pytest.raises(Refused, match="at least one role"):
        access.add_user(email="x@office.example", name="X", roles=[], on=ON, by=sam)


def test_only_an_administrator_or_the_first_set_up_adds_users(here: Office) -> None:
    with pytest.raises(NotAllowed):
        added(here.manager)
    assert added(timer())


def test_nobody_gives_a_role_to_themselves_and_none_is_given_twice(sam: User, here: Office) -> None:
    with pytest.raises(Refused, match="Nobody gives roles to themselves"):
        access.grant_role(user=sam, role=Role.FINANCE_APPROVER, on=ON, by=sam)
    with pytest.raises(Refused, match="already has"):
        access.grant_role(user=here.worker, role=Role.SOCIAL_WORKER, on=ON, by=sam)
    access.grant_role(user=here.worker, role=Role.PANEL_MEMBER, on=ON, by=sam)
    assert Role.PANEL_MEMBER in User.objects.get(pk=here.worker.pk).roles_on(ON)


def test_a_role_that_is_ended_is_gone_that_day_and_stays_in_the_past(sam: User, here: Office) -> None:
    before = access.end_role(user=here.worker, role=Role.SOCIAL_WORKER, on=ON, by=sam)
    assert not before.roles_on(ON)
    assert before.roles_on(ON - timedelta(days=1)) == {Role.SOCIAL_WORKER}
    with pytest.raises(Refused, match="does not have"):
        access.end_role(user=here.worker, role=Role.SOCIAL_WORKER, on=ON, by=sam)


def test_a_team_has_a_code_of_its_own(sam: User) -> None:
    team = access.add_team(code="east", name="East", organisation="trust", on=ON, by=sam)
    assert (team.code, team.organisation) == ("east", "trust")
    with pytest.raises(Refused, match="already a team"):
        access.add_team(code="east", name="Again", organisation="trust", on=ON, by=sam)


@pytest.mark.requirement("R-DIG-05")
def test_somebody_acts_for_a_person_on_authority_until_it_is_taken_back(
    here: Office, schedule: PaymentSchedule
) -> None:
    carer = user("Bo", Role.CARER)
    words = {"user": carer, "person": schedule.person, "may_see_money": True, "on": ON, "by": here.worker}
    with pytest.raises(Refused, match="Choose carer or representative"):
        access.act_for(**words, role=Role.AUDITOR, authority="Asked")  # type: ignore[arg-type]
    with pytest.raises(Refused, match="what lets this person act"):
        access.act_for(**words, role=Role.CARER, authority=" ")  # type: ignore[arg-type]
    acting = access.act_for(**words, role=Role.CARER, authority="Amara asked for it")  # type: ignore[arg-type]
    assert may_see(carer, schedule.person, ON)
    own = user("Amara", Role.PERSON, person=schedule.person)
    access.stop_acting_for(acting=acting, on=ON, by=own)
    assert not may_see(carer, schedule.person, ON)
    assert ActingFor.objects.count() == 1


def test_a_person_cannot_stop_what_is_about_somebody_else(here: Office, schedule: PaymentSchedule) -> None:
    carer = user("Bo", Role.CARER)
    acting = ActingFor.objects.create(
        user=carer, person=schedule.person, role="carer", authority="x", from_on=ON, by=here.worker
    )
    with pytest.raises(NotAllowed):
        access.stop_acting_for(acting=acting, on=ON, by=user("Stranger", Role.PERSON))
