"""Putting money kept for emergencies to use, at once and without a new assessment; and saying that it is over.

Next:   selfdirect/records/contingency.py
Tests:  tests/actions/test_contingency.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.records.access import User
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.contingency import ContingencyEnd, ContingencyStart
from selfdirect.records.people import Person
from selfdirect.records.plans import Purpose
from selfdirect.rules.access import Permission
from selfdirect.rules.problems import Problem

MAY = (Permission.TELL_US, Permission.PLAN)
"""The person, a carer, a representative and staff."""


@action(needs=MAY)
def start(*, person: Person, budget_line: BudgetLine, reason: str, key: str, on: date, by: User) -> ContingencyStart:
    """Begin to use a line that is kept for emergencies (R-CTG-03). Nobody has to agree first: the plan said so.

    Raises Refused for a line that is not kept for emergencies, is another person's, or is in use already.
    """
    budget = budget_line.budget
    if budget.person_id != person.pk or budget_line.purpose != Purpose.CONTINGENCY:
        raise Refused("This is not money kept for this person's emergencies.")
    if not budget.starts_on <= on <= budget.ends_on:
        raise Refused("This budget does not run on this day. Phone us.")
    if not reason.strip():
        raise Refused([Problem("reason", "Say what has happened")])
    if ContingencyStart.objects.filter(budget_line=budget_line, end=None).exists():
        raise Refused("This money is in use already.")
    made = ContingencyStart.objects.create(person=person, budget_line=budget_line, reason=reason.strip(), on=on, by=by)
    said = f"The money kept for emergencies is in use: {budget_line.plan_line.what}. Why: {made.reason}"
    tell(said, person=person, about=about(budget))
    return made


@action(needs=MAY)
def end(*, person: Person, start: ContingencyStart, what_happened: str, key: str, on: date, by: User) -> ContingencyEnd:
    """Say that an emergency is over, and what the money was used for (R-CTG-03)."""
    if start.person_id != person.pk:
        raise Refused("This is not money kept for this person's emergencies.")
    if not what_happened.strip():
        raise Refused([Problem("what_happened", "Say what the money was used for, or that it was not used")])
    if ContingencyEnd.objects.filter(start=start).exists():
        raise Refused("Somebody has already said that this is over.")
    made = ContingencyEnd.objects.create(person=person, start=start, what_happened=what_happened.strip(), on=on, by=by)
    tell(
        f"The emergency is over. What the money was used for: {made.what_happened}",
        person=person,
        about=about(start.budget_line.budget),
    )
    return made
