"""What it costs to employ a personal assistant, with every pound explained, and the lines of a plan that pay for it.

A year is 52 weeks. It is for what a budget must hold, not for anybody's pay: payroll works that out.

Values: policy/national/employment.toml, policy/national/payments.toml, policy/defaults/employment.toml
Next:   selfdirect/rules/employer_reserve.py
Tests:  tests/rules/test_employment.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from selfdirect.rules.calendar import format_date
from selfdirect.rules.findings import concluded, entered, from_policy
from selfdirect.rules.money import format_pounds, round_half_up, share
from selfdirect.rules.problems import Problem, Refused
from selfdirect.rules.values import TableRow, Value, Values, text_cell, whole_cell
from selfdirect.rules.working import Row, Working

# Policy values read here.
MINIMUM_WAGE: Final = "payments.minimum_wage"
NATIONAL_INSURANCE: Final = "employment.national_insurance"
ALLOWANCE: Final = "employment.employment_allowance"
PENSION: Final = "employment.pension"
PENSION_AGE: Final = "charging.pension_age"
HOLIDAY: Final = "employment.holiday"
NOTICE: Final = "employment.notice"
REDUNDANCY: Final = "employment.redundancy"
REDUNDANCY_WEEKS: Final = "employment.redundancy_weeks"
RUNNING: Final = "employment.running_costs"

RUNNING_COSTS: Final = ("insurance", "training", "payroll")
CHECKLIST_PARTS: Final = ("start", "contract", "end")
PERSONAL_ASSISTANT: Final = "personal_assistant"
PAYROLL: Final = "payroll"
EMPLOYER_DUTIES: Final = "employer_duties"

WEEKS: Final = 52
MOST_HOURS: Final = 84_00
YEARLY: Final = "pence yearly"
_APPRENTICE: Final = "apprentice"
LEAST_AGE: Final = 16  # the lowest age that policy/national/payments.toml has a minimum wage for


@dataclass(frozen=True)
class Asked:
    """Who is to be employed, and how. Hours are a week, in hundredths; `years` is how long they have worked already.

    `cover_pence_hourly` is what whoever covers a holiday is paid. `insurance_pence_yearly` is the national insurance of
    the employer's other personal assistants: the allowance is one for each employer. `claims_allowance` is false where
    the person uses it for another business.
    """

    hours_hundredths: int
    pence_hourly: int
    age: int
    on: date
    years: int = 0
    cover_pence_hourly: int | None = None
    insurance_pence_yearly: int = 0
    claims_allowance: bool = True


@dataclass(frozen=True)
class Line:
    """One line for the plan: what, how many (in hundredths) at what price, how often, and for what purpose."""

    what: str
    category: str
    purpose: str
    quantity_hundredths: int
    unit: str
    unit_price_pence: int
    frequency: str


@dataclass(frozen=True)
class TrueCost:
    """All that one personal assistant costs in a year, in whole pence, with the working of each figure.

    The parts add up to `yearly`. `duties` is what is put by in the employer's reserve.
    """

    asked: Asked
    worked: int
    insurance: int
    cover: int
    running: int
    holiday: int
    pension: int
    notice: int
    redundancy: int
    pay_weekly: int
    working: Working

    @property
    def duties(self) -> int:
        return self.holiday + self.pension + self.notice + self.redundancy

    @property
    def yearly(self) -> int:
        return self.worked + self.insurance + self.cover + self.running + self.duties

    @property
    def weekly(self) -> int:
        """A week's share of the year, to the nearest penny."""
        return round_half_up(self.yearly, WEEKS)

    @property
    def hourly(self) -> int:
        """What an hour of support comes to, to the nearest penny."""
        return round_half_up(self.yearly * 100, self.asked.hours_hundredths * WEEKS)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the plan that pay for it (R-EMP-02, R-FPB-03). The price of an hour is rounded up to a penny."""
        hours = self.asked.hours_hundredths
        price = -(-(self.worked + self.insurance + self.cover) * 100 // (hours * WEEKS))
        running = "Payroll, insurance and training for the personal assistant"
        put_by = "Put by for holiday pay, pension, notice and redundancy pay"
        return (
            Line("A personal assistant", PERSONAL_ASSISTANT, "support", hours, "hours", price, "weekly"),
            Line(running, PAYROLL, "support_cost", 100, "items", self.running, "annual"),
            Line(put_by, EMPLOYER_DUTIES, "support_cost", 100, "items", self.duties, "annual"),
        )


def least_hourly(age: int, values: Values) -> int:
    """Give the lowest pence an hour that may be paid at this age. Raises Refused below the age of 16."""
    rows = [row for row in values.table(MINIMUM_WAGE) if text_cell(row, "code") != _APPRENTICE]
    reached = [row for row in rows if whole_cell(row, "from_age") <= age]
    if age < LEAST_AGE or not reached:
        raise Refused([Problem("age", f"A personal assistant must be {LEAST_AGE} or over")])
    return max(whole_cell(row, "pence_hourly") for row in reached)


def check_wage(pence_hourly: int, age: int, values: Values, field: str = "pence_hourly") -> None:
    """Raise Refused, in words, when the wage is below the lowest that the law allows at this age."""
    least = least_hourly(age, values)
    if pence_hourly < least:
        since = format_date(values.value(MINIMUM_WAGE).since)
        words = (
            f"{format_pounds(pence_hourly)} an hour is below the lowest wage for somebody aged {age}."
            f" It is {format_pounds(least)} an hour from {since}. Enter {format_pounds(least)} or more"
        )
        raise Refused([Problem(field, words)])


def weekly_pay(hours_hundredths: int, pence_hourly: int) -> int:
    """Give a week's pay in pence, an exact half penny up."""
    return round_half_up(hours_hundredths * pence_hourly, 100)


