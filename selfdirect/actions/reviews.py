"""Reviews: opened when a date asks for them, held, and told to the person; and a kind word to somebody kept waiting.

Values: policy/councils
Next:   selfdirect/jobs/due.py
Tests:  tests/actions/test_reviews.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.decision_letter import how_to_disagree
from selfdirect.actions.support.outbox import write_letter
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.reviews import REVIEWS, Review
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import add_months, format_date
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values


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


@action(needs=Permission.ASSESS)
def hold_review(
    *, step: Step, held_on: date, how_it_goes: str, what_changes: str, key: str, on: date, by: User
) -> Review:
    """Write down a review that was held, close its step and write to the person (R-REV-01)."""
    budget = _check(step, held_on, how_it_goes, on)
    values = policy_on(on)
    review = Review.objects.create(
        person=budget.person,
        budget=budget,
        code=step.code,
        held_on=held_on,
        how_it_goes=how_it_goes.strip(),
        what_changes=what_changes.strip(),
        next_on=add_months(held_on, values.whole("reviews.plan_review_months")),
        by=by,
    )
    close_step(step.code, person=budget.person, on=on, by=by, record=budget)
    changes = review.what_changes or "Nothing changes for now."
    tell(
        f"{by.name} reviewed the budget with you on {format_date(held_on)}. {changes}",
        person=budget.person_id,
        about=about(budget),
    )
    _write(review, changes, values, on, by)
    return review


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


def _check(step: Step, held_on: date, how_it_goes: str, on: date) -> Budget:
    """The budget that is reviewed. Raises Refused with everything that stops the review from being written down."""
    now = Step.objects.select_for_update().get(pk=step.pk)
    noun, _, number = now.about.partition(":")
    if now.code not in REVIEWS or noun != "Budget":
        raise Refused("This step is not a review.")
    if now.done_on is not None:
        raise Refused("This review is written down already.")
    budget = Budget.objects.select_related("person").get(pk=int(number))
    problems = []
    if not budget.finalised_on <= held_on <= on:
        problems.append(
            Problem("held_on", "The date must be today or earlier, and not before the final budget was made")
        )
    if not how_it_goes.strip():
        problems.append(Problem("how_it_goes", "Write how it is going, in the person's words where you can"))
    if problems:
        raise Refused(problems)
    return budget


def _write(review: Review, changes: str, values: Values, on: date, by: User) -> None:
    held = format_date(review.held_on)
    write_letter(
        "review",
        key=f"review:{review.pk}",
        person=review.person,
        subject="Your review",
        facts={
            "paragraphs": [
                f"We looked at your personal budget with you on {held}. {review.how_it_goes}",
                f"What changes: {changes}",
                f"We will look again by {format_date(review.next_on)}. You can ask for a review before that.",
            ],
            "how_to_disagree": how_to_disagree(values),
            "what": REVIEWS[review.code],
            "held_on": review.held_on.isoformat(),
            "next_on": review.next_on.isoformat(),
            "reviewer": by.name,
        },
        on=on,
        by=by,
    )
