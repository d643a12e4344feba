"""Many people at once with a budget that is to be paid, written straight into the tables, for tests of payment runs.

The walk that leads there is tested elsewhere (tests/actions/story.py goes it by the actions). Only what a run reads
matters here, and 2,000 people are there in a second or two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from selfdirect.actions import direct_payments, payment_runs
from selfdirect.actions.action import Refused
from selfdirect.ledger.chart import FUNDING, committed, free, owed
from selfdirect.ledger.posting import Entry, post_many
from selfdirect.ledger.proving import prove
from selfdirect.ledger.reading import balance
from selfdirect.records.access import RoleGrant, Team, User
from selfdirect.records.allocation import IndicativeBudget, PlanningAmount
from selfdirect.records.assessments import Assessment
from selfdirect.records.audit import AuditEntry
from selfdirect.records.budgets import Budget
from selfdirect.records.decisions import Decision
from selfdirect.records.direct_payments import Agreement, Payee
from selfdirect.records.payments import PaymentLine, PaymentRun, PaymentSchedule
from selfdirect.records.people import Person, PersonDetails
from selfdirect.records.plans import Plan
from selfdirect.records.referrals import Referral
from selfdirect.records.work import NamedWorker
from selfdirect.rules.access import Role

STARTS_ON = date(2026, 6, 29)
"""A Monday on which one of the council's four-week periods starts."""
ENDS_ON = date(2027, 6, 27)
PAY_ON = STARTS_ON
NEXT_PAY_ON = date(2026, 7, 27)
ON = date(2026, 6, 24)
REASON = "Account closed"


@dataclass(frozen=True)
class Office:
    """Those who prepare, approve and look after payments."""

    finance: User
    other_finance: User
    approver: User
    other_approver: User
    worker: User
    manager: User
    timer: User


def office() -> Office:
    Team.objects.get_or_create(code="here", defaults={"name": "Here", "organisation": "council"})
    return Office(
        finance=user("Nina", Role.FINANCE_OFFICER),
        other_finance=user("George", Role.FINANCE_OFFICER),
        approver=user("Farida", Role.FINANCE_APPROVER),
        other_approver=user("Martin", Role.FINANCE_APPROVER),
        worker=user("Grace", Role.SOCIAL_WORKER),
        manager=user("Ruth", Role.TEAM_MANAGER),
        timer=User.objects.filter(is_timer=True).first() or user("Timer"),
    )


def user(name: str, *roles: Role, **more: Any) -> User:
    made = User.objects.create(email=f"{name.lower()}@office.example", name=name, is_timer=name == "Timer", **more)
    for role in roles:
        RoleGrant.objects.create(user=made, role=role.value, from_on=date(2020, 1, 1))
    return made


@transaction.atomic
def people_to_pay(
    count: int = 1, here: Office | None = None, pence_weekly: int = 16300, **more: Any
) -> list[PaymentSchedule]:
    """People with an agreed budget, an account and a schedule; their money set aside and promised in the book."""
    worker = here.worker if here else User.objects.get(email="grace@office.example")
    people = _many(Person(is_fictional=True) for _ in range(count))
    _many(
        PersonDetails(
            person=person,
            first_name="Amara",
            last_name=f"Foxglove {person.pk}",
            date_of_birth=date(1980, 5, 14),
            email="amara@example.org",
            address="1 Willow Court",
            client_group="physical",
            contact_by="email",
            on=ON,
            by=worker,
        )
        for person in people
    )
    _many(NamedWorker(person=person, worker=worker, from_on=ON, reason="First", by=worker) for person in people)
    budgets = _budgets(people, worker, pence_weekly)
    schedules = _schedules(budgets, worker, {"pence_weekly": pence_weekly, "pence_once": 0} | more)
    post_many(entry for schedule in schedules for entry in _promised(schedule))
    return schedules


def _many(rows: Iterable[Any]) -> list[Any]:
    """Write rows of one table, some thousands at a time: one statement for all of them takes ever longer."""
    found = list(rows)
    return type(found[0])._default_manager.bulk_create(found, batch_size=2_000) if found else []


def _budgets(people: Sequence[Person], worker: User, pence_weekly: int) -> list[Budget]:
    team = Team.objects.get(code="here")
    said = {"source": "self", "channel": "phone", "received_on": ON, "what_was_said": "Help", "has_consented": True}
    referrals = _many(
        Referral(person=one, path="assessment", organisation="council", team=team, taken_by=worker, **said)
        for one in people
    )
    assessments = _many(
        Assessment(person=one.person, referral=one, assessor=worker, started_on=ON) for one in referrals
    )
    kept: dict[str, Any] = {"working": [], "policy_fingerprint": "f"}
    rough = {
        "on": ON,
        "method": "points_by_price",
        "pence_weekly": 20000,
        "inputs": {},
        "values_used": {},
        "by": worker,
    }
    indicative = _many(IndicativeBudget(person=one.person, assessment=one, **rough, **kept) for one in assessments)
    planning = _many(PlanningAmount(person=one.person, indicative_budget=one) for one in indicative)
    plans = _many(
        Plan(person=one.person, planning_amount=one, written_by=worker, started_on=ON, status="approved")
        for one in planning
    )
    put = {"pence_weekly": pence_weekly, "proposed_by": worker, "proposed_on": ON, "decider_role": "team_manager"}
    decisions = _many(
        Decision(person=one.person, plan=one, route_reason="Its amount", policy_fingerprint="f", **put) for one in plans
    )
    amounts = {"gross_pence_weekly": pence_weekly, "contribution_pence_weekly": 0, "net_pence_weekly": pence_weekly}
    dates = {"starts_on": STARTS_ON, "ends_on": ENDS_ON, "finalised_on": ON, "finalised_by": worker}
    return _many(
        Budget(
            person=one.person, plan=one.plan, decision=one, indicative_pence_weekly=20000, **amounts, **dates, **kept
        )
        for one in decisions
    )