def true_cost(asked: Asked, values: Values) -> TrueCost:
    """Work out what somebody costs in a year, each figure with its working (R-EMP-02).

    Raises Refused for a wage that the law does not allow, and for hours that nobody can work.
    """
    if not 0 < asked.hours_hundredths <= MOST_HOURS:
        raise Refused([Problem("hours", f"The hours a week must be more than 0 and {MOST_HOURS // 100} at most")])
    check_wage(asked.pence_hourly, asked.age, values)
    rows = _asked_rows(asked, values)
    pay = weekly_pay(asked.hours_hundredths, asked.pence_hourly)
    off = whole_cell(_only(values, HOLIDAY), "hundredths_of_weeks")
    holiday = round_half_up(pay * off, 100)
    rows += [
        concluded("Pay for a week", pay, "pence weekly", "weekly_pay_worked_out", rows),
        concluded(f"Pay for a year of {WEEKS} weeks", pay * WEEKS, YEARLY, "gross_worked_out", rows),
        _of(values, HOLIDAY, "Weeks of paid holiday", off, "hundredths"),
        concluded("Paid holiday", holiday, YEARLY, "holiday_worked_out", rows),
        concluded("Pay for hours worked", pay * WEEKS - holiday, YEARLY, "worked_worked_out", rows),
    ]
    insurance = _insurance(asked, pay * WEEKS, values, rows)
    pension = _pension(asked.age, pay * WEEKS, values, rows)
    price = asked.pence_hourly if asked.cover_pence_hourly is None else asked.cover_pence_hourly
    cover = round_half_up(weekly_pay(asked.hours_hundredths, price) * off, 100)
    rows.append(concluded("Somebody else's pay while they are on holiday", cover, YEARLY, "cover_worked_out", rows))
    running = _running(values, rows)
    notice, redundancy = _leaving(asked, pay, values, rows)
    parts = (pay * WEEKS - holiday, insurance, cover, running, holiday, pension, notice, redundancy)
    rows.append(concluded("What it costs in a year", sum(parts), YEARLY, "true_cost_worked_out", rows))
    return TrueCost(asked, *parts, pay_weekly=pay, working=tuple(rows))


def _only(values: Values, key: str) -> TableRow:
    return values.table(key)[0]


def _of(values: Values, key: str, label: str, amount: int | str, unit: str) -> Row:
    return from_policy(values.value(key), label, amount, unit)


def _asked_rows(asked: Asked, values: Values) -> list[Row]:
    wage: Value = values.value(MINIMUM_WAGE)
    return [
        entered("Hours a week", asked.hours_hundredths, "hundredths", "hours"),
        entered("Pay for an hour", asked.pence_hourly, "pence hourly", "pence_hourly"),
        entered("Age", asked.age, "years", "age"),
        from_policy(wage, "The lowest wage at this age", least_hourly(asked.age, values), "pence hourly"),
    ]


