"""The register of personal assistants: who offers what and where, training, places to fill, and searches for somebody.

Values: policy/defaults/employment.toml
Next:   selfdirect/rules/assistants.py
Tests:  tests/actions/test_assistants.py
"""

from collections.abc import Sequence
from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.policy import policy_on
from selfdirect.records.access import User
from selfdirect.records.assistants import (
    Assistant,
    RegisterEntry,
    RegisterSearch,
    Training,
    Vacancy,
    VacancyEnd,
    present_entries,
)
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.assistants import COVERS, TRAINING, Offer, Wanted, fitting
from selfdirect.rules.calendar import age_on
from selfdirect.rules.employment import LEAST_AGE
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values

KEEP = Permission.KEEP_REGISTER


@action(needs=(KEEP, Permission.EMPLOY))
def add(
    *,
    name: str,
    date_of_birth: date,
    email: str,
    phone: str,
    also: Person | None = None,
    key: str,
    on: date,
    by: User,
) -> Assistant:
    """Write down a personal assistant. `also` is their own record, for a holder who works for another (R-EMP-11)."""
    problems = [] if name.strip() else [Problem("name", "Enter their name")]
    if age_on(date_of_birth, on) < LEAST_AGE:
        problems.append(Problem("date_of_birth", f"A personal assistant must be {LEAST_AGE} or over"))
    if also is not None and Assistant.objects.filter(also=also).exists():
        problems.append(Problem("name", "This person is written down as a personal assistant already"))
    if problems:
        raise Refused(problems)
    made = Assistant.objects.create(
        name=name.strip(), date_of_birth=date_of_birth, email=email, phone=phone, also=also, on=on, by=by
    )
    tell(f"{made.name} was written down as a personal assistant.", person=also, about=about(made))
    return made


@action(needs=KEEP)
def enter(
    *,
    assistant: Assistant,
    areas: Sequence[str],
    tasks: Sequence[str],
    languages: Sequence[str],
    hours_hundredths: int,
    when_words: str,
    covers: str,
    agreed_to_be_found: bool,
    is_listed: bool,
    key: str,
    on: date,
    by: User,
) -> RegisterEntry:
    """Put somebody in the register, change what they offer, or take them off (R-EMP-04, R-EMP-11)."""
    values = policy_on(on)
    problems = _where_and_what(areas, tasks, values) if is_listed else []
    if is_listed and not agreed_to_be_found:
        problems.append(Problem("agreed_to_be_found", "Nobody is in the register who has not agreed to it"))
    if is_listed and not languages:
        problems.append(Problem("languages", "Enter at least one language"))
    if covers not in COVERS:
        problems.append(Problem("covers", "Select whether they stand in for others"))
    if problems:
        raise Refused(problems)
    made = RegisterEntry.objects.create(
        assistant=assistant,
        areas=list(areas),
        tasks=list(tasks),
        languages=[one.strip() for one in languages if one.strip()],
        hours_hundredths=hours_hundredths,
        when_words=when_words.strip(),
        covers=covers,
        agreed_to_be_found=agreed_to_be_found,
        is_listed=is_listed,
        on=on,
        by=by,
    )
    tell(f"{assistant.name} is {'in' if is_listed else 'no longer in'} the register.", about=about(assistant))
    return made


def _where_and_what(areas: Sequence[str], tasks: Sequence[str], values: Values) -> list[Problem]:
    known = {key: {str(row["code"]) for row in values.table(f"employment.{key}")} for key in ("areas", "tasks")}
    problems = []
    if not areas or not set(areas) <= known["areas"]:
        problems.append(Problem("areas", "Select at least one area"))
    if not tasks or not set(tasks) <= known["tasks"]:
        problems.append(Problem("tasks", "Select at least one thing they help with"))
    return problems


@action(needs=(KEEP, Permission.EMPLOY))
def train(
    *, assistant: Assistant, course: str, state: str, done_on: date | None, key: str, on: date, by: User
) -> Training:
    """Write down training that was offered to somebody, and what came of it (R-EMP-05)."""
    courses = {str(row["code"]): str(row["label"]) for row in policy_on(on).table("employment.courses")}
    problems = [] if course in courses else [Problem("course", "Select a course")]
    if state not in TRAINING:
        problems.append(Problem("state", "Select what came of it"))
    if state == "taken" and (done_on is None or done_on > on):
        problems.append(Problem("done_on", "Enter the day it was finished, today or in the past"))
    if problems:
        raise Refused(problems)
    done_on = done_on if state == "taken" else None
    made = Training.objects.create(assistant=assistant, course=course, state=state, done_on=done_on, on=on, by=by)
    tell(f"{assistant.name}: {courses[course]}. {TRAINING[state]}.", about=about(assistant))
    return made


@action(needs=Permission.EMPLOY)
def want(
    *,
    person: Person,
    area: str,
    tasks: Sequence[str],
    languages: Sequence[str],
    hours_hundredths: int,
    key: str,
    on: date,
    by: User,
) -> Vacancy:
    """Write down that somebody looks for a personal assistant: where, for what, for how long (R-EMP-13)."""
    values = policy_on(on)
    problems = _where_and_what([area], tasks, values)
    problems = [Problem("area", "Select the area") if one.field == "areas" else one for one in problems]
    if hours_hundredths <= 0:
        problems.append(Problem("hours", "Enter the hours a week"))
    if problems:
        raise Refused(problems)
    rural = {str(row["code"]): bool(row["is_rural"]) for row in values.table("employment.areas")}
    made = Vacancy.objects.create(
        person=person,
        area=area,
        is_rural=rural[area],
        tasks=list(tasks),
        languages=list(languages),
        hours_hundredths=hours_hundredths,
        on=on,
        by=by,
    )
    _search(made, on, by)
    tell("We started to look for a personal assistant.", person=person, about=about(made))
    return made


@action(needs=Permission.EMPLOY)
def search(*, vacancy: Vacancy, key: str, on: date, by: User) -> RegisterSearch:
    """Search the register again for a place that is not filled. Finding nobody is kept, to be reported (R-EMP-13)."""
    if hasattr(vacancy, "end"):
        raise Refused("Nobody is looked for any more.")
    made = _search(vacancy, on, by)
    found = f"{made.found} fit" if made.found else "Nobody fits"
    tell(f"We looked in the register of personal assistants. {found}.", person=vacancy.person_id, about=about(vacancy))
    return made


def _search(vacancy: Vacancy, on: date, by: User) -> RegisterSearch:
    wanted = Wanted((vacancy.area,), tuple(vacancy.tasks), tuple(vacancy.languages), vacancy.hours_hundredths)
    offers = [Offer.of(entry) for entry in present_entries()]
    return RegisterSearch.objects.create(vacancy=vacancy, found=len(fitting(offers, wanted)), on=on, by=by)


@action(needs=Permission.EMPLOY)
def stop_looking(
    *, vacancy: Vacancy, assistant: Assistant | None, reason: str, key: str, on: date, by: User
) -> VacancyEnd:
    """Say that a place is filled, or that nobody is looked for any more, and why."""
    if hasattr(vacancy, "end"):
        raise Refused("Nobody is looked for any more.")
    if assistant is None and not reason.strip():
        raise Refused([Problem("reason", "Say why nobody is looked for any more")])
    made = VacancyEnd.objects.create(vacancy=vacancy, assistant=assistant, reason=reason.strip(), on=on, by=by)
    found = f"{assistant.name} was found" if assistant else made.reason
    tell(f"We stopped looking for a personal assistant. {found}.", person=vacancy.person_id, about=about(vacancy))
    return made