def _schedules(budgets: Sequence[Budget], worker: User, changes: dict[str, Any]) -> list[PaymentSchedule]:
    signed = {"signed_on": ON, "signed_by_name": "Amara", "signed_as": "person", "signed_how": "on_paper", "by": worker}
    agreements = _many(
        Agreement(person=one.person, budget=one, terms=[], monitoring_schedule=[], policy_fingerprint="f", **signed)
        for one in budgets
    )
    kind = changes.pop("payee_kind", "bank_account")
    payees = _many(
        Payee(
            person=one.person,
            kind=kind,
            account_name=f"A Foxglove {one.pk}",
            sort_code="200000",
            account_number=f"{10_000_000 + one.pk}",
            on=ON,
            by=worker,
        )
        for one in budgets
    )
    terms = {"frequency": "four_weekly", "from_on": STARTS_ON, "until_on": ENDS_ON, "by": worker} | changes
    return _many(
        PaymentSchedule(person=one.person, budget=one.budget, agreement=one, payee=payee, **terms)
        for one, payee in zip(agreements, payees, strict=True)
    )


def _promised(schedule: PaymentSchedule) -> list[Entry]:
    ref = schedule.budget.reference
    pence = schedule.pence_weekly * 52 + schedule.pence_once
    return [
        Entry(f"budget:{ref}:allot", ON, pence, FUNDING, free(ref), f"Budget:{schedule.budget_id}"),
        Entry(f"budget:{ref}:commit", ON, pence, free(ref), committed(ref), f"Budget:{schedule.budget_id}"),
    ]


def prepare(here: Office, pay_on: date = PAY_ON, key: str = "", on: date = ON, **more: Any) -> PaymentRun:
    key = key or f"run-{pay_on}-{PaymentRun.objects.count()}"
    return payment_runs.prepare_run(**({"pay_on": pay_on, "key": key, "on": on, "by": here.finance} | more))


def approve(here: Office, run: PaymentRun, **more: Any) -> PaymentRun:
    words = {"run": run, "seen_version": run.version, "key": f"approve-{run.pk}-{run.version}", "on": ON}
    return payment_runs.approve_run(**(words | {"by": here.approver} | more))


def send(here: Office, run: PaymentRun, on: date = ON) -> PaymentRun:
    return payment_runs.send_run(run=run, on=on, by=here.finance)


def confirm(here: Office, run: PaymentRun, returned: dict[int, str] | None = None, on: date = PAY_ON) -> PaymentRun:
    return payment_runs.confirm_run(run=run, returned=returned or {}, on=on, by=here.finance)


def sent_run(here: Office, pay_on: date = PAY_ON, on: date = ON) -> PaymentRun:
    return send(here, approve(here, prepare(here, pay_on, on=on), on=on), on)


def only_line(run: PaymentRun) -> PaymentLine:
    return run.lines.get()


def owed_to(schedule: PaymentSchedule) -> int:
    return balance(owed(schedule.payee.book_reference))


def promised_by(schedule: PaymentSchedule) -> int:
    return balance(committed(schedule.budget.reference))


def the_book_is_sound() -> bool:
    return not [found for found in prove() if found.exceptions]


def returned(here: Office, schedule: PaymentSchedule) -> PaymentLine:
    """The line of a run that the bank sent back."""
    run = sent_run(here)
    confirm(here, run, {only_line(run).pk: REASON})
    return only_line(run)


def new_account(here: Office, schedule: PaymentSchedule) -> Payee:
    return direct_payments.change_payee(
        payee=schedule.payee,
        account_name="A Foxglove",
        sort_code="40-00-00",
        account_number="87654321",
        reason="The old account was closed",
        key=f"change-{schedule.pk}",
        on=PAY_ON,
        by=here.finance,
    )


def problems(refused: pytest.ExceptionInfo[Refused]) -> dict[str, str]:
    """What was refused, by field."""
    return {problem.field: problem.message for problem in refused.value.problems}


def said(record: str) -> list[str]:
    """What was told of a record, in order."""
    told = AuditEntry.objects.filter(about=record, kind="action").order_by("pk")
    return list(told.values_list("said", flat=True))
