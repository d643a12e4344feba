"""Employing a personal assistant: relatives by rule or exception, the employment, its terms, its checklists, its end.

Values: policy/national/employment.toml, policy/defaults/employment.toml
Next:   selfdirect/rules/employing_family.py
Tests:  tests/actions/test_employment.py
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings

from selfdirect.actions import assistants
from selfdirect.actions.action import NotAllowed, Refused, about, action, tell
from selfdirect.actions.support import employing
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.reserve import give_back, put_by_until, use
from selfdirect.actions.support.steps import close_step, open_step, owner_for
from selfdirect.records.access import RoleGrant, User
from selfdirect.records.assistants import Assistant
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.employment import (
    ChecklistWord,
    Employment,
    EmploymentEnd,
    EmploymentTerms,
    FamilyRequest,
    GuidanceShown,
)
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission, Role
from selfdirect.rules.calendar import format_date
from selfdirect.rules.employer_reserve import WhyEnded, settlement
from selfdirect.rules.employing_family import GUIDANCE, may_employ, needs_exception, relations
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem
from selfdirect.rules.working import to_json

EMPLOY = Permission.EMPLOY
SHOWN_TO = {
    "holder": "The person, as the employer",
    "carer": "A carer",
    "staff": "Somebody who works for the council",
    "provider": "A provider",
}
STATES = {"done": "Done", "for_me": "Please do it for me", "not_needed": "It does not apply"}


@action(needs=EMPLOY)
def show_guidance(*, person: Person, shown_to: str, name: str, key: str, on: date, by: User) -> GuidanceShown:
    """Keep that the guidance on employing somebody close was shown, and to whom, as it read that day (R-EMP-07)."""
    problems = [] if shown_to in SHOWN_TO else [Problem("shown_to", "Select who read it")]
    if not name.strip():
        problems.append(Problem("name", "Enter the name of who read it"))
    if problems:
        raise Refused(problems)
    rows = [dict(row) for row in policy_on(on).table(GUIDANCE)]
    made = GuidanceShown.objects.create(
        person=person, shown_to=shown_to, name=name.strip(), guidance=rows, on=on, by=by
    )
    tell(f"{made.name} read the guidance on employing a relative or friend.", person=person, about=about(made))
    return made


@action(needs=EMPLOY)
def ask_for_relative(
    *,
    person: Person,
    assistant: Assistant,
    relation: str,
    same_household: bool,
    necessary_reason: str,
    key: str,
    on: date,
    by: User,
) -> FamilyRequest:
    """Ask to employ a relative where the rule says only if necessary. Somebody else decides, by its day (R-EMP-06)."""
    values = policy_on(on)
    if relation not in relations(values):
        raise Refused([Problem("relation", "Select what they are to the person")])
    found = may_employ(relation, values, same_household=same_household)
    if not needs_exception(found):
        raise Refused(f"Nobody has to decide on this. {found.reason}")
    if not necessary_reason.strip():
        raise Refused([Problem("necessary_reason", "Say why it is necessary")])
    if FamilyRequest.objects.filter(person=person, assistant=assistant, decided_on=None).exists():
        raise Refused("This was asked already, and somebody is about to decide.")
    made = FamilyRequest.objects.create(
        person=person,
        assistant=assistant,
        relation=relation,
        same_household=same_household,
        necessary_reason=necessary_reason.strip(),
        rule_says=found.reason,
        working=to_json(found.working),
        policy_fingerprint=values.fingerprint,
        on=on,
        by=by,
    )
    decider = owner_for(Role.TEAM_MANAGER, person, on, besides=by)
    step = open_step("family_request", person=person, record=made, on=on, owner=decider)
    said = f"We were asked whether {assistant.name} may be employed. {step.owner.name} decides by"
    tell(f"{said} {format_date(step.due_on)}.", person=person, about=about(made))
    return made


@action(needs=Permission.DECIDE)
def decide_on_relative(
    *, person: Person, request: FamilyRequest, is_agreed: bool, reasons: str, on: date, by: User
) -> FamilyRequest:
    """Decide whether it is necessary to employ this relative, with reasons. Never by who asked (R-EMP-06)."""
    request = FamilyRequest.objects.select_for_update(of=("self",)).select_related("assistant").get(pk=request.pk)
    if request.person_id != person.pk:
        raise Refused("This request is for somebody else.")
    if request.decided_on is not None:
        raise Refused("This was already decided.")
    if request.by_id == by.pk:
        raise NotAllowed("Nobody decides on what they asked for themselves.")
    if not reasons.strip():
        raise Refused([Problem("reasons", "Give the reasons, in words the person will understand")])
    request.is_agreed, request.reasons, request.decided_on, request.decided_by = is_agreed, reasons.strip(), on, by
    request.save(update_fields=["is_agreed", "reasons", "decided_on", "decided_by"])
    close_step("family_request", person=person, on=on, by=by, record=request)
    answer = "may" if is_agreed else "may not"
    tell(f"{request.assistant.name} {answer} be employed. {request.reasons}", person=person, about=about(request))
    return request


@action(needs=EMPLOY)
def employ(
    *, person: Person, assistant: Assistant, line: BudgetLine, asked: Mapping[str, Any], key: str, on: date, by: User
) -> Employment:
    """Begin an employment: the person is the employer (R-EMP-01). `asked` holds its facts and first terms.

    Raises Refused with everything to mend: the wage, the line, a relative without an exception, guidance not shown.
    """
    values = policy_on(on)
    problems = employing.problems_with(person, assistant, line, asked, values, on)
    if problems:
        raise Refused(problems)
    made = employing.keep(person, assistant, line, asked, values, on, by)
    EmploymentTerms.objects.create(
        employment=made,
        line=line,
        hours_hundredths=asked["hours_hundredths"],
        pence_hourly=asked["pence_hourly"],
        from_on=made.starts_on,
        on=on,
        by=by,
    )
    said = f"{assistant.name} works for you from {format_date(made.starts_on)},"
    tell(f"{said} for {format_pounds(asked['pence_hourly'])} an hour.", person=person, about=about(made))
    if made.payroll_by == "organisation":
        open_step("payroll_referral", person=person, record=made, on=on)
    employing.tell_provider(made, on)
    return made


@action(needs=EMPLOY)
def begin(
    *,
    person: Person,
    name: str,
    date_of_birth: date,
    line: BudgetLine,
    necessary_reason: str,
    asked: Mapping[str, Any],
    key: str,
    on: date,
    by: User,
) -> Employment | FamilyRequest:
    """Write somebody down and employ them; or ask first, where a relative needs an exception that nobody gave yet.

    All of it or none of it: who cannot be employed is not written down either.
    """
    assistant = Assistant.objects.filter(name__iexact=name.strip(), date_of_birth=date_of_birth).first()
    if assistant is None:
        assistant = assistants.add(
            name=name, date_of_birth=date_of_birth, email="", phone="", key=f"{key}:who"[:64], on=on, by=by
        )
    if employing.must_ask_first(person, assistant, asked, policy_on(on)):
        made = ask_for_relative(
            person=person,
            assistant=assistant,
            relation=str(asked["relation"]),
            same_household=bool(asked["same_household"]),
            necessary_reason=necessary_reason,
            key=f"{key}:ask"[:64],
            on=on,
            by=by,
        )
        tell("Before they start, somebody decides whether they may be employed.", person=person, about=about(made))
        return made
    made_one = employ(
        person=person, assistant=assistant, line=line, asked=asked, key=f"{key}:employ"[:64], on=on, by=by
    )
    tell(f"{assistant.name} was employed.", person=person, about=about(made_one))
    return made_one


@action(needs=EMPLOY)
def change_terms(
    *,
    person: Person,
    employment: Employment,
    line: BudgetLine,
    hours_hundredths: int,
    pence_hourly: int,
    from_on: date,
    key: str,
    on: date,
    by: User,
) -> EmploymentTerms:
    """Other hours, other pay, or paid by another budget, from a day on. What was before stays written down."""
    if employment.person_id != person.pk or line.budget.person_id != person.pk:
        raise Refused("This is for somebody else.")
    problems = []
    last = employment.terms.order_by("-from_on", "-pk")[0]
    if employment.ended is not None:
        problems.append(Problem("from_on", "This employment has ended"))
    if from_on <= last.from_on:
        words = f"The day must be after {format_date(last.from_on)}, when the present terms began"
        problems.append(Problem("from_on", words))
    problems += employing.terms_problems(employment.assistant, line, hours_hundredths, pence_hourly, from_on)
    if problems:
        raise Refused(problems)
    made = EmploymentTerms.objects.create(
        employment=employment,
        line=line,
        hours_hundredths=hours_hundredths,
        pence_hourly=pence_hourly,
        from_on=from_on,
        on=on,
        by=by,
    )
    hours = f"{hours_hundredths / 100:g} hours a week for {format_pounds(pence_hourly)} an hour"
    words = f"From {format_date(from_on)}, {employment.assistant.name} works {hours}."
    tell(words, person=person, about=about(employment))
    return made


@action(needs=EMPLOY)
def say_item(
    *, person: Person, employment: Employment, code: str, state: str, note: str, key: str, on: date, by: User
) -> ChecklistWord:
    """Say that one duty of the employer is done, does not apply, or should be done for them (R-EMP-10)."""
    if employment.person_id != person.pk:
        raise Refused("This is for somebody else.")
    items = {str(row["code"]): row for row in policy_on(on).table("employment.checklist")}
    problems = [] if code in items else [Problem("code", "Select what it is about")]
    if state not in STATES:
        problems.append(Problem("state", "Select what you want to say"))
    if problems:
        raise Refused(problems)
    made = ChecklistWord.objects.create(employment=employment, code=code, state=state, note=note.strip(), on=on, by=by)
    employing.follow_up(made, items, on, by)
    tell(f"{items[code]['label']}: {STATES[state].lower()}.", person=person, about=about(employment))
    return made


@action(needs=EMPLOY)
def end(
    *,
    person: Person,
    employment: Employment,
    why: str,
    words: str,
    last_on: date,
    notice_worked_weeks: int,
    key: str,
    on: date,
    by: User,
) -> EmploymentEnd:
    """End an employment and settle what is owed from the employer's reserve; what is left goes back (R-EMP-01)."""
    if employment.person_id != person.pk:
        raise Refused("This is for somebody else.")
    problems = [] if why in {one.value for one in WhyEnded} else [Problem("why", "Select why it ends")]
    if employment.ended is not None:
        raise Refused("This employment has ended already.")
    if last_on < employment.starts_on:
        problems.append(Problem("last_on", "The last day must not be before the first day"))
    if last_on > on:
        problems.append(Problem("last_on", "Settle it on the last day or afterwards"))
    if problems:
        raise Refused(problems)
    values = policy_on(last_on)
    put_by_until(employment, last_on, on, by)
    found = settlement(employing.service(employment, last_on, notice_worked_weeks), WhyEnded(why), values)
    short = use(employment, found.parts, on, by)
    made = EmploymentEnd.objects.create(
        employment=employment,
        why=why,
        words=words.strip(),
        last_on=last_on,
        holiday_pence=found.holiday,
        notice_pence=found.notice,
        redundancy_pence=found.redundancy,
        short_pence=short,
        working=to_json(found.working),
        policy_fingerprint=values.fingerprint,
        on=on,
        by=by,
    )
    given_back = give_back(employment, on, by)
    _end_sign_in(employment, last_on)
    open_step("employment_end", person=person, record=employment, on=on)
    said = (
        f"{employment.assistant.name} worked for you until {format_date(last_on)}. Owed: {format_pounds(found.total)},"
    )
    said += f" of which {format_pounds(found.total - short)} comes from the employer's reserve."
    tell(said, person=person, about=about(employment), given_back_pence=given_back, short_pence=short)
    return made


