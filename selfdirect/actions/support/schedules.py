"""From budget lines to what is paid to whom: the amount of each line, its payee, and one schedule for each payee.

Values: policy/councils
Next:   selfdirect/actions/payments.py
Tests:  tests/actions/support/test_schedules.py
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product

from django.db.models import Min

from selfdirect.actions.action import Refused, about, tell
from selfdirect.actions.support.payees import payee_for, payees_of
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.actions.support.telling import told_of_charge
from selfdirect.ledger.funds import Funder
from selfdirect.records.access import User
from selfdirect.records.budgets import KEPT, Budget, BudgetLine
from selfdirect.records.direct_payments import KEPT_APART, Agreement, Payee
from selfdirect.records.holdings import LineHolding
from selfdirect.records.payments import PaymentSchedule
from selfdirect.rules.calendar import days_inclusive, format_date
from selfdirect.rules.direct_payments import PAID_OUT
from selfdirect.rules.money import for_days_each, format_pounds
from selfdirect.rules.payments import first_period_on, schedule_terms
from selfdirect.rules.problems import Problem

_ACCOUNTS = {"bank_account": "the bank account for direct payments", "prepaid_card": "the prepaid card account"}


_PROMISED = {Funder.COUNCIL: "committed_pence", Funder.NHS: "nhs_committed_pence"}


def holdable_lines(budget: Budget) -> list[BudgetLine]:
    """The lines somebody has to hold. Money for emergencies and an employer's duties stays with the council."""
    lines = budget.lines.exclude(KEPT).select_related("plan_line", "fund_holder")
    return list(lines.order_by("pk"))


PAYING = (Funder.COUNCIL, Funder.NHS)
"""Whose money the lines of a budget are paid with. Schedules and the book keep every funder's apart."""


def paid_pence_weekly(budget: Budget, line: BudgetLine, funder: Funder = Funder.COUNCIL) -> int:
    """What goes out for a line in a week of one funder's money.

    The council's is less the person's contribution, unless policy pays all and bills for it.
    """
    if funder is Funder.NHS:
        return line.nhs_pence_weekly
    return line.pence_weekly - line.nhs_pence_weekly if budget.contribution_basis == "gross" else line.net_pence_weekly


def paid_pence_once(line: BudgetLine, funder: Funder = Funder.COUNCIL) -> int:
    """What goes out for a line once of one funder's money."""
    return line.nhs_pence_once if funder is Funder.NHS else line.pence_once - line.nhs_pence_once


def promised_lines(budget: Budget) -> list[BudgetLine]:
    """The lines somebody holds, each with what it comes to over the whole of the budget's period, by funder.

    Lines paid to one payee are one payment, so together they come to exactly what that payment comes to.
    """
    lines = holdable_lines(budget)
    days = days_inclusive(budget.starts_on, budget.ends_on)
    together: dict[tuple[str, str, int | None], list[BudgetLine]] = {}
    for line in lines:
        together.setdefault((line.held_as, line.paid_by, line.fund_holder_id), []).append(line)
    for group in together.values():
        for funder, field in _PROMISED.items():
            parts = for_days_each([paid_pence_weekly(budget, line, funder) for line in group], days)
            for line, part in zip(group, parts, strict=True):
                setattr(line, field, part + paid_pence_once(line, funder))
    return lines


def pays_something(budget: Budget) -> bool:
    """Whether any of this budget is paid out to the person or to somebody who holds it for them."""
    return any(line.held_as in PAID_OUT for line in holdable_lines(budget))


def missing_payees(budget: Budget) -> list[Problem]:
    """What must be known before money can be paid, in words; empty when everything is."""
    problems: dict[str, Problem] = {}
    lines = holdable_lines(budget)
    payees = payees_of(budget, [line.chosen for line in lines])
    for line in lines:
        if line.held_as in PAID_OUT and payee_for(budget, line.chosen, payees) is None:
            holder = line.fund_holder.name if line.fund_holder else "the organisation that holds the money"
            account = _ACCOUNTS.get(line.paid_by) or f"the bank account of {holder}"
            problems[account] = Problem("payee", f"Add {account}, so that the money can be paid")
    return list(problems.values())


