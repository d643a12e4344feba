"""What is wrong with a switch that somebody asks for, all at once, in words that say how to mend it.

Values: policy/councils
Next:   selfdirect/actions/switching.py
Tests:  tests/actions/support/test_asking_to_switch.py
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from selfdirect.actions.action import Refused
from selfdirect.actions.support.closed_days import closed_problem
from selfdirect.actions.support.holding import conflict_problems, nhs_refusal, suitability_problems
from selfdirect.actions.support.payees import payee_for, payees_of
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.telling import told_of_charge
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.holdings import LineHolding
from selfdirect.records.market import Provider
from selfdirect.rules.calendar import format_date
from selfdirect.rules.direct_payments import DIRECT_PAYMENT, MIXED_ALLOWED, PAID_OUT, THIRD_PARTY, methods, options
from selfdirect.rules.holdings import ONE_DAY, Change, Holding, holding_on, planned_after
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values

Changes = Mapping[int, Sequence[Change]]


@dataclass(frozen=True)
class Asked:
    """A switch as it was asked for, besides the lines themselves."""

    from_on: date
    return_on: date | None
    by_name: str
    own_reason: str
    conflict_note: str
    replaces_planned: bool
    seen: int | None


def holding_from(given: Mapping[str, Any]) -> Holding:
    """The way that was chosen: what does not belong to it is left out."""
    held_as = str(given.get("held_as") or "")
    paid_by = str(given.get("paid_by") or "") if held_as == DIRECT_PAYMENT else ""
    holder = int(given.get("fund_holder") or 0) or None if held_as == THIRD_PARTY else None
    return Holding(held_as, paid_by, holder)


def last_word(budget: Budget) -> int:
    """The number of the latest row about how this budget is held, to tell whether somebody else was first."""
    latest = LineHolding.objects.filter(line__budget=budget).order_by("-pk").values_list("pk", flat=True).first()
    return latest or 0


def check_switch(
    budget: Budget, lines: Mapping[int, BudgetLine], changes: Changes, wanted: Mapping[int, Holding], asked: Asked
) -> None:
    """Raise Refused with everything that stops this switch."""
    if not any(changes.values()):
        raise Refused("The agreement has to be signed first. Until then, change the choice itself.")
    if asked.seen is not None and asked.seen != last_word(budget):
        raise Refused("Somebody has switched this budget since you opened this page. Look at how it is held now.")
    unknown = set(wanted) - {pk for pk, found in changes.items() if found}
    if unknown or not wanted:
        raise Refused([Problem("by_line", "Choose which parts of the budget to switch")])
    problems = [*_day_problems(budget, asked), *_words_problems(asked)]
    if not problems:
        problems += _way_problems(budget, lines, changes, wanted, asked)
    if problems:
        raise Refused(problems)


def _day_problems(budget: Budget, asked: Asked) -> Iterator[Problem]:
    first, last = format_date(budget.starts_on), format_date(budget.ends_on)
    if asked.from_on < budget.starts_on:
        yield Problem("from_on", f"The budget starts on {first}. Choose that day or a later one")
    if asked.from_on > budget.ends_on:
        yield Problem("from_on", f"The budget ends on {last}. Choose that day or an earlier one")
    elif asked.from_on >= budget.starts_on and (closed := closed_problem("from_on", asked.from_on)):
        yield closed
    if asked.return_on is None:
        return
    if asked.return_on <= asked.from_on:
        yield Problem("return_on", "The day of the return must come after the day of the switch")
    if asked.return_on > budget.ends_on:
        yield Problem("return_on", f"The budget ends on {last}. Leave the return empty, or choose an earlier day")


def _words_problems(asked: Asked) -> Iterator[Problem]:
    if not asked.own_reason.strip():
        yield Problem("own_reason", "Write why, in the person's own words")
    if not asked.by_name.strip():
        yield Problem("asked_by_name", "Write who asked for it")


def _way_problems(
    budget: Budget, lines: Mapping[int, BudgetLine], changes: Changes, wanted: Mapping[int, Holding], asked: Asked
) -> Iterator[Problem]:
    values = policy_on(asked.from_on)
    now = {pk: holding_on(found, asked.from_on) for pk, found in changes.items() if found}
    if all(now[pk] == holding for pk, holding in wanted.items()) and not asked.replaces_planned:
        yield Problem("by_line", "That is how it is held on that day already. Choose another way for at least one part")
    after = {**now, **wanted}
    if len({holding.held_as for holding in after.values()}) > 1 and not values.yes(MIXED_ALLOWED):
        yield Problem("by_line", "Choose one way for the whole budget: the policy does not allow a mix")
    yield from _planned_problems(budget, lines, changes, wanted, asked)
    new = {pk: holding for pk, holding in wanted.items() if holding != now[pk]}
    last = asked.return_on - ONE_DAY if asked.return_on else budget.ends_on
    for pk, holding in new.items():
        yield from _line_problems(lines[pk], holding, values, last)
    yield from _payee_problems(budget, lines, new)
    held = {holding.held_as for holding in new.values()}
    if DIRECT_PAYMENT in held:
        yield from suitability_problems(budget)
    if held & set(PAID_OUT) and told_of_charge(budget, asked.from_on).is_missing:
        yield Problem("told", "Tell the person what they will pay, and record it, before anything is paid out")
    yield from conflict_problems({holding.fund_holder for holding in new.values()}, asked.conflict_note)


def _planned_problems(
    budget: Budget, lines: Mapping[int, BudgetLine], changes: Changes, wanted: Mapping[int, Holding], asked: Asked
) -> Iterator[Problem]:
    """A switch for good, or one that ends after a planned change, would undo what was planned: that has to be said."""
    if asked.replaces_planned:
        return
    for pk in wanted:
        planned = planned_after(changes[pk], asked.from_on, budget.ends_on)
        if planned and (asked.return_on is None or asked.return_on > planned[0].from_on):
            day, what = format_date(planned[0].from_on), lines[pk].plan_line.what
            words = f"A change is planned for {day} for {what}. Say that this takes its place, or choose days before it"
            yield Problem("replaces_planned", words)


def _line_problems(line: BudgetLine, holding: Holding, values: Values, last: date) -> Iterator[Problem]:
    field, what = f"line_{line.pk}", line.plan_line.what
    if holding.held_as not in {option.key for option in options(values)}:
        yield Problem(field, f"Choose how the money for {what} is held")
    if holding.held_as == DIRECT_PAYMENT and holding.paid_by not in {method.key for method in methods(values)}:
        yield Problem(f"{field}_paid_by", f"Choose how the money for {what} is paid")
    if holding.held_as == THIRD_PARTY:
        holder = Provider.objects.filter(pk=holding.fund_holder or 0, may_hold_funds=True).first()
        if holder is None:
            yield Problem(f"{field}_fund_holder", f"Choose who holds the money for {what} from the list as it is now")
        elif holder.is_closed(last):
            closes = format_date(holder.closing.last_on)
            words = f"{holder.name} closes after {closes}. Choose somebody else, or have it go back by then"
            yield Problem(f"{field}_fund_holder", words)
    if refused := nhs_refusal(line, holding.held_as):
        yield Problem(field, refused)


def _payee_problems(budget: Budget, lines: Mapping[int, BudgetLine], new: Mapping[int, Holding]) -> Iterator[Problem]:
    """Money cannot be paid where nobody knows the account: it has to be there before anything is switched."""
    payees = payees_of(budget, new.values())
    for pk, holding in new.items():
        if holding.held_as in PAID_OUT and payee_for(budget, holding, payees) is None:
            what = lines[pk].plan_line.what
            yield Problem(f"line_{pk}", f"Add the account that the money for {what} is paid to first")
