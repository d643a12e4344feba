"""Authority to act for somebody: given on evidence, one at a time for one name, and ended at once by whoever may."""

from datetime import timedelta
from typing import Any

import pytest

from selfdirect.actions import authority
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.access import ActingFor, User, may_see
from selfdirect.records.audit import AuditEntry
from selfdirect.records.authority import Authority, AuthorityEnd, authority_on
from selfdirect.records.payments import PaymentSchedule
from selfdirect.rules.access import Role
from selfdirect.rules.authority import Scope
from tests.actions.giving_authority import ended_authority, given_authority, with_access
from tests.actions.paying_people import ON, Office, people_to_pay, user

DAY = timedelta(days=1)


def given(schedule: PaymentSchedule, here: Office, **more: Any) -> Authority:
    return given_authority(schedule.person, here.worker, ON, **more)


@pytest.fixture
def own(schedule: PaymentSchedule) -> User:
    return user("Amara", Role.PERSON, person=schedule.person)


@pytest.mark.requirement("R-DEP-15")
def test_it_is_kept_with_who_as_what_for_what_and_what_was_seen(schedule: PaymentSchedule, here: Office) -> None:
    one = given(schedule, here, acts_as="authorised_person", until_on=ON + 90 * DAY)
    assert (one.holder_name, one.relationship, one.by) == ("Ruth Foxglove", "Sister", here.worker)
    assert (one.role_words, one.way_words) == ("Authorised person", "A lasting power of attorney")
    assert one.evidence and one.evidence_kept and one.evidence_seen_by == "Grace"
    assert any("best interests" in words for words in one.conditions)
    said = AuditEntry.objects.get(verb="authority.give").said
    assert said == "Ruth Foxglove may act as authorised person: a lasting power of attorney."


def test_what_is_missing_is_refused_and_nothing_is_kept(schedule: PaymentSchedule, here: Office) -> None:
    with pytest.raises(Refused) as refused:
        given(schedule, here, holder_name=" ", evidence="", scopes=[])
    assert {problem.field for problem in refused.value.problems} == {"holder_name", "evidence", "scopes"}
    assert not Authority.objects.exists()


def test_asked_twice_it_is_one_and_the_same_name_is_not_given_two_at_once(
    schedule: PaymentSchedule, here: Office
) -> None:
    one = given(schedule, here, key="same", until_on=ON + 10 * DAY)
    assert given(schedule, here, key="same") == one
    for first, last in ((ON - DAY, ON), (ON + 10 * DAY, None), (ON + 2 * DAY, ON + 3 * DAY)):
        with pytest.raises(Refused, match="End it first"):
            given(schedule, here, from_on=first, until_on=last, holder_name="ruth foxglove")
    given(schedule, here, from_on=ON - 9 * DAY, until_on=ON - DAY)
    given(schedule, here, from_on=ON + 11 * DAY)
    given(schedule, here, holder_name="Bo Reed")
    assert Authority.objects.count() == 4


def test_after_it_was_ended_the_same_name_may_have_it_again_from_that_day(
    schedule: PaymentSchedule, here: Office
) -> None:
    one = given(schedule, here)
    ended_authority(one, here.worker, ON + 5 * DAY)
    again = given(schedule, here, from_on=ON + 5 * DAY)
    assert authority_on(schedule.person, Scope.SIGN, ON + 4 * DAY) == one
    assert authority_on(schedule.person, Scope.SIGN, ON + 5 * DAY) == again


@pytest.mark.parametrize("role", [Role.FINANCE_OFFICER, Role.AUDITOR, Role.REPRESENTATIVE, Role.PERSON])
def test_only_workers_and_team_managers_give_it(role: Role, schedule: PaymentSchedule, here: Office) -> None:
    with pytest.raises(NotAllowed):
        given_authority(schedule.person, user("Somebody", role, person=None), ON)


@pytest.mark.requirement("R-DIG-05")
@pytest.mark.parametrize("who", ["person", "worker", "manager", "holder"])
def test_each_of_those_who_may_ends_it_in_one_step_and_at_once(
    who: str, schedule: PaymentSchedule, here: Office, own: User
) -> None:
    one = given(schedule, here)
    ruth = user("Rowan", Role.REPRESENTATIVE)
    with_access(one, ruth, ON, here.worker)
    by = {"person": own, "worker": here.worker, "manager": here.manager, "holder": ruth}[who]
    why = {"person": "person_wants", "holder": "holder_wants"}.get(who, "not_suitable")
    ended = ended_authority(one, by, ON + DAY, why)
    assert (ended.on, ended.by, ended.person) == (ON + DAY, by, schedule.person)
    assert authority_on(schedule.person, Scope.SIGN, ON) == one
    assert authority_on(schedule.person, Scope.SIGN, ON + DAY) is None
    assert may_see(ruth, schedule.person, ON)
    assert not may_see(ruth, schedule.person, ON + DAY), "they no longer open the person's pages"
    assert "may no longer act as nominated person" in AuditEntry.objects.get(verb="authority.end").said


def test_somebody_who_cannot_decide_is_told_what_to_do_instead(
    schedule: PaymentSchedule, here: Office, own: User
) -> None:
    one = given(schedule, here, acts_as="authorised_person")
    with pytest.raises(Refused, match="If you can decide now"):
        ended_authority(one, own, ON, "person_wants")
    assert not AuthorityEnd.objects.exists()


def test_an_authorised_person_says_that_the_person_can_decide_again(schedule: PaymentSchedule, here: Office) -> None:
    one = given(schedule, here, acts_as="authorised_person")
    ruth = user("Rowan", Role.REPRESENTATIVE)
    with_access(one, ruth, ON, here.worker)
    assert ended_authority(one, ruth, ON, "capacity_back").why_words == "The person can decide for themselves again"


def test_nobody_else_ends_it(schedule: PaymentSchedule, here: Office) -> None:
    one = given(schedule, here)
    (other,) = people_to_pay(1, here)
    carer = user("Carer", Role.CARER)
    ActingFor.objects.create(
        user=carer, person=schedule.person, role="carer", authority="Asked", from_on=ON, by=here.worker
    )
    for by in (carer, here.finance, user("Stranger", Role.PERSON, person=other.person)):
        with pytest.raises(NotAllowed):
            ended_authority(one, by, ON, "holder_wants")


def test_it_ends_once_for_a_reason_and_not_after_its_last_day(schedule: PaymentSchedule, here: Office) -> None:
    one = given(schedule, here, until_on=ON)
    words = {"authority": one, "words": "", "by": here.worker}
    with pytest.raises(Refused, match="Choose why"):
        authority.end(**words, why="", key="a", on=ON)
    with pytest.raises(Refused, match="Say why"):
        authority.end(**words, why="other", key="b", on=ON)
    with pytest.raises(Refused, match="last day already"):
        authority.end(**words, why="not_suitable", key="c", on=ON + DAY)
    authority.end(**words, why="not_suitable", key="d", on=ON)
    with pytest.raises(Refused, match="already ended"):
        authority.end(**words, why="not_suitable", key="e", on=ON)
