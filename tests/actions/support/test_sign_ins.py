"""A helper's way in is made once for an address; nobody who works for the council gets one."""

from datetime import date

import pytest

from selfdirect.actions.action import Refused
from selfdirect.actions.support.sign_ins import helper_with
from selfdirect.rules.access import Role
from tests.actions.first_half import town

ON = date(2026, 6, 15)


@pytest.mark.django_db
def test_one_way_in_for_an_address_and_none_for_staff() -> None:
    cast = town().cast
    first = helper_with("Rosa@example.org", "Rosa", 0, Role.CARER, ON, cast.workers[0])
    assert helper_with("rosa@example.org", "Rosa", 0, Role.CARER, ON, cast.workers[0]) == first
    assert set(first.role_grants.values_list("role", flat=True)) == {Role.CARER.value}
    with pytest.raises(Refused, match="works for the council"):
        helper_with(cast.workers[1].email, "A worker", 0, Role.CARER, ON, cast.workers[0])
