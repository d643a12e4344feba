"""The employer's reserve: what is put by for each duty over some days, and what is owed when an employment ends.

Nothing but holiday pay, pension, notice pay and redundancy pay comes out of it. What is put by up to a day is always
worked out from the first day, and what was put by before is taken off: so however often it is done, the pennies add up.

Values: policy/national/employment.toml
Next:   selfdirect/ledger/chart.py
Tests:  tests/rules/test_employer_reserve.py
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from selfdirect.rules.calendar import add_months, days_inclusive
from selfdirect.rules.employment import (
    HOLIDAY,
    NOTICE,
    REDUNDANCY,
    REDUNDANCY_WEEKS,
    WEEKS,
    TrueCost,
    half_weeks,
    weekly_pay,
)
from selfdirect.rules.findings import concluded, entered, from_policy
from selfdirect.rules.money import round_half_up, share_out
from selfdirect.rules.values import Values, whole_cell
from selfdirect.rules.working import Row, Working

DAYS_IN_A_YEAR = 7 * WEEKS


class Duty(StrEnum):
    """What the employer's reserve is for, and nothing else is."""

    HOLIDAY = "holiday"
    PENSION = "pension"
    NOTICE = "notice"
    REDUNDANCY = "redundancy"

    @property
    def label(self) -> str:
        """The duty in words."""
        return {
            Duty.HOLIDAY: "Holiday pay",
            Duty.PENSION: "Pension contributions",
            Duty.NOTICE: "Notice pay",
            Duty.REDUNDANCY: "Redundancy pay",
        }[self]


class WhyEnded(StrEnum):
    """Why an employment ended. Redundancy pay is due for two of them; notice pay for none that the worker chose."""

    RESIGNED = "resigned"
    REDUNDANT = "redundant"
    DIED = "died"
    MISCONDUCT = "misconduct"
    DISMISSED = "dismissed"
    END_OF_TERM = "end_of_term"

    @property
    def label(self) -> str:
        """The reason in words."""
        return {
            WhyEnded.RESIGNED: "They are leaving",
            WhyEnded.REDUNDANT: "The work is no longer needed",
            WhyEnded.DIED: "The person they worked for has died",
            WhyEnded.MISCONDUCT: "They did something so wrong that it ends at once",
            WhyEnded.DISMISSED: "It did not work out",
            WhyEnded.END_OF_TERM: "It was for a set time, which is over",
        }[self]

    @property
    def is_redundancy(self) -> bool:
        """Whether the work itself has gone."""
        return self in {WhyEnded.REDUNDANT, WhyEnded.DIED}

    @property
    def has_notice(self) -> bool:
        """Whether the employer gives notice, and so may owe pay for it."""
        return self in {WhyEnded.REDUNDANT, WhyEnded.DIED, WhyEnded.DISMISSED}


