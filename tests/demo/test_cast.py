"""The people who work at the fictional council: every role of staff is somebody, added by its administrator."""

import pytest

from selfdirect.demo.cast import found, hire
from selfdirect.records.access import Team, User
from selfdirect.rules.access import STAFF, Role
from tests.actions.first_half import ON

pytestmark = pytest.mark.django_db


def test_every_role_of_staff_is_somebody_and_is_marked_as_fictional() -> None:
    cast = hire(ON)
    people = User.objects.filter(is_timer=False)
    held = {role for user in people for role in user.roles_on(ON)}
    assert held >= STAFF | {Role.PROVIDER}
    assert all(user.is_demo and not user.has_usable_password() for user in people)
    assert len(cast.workers) == 8
    assert {team.organisation for team in Team.objects.all()} == {"council", "trust"}


def test_who_prepares_payments_and_who_approves_them_are_different_people() -> None:
    cast = hire(ON)
    assert not set(cast.finance) & set(cast.approvers)
    assert {holder.may_hold_funds for holder in cast.fund_holders} == {True}
    assert len(cast.fund_holders) < len(cast.providers)


def test_a_council_already_at_work_is_found_again() -> None:
    cast = hire(ON)
    assert found() == cast
