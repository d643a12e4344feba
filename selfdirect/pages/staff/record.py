"""What a worker sees of one person on one page: how far they are in the council's steps, the money, who helps.

A fixed number of questions to the database, whatever happened to the person.

Values: policy/councils
Next:   selfdirect/pages/staff/people.py
Tests:  tests/pages/staff/test_record.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from selfdirect.actions.support.policy import policy
from selfdirect.ledger import reading
from selfdirect.pages.parts import Task, TaskGroup
from selfdirect.pages.process import SOMETIMES, STEPS_OF
from selfdirect.pages.staff.clocks import ShownClock, clocks_of
from selfdirect.pages.staff.work import WorkRow, address, rows_of, step_labels, where_done
from selfdirect.records.access import ActingFor, User, acting_on
from selfdirect.records.allocation import IndicativeBudget, PlanningAmount
from selfdirect.records.assessments import Assessment
from selfdirect.records.audit import AuditEntry
from selfdirect.records.budgets import Budget
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.people import Person
from selfdirect.records.referrals import Referral
from selfdirect.records.work import NamedWorker, Step
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date


@dataclass(frozen=True)
class Money:
    """The amounts known of somebody so far; None where there is none yet. Links lead to the working."""

    indicative_pence_weekly: int | None
    indicative_href: str
    has_finances: bool
    is_free: bool
    pays_full_cost: bool
    contribution_pence_weekly: int | None
    contribution_href: str
    planning_pence_weekly: int | None
    planning_href: str
    budget: Budget | None
    budget_href: str
    left_pence: int | None


@dataclass(frozen=True)
class Named:
    """The worker the person can ask for."""

    name: str
    phone: str
    from_on: date


@dataclass(frozen=True)
class Record:
    """One person's record, ready to show."""

    named: Named | None
    groups: list[TaskGroup]
    open_steps: list[WorkRow]
    next_row: WorkRow | None
    money: Money
    carer: dict[str, Any]
    helpers: list[ActingFor]
    referral_href: str
    clocks: list[ShownClock]
    recent: list[AuditEntry]
    links: list[tuple[str, str]]


def record_of(person: Person, user: User, on: date) -> Record:
    """Gather the record of one person as one worker may see it."""
    steps = list(Step.objects.filter(person=person).select_related("owner", "done_by").order_by("pk"))
    for step in steps:
        step.person = person
    opened = sorted((one for one in steps if one.done_on is None), key=lambda one: (one.due_on, one.pk))
    rows = rows_of(opened, on)
    found = _figures(person)
    money = _money(person, found)
    return Record(
        named=Named(found["named"], found["named_phone"], found["named_from"]) if found["named"] else None,
        groups=_groups(steps, money, user, on),
        open_steps=rows,
        next_row=next((row for row in rows if row.step.owner_id == user.pk), None),
        money=money,
        carer=found["carers"] or {},
        helpers=list(ActingFor.objects.filter(acting_on(on), person=person).select_related("user").order_by("pk")),
        referral_href=address("staff_referral", person_id=person.pk, referral_id=found["referral"] or 0),
        clocks=clocks_of(found["referred_on"], found["assessment_started_on"], found["assessment_finished_on"], on),
        recent=list(AuditEntry.objects.timeline_of(person)[:5]),
        links=_links(person, user, on),
    )


def _links(person: Person, user: User, on: date) -> list[tuple[str, str]]:
    found = [
        ("Everything that happened", address("staff_person_timeline", person_id=person.pk)),
        ("Statements", address("staff_statements", person_id=person.pk)),
        ("Letters", address("staff_letters", person_id=person.pk)),
        ("Messages", address("staff_messages", person_id=person.pk)),
        ("Help to find support", address("staff_brokerage", person_id=person.pk)),
        ("What we look for", address("staff_sourcing", person_id=person.pk)),
        ("Equipment by prescription", address("staff_equipment", person_id=person.pk)),
        ("Help to manage the budget", address("staff_managing", person_id=person.pk)),
        ("People who work for them", address("staff_employing", person_id=person.pk)),
        ("Who acts for the person", address("staff_authority", person_id=person.pk)),
        ("Who has looked at this record", address("staff_person_looked", person_id=person.pk)),
    ]
    if user.may(Permission.RECEIVE_REFERRALS, on):
        again = address("staff_referral_known", person_id=person.pk)
        found.append(("Start a new referral for this person", again))
    if user.may(Permission.PLAN, on) or user.may(Permission.NAME_WORKERS, on):
        found.append(("Let them sign in", address("staff_person_sign_in", person_id=person.pk)))
    return [(words, href) for words, href in found if href]


