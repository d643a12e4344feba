"""When somebody looks again: the law's clocks, the council's own rhythm beside them, and what counts as a review.

The law is the Care Act 2014 s.27 for the plan and SI 2014/2871 reg 7 for a direct payment: two clocks, kept apart.

Values: policy/national, policy/councils
Next:   selfdirect/rules/monitoring.py
Tests:  tests/rules/test_reviews.py
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from selfdirect.rules.calendar import add_months, format_date
from selfdirect.rules.findings import EVERYBODY, entered, from_policy, table_or_none
from selfdirect.rules.values import Values, text_cell, whole_cell
from selfdirect.rules.working import Row, Working

# Policy values read here. SCHEDULE has columns code, label, client_group, after, unit, every_months.
DP_FIRST: Final = "reviews.direct_payment_first_review_months"
DP_NEXT: Final = "reviews.direct_payment_review_months"
PLAN_FIRST: Final = "reviews.plan_first_review_weeks"
PLAN_NEXT: Final = "reviews.plan_review_months"
SCHEDULE: Final = "reviews.schedule"
INDIVIDUAL: Final = "reviews.set_individually"
CONTACT_COUNTS: Final = "reviews.routine_contact_counts"
FORMAL_MONTH: Final = "reviews.formal_review_month"

PLAN: Final = "plan"
DIRECT_PAYMENT: Final = "direct_payment"
COUNCIL: Final = "council"
SET_WITH_PERSON: Final = "set_with_person"
FORMAL: Final = "formal"

YEARS_AHEAD: Final = 2
MONTHS_IN_A_YEAR: Final = 12


@dataclass(frozen=True)
class ReviewFacts:
    """What the dates of reviews hang on.

    `first_payment_on` is None where there is no direct payment. `set_on` are dates set with the person,
    `routine_contacts` the days on which a worker saw the person anyway. The budget runs from `plan_agreed_on` unless
    `budget_starts_on` says otherwise.
    """

    plan_agreed_on: date
    client_group: str = EVERYBODY
    first_payment_on: date | None = None
    budget_starts_on: date | None = None
    budget_months: int = MONTHS_IN_A_YEAR
    set_on: tuple[date, ...] = ()
    routine_contacts: tuple[date, ...] = ()


@dataclass(frozen=True)
class Review:
    """One review: which clock it is on, by when it is due, why, and the day of a routine contact that stands for it."""

    code: str
    clock: str
    label: str
    due_on: date
    reason: str
    met_on: date | None = None


@dataclass(frozen=True)
class ReviewDates:
    """Every review of the next two years in order, the working, and where a human must look."""

    reviews: tuple[Review, ...]
    working: Working
    remarks: tuple[str, ...]


def review_dates(facts: ReviewFacts, values: Values) -> ReviewDates:
    """Give the dates of reviews: the council's own, and the law's beside them (R-REV-01, R-REV-02 and R-REV-03).

    A review of the council's own rhythm stands for one of the law's only by being held; so each clock keeps its own
    latest day, and nothing the council sets moves that day later.
    """
    until = add_months(facts.plan_agreed_on, MONTHS_IN_A_YEAR * YEARS_AHEAD)
    found = [
        *_plan_clock(facts, values, until),
        *_direct_payment_clock(facts, values, until),
        *_own_rhythm(facts, values, until),
        *_formal(facts, values),
    ]
    found = [_met(review, facts, values) for review in found]
    reviews = tuple(sorted(found, key=lambda review: (review.due_on, review.clock, review.code)))
    return ReviewDates(reviews, _working(reviews, facts, values), tuple(_remarks(facts, values)))


def _plan_clock(facts: ReviewFacts, values: Values, until: date) -> Iterator[Review]:
    weeks, months = values.whole(PLAN_FIRST), values.whole(PLAN_NEXT)
    reason = f"Within {weeks} weeks of the plan being agreed, then at least every {months} months."
    due = facts.plan_agreed_on + timedelta(weeks=weeks)
    yield Review("plan_first", PLAN, "First look at the plan", due, reason)
    number = 1
    while (due := add_months(facts.plan_agreed_on, months * number)) <= until:
        yield Review("plan", PLAN, "Review of the plan", due, reason)
        number += 1


def _direct_payment_clock(facts: ReviewFacts, values: Values, until: date) -> Iterator[Review]:
    if facts.first_payment_on is None:
        return
    first, months = values.whole(DP_FIRST), values.whole(DP_NEXT)
    reason = f"Within {first} months of the first payment, then at least every {months} months."
    start = add_months(facts.first_payment_on, first)
    yield Review("direct_payment_first", DIRECT_PAYMENT, "First review of the direct payment", start, reason)
    number = 1
    while (due := add_months(start, months * number)) <= until:
        yield Review("direct_payment", DIRECT_PAYMENT, "Review of the direct payment", due, reason)
        number += 1


def set_individually(client_group: str, values: Values) -> bool:
    """Say whether the reviews of this client group are set person by person."""
    return any(row["client_group"] in (client_group, EVERYBODY) for row in table_or_none(values, INDIVIDUAL))


def _own_rhythm(facts: ReviewFacts, values: Values, until: date) -> Iterator[Review]:
    """Give the dates set with the person where the council does so; else those of its schedule."""
    for on in sorted(facts.set_on):
        yield Review("set_with_person", SET_WITH_PERSON, "Review set with the person", on, "Set with the person.")
    if set_individually(facts.client_group, values):
        return
    table = table_or_none(values, SCHEDULE)
    rows = [row for row in table if row["client_group"] == facts.client_group]
    for row in rows or [row for row in table if row["client_group"] == EVERYBODY]:
        code, label = text_cell(row, "code"), text_cell(row, "label")
        after, every, unit = whole_cell(row, "after"), whole_cell(row, "every_months"), text_cell(row, "unit")
        first = _after(facts.plan_agreed_on, after, unit)
        reason = f"The council's own rhythm: {after} {unit} after the plan was agreed, then every {every} months."
        number, due = 0, first
        while due <= until:
            yield Review(code, COUNCIL, label, due, reason)
            number += 1
            if every == 0:
                break
            due = add_months(first, every * number)


def _after(start: date, after: int, unit: str) -> date:
    return start + timedelta(weeks=after) if unit == "weeks" else add_months(start, after)


def _formal(facts: ReviewFacts, values: Values) -> Iterator[Review]:
    """Give the formal review well before a year's budget ends, so that the person knows what follows (R-REV-03)."""
    value = values.value(FORMAL_MONTH)
    if not isinstance(value.amount, int) or facts.budget_months != MONTHS_IN_A_YEAR:
        return
    starts = facts.budget_starts_on or facts.first_payment_on or facts.plan_agreed_on
    ends = add_months(starts, facts.budget_months) - timedelta(days=1)
    due = min(add_months(starts, value.amount), ends)
    reason = f"In month {value.amount} of 12, so that what follows is known before the budget ends on "
    label = "Formal review: what follows the year"
    yield Review("formal", FORMAL, label, due, f"{reason}{format_date(ends)}.")


