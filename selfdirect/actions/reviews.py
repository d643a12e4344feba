"""What a date asks for by itself: a review that falls due, and a kind word to somebody who is kept waiting.

Values: policy/councils
Next:   selfdirect/jobs/due.py
Tests:  tests/actions/test_reviews.py
"""

from datetime import date

from selfdirect.actions.action import about, action, tell
from selfdirect.actions.support.outbox import write_letter
from selfdirect.actions.support.steps import open_step
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def open_review(*, budget: Budget, code: str, on: date, by: User) -> Step:
    """Open the first or the yearly review of a budget, owned by the named worker (R-REV-01)."""
    step = open_step(code, person=budget.person, record=budget, on=on)
    tell(
        f"A review is due. {step.owner.name} will arrange it by {format_date(step.due_on)}.",
        person=budget.person_id,
        about=about(budget),
    )
    return step


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def say_sorry_for_wait(*, step: Step, label: str, on: date, by: User) -> Step:
    """Write once to a person whose step is late: who has it, since when, and what they can do (R-DEC-12)."""
    tell(
        f"This is taking longer than we said: {label}. {step.owner.name} has it. "
        f"It was due by {format_date(step.due_on)}.",
        person=step.person_id,
        about=about(step),
    )
    assert step.person is not None
    write_letter(
        "late",
        key=f"late:{step.pk}",
        person=step.person,
        subject="This is taking longer than we said",
        facts={"label": label, "owner": step.owner.name, "phone": step.owner.phone, "due_on": step.due_on.isoformat()},
        on=on,
        by=by,
    )
    return step
