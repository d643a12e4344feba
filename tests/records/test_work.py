"""Every step has an owner and a date; a person has one named worker at a time."""

from datetime import date, timedelta

import pytest

from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.work import NamedWorker, Step
from tests.actions.paying_people import ON, Office
from tests.records.raw import copy_of, refusal, run


@pytest.fixture
def step(here: Office, schedule: PaymentSchedule) -> Step:
    return Step.objects.create(
        person=schedule.person, code="decision", about="Plan:1", owner=here.worker, opened_on=ON, due_on=ON
    )


@pytest.mark.requirement("R-DEC-12")
@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("done_on = '2026-07-01'", "step_done"),
        ("done_by_id = owner_id", "step_done"),
        ("due_on = opened_on - 1", "step_due_after_opening"),
    ],
)
def test_a_step_is_done_on_a_day_by_somebody_and_never_due_before_it_opens(change: str, name: str, step: Step) -> None:
    assert refusal(f"update records_step set {change}") == name


def test_every_step_has_an_owner_and_a_date(step: Step) -> None:
    for column in ("owner_id", "due_on", "opened_on"):
        assert "null value" in refusal(f"update records_step set {column} = null")


def test_a_step_is_open_once_and_may_be_opened_again_when_it_is_done(step: Step) -> None:
    assert refusal(copy_of("records_step", step.pk)) == "one_open_step_of_a_kind"
    run("update records_step set done_on = opened_on, done_by_id = owner_id")
    run(copy_of("records_step", step.pk, done_on="null", done_by_id="null"))
    assert (Step.objects.count(), Step.objects.open().count()) == (2, 1)


def test_what_is_late_is_open_and_past_its_date_and_the_longest_wait_comes_first(step: Step, here: Office) -> None:
    def another(code: str, opened_on: date, due_on: date) -> Step:
        return Step.objects.create(person=step.person, code=code, owner=here.worker, opened_on=opened_on, due_on=due_on)

    earlier = another("earlier", ON - timedelta(days=9), ON)
    later = another("later", ON, ON + timedelta(days=1))
    tomorrow = ON + timedelta(days=1)
    assert not Step.objects.overdue(ON)
    assert list(Step.objects.overdue(tomorrow).longest_wait_first()) == [earlier, step]
    assert list(Step.objects.open().longest_wait_first()) == [earlier, step, later]
    run("update records_step set done_on = opened_on, done_by_id = owner_id where code = 'earlier'")
    assert list(Step.objects.overdue(tomorrow)) == [step]


@pytest.mark.requirement("R-REF-11")
def test_a_person_has_one_named_worker_at_a_time(here: Office, schedule: PaymentSchedule) -> None:
    named = NamedWorker.objects.get(person=schedule.person)
    assert refusal(copy_of("records_namedworker", named.pk)) == "one_named_worker"
