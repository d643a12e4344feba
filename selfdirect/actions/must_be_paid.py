"""The list of who must be paid when a holder's card or account fails: put on it, changed, and taken off.

Why:    docs/decisions/when-a-rail-fails.md
Next:   selfdirect/actions/same_day_runs.py
Tests:  tests/actions/test_must_be_paid.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.account_checks import checked_account, keep_numbers_check
from selfdirect.actions.support.paying import one_at_a_time
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import PAID_STRAIGHT, Payee
from selfdirect.records.must_be_paid import MustBePaid, standing
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds
from selfdirect.rules.must_be_paid import Every
from selfdirect.rules.problems import Problem

MAY_LIST = (Permission.AGREE, Permission.SET_UP_PAYMENTS)


@action(needs=MAY_LIST)
def put_on_list(
    *,
    budget: Budget,
    what: str,
    account_name: str,
    sort_code: str,
    account_number: str,
    pence: int,
    every: str,
    due_on: date,
    key: str,
    on: date,
    by: User,
) -> MustBePaid:
    """Put somebody on the list of who must be paid, with the account to pay straight into and the first day due.

    The account is checked as every other is. Nothing is paid by this. Raises Refused, field by field.
    """
    problems = _problems(budget, what, pence, every, due_on)
    try:
        name, code, number = checked_account(account_name, sort_code, account_number)
    except Refused as refused:
        raise Refused([*problems, *refused.problems]) from refused
    if problems:
        raise Refused(problems)
    payee = Payee.objects.create(
        person=budget.person,
        kind=PAID_STRAIGHT,
        account_name=name,
        sort_code=code,
        account_number=number,
        on=on,
        by=by,
    )
    keep_numbers_check(payee, on)
    made = MustBePaid.objects.create(
        person=budget.person,
        budget=budget,
        payee=payee,
        what=what.strip(),
        pence=pence,
        every=every,
        due_on=due_on,
        on=on,
        by=by,
    )
    _close_what_waited(made, on, by)
    said = f"{made.what} was put on the list of who must be paid: {_in_words(made)}."
    tell(said, person=budget.person_id, about=about(made))
    return made


@action(needs=MAY_LIST)
def change_item(
    *, item: MustBePaid, what: str, pence: int, every: str, due_on: date, key: str, on: date, by: User
) -> MustBePaid:
    """Say anew how much somebody must be paid and when. The account is changed on its own page."""
    one_at_a_time()
    now = _standing(item)
    problems = _problems(now.budget, what, pence, every, due_on)
    if problems:
        raise Refused(problems)
    made = _after(now, on, by, what=what.strip(), pence=pence, every=every, due_on=due_on)
    tell(f"{made.what} must now be paid {_in_words(made)}.", person=made.person_id, about=about(made))
    return made


@action(needs=MAY_LIST)
def take_off_list(*, item: MustBePaid, key: str, on: date, by: User) -> MustBePaid:
    """Take somebody off the list."""
    one_at_a_time()
    made = _after(_standing(item), on, by, stops=True)
    tell(f"{made.what} is no longer on the list of who must be paid.", person=made.person_id, about=about(made))
    return made


def _standing(item: MustBePaid) -> MustBePaid:
    rows = MustBePaid.objects.filter(budget=item.budget_id).select_related("budget", "person", "payee").order_by("pk")
    latest = next((row for row in standing(rows) if row.known_as == item.known_as), None)
    if latest is None or latest.pk != item.pk:
        raise Refused("This was changed or taken off since. Look at the list again.")
    return latest


def _after(now: MustBePaid, on: date, by: User, **changes: object) -> MustBePaid:
    kept = {name: getattr(now, name) for name in ("person", "budget", "payee", "what", "pence", "every", "due_on")}
    return MustBePaid.objects.create(**(kept | changes), first_id=now.known_as, on=on, by=by)


def _problems(budget: Budget, what: str, pence: int, every: str, due_on: date) -> list[Problem]:
    problems = []
    if not what.strip():
        problems.append(Problem("what", "Say who it is and what for, for example: Ana, wages"))
    if pence <= 0:
        problems.append(Problem("pence", "Enter an amount of more than nothing"))
    if every not in set(Every):
        problems.append(Problem("every", "Select how often they must be paid"))
    if not budget.starts_on <= due_on <= budget.ends_on:
        days = f"{format_date(budget.starts_on)} to {format_date(budget.ends_on)}"
        problems.append(Problem("due_on", f"The day must be within the budget: {days}"))
    return problems


def _close_what_waited(made: MustBePaid, on: date, by: User) -> None:
    waiting = Step.objects.open().filter(code="no_second_rail", person=made.person_id, about=about(made.budget))
    waiting.update(done_on=on, done_by=by)


def _in_words(item: MustBePaid) -> str:
    return f"{format_pounds(item.pence)} {item.every_words}, from {format_date(item.due_on)}"