def put_by(cost: TrueCost, days: int) -> dict[Duty, int]:
    """Give what each duty comes to over this many days from the first; a fraction of a penny waits for the next day."""
    yearly = {
        Duty.HOLIDAY: cost.holiday,
        Duty.PENSION: cost.pension,
        Duty.NOTICE: cost.notice,
        Duty.REDUNDANCY: cost.redundancy,
    }
    return {duty: pence * max(0, days) // DAYS_IN_A_YEAR for duty, pence in yearly.items()}


def fits(wanted: Mapping[Duty, int], available_pence: int) -> dict[Duty, int]:
    """Give what can be put by now: all of it, or what is available shared out in proportion."""
    asked = sum(wanted.values())
    if asked <= available_pence:
        return dict(wanted)
    parts = share_out(max(0, available_pence), list(wanted.values()))
    return dict(zip(wanted, parts, strict=True))


def full_years(starts_on: date, until: date) -> int:
    """Count the full years of service up to and with a day."""
    years = 0
    while add_months(starts_on, 12 * (years + 1)) <= until:
        years += 1
    return years


@dataclass(frozen=True)
class Settlement:
    """What is owed at the end, in pence, with its working."""

    holiday: int
    notice: int
    redundancy: int
    working: Working

    @property
    def parts(self) -> dict[Duty, int]:
        """The parts by duty."""
        return {Duty.HOLIDAY: self.holiday, Duty.NOTICE: self.notice, Duty.REDUNDANCY: self.redundancy}

    @property
    def total(self) -> int:
        return self.holiday + self.notice + self.redundancy


@dataclass(frozen=True)
class Service:
    """One employment as its end sees it. `holiday_taken_minutes` is in the last holiday year, which runs from its day.

    `notice_worked_weeks` is how much of the notice is worked, and so paid as work.
    """

    starts_on: date
    last_on: date
    born_on: date
    hours_hundredths: int
    pence_hourly: int
    holiday_taken_minutes: int
    notice_worked_weeks: int = 0


def holiday_year_starts(starts_on: date, on: date) -> date:
    """Give the first day of the holiday year that holds a day: each begins on the day of the year of the first one."""
    return add_months(starts_on, 12 * full_years(starts_on, on))


def settlement(service: Service, why: WhyEnded, values: Values) -> Settlement:
    """Work out holiday owed, notice pay and redundancy pay (R-EMP-01). Payroll pays them; the reserve holds them."""
    pay = weekly_pay(service.hours_hundredths, service.pence_hourly)
    years = full_years(service.starts_on, service.last_on)
    rows = [
        entered("Last day", service.last_on.isoformat(), "date", "last_on"),
        entered("Full years worked", years, "years", "years"),
        entered("Pay for a week", pay, "pence weekly", "weekly_pay_worked_out"),
    ]
    holiday = _holiday(service, values, rows)
    notice = _notice(service, why, years, pay, values, rows)
    redundancy = _redundancy(service, why, years, pay, values, rows)
    owed = holiday + notice + redundancy
    rows.append(concluded("Owed at the end", owed, "pence", "settlement_owed", rows))
    return Settlement(holiday, notice, redundancy, tuple(rows))


def _holiday(service: Service, values: Values, rows: list[Row]) -> int:
    weeks = whole_cell(values.table(HOLIDAY)[0], "hundredths_of_weeks")
    year = holiday_year_starts(service.starts_on, service.last_on)
    days = min(days_inclusive(year, service.last_on), 365)
    # Minutes of holiday earned so far this year: weeks times hours times 60, by days.
    earned = round_half_up(weeks * service.hours_hundredths * 60 * days, 100 * 100 * 365)
    left = max(0, earned - service.holiday_taken_minutes)
    pence = round_half_up(left * service.pence_hourly, 60)
    rows += [
        from_policy(values.value(HOLIDAY), "Weeks of holiday a year", weeks, "hundredths"),
        entered("Days of this holiday year worked", days, "days", "days"),
        entered("Minutes of holiday earned", earned, "minutes", "earned"),
        entered("Minutes of holiday taken", service.holiday_taken_minutes, "minutes", "taken"),
        concluded("Holiday owed", pence, "pence", "holiday_owed", rows),
    ]
    return pence


def notice_weeks(starts_on: date, last_on: date, values: Values) -> int:
    """Give the least weeks of notice the employer gives: none in the first month, one until two years, then a year."""
    row = values.table(NOTICE)[0]
    if last_on < add_months(starts_on, whole_cell(row, "after_months")):
        return 0
    return max(1, min(whole_cell(row, "most_weeks"), full_years(starts_on, last_on)))


def _notice(service: Service, why: WhyEnded, years: int, pay: int, values: Values, rows: list[Row]) -> int:
    weeks = notice_weeks(service.starts_on, service.last_on, values) if why.has_notice else 0
    unpaid = max(0, weeks - service.notice_worked_weeks)
    rows += [
        from_policy(values.value(NOTICE), "Weeks of notice that the employer gives", weeks, "weeks"),
        entered("Weeks of it that are worked", service.notice_worked_weeks, "weeks", "notice_worked_weeks"),
        concluded("Notice pay", unpaid * pay, "pence", "notice_owed", rows),
    ]
    return unpaid * pay


def _redundancy(service: Service, why: WhyEnded, years: int, pay: int, values: Values, rows: list[Row]) -> int:
    row = values.table(REDUNDANCY)[0]
    after, most = whole_cell(row, "after_years"), whole_cell(row, "most_years")
    cap = whole_cell(row, "pence_weekly_at_most")
    halves = 0
    if why.is_redundancy and years >= after:
        # Each full year is counted back from the last day, by the age in all of that year.
        halves = sum(half_weeks(_age(service, 12 * (back + 1)), values) for back in range(min(years, most)))
    pence = round_half_up(min(pay, cap) * halves, 2)
    rows += [
        from_policy(values.value(REDUNDANCY), "Redundancy pay is due after", after, "years"),
        from_policy(values.value(REDUNDANCY_WEEKS), "Half weeks of pay for these years", halves, "half weeks"),
        concluded("Redundancy pay", pence, "pence", "redundancy_owed", rows),
    ]
    return pence


def _age(service: Service, months_before: int) -> int:
    day, born = add_months(service.last_on, -months_before), service.born_on
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
