"""Who somebody's named worker is, who owns a step, and why a step has stopped.

Next:   selfdirect/records/work.py
Tests:  tests/actions/test_work.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.outbox import write_letter
from selfdirect.records.access import User
from selfdirect.records.people import Person
from selfdirect.records.work import NamedWorker, Step
from selfdirect.rules.access import Permission
from selfdirect.rules.problems import Problem

_ANY_WORKER = (Permission.NAME_WORKERS, Permission.SCREEN_REFERRALS, Permission.RECEIVE_REFERRALS)


@action(needs=_ANY_WORKER)
def name_worker(*, person: Person, worker: User, reason: str, on: date, by: User) -> NamedWorker:
    """Give somebody a named worker. The first time needs no reason; a change needs one, and a notice (R-REF-11)."""
    if not worker.may(Permission.ASSESS, on):
        raise Refused([Problem("worker", f"{worker.name} is not a social worker. Choose a social worker")])
    before = (
        NamedWorker.objects.select_for_update().filter(person=person, until_on=None).select_related("worker").first()
    )
    if before and before.worker_id == worker.pk:
        raise Refused([Problem("worker", f"{worker.name} is already the named worker")])
    if before and not reason.strip():
        raise Refused([Problem("reason", "Say why the named worker has to change")])
    if before and not by.may(Permission.NAME_WORKERS, on):
        raise Refused("Only a team manager can change a named worker. Ask your manager.")
    if before:
        NamedWorker.objects.filter(pk=before.pk).update(until_on=on)
        Step.objects.open().filter(person=person, owner=before.worker).update(owner=worker)
    named = NamedWorker.objects.create(person=person, worker=worker, from_on=on, reason=reason or "First worker", by=by)
    tell(
        f"{worker.name} became the named worker." + (f" Reason: {reason}" if before else ""),
        person=person,
        about=about(person),
    )
    facts = {
        "worker": worker.name,
        "phone": worker.phone,
        "before": before.worker.name if before else "",
        "reason": reason,
    }
    write_letter(
        "named_worker",
        key=f"named_worker:{named.pk}",
        person=person,
        subject="Who to ask for",
        facts=facts,
        on=on,
        by=by,
    )
    return named


@action(needs=Permission.SEE_WORK)
def explain_stop(*, step: Step, reason: str, on: date, by: User) -> Step:
    """Say why a step is waiting, so that the person and the manager can read it."""
    if not by.may(Permission.NAME_WORKERS, on) and step.owner_id != by.pk:
        raise Refused("Only the owner of this step or a team manager can say why it is waiting.")
    if not reason.strip():
        raise Refused([Problem("reason", "Say what this step is waiting for")])
    Step.objects.filter(pk=step.pk).update(stopped_because=reason)
    step.refresh_from_db()
    tell(f"A step is waiting: {reason}", person=step.person, about=about(step))
    return step


@action(needs=Permission.NAME_WORKERS)
def hand_over(*, step: Step, owner: User, reason: str, on: date, by: User) -> Step:
    """Give one open step to somebody else, with the reason."""
    if not reason.strip():
        raise Refused([Problem("reason", "Say why this step is given to somebody else")])
    if not Step.objects.open().filter(pk=step.pk).update(owner=owner):
        raise Refused("This step is already done, so there is nothing to hand over.")
    step.refresh_from_db()
    tell(f"A step was handed to {owner.name}. Reason: {reason}", person=step.person, about=about(step))
    return step
