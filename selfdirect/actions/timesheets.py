"""Timesheets: the personal assistant logs a week, and the holder, or whoever acts for them, signs it or sends it back.

Next:   selfdirect/rules/timesheets.py
Tests:  tests/actions/test_timesheets.py
"""

from collections.abc import Mapping, Sequence
from datetime import date

from selfdirect.actions.action import NotAllowed, Refused, about, action, tell
from selfdirect.records.access import User, may_see, may_towards
from selfdirect.records.employment import Employment
from selfdirect.records.people import Person
from selfdirect.records.timesheets import Timesheet, TimesheetAnswer
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.problems import Problem
from selfdirect.rules.timesheets import check_week, in_hours, total


@action(needs=(Permission.LOG_HOURS, Permission.EMPLOY))
def log_week(
    *,
    employment_id: int,
    week_on: date,
    minutes: Mapping[str, Sequence[int]],
    note: str,
    seen_version: int,
    key: str,
    on: date,
    by: User,
) -> Timesheet:
    """Log a week of one's own employment; again, it is a correction that supersedes what was sent (R-EMP-03).

    Whoever may employ for the person may enter it from paper: they can then not sign it.
    """
    found = Employment.objects.select_for_update(of=("self",)).select_related("assistant", "person")
    employment = found.filter(pk=employment_id).first()
    if employment is None or not _may_log(by, employment, on):
        raise NotAllowed("You are not able to do this.")
    last = employment.ended.last_on if employment.ended else None
    problems = check_week(minutes, week_on, employment.starts_on, last, on)
    before = Timesheet.objects.filter(employment=employment, week_on=week_on).order_by("-version").first()
    version = before.version if before else 0
    if version != seen_version:
        problems.append(Problem("", "These hours were sent again meanwhile. Look at them before you correct them"))
    if before is not None and not problems and before.minutes == {kind: list(days) for kind, days in minutes.items()}:
        problems.append(Problem("worked_monday", "Nothing has changed since it was sent"))
    if problems:
        raise Refused(problems)
    made = Timesheet.objects.create(
        employment=employment,
        week_on=week_on,
        version=version + 1,
        supersedes=before,
        minutes={kind: list(days) for kind, days in minutes.items()},
        worked_minutes=total(minutes, "worked"),
        holiday_minutes=total(minutes, "holiday"),
        sick_minutes=total(minutes, "sick"),
        note=note.strip(),
        on=on,
        by=by,
    )
    what = "corrected" if before else "sent"
    said = f"{employment.assistant.name} {what} the hours of the week from {format_date(week_on)}:"
    tell(f"{said} {in_hours(made.worked_minutes)} worked.", person=employment.person_id, about=about(made))
    return made


@action(needs=Permission.SEE_OWN_TIMESHEETS)
def look_at_own(*, employment_id: int, what: str, on: date, by: User) -> None:
    """Keep that a personal assistant looked at hours they work for somebody (R-DIG-04)."""
    found = Employment.objects.filter(pk=employment_id, assistant=by.assistant_id or 0).first()
    if found is None:
        raise NotAllowed("You are not able to do this.")
    tell(what, person=found.person_id, kind="read")


def _may_log(by: User, employment: Employment, on: date) -> bool:
    """The personal assistant themselves; or somebody who may employ for this person, from paper."""
    if by.assistant_id is not None and by.assistant_id == employment.assistant_id:
        return by.may(Permission.LOG_HOURS, on)
    person = employment.person
    return may_see(by, person, on) and may_towards(by, [Permission.EMPLOY], person, on)


@action(needs=Permission.SIGN_TIMESHEETS)
def answer(
    *, person: Person, timesheet: Timesheet, is_signed: bool, reason: str, key: str, on: date, by: User
) -> TimesheetAnswer:
    """Sign a week, or send it back with the reason. Never by who logged it, and only what nothing superseded."""
    if timesheet.employment.person_id != person.pk:
        raise Refused("These hours are for somebody else.")
    Employment.objects.select_for_update().get(pk=timesheet.employment_id)
    now = Timesheet.objects.get(pk=timesheet.pk)
    if Timesheet.objects.filter(supersedes=now).exists():
        raise Refused("These hours were corrected since. Look at the new ones.")
    if now.answer is not None:
        raise Refused("These hours were answered already.")
    if now.by_id == by.pk or by.assistant_id == timesheet.employment.assistant_id:
        raise NotAllowed("Nobody signs hours that they logged themselves.")
    if not is_signed and not reason.strip():
        raise Refused([Problem("reason", "Say what is wrong with the hours")])
    made = TimesheetAnswer.objects.create(
        timesheet=now,
        is_signed=is_signed,
        reason="" if is_signed else reason.strip(),
        signed_as=_signed_as(by, person, on),
        on=on,
        by=by,
    )
    word = "signed" if is_signed else "sent back"
    tell(f"The hours of the week from {format_date(now.week_on)} were {word}.", person=person, about=about(now))
    return made


def _signed_as(by: User, person: Person, on: date) -> str:
    if by.person_id == person.pk:
        return "person"
    return "representative" if may_towards(by, [Permission.AGREE], person, on) else "carer"
