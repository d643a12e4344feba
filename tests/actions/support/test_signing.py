"""Why somebody may not sign is said in words that say what to do."""

from datetime import timedelta

import pytest

from selfdirect.actions import access
from selfdirect.actions.action import Refused
from selfdirect.actions.support.signing import Signature, authority_to_sign, signature_problems
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.rules.access import Role
from tests.actions.first_half import Town, town, worker_of
from tests.actions.giving_authority import ended_authority, given_authority, with_access
from tests.actions.story import AGREED_ON, DECIDED_ON, approved, finalised

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def budget(here: Town) -> Budget:
    return finalised(approved(here))


@pytest.fixture
def ruth(here: Town) -> User:
    by = here.cast.administrator
    return access.add_user(email="r@example.org", name="Ruth", roles=[Role.REPRESENTATIVE], on=DECIDED_ON, by=by)


def test_whoever_acts_is_told_why_they_may_not_sign(budget: Budget, ruth: User) -> None:
    person, by = budget.person, worker_of(budget.person)
    with pytest.raises(Refused, match="You have no authority to sign for this person"):
        authority_to_sign(ruth, person, AGREED_ON)
    held = given_authority(person, by, DECIDED_ON, from_on=AGREED_ON, until_on=AGREED_ON + DAY)
    with_access(held, ruth, DECIDED_ON, by)
    assert authority_to_sign(ruth, person, AGREED_ON) == held
    for day in (AGREED_ON - DAY, AGREED_ON + 2 * DAY):
        with pytest.raises(Refused, match=r"counts from 22 June 2026 to 23 June 2026\. Ask"):
            authority_to_sign(ruth, person, day)
    ended_authority(held, by, AGREED_ON)
    with pytest.raises(Refused, match=r"ended on 22 June 2026\. Ask the person's worker"):
        authority_to_sign(ruth, person, AGREED_ON)


def test_a_signature_has_a_name_a_way_and_a_day_that_can_be(budget: Budget) -> None:
    def fields(**more: object) -> set[str]:
        given = {"name": "Amara", "authority": None, "how": "on_paper", "on": AGREED_ON} | more
        return {problem.field for problem in signature_problems(budget, Signature(**given), AGREED_ON)}  # type: ignore[arg-type]

    assert fields() == fields(on=DECIDED_ON) == set()
    assert fields(name="") == {"signed_by_name"}
    assert fields(how="aloud") == {"signed_how"}
    assert fields(on=AGREED_ON + DAY) == fields(on=DECIDED_ON - DAY) == {"signed_on"}