def _met(review: Review, facts: ReviewFacts, values: Values) -> Review:
    """Let a routine contact stand for the first look at the plan, with no new form (R-REV-02)."""
    if review.code != "plan_first" or not values.yes(CONTACT_COUNTS):
        return review
    contacts = [on for on in facts.routine_contacts if facts.plan_agreed_on < on <= review.due_on]
    if not contacts:
        return review
    on = max(contacts)
    reason = f"The routine contact on {format_date(on)} counts as this review. There is no new form."
    return Review(review.code, review.clock, review.label, review.due_on, reason, on)


def next_review(reviews: Iterable[Review], on: date) -> Review | None:
    """Give the first review from this day on that has not been met; None when there is none."""
    return next((review for review in reviews if review.due_on >= on and review.met_on is None), None)


def _working(reviews: tuple[Review, ...], facts: ReviewFacts, values: Values) -> Working:
    rows = [entered("Plan agreed", facts.plan_agreed_on.isoformat(), "date", "plan_agreed_on")]
    if facts.first_payment_on:
        rows.append(entered("First payment", facts.first_payment_on.isoformat(), "date", "first_payment_on"))
    keys = {PLAN: (PLAN_FIRST, PLAN_NEXT), DIRECT_PAYMENT: (DP_FIRST, DP_NEXT), COUNCIL: (SCHEDULE,)}
    keys |= {FORMAL: (FORMAL_MONTH,), SET_WITH_PERSON: (INDIVIDUAL,)}
    clocks = dict.fromkeys(review.clock for review in reviews)
    rows += [values.value(key).row() for clock in clocks for key in keys[clock]]
    if any(review.met_on for review in reviews):
        rows.append(values.value(CONTACT_COUNTS).row())
    for review in reviews:
        rows.append(_dated(review, keys[review.clock][0], values))
    return tuple(rows)


def _dated(review: Review, key: str, values: Values) -> Row:
    return from_policy(values.value(key), review.label, review.due_on.isoformat(), "date")


def _remarks(facts: ReviewFacts, values: Values) -> Iterator[str]:
    if set_individually(facts.client_group, values) and not facts.set_on:
        yield "Reviews are set with each person here. Set the next one, no later than the dates the law sets."
