"""Opening and closing steps of work: the owner, the due date and the words all come from the policy's standards.

Why:    docs/decisions/every-step-has-an-owner.md
Values: policy/councils
Next:   selfdirect/records/work.py
Tests:  tests/actions/support/test_steps.py
"""

from datetime import date

from django.db import models
from django.db.models.functions import Coalesce

from selfdirect.actions.action import about
from selfdirect.actions.support.policy import holidays_around, policy_on
from selfdirect.records.access import RoleGrant, User, acting_on
from selfdirect.records.people import Person
from selfdirect.records.work import NamedWorker, Step
from selfdirect.rules.access import Role
from selfdirect.rules.work import due_on, step_rules


def named_worker(person: Person) -> User | None:
    """Who the person can ask for now."""
    row = NamedWorker.objects.filter(person=person, until_on=None).select_related("worker").first()
    return row.worker if row else None


def open_step(
    code: str, *, person: Person | None, record: models.Model | None, on: date, owner: User | None = None
) -> Step:
    """Open one step, or return the one already open. Without an owner, the role in the policy's standards gives it."""
    values = policy_on(on)
    rule = step_rules(values)[code]
    found = about(record) if record is not None else ""
    step = Step.objects.open().filter(person=person, code=code, about=found).first()
    if step:
        return step
    return Step.objects.create(
        person=person,
        code=code,
        about=found,
        owner=owner or owner_for(Role(rule.owner), person, on),
        opened_on=on,
        due_on=max(due_on(code, on, values, holidays_around(on)), on),
    )


def close_step(code: str, *, person: Person | None, on: date, by: User, record: models.Model | None = None) -> None:
    """Mark a step as done. With no record, every open step of that kind for the person."""
    steps = Step.objects.open().filter(person=person, code=code)
    if record is not None:
        steps = steps.filter(about=about(record))
    steps.update(done_on=on, done_by=by)


def owner_for(role: Role, person: Person | None, on: date, besides: User | None = None) -> User:
    """Somebody to own a step: the named worker for a worker's step, else whoever of that role has least open work.

    `besides` is only chosen when there is nobody else: for a step that somebody may not do themselves.
    """
    if role is Role.SOCIAL_WORKER and person is not None:
        worker = named_worker(person)
        if worker:
            return worker
    team_first = models.Case(
        models.When(team__organisation="council", then=0), default=1, output_field=models.IntegerField()
    )
    last_of_all = models.Case(
        models.When(pk=besides.pk if besides else 0, then=1), default=0, output_field=models.IntegerField()
    )
    theirs = Step.objects.open().filter(owner=models.OuterRef("pk")).order_by().values("owner")
    open_work = Coalesce(models.Subquery(theirs.annotate(count=models.Count("pk")).values("count")), 0)
    holders = RoleGrant.objects.filter(acting_on(on), role=role.value).values("user_id")
    found = (
        User.objects.filter(pk__in=holders, is_active=True)
        .annotate(open_work=open_work)
        .order_by(last_of_all, team_first, "open_work", "pk")
        .first()
    )
    if found is None:
        raise LookupError(
            f"Nobody holds the role {role.label}, so nobody can own this step. Give the role to somebody first."
        )
    return found
