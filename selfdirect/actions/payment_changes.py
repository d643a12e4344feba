"""Changing what is paid while a budget runs: pausing and going on again, and another contribution from a day.

Each writes what is paid anew from its day on. Nothing that was paid is taken back by it: the next payments are smaller
or larger, with their working, and the person is told so before.

Values: policy/councils
Why:    docs/decisions/pay-the-difference.md
Next:   selfdirect/actions/support/paying_anew.py
Tests:  tests/actions/test_payment_changes.py
"""

from collections.abc import Mapping
from datetime import date

from selfdirect.actions.action import Refused, action
from selfdirect.actions.support.charge_changes import new_charge
from selfdirect.actions.support.closed_days import closed_problem
from selfdirect.actions.support.paying import one_at_a_time
from selfdirect.actions.support.paying_anew import pay_anew, running
from selfdirect.actions.support.schedules import holdable_lines
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.actions.support.telling import told_of_charge
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.payment_changes import ChangeKind, LineChange, PaymentChange, contribution_on
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.holdings import ONE_DAY
from selfdirect.rules.money import ALL_OF_IT, format_pounds
from selfdirect.rules.problems import Problem

MAY_CHANGE = (Permission.PLAN, Permission.SET_UP_PAYMENTS)


@action(needs=MAY_CHANGE)
def pause(
    *,
    budget: Budget,
    from_on: date,
    until_on: date | None,
    kept_percent: Mapping[str, int],
    reason: str,
    contact: str,
    care_goes_on: str,
    key: str,
    on: date,
    by: User,
) -> PaymentChange:
    """Pause payments from a day, up to a last one or until they go on again (R-PAY-10).

    `kept_percent` says, by the id of a line, what share of it stays payable, such as an assistant's retainer; a line
    that is not named is not paid for. Nothing is paused without a reason, contact with the person, and a check that
    care goes on. While it has no last day, the worker looks at it again on a clock.
    """
    one_at_a_time()
    budget = running(budget)
    words = {"reason": reason.strip(), "contact": contact.strip(), "care_goes_on": care_goes_on.strip()}
    problems = [Problem(field, _EMPTY[field]) for field, said in words.items() if not said]
    problems += _day_problems(budget, from_on, until_on)
    problems += [
        Problem(f"kept_{pk}", "Enter a percentage from 0 to 100")
        for pk, percent in kept_percent.items()
        if not 0 <= percent <= 100
    ]
    if problems:
        raise Refused(problems)
    made = PaymentChange.objects.create(
        person=budget.person,
        budget=budget,
        kind=ChangeKind.PAUSE,
        from_on=from_on,
        until_on=until_on,
        on=on,
        by=by,
        **words,
    )
    LineChange.objects.bulk_create(
        LineChange(
            change=made,
            line=line,
            from_on=from_on,
            until_on=until_on,
            kept_basis_points=kept_percent.get(str(line.pk), 0) * 100,
        )
        for line in holdable_lines(budget)
    )
    ends = f" to {format_date(until_on)}" if until_on else ", until we agree that they go on"
    pay_anew(made, f"Payments are paused from {format_date(from_on)}{ends}. {words['reason']}", on, by)
    if until_on is None:
        open_step("payments_paused", person=budget.person, record=made, on=on)
    return made


@action(needs=MAY_CHANGE)
def resume(*, paused: PaymentChange, from_on: date, reason: str, key: str, on: date, by: User) -> PaymentChange:
    """Let payments go on again from a day, earlier than was planned or after a pause without an end."""
    one_at_a_time()
    budget = running(paused.budget)
    problems = [] if reason.strip() else [Problem("reason", "Say what has changed")]
    if from_on <= paused.from_on:
        words = f"The pause began on {format_date(paused.from_on)}. Choose a later day"
        problems.append(Problem("from_on", words))
    if paused.until_on is not None and from_on > paused.until_on:
        words = f"The pause ends by itself on {format_date(paused.until_on)}. Choose that day or an earlier one"
        problems.append(Problem("from_on", words))
    if closed := closed_problem("from_on", from_on):
        problems.append(closed)
    if PaymentChange.objects.filter(ends=paused).exists():
        raise Refused("Payments go on again already. Look at the budget.")
    if problems:
        raise Refused(problems)
    made = PaymentChange.objects.create(
        person=budget.person,
        budget=budget,
        kind=ChangeKind.RESUME,
        from_on=from_on,
        reason=reason.strip(),
        ends=paused,
        on=on,
        by=by,
    )
    LineChange.objects.bulk_create(
        LineChange(change=made, line_id=pk, from_on=from_on, kept_basis_points=ALL_OF_IT)
        for pk in paused.lines.values_list("line_id", flat=True)
    )
    pay_anew(made, f"Payments go on again from {format_date(from_on)}. {made.reason}", on, by)
    close_step("payments_paused", person=budget.person, on=on, by=by, record=paused)
    return made