def _latest(model: Any, field: str, **only: Any) -> Subquery:
    rows: QuerySet[Any] = model._base_manager.filter(person=OuterRef("pk"), **only).order_by("-pk")
    return Subquery(rows.values(field)[:1])


def _figures(person: Person) -> dict[str, Any]:
    """The latest figures of a person, in one question to the database."""
    done = {"finished_on__isnull": False}
    named = NamedWorker.objects.filter(person=OuterRef("pk"), until_on=None)
    counts = FinancialAssessment.objects.filter(person=OuterRef("pk"), **done).order_by("-from_on", "-pk")
    return (
        Person.objects.filter(pk=person.pk)
        .annotate(
            named=Subquery(named.values("worker__name")[:1]),
            named_phone=Subquery(named.values("worker__phone")[:1]),
            named_from=Subquery(named.values("from_on")[:1]),
            referral=_latest(Referral, "pk"),
            referred_on=_latest(Referral, "received_on"),
            assessment_started_on=_latest(Assessment, "started_on"),
            assessment_finished_on=_latest(Assessment, "finished_on"),
            carers=_latest(Assessment, "carers"),
            finances=Subquery(counts.values("pk")[:1]),
            is_free=Subquery(counts.values("is_free")[:1]),
            full_cost=Subquery(counts.values("pays_full_cost")[:1]),
            contribution=Subquery(counts.values("contribution_pence_weekly")[:1]),
            indicative=_latest(IndicativeBudget, "pk"),
            indicative_pence=_latest(IndicativeBudget, "pence_weekly"),
            planning=_latest(PlanningAmount, "pk"),
            planning_pence=_latest(PlanningAmount, "pence_weekly"),
        )
        .values()
        .get()
    )


def _money(person: Person, found: dict[str, Any]) -> Money:
    budget = Budget.objects.filter(person=person).order_by("-starts_on", "-pk").first()
    return Money(
        indicative_pence_weekly=found["indicative_pence"],
        indicative_href=address("staff_indicative", person_id=person.pk, indicative_id=found["indicative"] or 0),
        has_finances=found["finances"] is not None,
        is_free=bool(found["is_free"]),
        pays_full_cost=bool(found["full_cost"]),
        contribution_pence_weekly=found["contribution"],
        contribution_href=address("staff_finance", person_id=person.pk, finances_id=found["finances"] or 0),
        planning_pence_weekly=found["planning_pence"],
        planning_href=address("staff_planning_amount", person_id=person.pk, planning_id=found["planning"] or 0),
        budget=budget,
        budget_href=address("staff_budget", person_id=person.pk, budget_id=budget.pk) if budget else "",
        left_pence=reading.available(budget.reference) if budget else None,
    )


def _groups(steps: Iterable[Step], money: Money, user: User, on: date) -> list[TaskGroup]:
    """The council's steps in order, each with its work: done, next, waiting for somebody, or not yet possible."""
    latest: dict[str, Step] = {}
    for step in steps:
        before = latest.get(step.code)
        if before is None or before.done_on is not None:
            latest[step.code] = step
    labels = step_labels(on)
    groups = []
    for row in sorted(policy().on(on).table("process.steps"), key=lambda row: int(row["number"])):
        codes = [code for code in STEPS_OF.get(str(row["code"]), ()) if code in latest or code not in SOMETIMES]
        tasks = [_task(code, labels.get(code, code), latest.get(code), money, user, on) for code in codes]
        groups.append(TaskGroup(f"{row['number']}. {row['label']}", tasks))
    return groups


def _task(code: str, label: str, step: Step | None, money: Money, user: User, on: date) -> Task:
    if step is None and code == "financial_assessment" and money.is_free:
        return Task(label, state="done", href=money.contribution_href, hint="Not needed: care is free")
    if step is None:
        return Task(label, state="cannot_start")
    if step.done_on:
        by = step.done_by.name if step.done_by else ""
        href = _results(money).get(code) or where_done(step)
        return Task(label, state="done", href=href, hint=f"{format_date(step.done_on)}, by {by}")
    late = "It was due" if step.due_on < on else "Due"
    if step.owner_id == user.pk:
        return Task(label, state="not_started", href=where_done(step), hint=f"{late} by {format_date(step.due_on)}")
    hint = f"With {step.owner.name} since {format_date(step.opened_on)}. {late} by {format_date(step.due_on)}"
    return Task(label, state="waiting", href=where_done(step), hint=hint)


def _results(money: Money) -> dict[str, str]:
    """Where what came of a step can be read, for steps whose own page only asks."""
    return {
        "financial_assessment": money.contribution_href if money.has_finances else "",
        "indicative_budget": money.indicative_href,
        "planning_conversation": money.planning_href,
        "final_budget": money.budget_href,
    }