def open_schedules(agreement: Agreement, on: date, by: User) -> list[PaymentSchedule]:
    """Make one schedule for each payee and funder: two direct payments where the NHS pays a part (R-PAY-11).

    Raises Refused while a payee is missing or the charge was not told.
    """
    budget = agreement.budget
    told = told_of_charge(budget, on)
    problems = missing_payees(budget)
    if told.is_missing:
        problems.append(Problem("told", f"Nothing can be paid yet. {told.how_to_mend}"))
    if problems:
        raise Refused(problems)
    values = policy_on(budget.starts_on)
    cycle, in_advance = schedule_terms(values)
    from_on = max(budget.starts_on, told.told_on or budget.starts_on)
    made = []
    for (payee, lines), funder in product(_by_payee(budget, holdable_lines(budget)), PAYING):
        weekly = sum(paid_pence_weekly(budget, line, funder) for line in lines)
        once = sum(paid_pence_once(line, funder) for line in lines)
        if weekly or once:
            schedule = PaymentSchedule.objects.create(
                person=budget.person,
                budget=budget,
                agreement=agreement,
                payee=payee,
                funder=funder.value,
                pence_weekly=weekly,
                pence_once=once,
                frequency=cycle,
                in_advance=in_advance,
                calendar_from=first_period_on(values),
                from_on=from_on,
                until_on=budget.ends_on,
                by=by,
            )
            tell(_said(schedule), person=budget.person_id, about=about(schedule))
            made.append(schedule)
    return made


def open_what_follows(agreement: Agreement, on: date, by: User) -> None:
    """The step after an agreement: the first payment, or the first review when nothing is paid out."""
    begin_holdings(agreement.budget)
    person = agreement.person
    close_step("agreement", person=person, on=on, by=by)
    if pays_something(agreement.budget):
        open_step("first_payment", person=person, record=agreement, on=on)
    else:
        open_step("first_review", person=person, record=agreement.budget, on=on)


def first_paid_on(budget: Budget) -> date:
    """The first day anything of this budget is paid out for, single payments that are kept apart left out."""
    return first_days_paid([budget])[budget.pk]


def first_days_paid(budgets: Sequence[Budget]) -> dict[int, date]:
    """The same for many budgets, by id: one query, and some more for each that pays nothing out."""
    running = PaymentSchedule.objects.filter(budget__in=budgets).exclude(payee__kind__in=KEPT_APART)
    found = dict(running.order_by().values_list("budget").annotate(Min("from_on")))
    return {budget.pk: found.get(budget.pk) or _first_day_told(budget) for budget in budgets}


def _first_day_told(budget: Budget) -> date:
    return max(budget.starts_on, told_of_charge(budget, budget.starts_on).told_on or budget.starts_on)


def begin_holdings(budget: Budget) -> None:
    """Write down how each line is held from the first day, as it was chosen, once."""
    lines = [line for line in holdable_lines(budget) if line.held_as]
    if not LineHolding.objects.filter(line__in=lines).exists():
        LineHolding.objects.bulk_create(
            LineHolding(
                line=line,
                from_on=budget.starts_on,
                held_as=line.held_as,
                paid_by=line.paid_by,
                fund_holder_id=line.fund_holder_id,
            )
            for line in lines
        )


def _by_payee(budget: Budget, lines: Iterable[BudgetLine]) -> list[tuple[Payee, list[BudgetLine]]]:
    found: dict[int, tuple[Payee, list[BudgetLine]]] = {}
    lines = list(lines)
    payees = payees_of(budget, [line.chosen for line in lines])
    for line in lines:
        payee = payee_for(budget, line.chosen, payees)
        if payee is not None:
            found.setdefault(payee.pk, (payee, []))[1].append(line)
    return list(found.values())


def _said(schedule: PaymentSchedule) -> str:
    amounts = [f"{format_pounds(schedule.pence_weekly)} a week"] if schedule.pence_weekly else []
    amounts += [f"{format_pounds(schedule.pence_once)} once"] if schedule.pence_once else []
    holder = f" to {schedule.payee.account_name}" if schedule.payee.kind == "third_party" else ""
    whose = " of NHS money" if schedule.funder == Funder.NHS.value else ""
    return f"Payments of {' and '.join(amounts)}{whose}{holder} were set up from {format_date(schedule.from_on)}."
