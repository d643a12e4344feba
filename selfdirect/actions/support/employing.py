"""Checking that somebody may be employed on these terms, keeping it, and what follows from a word on a checklist.

Values: policy/national/employment.toml
Next:   selfdirect/actions/employment.py
Tests:  tests/actions/support/test_employing.py
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from selfdirect.actions.support.outbox import put
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.records.access import User
from selfdirect.records.assistants import Assistant
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.employment import (
    ChecklistWord,
    Employment,
    FamilyRequest,
    GuidanceShown,
    terms_on,
    words_of,
)
from selfdirect.records.holdings import holdings_on
from selfdirect.records.people import Person
from selfdirect.records.timesheets import present_timesheets
from selfdirect.records.work import Step
from selfdirect.rules.calendar import format_date
from selfdirect.rules.direct_payments import PAID_OUT
from selfdirect.rules.employer_reserve import Service, holiday_year_starts
from selfdirect.rules.employing_family import (
    PAYROLL_BY,
    may_employ,
    needs_exception,
    needs_guidance,
    relations,
)
from selfdirect.rules.employment import MOST_HOURS, check_wage
from selfdirect.rules.problems import Problem
from selfdirect.rules.problems import Refused as RuleRefused
from selfdirect.rules.values import Values

Asked = Mapping[str, Any]
"""The facts of a new employment: duties, tasks, relation, same_household, payroll_by, payroll_name, area, came_from,
is_occasional, starts_on, hours_hundredths, pence_hourly."""


def problems_with(
    person: Person, assistant: Assistant, line: BudgetLine, asked: Asked, values: Values, on: date
) -> list[Problem]:
    """Everything that stops an employment; nothing when it may begin."""
    problems = [] if str(asked["duties"]).strip() else [Problem("duties", "Say what they will do")]
    areas = {str(row["code"]) for row in values.table("employment.areas")}
    if asked["area"] not in areas:
        problems.append(Problem("area", "Select where the work is"))
    if asked["payroll_by"] not in PAYROLL_BY:
        problems.append(Problem("payroll_by", "Select who works out pay and tax"))
    elif asked["payroll_by"] == "organisation" and not str(asked["payroll_name"]).strip():
        problems.append(Problem("payroll_name", "Enter the name of the payroll organisation"))
    if assistant.also_id == person.pk:
        problems.append(Problem("assistant", "Nobody can be their own personal assistant"))
    if Employment.objects.filter(person=person, assistant=assistant, end=None).exists():
        problems.append(Problem("assistant", f"{assistant.name} works for this person already"))
    problems += terms_problems(assistant, line, asked["hours_hundredths"], asked["pence_hourly"], asked["starts_on"])
    if line.budget.person_id != person.pk:
        problems.append(Problem("line", "This budget is for somebody else"))
    return problems + _family_problems(person, assistant, asked, values)


def terms_problems(
    assistant: Assistant, line: BudgetLine, hours_hundredths: int, pence_hourly: int, from_on: date
) -> list[Problem]:
    """What is wrong with hours, pay and the line that pays them, on the day they begin."""
    problems = []
    if not 0 < hours_hundredths <= MOST_HOURS:
        problems.append(Problem("hours", f"The hours a week must be more than 0 and {MOST_HOURS // 100} at most"))
    try:
        check_wage(pence_hourly, assistant.age_on(from_on), policy().on(from_on))
    except RuleRefused as refused:
        problems += refused.problems
    budget = line.budget
    if not budget.starts_on <= from_on <= budget.ends_on:
        words = f"The budget that pays runs from {format_date(budget.starts_on)} to {format_date(budget.ends_on)}"
        problems.append(Problem("from_on", f"{words}. Choose a day in it, or another line"))
    elif line.is_kept or holdings_on([line], from_on)[line.pk].held_as not in PAID_OUT:
        words = "The council holds this money. To employ somebody, it must be a direct payment or held by somebody else"
        problems.append(Problem("line", words))
    return problems


def _family_problems(person: Person, assistant: Assistant, asked: Asked, values: Values) -> list[Problem]:
    """A relative needs what the rule asks, and whoever is close to the person the guidance first (R-EMP-06, 07)."""
    relation = str(asked["relation"])
    if relation not in relations(values):
        return [Problem("relation", "Select what they are to the person")]
    problems = []
    found = may_employ(relation, values, same_household=bool(asked["same_household"]))
    if needs_exception(found) and agreed_request(person, assistant, relation) is None:
        problems.append(Problem("relation", f"{found.reason} Ask for it first: somebody else decides"))
    if needs_guidance(relation) and not GuidanceShown.objects.filter(person=person, shown_to="holder").exists():
        words = "Read the guidance on employing a relative or friend with the person first"
        problems.append(Problem("relation", words))
    return problems


def must_ask_first(person: Person, assistant: Assistant, asked: Asked, values: Values) -> bool:
    """Whether somebody has to decide on this relative first: the rule asks for it and nobody has agreed to it yet."""
    relation = str(asked["relation"])
    if relation not in relations(values):
        return False
    found = may_employ(relation, values, same_household=bool(asked["same_household"]))
    return needs_exception(found) and agreed_request(person, assistant, relation) is None


def agreed_request(person: Person, assistant: Assistant, relation: str) -> FamilyRequest | None:
    """The exception that was agreed for this relative and has not been used, if there is one."""
    found = FamilyRequest.objects.filter(person=person, assistant=assistant, relation=relation, is_agreed=True)
    return found.filter(employment=None).order_by("-pk").first()


def keep(
    person: Person, assistant: Assistant, line: BudgetLine, asked: Asked, values: Values, on: date, by: User
) -> Employment:
    """Write the employment down, with the exception it rests on."""
    found = may_employ(asked["relation"], values, same_household=bool(asked["same_household"]))
    rural = {str(row["code"]): bool(row["is_rural"]) for row in values.table("employment.areas")}
    return Employment.objects.create(
        person=person,
        assistant=assistant,
        duties=str(asked["duties"]).strip(),
        tasks=list(asked["tasks"]),
        relation=asked["relation"],
        same_household=bool(asked["same_household"]),
        family_request=agreed_request(person, assistant, asked["relation"]) if needs_exception(found) else None,
        payroll_by=asked["payroll_by"],
        payroll_name=str(asked["payroll_name"]).strip() if asked["payroll_by"] == "organisation" else "",
        area=asked["area"],
        is_rural=rural[asked["area"]],
        came_from=asked["came_from"],
        is_occasional=bool(asked["is_occasional"]),
        starts_on=asked["starts_on"],
        on=on,
        by=by,
    )


def tell_provider(employment: Employment, on: date) -> None:
    """Tell the provider somebody worked for that the person takes them on: by email, or as a step by telephone."""
    provider = employment.came_from
    if provider is None:
        return
    day = format_date(employment.starts_on)
    body = f"{employment.assistant.name} will work for a person you know as their personal assistant from {day}."
    if provider.email:
        key = f"employment:{employment.pk}:provider"
        subject = "Somebody who works for you is taken on"
        put(key=key, channel="email", to=provider.email, subject=subject, body=body, person=employment.person, on=on)
    else:
        open_step("tell_provider", person=employment.person, record=employment, on=on)


def follow_up(word: ChecklistWord, items: Mapping[str, Mapping[str, Any]], on: date, by: User) -> None:
    """Open or close the work that follows: help asked for, payroll arranged, an end seen to."""
    employment = word.employment
    person = employment.person
    said = words_of(employment)
    if any(one.state == "for_me" for one in said.values()):
        open_step("employer_help", person=person, record=employment, on=on)
    else:
        close_step("employer_help", person=person, on=on, by=by, record=employment)
    if word.code == "payroll" and word.state != "for_me":
        close_step("payroll_referral", person=person, on=on, by=by, record=employment)
    ends = {code for code, item in items.items() if item["part"] == "end"}
    if all(code in said and said[code].state != "for_me" for code in ends):
        close_step("employment_end", person=person, on=on, by=by, record=employment)


def open_help(employment: Employment) -> Step | None:
    """The open step of help that the employer asked for, if there is one."""
    about = f"Employment:{employment.pk}"
    return Step.objects.open().filter(code="employer_help", about=about).select_related("owner").first()


def service(employment: Employment, last_on: date, notice_worked_weeks: int) -> Service:
    """An employment as its end sees it, with the holiday that signed timesheets say was taken this holiday year."""
    terms = terms_on(employment, last_on)
    year = holiday_year_starts(employment.starts_on, last_on)
    taken = 0
    for sheet in present_timesheets().filter(employment=employment, week_on__gt=year - timedelta(days=7)):
        if sheet.is_signed:
            days = enumerate(sheet.minutes["holiday"])
            taken += sum(minutes for place, minutes in days if sheet.week_on + timedelta(days=place) >= year)
    return Service(
        starts_on=employment.starts_on,
        last_on=last_on,
        born_on=employment.assistant.date_of_birth,
        hours_hundredths=terms.hours_hundredths,
        pence_hourly=terms.pence_hourly,
        holiday_taken_minutes=taken,
        notice_worked_weeks=notice_worked_weeks,
    )
