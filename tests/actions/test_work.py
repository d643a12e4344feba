"""A named worker is changed by a manager, with a reason and a letter; a step is explained and handed over in words."""

import pytest

from selfdirect.actions import work
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.audit import AuditEntry
from selfdirect.records.messages import Letter
from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.people import Person
from selfdirect.records.work import NamedWorker, Step
from selfdirect.rules.access import Role
from tests.actions.paying_people import ON, Office, user


@pytest.fixture
def step(here: Office, schedule: PaymentSchedule) -> Step:
    return Step.objects.create(person=schedule.person, code="support_plan", owner=here.worker, opened_on=ON, due_on=ON)


@pytest.mark.requirement("R-REF-11")
def test_a_change_of_worker_takes_a_manager_a_reason_and_a_letter(here: Office, step: Step) -> None:
    other = user("Callum", Role.SOCIAL_WORKER)
    assert step.person is not None
    words = {"person": step.person, "worker": other, "on": ON}
    with pytest.raises(Refused, match="Only a team manager"):
        work.name_worker(**words, reason="Grace leaves", by=here.worker)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="Say why"):
        work.name_worker(**words, reason=" ", by=here.manager)  # type: ignore[arg-type]
    named = work.name_worker(**words, reason="Grace leaves", by=here.manager)  # type: ignore[arg-type]
    assert list(NamedWorker.objects.filter(person=step.person, until_on=None)) == [named]
    letter = Letter.objects.get(kind="named_worker")
    assert (letter.facts["before"], letter.facts["worker"], letter.facts["reason"]) == (
        "Grace",
        "Callum",
        "Grace leaves",
    )
    step.refresh_from_db()
    assert step.owner == other


def test_only_a_social_worker_is_named_and_only_once(here: Office, schedule: PaymentSchedule) -> None:
    with pytest.raises(Refused, match="is not a social worker"):
        work.name_worker(person=schedule.person, worker=here.finance, reason="x", on=ON, by=here.manager)
    with pytest.raises(Refused, match="already the named worker"):
        work.name_worker(person=schedule.person, worker=here.worker, reason="x", on=ON, by=here.manager)


def test_the_first_worker_needs_no_reason(here: Office) -> None:
    person = Person.objects.create()
    person.all_details.create(
        first_name="A", last_name="B", date_of_birth="1950-01-01", client_group="x", on=ON, by=here.worker
    )
    assert work.name_worker(person=person, worker=here.worker, reason="", on=ON, by=here.worker).worker == here.worker


@pytest.mark.requirement("R-DEC-12")
def test_the_owner_or_a_manager_says_why_a_step_waits(here: Office, step: Step) -> None:
    explained = work.explain_stop(step=step, reason="We wait for a letter from your doctor.", on=ON, by=here.worker)
    assert explained.stopped_because == "We wait for a letter from your doctor."
    assert AuditEntry.objects.timeline_of(step.person).first().said.startswith("A step is waiting")  # type: ignore
    work.explain_stop(step=step, reason="Still waiting.", on=ON, by=here.manager)
    with pytest.raises(Refused, match="Only the owner"):
        work.explain_stop(step=step, reason="x", on=ON, by=here.finance)
    with pytest.raises(Refused, match="waiting for"):
        work.explain_stop(step=step, reason=" ", on=ON, by=here.worker)


def test_a_step_is_handed_over_with_a_reason_while_it_is_open(here: Office, step: Step) -> None:
    other = user("Callum", Role.SOCIAL_WORKER)
    with pytest.raises(Refused, match="Say why"):
        work.hand_over(step=step, owner=other, reason="", on=ON, by=here.manager)
    with pytest.raises(NotAllowed):
        work.hand_over(step=step, owner=other, reason="x", on=ON, by=here.worker)
    assert work.hand_over(step=step, owner=other, reason="Away", on=ON, by=here.manager).owner == other
    Step.objects.filter(pk=step.pk).update(done_on=ON, done_by=other)
    with pytest.raises(Refused, match="already done"):
        work.hand_over(step=step, owner=here.worker, reason="x", on=ON, by=here.manager)
