"""A step has an owner and a date from the policy; the named worker first, else whoever has least to do."""

from datetime import date, timedelta

import pytest

from selfdirect.actions.action import action, tell
from selfdirect.actions.support.steps import close_step, named_worker, open_step, owner_for
from selfdirect.records.access import RoleGrant, User
from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.people import Person
from selfdirect.records.work import NamedWorker, Step
from selfdirect.rules.access import Role
from tests.actions.paying_people import ON, Office, user


@action(needs=None)
def begin(*, person: Person | None, code: str, on: date, by: User) -> Step:
    tell("Begun")
    return open_step(code, person=person, record=person, on=on)


@pytest.mark.requirement("R-DEC-12")
def test_the_date_is_so_many_working_days_on_and_the_owner_is_the_named_worker(
    here: Office, schedule: PaymentSchedule
) -> None:
    user("Aaron", Role.SOCIAL_WORKER)
    step = begin(person=schedule.person, code="final_budget", on=date(2026, 6, 26), by=here.worker)
    assert (step.owner, step.due_on) == (here.worker, date(2026, 7, 1))
    assert step.about == f"Person:{schedule.person_id}"


def test_the_same_step_is_opened_once_while_it_is_open(here: Office, schedule: PaymentSchedule) -> None:
    words = {"person": schedule.person, "code": "final_budget", "by": here.worker}
    first = begin(**words, on=ON)  # type: ignore[arg-type]
    assert begin(**words, on=ON + timedelta(days=3)) == first  # type: ignore[arg-type]
    close_step("final_budget", person=schedule.person, on=ON, by=here.worker, record=schedule.person)
    assert begin(**words, on=ON + timedelta(days=3)) != first  # type: ignore[arg-type]
    assert Step.objects.count() == 2


def test_closing_a_step_leaves_those_about_other_records(here: Office, schedule: PaymentSchedule) -> None:
    step = begin(person=schedule.person, code="final_budget", on=ON, by=here.worker)
    close_step("final_budget", person=schedule.person, on=ON, by=here.worker, record=schedule)
    assert Step.objects.open().get() == step
    close_step("final_budget", person=schedule.person, on=ON, by=here.worker)
    assert not Step.objects.open().exists()
    step.refresh_from_db()
    assert (step.done_on, step.done_by) == (ON, here.worker)


def test_a_step_that_is_not_a_worker_s_goes_to_whoever_has_least_to_do(here: Office) -> None:
    assert owner_for(Role.FINANCE_APPROVER, None, ON) == here.approver
    for number in range(2):
        Step.objects.create(code=f"a{number}", owner=here.approver, opened_on=ON, due_on=ON)
    done = {"done_on": ON, "done_by": here.approver}
    for number in range(5):
        Step.objects.create(code=f"b{number}", owner=here.other_approver, opened_on=ON, due_on=ON, **done)
    assert owner_for(Role.FINANCE_APPROVER, None, ON) == here.other_approver


def test_nobody_who_left_or_whose_role_has_ended_is_given_work(here: Office) -> None:
    User.objects.filter(pk=here.approver.pk).update(is_active=False)
    assert owner_for(Role.FINANCE_APPROVER, None, ON) == here.other_approver
    RoleGrant.objects.filter(user=here.other_approver).update(until_on=ON - timedelta(days=1))
    with pytest.raises(LookupError, match="Nobody holds the role"):
        owner_for(Role.FINANCE_APPROVER, None, ON)


def test_whose_turn_it_is_takes_one_question_however_much_was_done(
    here: Office, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        owner_for(Role.FINANCE_APPROVER, None, ON)


def test_the_named_worker_is_the_present_one_or_nobody(here: Office, schedule: PaymentSchedule) -> None:
    assert named_worker(schedule.person) == here.worker
    NamedWorker.objects.update(until_on=ON)
    assert named_worker(schedule.person) is None
