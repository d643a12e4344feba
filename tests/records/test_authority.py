"""An authority counts from its first day to its last, or until the day it is ended; the rows never change."""

from datetime import date, timedelta
from typing import Any

from selfdirect.records.authority import Authority, AuthorityEnd, authority_of, authority_on
from selfdirect.records.payments import PaymentSchedule
from selfdirect.rules.access import Role
from selfdirect.rules.authority import Scope
from tests.actions.giving_authority import with_access
from tests.actions.paying_people import ON, Office, people_to_pay, user
from tests.records.raw import NEVER, copy_of, refusal

DAY = timedelta(days=1)


def kept(schedule: PaymentSchedule, here: Office, **more: Any) -> Authority:
    words: dict[str, Any] = {
        "holder_name": "Ruth Foxglove",
        "acts_as": "nominated_person",
        "came_about": "person_asked",
        "scopes": ["sign", "receive"],
        "from_on": ON,
        "evidence": "The visit",
        "evidence_kept": "The notes",
        "evidence_seen_on": ON,
        "evidence_seen_by": "Grace",
        "conditions": [],
        "conditions_agreed_on": ON,
    }
    return Authority.objects.create(person=schedule.person, by=here.worker, **(words | more))


def ended(one: Authority, here: Office, on: date) -> AuthorityEnd:
    return AuthorityEnd.objects.create(person=one.person, authority=one, why="not_suitable", on=on, by=here.worker)


def found(schedule: PaymentSchedule, day: date, scope: Scope = Scope.SIGN) -> Authority | None:
    return authority_on(schedule.person, scope, day)


def test_it_counts_from_its_first_day_to_its_last(schedule: PaymentSchedule, here: Office) -> None:
    one = kept(schedule, here, until_on=ON + 3 * DAY)
    days = [ON - DAY, ON, ON + 3 * DAY, ON + 4 * DAY]
    assert [found(schedule, day) for day in days] == [None, one, one, None]
    assert [one.counts_on(day) for day in days] == [False, True, True, False]


def test_without_a_last_day_it_counts_until_it_is_ended_and_not_on_that_day(
    schedule: PaymentSchedule, here: Office
) -> None:
    one = kept(schedule, here)
    assert found(schedule, ON + 3000 * DAY) == one
    ended(one, here, ON + 5 * DAY)
    days = [ON + 4 * DAY, ON + 5 * DAY, ON + 6 * DAY]
    assert [found(schedule, day) for day in days] == [one, None, None]
    one = Authority.objects.get()
    assert [one.counts_on(day) for day in days] == [True, False, False]


def test_one_ended_before_it_began_never_counts(schedule: PaymentSchedule, here: Office) -> None:
    one = kept(schedule, here, from_on=ON + 10 * DAY)
    ended(one, here, ON)
    assert found(schedule, ON + 10 * DAY) is None


def test_of_two_at_once_the_later_is_found_and_the_earlier_when_it_has_ended(
    schedule: PaymentSchedule, here: Office
) -> None:
    first = kept(schedule, here)
    second = kept(schedule, here, holder_name="Bo Reed", from_on=ON + 2 * DAY)
    assert [found(schedule, ON + n * DAY) for n in (0, 1, 2)] == [first, first, second]
    ended(second, here, ON + 4 * DAY)
    assert found(schedule, ON + 4 * DAY) == first


def test_it_is_only_for_what_it_says_and_for_that_person(schedule: PaymentSchedule, here: Office) -> None:
    one = kept(schedule, here, scopes=["see_money"])
    assert found(schedule, ON, Scope.SEE_MONEY) == one
    assert found(schedule, ON, Scope.RECEIVE) is None
    (other,) = people_to_pay(1, here)
    assert found(other, ON, Scope.SEE_MONEY) is None


def test_a_user_has_the_authority_they_were_given_and_no_other(schedule: PaymentSchedule, here: Office) -> None:
    one = kept(schedule, here)
    ruth, bo = user("Rowan", Role.REPRESENTATIVE), user("Bo", Role.REPRESENTATIVE)
    with_access(one, ruth, ON, here.worker)
    assert authority_of(ruth, schedule.person, Scope.SIGN, ON) == one
    assert authority_of(ruth, schedule.person, Scope.SPEAK, ON) is None
    assert authority_of(bo, schedule.person, Scope.SIGN, ON) is None
    assert authority_of(ruth, schedule.person, Scope.SIGN, ON - DAY) is None


def test_it_says_itself_in_words(schedule: PaymentSchedule, here: Office) -> None:
    one = kept(schedule, here)
    assert (one.role_words, one.way_words) == ("Nominated person", "The person asked for them")
    assert one.scope_words == ["Sign agreements, and choose how the budget is held", "Receive the payment"]
    assert one.may(Scope.SIGN) and not one.may(Scope.SPEAK)
    assert one.ended is None
    assert ended(one, here, ON).why_words == "They no longer meet what they agreed to"


def test_the_database_keeps_every_row_and_refuses_what_makes_no_sense(schedule: PaymentSchedule, here: Office) -> None:
    one = kept(schedule, here)
    end = ended(one, here, ON)
    for row in (one, end):
        table = row._meta.db_table
        assert NEVER in refusal(f"update {table} set person_id = person_id where id = %s", row.pk)
        assert NEVER in refusal(f"delete from {table} where id = %s", row.pk)
    wrong = {
        "authority_came_about_as_its_role_can": {"came_about": "'lasting_power'"},
        "authority_ends_after_start": {"until_on": "from_on - 1"},
        "authority_says_who_and_why": {"holder_name": "''"},
    }
    for name, change in wrong.items():
        assert refusal(copy_of("records_authority", one.pk, **change)) == name
    strange = copy_of("records_authority", one.pk, acts_as="'friend'")
    assert refusal(strange) == "authority_came_about_as_its_role_can"
    assert "authority_id" in refusal(copy_of("records_authorityend", end.pk))
    assert refusal(copy_of("records_authorityend", end.pk, why="'x'")) == "authority_end_reason_is_known"
    assert refusal(copy_of("records_authorityend", end.pk, why="'other'")) == "authority_end_says_why"
