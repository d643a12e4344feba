"""Monthly statements: made for many budgets at once when a month is over, kept as told, sent, and printed on demand.

Values: policy/councils
Next:   selfdirect/actions/support/statements.py
Tests:  tests/actions/test_statements.py
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from selfdirect.actions.action import Refused, action, tell
from selfdirect.actions.support.letters import look_of_letters
from selfdirect.actions.support.outbox import NewLetter, write_letters
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.statement_words import figures
from selfdirect.actions.support.statements import Reading, due_for, last_day, read
from selfdirect.outside.pdf import letter_pdf
from selfdirect.records.access import User
from selfdirect.records.many import new_ids, write_rows
from selfdirect.records.people import Person
from selfdirect.records.statements import Statement
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import month_in_words
from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import Values
from selfdirect.rules.working import to_json


@dataclass(frozen=True)
class Made:
    """How many statements were made; and by reference why some were not, because they do not add up."""

    count: int
    refused: dict[str, str]


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def make(*, budgets: Sequence[int], month: date, on: date, by: User) -> Made:
    """Make and send the statement of one month for these budgets, once each (R-DEP-18).

    One that does not add up is left out and said so; it does not hold up the others.
    """
    if month.day != 1 or last_day(month) >= on:
        raise Refused(f"The statement of {month_in_words(month)} is made when the month is over.")
    _one_at_a_time()
    values = policy_on(last_day(month))
    found = read(list(due_for(month).filter(pk__in=budgets).values_list("pk", flat=True)), month, values)
    _keep(found.readings, values, on, by)
    for reading in found.readings:
        left = format_pounds(reading.statement.total.left)
        said = f"Your statement for {month_in_words(month)} was made. What is left: {left}."
        tell(said, person=reading.budget.person_id, about=f"Budget:{reading.budget.pk}")
    for reference, why in found.refused.items():
        tell(f"The statement of {reference} for {month_in_words(month)} was not made. {why}", about=reference)
    if not found.readings and not found.refused:
        tell(f"No statement for {month_in_words(month)} was missing.")
    return Made(len(found.readings), found.refused)


@action(needs=None)
def print_statement(*, person: Person, html: str, on: date, by: User) -> bytes:
    """The statement as a tagged PDF, from the words that the page made of the kept figures. Nothing is stored."""
    tell("A statement was made ready to print.", about=f"Person:{person.pk}")
    return letter_pdf(html, base_url=look_of_letters())


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('selfdirect: statements', 0))")


def _keep(readings: Sequence[Reading], values: Values, on: date, by: User) -> None:
    """The statements, their letters and the outbox: four writes, however many there are."""
    told = [figures(one, values) for one in readings]
    letters = [
        NewLetter(
            key=f"statement:{one.budget.pk}:{one.month.isoformat()}",
            person=one.budget.person,
            subject=f"Your statement for {month_in_words(one.month)}",
            facts=shown,
        )
        for one, shown in zip(readings, told, strict=True)
    ]
    letter_ids = write_letters("statement", letters, on, by)
    ids = new_ids(Statement, len(readings))
    rows = [
        (pk, letter_id, on, by.pk, values.fingerprint, shown, *_columns(one))
        for pk, letter_id, one, shown in zip(ids, letter_ids, readings, told, strict=True)
    ]
    write_rows(Statement, ("id", "letter_id", "made_on", "by_id", "policy_fingerprint", "figures", *_COLUMNS), rows)


_COLUMNS = (
    "person_id",
    "budget_id",
    "month",
    "covers_from",
    "covers_until",
    "opening_pence",
    "changed_pence",
    "came_in_pence",
    "came_back_pence",
    "paid_out_pence",
    "left_pence",
    "promised_pence",
    "emergency_pence",
    "left_by_owner",
    "working",
    "known_at",
)


def _columns(one: Reading) -> tuple[object, ...]:
    told = one.statement
    total = told.total
    return (
        one.budget.person_id,
        one.budget.pk,
        one.month,
        told.first_on,
        told.last_on,
        total.opening,
        total.changed,
        total.came_in,
        total.came_back,
        total.paid_out,
        total.left,
        told.promised_pence,
        told.emergency_pence,
        {owner.whose: owner.left for owner in told.owners},
        to_json(told.rows),
        one.known_at,
    )
