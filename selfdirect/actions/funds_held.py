"""What an organisation that holds somebody's fund does: look at it, and swap time for the person who asked.

Whoever holds a fund sees that fund and nothing else of the person. Which funds it holds is asked of the day.

Next:   selfdirect/records/funds_held.py
Tests:  tests/actions/test_funds_held.py
"""

from datetime import date

from selfdirect.actions.action import NotAllowed, action, tell
from selfdirect.actions.support.ordering import Asked, write_to_person
from selfdirect.actions.support.swaps import swap_time as swapped
from selfdirect.records.access import User
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.funds_held import holds_line
from selfdirect.records.orders import Order, TimeSwap
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds


@action(needs=Permission.SEE_FUNDS_HELD)
def record_read(*, line: BudgetLine, what: str, on: date, by: User) -> None:
    """Keep that `by` looked at the fund that a line belongs to (R-DIG-04)."""
    _check_holds(line, on, by)
    tell(what, person=line.budget.person_id, kind="read")


@action(needs=Permission.MANAGE_FUNDS_HELD)
def swap_time(
    *,
    order: Order,
    given_hundredths: int,
    bought_pence: int | None,
    wanted: Asked,
    weeks: int,
    asked_by_name: str,
    seen_version: int,
    key: str,
    on: date,
    by: User,
) -> TimeSwap:
    """Exchange unused time for something else of the same value, because the person asked the holder (R-DEP-19)."""
    _check_holds(order.budget_line, on, by)
    made = swapped(order, given_hundredths, bought_pence, wanted, weeks, seen_version, on, by)
    holder = by.provider.name if by.provider else by.name
    words = f"{holder} wrote this down. {asked_by_name.strip()} asked for it."
    tell(words, person=order.budget_line.budget.person_id)
    _write(made, holder, on, by)
    return made


def _write(made: TimeSwap, holder: str, on: date, by: User) -> None:
    bought = made.bought
    words = [
        f"{holder} holds this part of your budget, and wrote this down for you.",
        f"{bought.what} from {bought.who}: {format_date(made.from_on)} to {format_date(made.last_on)}.",
        f"It costs {format_pounds(made.pence_weekly)} a week, and takes as much from {made.time_of.what}.",
    ]
    then = "If you did not ask for this, tell us or them, and it is changed back."
    person = bought.budget_line.budget.person
    write_to_person(person, f"fund_swap:{made.pk}", "Your support changes for some weeks", words, then, on, by)


def _check_holds(line: BudgetLine, on: date, by: User) -> None:
    """Raise NotAllowed unless this user's organisation holds this line on this day."""
    if not holds_line(by.provider_id, line, on):
        raise NotAllowed("You are not able to do this.")
