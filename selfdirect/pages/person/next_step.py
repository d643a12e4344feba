"""What happens next, in the person's words: the step, who has it, since when, by when; and the council's own steps.

Values: policy/councils
Next:   selfdirect/pages/person/home.py
Tests:  tests/pages/person/test_next_step.py
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from selfdirect.actions.support.policy import policy
from selfdirect.pages.process import STEPS_OF
from selfdirect.records.people import Person
from selfdirect.records.work import Step
from selfdirect.rules.calendar import format_date

WALK = tuple(code for codes in STEPS_OF.values() for code in codes)


@dataclass(frozen=True)
class Wait:
    """One open step, as the person is told of it."""

    code: str
    label: str
    who: str
    phone: str
    since: date
    by: date
    is_late: bool
    why: str


@dataclass(frozen=True)
class Stage:
    """One of the council's steps: done, now or later, with a date in words where there is one."""

    number: int
    label: str
    explained: str
    state: str
    when: str
    waits: tuple[Wait, ...]


def steps_of(person: Person) -> list[Step]:
    """Every step of somebody, open and done, in the order they were opened."""
    return list(Step.objects.filter(person=person).select_related("owner").order_by("pk"))


def labels_on(on: date) -> dict[str, str]:
    """What each kind of step is called to the person."""
    return {str(row["step"]): str(row["label_person"]) for row in policy().on(on).table("work.steps")}


def waits(steps: Sequence[Step], on: date) -> list[Wait]:
    """The open steps: those of the way to a budget first, each by its date."""
    labels = labels_on(on)
    opened = [step for step in steps if step.done_on is None]
    opened.sort(key=lambda step: (step.code not in WALK, step.due_on, step.pk))
    return [
        Wait(
            code=step.code,
            label=labels.get(step.code, "We look at something for you"),
            who=step.owner.name,
            phone=step.owner.phone,
            since=step.opened_on,
            by=step.due_on,
            is_late=step.due_on < on,
            why=step.stopped_because,
        )
        for step in opened
    ]


def stages(steps: Sequence[Step], on: date) -> list[Stage]:
    """The council's steps in order, each with where it stands."""
    rows = sorted(policy().on(on).table("process.steps"), key=lambda row: int(row["number"]))
    return [
        _stage(
            int(row["number"]), str(row["label"]), str(row["explained"]), STEPS_OF.get(str(row["code"]), ()), steps, on
        )
        for row in rows
    ]


def _stage(number: int, label: str, explained: str, codes: Sequence[str], steps: Sequence[Step], on: date) -> Stage:
    own = [step for step in steps if step.code in codes]
    opened = tuple(waits(own, on))
    if opened:
        late = "We said by" if opened[0].is_late else "By"
        return Stage(number, label, explained, "now", f"{late} {format_date(opened[0].by)}", opened)
    if own:
        done = max(step.done_on for step in own if step.done_on)
        return Stage(number, label, explained, "done", format_date(done), ())
    return Stage(number, label, explained, "later", "", ())
