"""Who may see whom: by role, by acting for somebody, and never one's own record through one's work."""

from datetime import date, timedelta

import pytest

from selfdirect.records.access import ActingFor, RoleGrant, Team, User, may_see, people_visible_to
from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.people import Person
from selfdirect.rules.access import CARE_STAFF, STAFF, Permission, Role
from tests.actions.paying_people import ON, Office, people_to_pay, user
from tests.records.raw import refusal

YESTERDAY = ON - timedelta(days=1)
SEES: dict[Role, set[str]] = {
    Role.PERSON: {"own"},
    Role.CARER: {"acted for"},
    Role.REPRESENTATIVE: {"acted for"},
    Role.SOCIAL_WORKER: {"acted for", "stranger"},
    Role.TEAM_MANAGER: {"acted for", "stranger"},
    Role.PANEL_MEMBER: {"acted for", "stranger"},
    Role.FINANCE_OFFICER: {"acted for", "stranger"},
    Role.FINANCE_APPROVER: {"acted for", "stranger"},
    Role.COMMISSIONER: set(),
    Role.PROVIDER: set(),
    Role.PERSONAL_ASSISTANT: set(),
    Role.AUDITOR: {"acted for", "stranger"},
    Role.ADMINISTRATOR: set(),
}


@pytest.fixture
def people(here: Office, schedule: PaymentSchedule) -> dict[str, Person]:
    """Somebody's own record, one of somebody they act for, and one of a stranger."""
    others = people_to_pay(2, here)
    return {"own": schedule.person, "acted for": others[0].person, "stranger": others[1].person}


def somebody(role: Role | None, people: dict[str, Person], here: Office) -> User:
    """With a record of their own, acting for one other person, and this role."""
    made = user("Somebody", *([role] if role else []), person=people["own"])
    ActingFor.objects.create(
        user=made, person=people["acted for"], role="carer", authority="Asked", from_on=ON, by=here.worker
    )
    return made


@pytest.mark.requirement("R-DIG-04")
@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_these_records_and_no_other(role: Role, people: dict[str, Person], here: Office) -> None:
    by = somebody(role, people, here)
    seen = set(people_visible_to(by, ON))
    assert {name for name, person in people.items() if person in seen} == SEES[role]
    assert {name for name, person in people.items() if may_see(by, person, ON)} == SEES[role]


def test_nobody_without_a_role_sees_anybody(people: dict[str, Person], here: Office) -> None:
    assert not people_visible_to(somebody(None, people, here), ON).exists()


def test_staff_who_are_people_too_do_not_open_their_own_record_through_their_work(
    people: dict[str, Person], here: Office
) -> None:
    for role in CARE_STAFF:
        by = user(f"Both {role}", role)
        by.person = people["own"]
        assert not may_see(by, people["own"], ON)


@pytest.mark.requirement("R-DIG-05")
def test_acting_for_somebody_counts_from_its_first_day_to_its_last(people: dict[str, Person], here: Office) -> None:
    by = somebody(Role.CARER, people, here)
    assert not may_see(by, people["acted for"], YESTERDAY)
    ActingFor.objects.filter(user=by).update(until_on=ON + timedelta(days=3))
    assert may_see(by, people["acted for"], ON + timedelta(days=3))
    assert not may_see(by, people["acted for"], ON + timedelta(days=4))


def test_a_role_counts_from_its_first_day_to_its_last_and_not_for_somebody_who_left(here: Office) -> None:
    by = user("Changing")
    RoleGrant.objects.create(user=by, role=Role.AUDITOR.value, from_on=ON, until_on=ON)
    again = User.objects.get(pk=by.pk)
    assert [again.may(Permission.SEE_AUDIT, day) for day in (YESTERDAY, ON, ON + timedelta(days=1))] == [
        False,
        True,
        False,
    ]
    gone = User.objects.get(pk=by.pk)
    gone.is_active = False
    assert not gone.may(Permission.SEE_AUDIT, ON)


def test_staff_need_a_second_factor_and_people_do_not(here: Office) -> None:
    asked = {role: user(f"One {role}", role).needs_second_factor(ON) for role in Role}
    assert {role for role, needed in asked.items() if needed} == STAFF


def test_the_timer_sees_everybody(here: Office, people: dict[str, Person]) -> None:
    assert may_see(here.timer, people["stranger"], ON)


def test_somebody_is_found_by_their_email_address_in_any_case(here: Office) -> None:
    assert User.objects.get_by_natural_key("GRACE@Office.Example") == here.worker


def test_the_database_refuses_a_role_or_a_team_that_does_not_exist(here: Office) -> None:
    one = RoleGrant.objects.filter(user=here.worker).get()
    assert refusal("update records_rolegrant set role = 'king' where id = %s", one.pk) == "role_is_known"
    ends = "update records_rolegrant set until_on = from_on - 1 where id = %s"
    assert refusal(ends, one.pk) == "role_ends_after_start"
    team = Team.objects.get(code="here")
    assert refusal("update records_team set organisation = 'x' where id = %s", team.pk) == "team_organisation"
    acting = ActingFor.objects.create(
        user=here.worker,
        person=Person.objects.get(),
        role="carer",
        authority="Asked",
        from_on=date(2026, 1, 1),
        by=here.manager,
    )
    bad = "update records_actingfor set role = 'auditor' where id = %s"
    assert refusal(bad, acting.pk) == "acting_role_is_known"
