"""Choosing help to manage a budget, more or less of it from a day, with no review; and what is done in return.

Values: policy/councils, policy/defaults
Next:   selfdirect/rules/support_services.py
Tests:  tests/actions/test_support_services.py
"""

from datetime import date

from django.db.models import Sum

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.policy import policy_on
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.people import Person
from selfdirect.records.support_services import SupportExchange, SupportLevel, level_on
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date, weeks_in
from selfdirect.rules.employment import EMPLOYER_DUTIES
from selfdirect.rules.money import for_days, format_pounds
from selfdirect.rules.problems import Problem
from selfdirect.rules.support_services import BUDGET, IN_KIND, PAID_FROM, Level, menu, months_until

MAY = (Permission.CONTROL_SERVICES, Permission.ARRANGE_SERVICES)


@action(needs=MAY)
def choose_level(
    *, person: Person, code: str, paid_from: str, in_return: str, from_on: date, key: str, on: date, by: User
) -> SupportLevel:
    """Have more help, less, or none from a day on. No review and no approval (R-SUP-07). No code stops it."""
    if from_on < on:
        raise Refused([Problem("from_on", "The day must be today or later")])
    level = next((one for one in menu(policy_on(on)) if one.code == code), None) if code else Level("", "", 0)
    if level is None:
        raise Refused([Problem("code", "Select a level of help from the list")])
    is_paid = level.pence_monthly > 0
    if is_paid and paid_from not in PAID_FROM:
        raise Refused([Problem("paid_from", "Select how the fee is met")])
    if is_paid and paid_from == IN_KIND and not in_return.strip():
        raise Refused([Problem("in_return", "Say what is done in return")])
    budget = _budget(person, level, from_on) if is_paid and paid_from == BUDGET else None
    made = SupportLevel.objects.create(
        person=person,
        code=level.code,
        label=level.label,
        pence_monthly=level.pence_monthly,
        paid_from=paid_from if is_paid else "",
        budget=budget,
        in_return=in_return.strip() if is_paid and paid_from == IN_KIND else "",
        from_on=from_on,
        on=on,
        by=by,
    )
    words = f"{level.label}, {level.cost.lower()}" if code else "no help"
    tell(f"From {format_date(from_on)}, help to manage the budget: {words}.", person=person, about=about(made))
    return made


def _budget(person: Person, level: Level, from_on: date) -> Budget:
    """The budget that pays the fee, if it holds enough to its end. Raises Refused with the amounts."""
    running = Budget.objects.select_for_update().filter(person=person, starts_on__lte=from_on, ends_on__gte=from_on)
    budget = running.order_by("-starts_on", "-pk").first()
    if budget is None:
        words = "No budget runs on this day, so it cannot pay. Choose another way, or another day"
        raise Refused([Problem("paid_from", words)])
    weeks, days = weeks_in(from_on, budget.ends_on)
    # What is put by for an employer's duties pays for nothing else.
    duties = budget.lines.filter(plan_line__category=EMPLOYER_DUTIES).aggregate(sum=Sum("pence_weekly"))["sum"] or 0
    weekly = budget.support_cost_pence_weekly - duties
    holds = weekly * weeks + for_days(weekly, days)
    needed = level.pence_monthly * months_until(from_on, budget.ends_on)
    if needed > holds:
        words = (
            f"This comes to {format_pounds(needed)} until {format_date(budget.ends_on)}. The budget has"
            f" {format_pounds(holds)} for help until then. Choose less help, or another way to pay"
        )
        raise Refused([Problem("paid_from", words)])
    return budget


@action(needs=MAY)
def log_exchange(
    *, person: Person, what: str, pence: int, done_on: date, key: str, on: date, by: User
) -> SupportExchange:
    """Write down what was done in return for help, and what it counts for (R-SUP-06)."""
    level = level_on(person, done_on)
    if level is None or level.paid_from != IN_KIND:
        raise Refused("On this day the help was not met in kind. Choose that first, or another day.")
    problems = [] if what.strip() else [Problem("what", "Say what was done")]
    if pence <= 0:
        problems.append(Problem("pence", "What it counts for must be more than £0.00"))
    if done_on > on:
        problems.append(Problem("done_on", "The day must be today or in the past"))
    if problems:
        raise Refused(problems)
    made = SupportExchange.objects.create(level=level, what=what.strip(), pence=pence, done_on=done_on, on=on, by=by)
    tell(f"In return for help: {made.what}. It counts for {format_pounds(pence)}.", person=person, about=about(level))
    return made