def _end_sign_in(employment: Employment, last_on: date) -> None:
    """Who works for nobody any more signs in until their last day; what they logged stays."""
    others = Employment.objects.filter(assistant=employment.assistant, end=None).exclude(pk=employment.pk)
    if not others.exists():
        held = RoleGrant.objects.filter(user__assistant=employment.assistant, role=Role.PERSONAL_ASSISTANT.value)
        held.filter(until_on=None, from_on__lte=last_on).update(until_on=last_on)


@action(needs=EMPLOY)
def let_sign_in(*, person: Person, employment: Employment, email: str, key: str, on: date, by: User) -> User:
    """Let a personal assistant sign in, to see and log their own hours and nothing else (R-EMP-03)."""
    if employment.person_id != person.pk or not employment.goes_on(max(on, employment.starts_on)):
        raise Refused("They do not work for this person.")
    user = User.objects.filter(assistant=employment.assistant).first()
    if user is None and User.objects.filter(email__iexact=email.strip()).exists():
        raise Refused([Problem("email", "Somebody already signs in with this email address")])
    if user is None:
        user = User(
            email=email.strip().lower(),
            name=employment.assistant.name,
            assistant=employment.assistant,
            is_demo=settings.DEMO,
        )
        user.set_unusable_password()
        user.save()
    if not user.role_grants.filter(role=Role.PERSONAL_ASSISTANT.value, until_on=None).exists():
        RoleGrant.objects.create(user=user, role=Role.PERSONAL_ASSISTANT.value, from_on=on, granted_by=by)
    tell(f"{employment.assistant.name} can sign in to log hours.", person=person, about=about(employment))
    return user