@action(needs=MAY_CHANGE)
def change_charge(
    *, budget: Budget, finances: FinancialAssessment, from_on: date, reason: str, key: str, on: date, by: User
) -> PaymentChange:
    """Pay less, or more, because the person's contribution is another from a day (R-FIN-09).

    Nothing that costs more starts before they were told; the next payment carries the difference since that day.
    """
    one_at_a_time()
    budget = running(budget)
    problems = [] if reason.strip() else [Problem("reason", "Say why it changes, in words the person understands")]
    problems += _day_problems(budget, from_on, None, overlaps=False)
    if finances.person_id != budget.person_id or not finances.finished_on:
        raise Refused("Choose a finished financial assessment of this person.")
    if from_on < finances.from_on:
        words = f"The financial assessment counts from {format_date(finances.from_on)}. Choose that day or a later one"
        problems.append(Problem("from_on", words))
    found = new_charge(budget, finances, from_on)
    before = contribution_on(budget, from_on)
    if found.pays_pence_weekly > before and told_of_charge(budget, on).is_missing:
        problems.append(Problem("told", "Tell the person what they will pay, and record it, before they pay more"))
    if problems:
        raise Refused(problems)
    if found.pays_pence_weekly == before:
        raise Refused("What the person pays is the same as before, so nothing changes.")
    made = PaymentChange.objects.create(
        person=budget.person,
        budget=budget,
        kind=ChangeKind.CHARGE,
        from_on=from_on,
        reason=reason.strip(),
        finances=finances,
        contribution_pence_weekly=found.pays_pence_weekly,
        on=on,
        by=by,
    )
    LineChange.objects.bulk_create(
        LineChange(change=made, line_id=pk, from_on=from_on, net_pence_weekly=net) for pk, net in found.nets.items()
    )
    said = f"From {format_date(from_on)} you pay {format_pounds(found.pays_pence_weekly)} a week. {made.reason}"
    pay_anew(made, said, on, by)
    close_step("charge_change", person=budget.person, on=on, by=by, record=budget)
    return made


_EMPTY = {
    "reason": "Say why payments are paused",
    "contact": "Say when and how you talked about it with the person or whoever acts for them",
    "care_goes_on": "Say how the support that is needed goes on meanwhile",
}


def _day_problems(budget: Budget, from_on: date, until_on: date | None, overlaps: bool = True) -> list[Problem]:
    problems = []
    first, last = format_date(budget.starts_on), format_date(budget.ends_on)
    if not budget.starts_on <= from_on <= budget.ends_on:
        problems.append(Problem("from_on", f"The budget runs from {first} to {last}. Choose a day within it"))
    if until_on is not None and until_on < from_on:
        problems.append(Problem("until_on", "The last day of the pause cannot come before its first"))
    if until_on is not None and until_on > budget.ends_on:
        problems.append(
            Problem("until_on", f"The budget ends on {last}. Leave the last day empty, or choose an earlier one")
        )
    if closed := closed_problem("from_on", from_on):
        problems.append(closed)
    if overlaps and not problems:
        problems += _overlaps(budget, from_on, until_on)
    return problems


def _overlaps(budget: Budget, from_on: date, until_on: date | None) -> list[Problem]:
    for other in PaymentChange.objects.filter(budget=budget, kind=ChangeKind.PAUSE).select_related("ended_by"):
        ended = getattr(other, "ended_by", None)
        last = ended.from_on - ONE_DAY if ended else other.until_on
        if (last is None or from_on <= last) and (until_on is None or other.from_on <= until_on):
            words = (
                f"Payments are paused from {format_date(other.from_on)} already. Choose other days, or end that pause"
            )
            return [Problem("from_on", words)]
    return []
