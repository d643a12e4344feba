"""Taking a referral and screening it: the first step of the walk (R-REF-01 to R-REF-04, R-REF-11, R-REF-18).

Values: policy/councils
Next:   selfdirect/actions/assessments.py
Tests:  tests/actions/test_referrals.py
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models

from selfdirect.actions import people
from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.outbox import write_letter
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step, named_worker, open_step
from selfdirect.actions.support.versions import save_against
from selfdirect.records.access import RoleGrant, Team, User, acting_on
from selfdirect.records.assessments import Assessment
from selfdirect.records.people import Person
from selfdirect.records.referrals import Outcome, Path, Referral
from selfdirect.records.work import NamedWorker
from selfdirect.rules.access import Permission, Role
from selfdirect.rules.calendar import format_date
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values


@action(needs=Permission.RECEIVE_REFERRALS)
def receive(
    *,
    key: str,
    person: Person | None,
    details: Mapping[str, Any] | None,
    source: str,
    channel: str,
    received_on: date,
    referrer_name: str,
    what_was_said: str,
    has_consented: bool,
    has_existing_package: bool,
    is_fictional: bool = False,
    on: date,
    by: User,
) -> Referral:
    """Take a referral for somebody new (`details`) or known (`person`): route it, name a worker, open the screening."""
    values = policy_on(on)
    _check(values, source=source, channel=channel, received_on=received_on, has_consented=has_consented, on=on)
    if person is None:
        if details is None:
            raise Refused("Say who the referral is about.")
        person = people.register(details=details, is_fictional=is_fictional, on=on, by=by)
    route = _route(person.details.client_group, values)
    team = Team.objects.filter(code=route["team"]).first()
    if team is None:
        raise Refused(f"There is no team called {route['team']}. Ask an administrator to add it.")
    path = Path.REVIEW if has_existing_package else Path.ASSESSMENT
    referral = Referral.objects.create(
        person=person,
        source=source,
        channel=channel,
        received_on=received_on,
        referrer_name=referrer_name,
        what_was_said=what_was_said,
        has_consented=has_consented,
        has_existing_package=has_existing_package,
        path=path,
        organisation=route["organisation"],
        team=team,
        taken_by=by,
    )
    worker = named_worker(person) or _name_first_worker(person, team, on, by)
    open_step("referral_screening", person=person, record=referral, on=on, owner=worker)
    tell(
        f"We received a request for help, reference {referral.reference}. It goes to {team.name}. "
        f"{worker.name} looks after it.",
        person=person,
        about=about(referral),
    )
    _say_received(referral, worker, on, by)
    return referral


@action(needs=Permission.SCREEN_REFERRALS)
def screen(
    *,
    referral: Referral,
    screening: Mapping[str, Any],
    outcome: str,
    reason: str,
    seen_version: int,
    on: date,
    by: User,
) -> Referral:
    """Record what the screening found. To assess opens an assessment that starts from these answers (R-REF-03)."""
    if outcome not in Outcome.values:
        raise Refused([Problem("outcome", "Choose what happens next")])
    if not reason.strip():
        raise Refused([Problem("reason", "Say why, in words the person will understand")])
    if referral.screened_on:
        raise Refused("This referral is already screened.")
    referral = save_against(
        referral,
        seen_version,
        by,
        screening=dict(screening),
        outcome=outcome,
        outcome_reason=reason,
        screened_on=on,
        screened_by=by,
    )
    close_step("referral_screening", person=referral.person, on=on, by=by, record=referral)
    tell(
        f"We looked at the request. What happens next: {Outcome(outcome).label}. {reason}",
        person=referral.person,
        about=about(referral),
    )
    if outcome == Outcome.ASSESS:
        _open_assessment(referral, on, by)
    write_letter(
        "screening",
        key=f"screening:{referral.pk}",
        person=referral.person,
        subject="What happens next with your request for help",
        facts={"outcome": outcome, "reason": reason, "reference": referral.reference},
        on=on,
        by=by,
    )
    return referral


def _check(values: Values, *, source: str, channel: str, received_on: date, has_consented: bool, on: date) -> None:
    problems = []
    if source not in {row["code"] for row in values.table("referrals.sources")}:
        problems.append(Problem("source", "Choose who asked for help"))
    if channel not in {row["code"] for row in values.table("referrals.channels")}:
        problems.append(Problem("channel", "Choose how the request reached us"))
    if received_on > on:
        problems.append(Problem("received_on", f"The date it was received must be {format_date(on)} or earlier"))
    if not has_consented:
        problems.append(Problem("has_consented", "The person must know about this request. Ask them first"))
    if problems:
        raise Refused(problems)


def _route(client_group: str, values: Values) -> dict[str, str]:
    for row in values.table("referrals.routing"):
        if row["client_group"] == client_group:
            return {"organisation": str(row["organisation"]), "team": str(row["team"])}
    raise Refused([Problem("client_group", "Choose the main reason for support")])


def _name_first_worker(person: Person, team: Team, on: date, by: User) -> User:
    """The worker of the team with least open work, so that nobody is unowned from the first day (R-REF-11)."""
    holders = RoleGrant.objects.filter(acting_on(on), role=Role.SOCIAL_WORKER.value).values("user_id")
    open_work = models.Count("steps", filter=models.Q(steps__done_on=None))
    worker = (
        User.objects.filter(pk__in=holders, team=team, is_active=True)
        .annotate(open_work=open_work)
        .order_by("open_work", "pk")
        .first()
    )
    if worker is None:
        raise Refused(f"{team.name} has no social worker. Ask an administrator to give somebody that role.")
    NamedWorker.objects.create(person=person, worker=worker, from_on=on, reason="First worker", by=by)
    return worker


def _open_assessment(referral: Referral, on: date, by: User) -> None:
    worker = named_worker(referral.person) or by
    assessment = Assessment.objects.create(
        person=referral.person, referral=referral, assessor=worker, started_on=on, about_me={}, answers={}
    )
    step = open_step("assessment", person=referral.person, record=assessment, on=on, owner=worker)
    tell(
        f"{worker.name} will visit to talk about what matters and what help is needed, by {format_date(step.due_on)}.",
        person=referral.person,
        about=about(assessment),
    )


def _say_received(referral: Referral, worker: User, on: date, by: User) -> None:
    write_letter(
        "received",
        key=f"received:{referral.pk}",
        person=referral.person,
        subject="We have your request for help",
        facts={"reference": referral.reference, "worker": worker.name, "phone": worker.phone},
        on=on,
        by=by,
    )