def _insurance(asked: Asked, pay: int, values: Values, rows: list[Row]) -> int:
    """Employer's national insurance, less what is left of the allowance of this employer."""
    row = _only(values, NATIONAL_INSURANCE)
    threshold, rate = whole_cell(row, "pence_threshold"), whole_cell(row, "rate_in_10000")
    due = share(max(0, pay - threshold), rate)
    rows += [
        _of(values, NATIONAL_INSURANCE, "National insurance is paid on pay above", threshold, YEARLY),
        _of(values, NATIONAL_INSURANCE, "Its rate", rate, "in every 10,000"),
        concluded("Employer's national insurance", due, YEARLY, "insurance_due_worked_out", rows),
    ]
    left = max(0, values.whole(ALLOWANCE) - asked.insurance_pence_yearly) if asked.claims_allowance else 0
    if asked.claims_allowance:
        label = "Employment allowance that is left: one for each employer of a care and support worker"
        rows.append(_of(values, ALLOWANCE, label, left, YEARLY))
    else:
        rows.append(entered("Employment allowance", "used for another business", "words", "claims_allowance"))
    paid = max(0, due - left)
    rows.append(concluded("National insurance to pay", paid, YEARLY, "insurance_worked_out", rows))
    return paid


def _pension(age: int, pay: int, values: Values, rows: list[Row]) -> int:
    """The least an employer pays in to a pension; nothing below its age or pay, or from pension age."""
    row = _only(values, PENSION)
    trigger, lower, upper = (whole_cell(row, f"pence_{name}") for name in ("trigger", "lower", "upper"))
    joins = whole_cell(row, "from_age") <= age < values.whole(PENSION_AGE) and pay > trigger
    paid = share(min(pay, upper) - lower, whole_cell(row, "rate_in_10000")) if joins else 0
    rows += [
        _of(values, PENSION, "Somebody joins a pension who is paid more than", trigger, YEARLY),
        _of(values, PENSION, "The employer's part is of pay above", lower, YEARLY),
        concluded("Employer's pension contribution", paid, YEARLY, "pension_worked_out", rows),
    ]
    return paid


def _running(values: Values, rows: list[Row]) -> int:
    costs = values.table(RUNNING)
    for row in costs:
        rows.append(_of(values, RUNNING, text_cell(row, "label"), whole_cell(row, "pence_yearly"), YEARLY))
    return sum(whole_cell(row, "pence_yearly") for row in costs)


def _leaving(asked: Asked, pay: int, values: Values, rows: list[Row]) -> tuple[int, int]:
    """A year's part of notice and redundancy pay: one more year of service, until there are as many as count."""
    most_weeks = whole_cell(_only(values, NOTICE), "most_weeks")
    notice = pay if asked.years < most_weeks else 0
    row = _only(values, REDUNDANCY)
    cap, most_years = whole_cell(row, "pence_weekly_at_most"), whole_cell(row, "most_years")
    halves = half_weeks(asked.age, values)
    redundancy = round_half_up(min(pay, cap) * halves, 2) if asked.years < most_years else 0
    rows += [
        _of(values, NOTICE, "Weeks of notice at most, one for each full year", most_weeks, "weeks"),
        concluded("Put by for notice pay", notice, YEARLY, "notice_worked_out", rows),
        _of(values, REDUNDANCY, "A week counts for redundancy up to", cap, "pence weekly"),
        _of(values, REDUNDANCY_WEEKS, "Half weeks of redundancy pay for a year at this age", halves, "half weeks"),
        concluded("Put by for redundancy pay", redundancy, YEARLY, "redundancy_worked_out", rows),
    ]
    return notice, redundancy


def half_weeks(age: int, values: Values) -> int:
    """Give how many half weeks of redundancy pay a full year of service at this age counts for."""
    reached: Iterable[TableRow] = [
        row for row in values.table(REDUNDANCY_WEEKS) if whole_cell(row, "from_age") <= max(0, age)
    ]
    return max(whole_cell(row, "half_weeks") for row in reached)
