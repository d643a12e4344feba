"""Putting a provider on the list; saying that one closes, or that its contract ends, and asking who keeps it.

Nobody's support or holding is changed here: each becomes a step with an owner and a date, and the person is told.

Values: policy/councils

Next:   selfdirect/records/market.py
Tests:  tests/actions/test_market.py
"""

from datetime import date, timedelta

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.account_checks import numbers_problems
from selfdirect.actions.support.ordering import write_to_person
from selfdirect.actions.support.provider_ends import (
    SWITCH,
    budgets_held_after,
    budgets_supported_after,
    orders_after,
)
from selfdirect.actions.support.steps import close_step, named_worker, open_step
from selfdirect.records.access import User
from selfdirect.records.market import ContractEnd, KeepAnswer, KeepQuestion, Provider, ProviderClosing
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.bank_accounts import BankAccountRefused, parse_account_number, parse_sort_code
from selfdirect.rules.calendar import format_date
from selfdirect.rules.choosing import HOLDER_KINDS
from selfdirect.rules.problems import Problem

ASK = "provider_choice"


@action(needs=Permission.SET_UP_PAYMENTS)
def add_provider(
    *,
    name: str,
    what_they_do: str,
    email: str,
    phone: str,
    sort_code: str,
    account_number: str,
    may_hold_funds: bool,
    gives_care: bool,
    holder_kind: str = "",
    has_contract: bool = False,
    on: date,
    by: User,
) -> Provider:
    """A provider who can be chosen in plans and, if `may_hold_funds`, hold a budget for somebody (R-DEP-17)."""
    problems = []
    if not name.strip():
        problems.append(Problem("name", "Enter the provider's name"))
    if Provider.objects.filter(name__iexact=name.strip()).exists():
        problems.append(Problem("name", "There is already a provider with this name"))
    problems += _holder_problems(may_hold_funds, gives_care, holder_kind)
    try:
        sort_code = parse_sort_code(sort_code)
    except BankAccountRefused as refused:
        problems.append(Problem("sort_code", str(refused)))
    try:
        account_number = parse_account_number(account_number)
    except BankAccountRefused as refused:
        problems.append(Problem("account_number", str(refused)))
    if not problems:
        problems += numbers_problems(sort_code, account_number)
    if problems:
        raise Refused(problems)
    provider = Provider.objects.create(
        name=name.strip(),
        what_they_do=what_they_do,
        email=email,
        phone=phone,
        sort_code=sort_code,
        account_number=account_number,
        may_hold_funds=may_hold_funds,
        gives_care=gives_care,
        holder_kind=holder_kind,
        has_contract=has_contract,
    )
    tell(f"The provider {provider.name} was added.", about=about(provider))
    return provider


def _holder_problems(may_hold_funds: bool, gives_care: bool, kind: str) -> list[Problem]:
    """What kind of body holds budgets, and that a care provider who does so says that it gives care (R-DEP-17)."""
    if kind and kind not in HOLDER_KINDS:
        return [Problem("holder_kind", "Choose what kind of body they are")]
    if kind and not may_hold_funds:
        return [Problem("holder_kind", "Only a provider who may hold a budget is one of these kinds")]
    if kind == "care_provider" and not gives_care:
        return [Problem("gives_care", "A care provider gives care. Choose yes, or another kind of holder")]
    return []


@action(needs=Permission.CHANGE_CONTRACTS)
def close_provider(*, provider: Provider, last_on: date, reason: str, on: date, by: User) -> ProviderClosing:
    """Say that a provider gives no support after a day. Nobody can be sent an order there from then on.

    Every order that goes on longer, and every budget that it holds or is to hold after that day, becomes a step.
    """
    if not reason.strip():
        raise Refused([Problem("reason", "Say why it closes")])
    if ProviderClosing.objects.filter(provider=provider).exists():
        raise Refused("Somebody has already said that this provider closes.")
    closing = ProviderClosing.objects.create(provider=provider, last_on=last_on, reason=reason.strip(), on=on, by=by)
    orders, budgets = orders_after(provider, last_on), budgets_held_after(provider, last_on)
    for order in orders:
        whose = order.budget_line.budget.person
        open_step("find_provider", person=whose, record=order, on=on, owner=named_worker(whose))
    for budget in budgets:
        open_step(SWITCH, person=budget.person, record=budget, on=on)
    concerned = {one.budget_line.budget.person for one in orders} | {one.person for one in budgets}
    for person in sorted(concerned, key=lambda one: one.pk):
        words = [f"{provider.name} closes. Their last day is {format_date(last_on)}."]
        then = "Your worker looks for somebody else with you, so that no day is without support."
        key, subject = f"closing:{closing.pk}:{person.pk}", "A provider of yours closes"
        write_to_person(person, key, subject, words, then, on, by)
        tell(f"{provider.name} closes after {format_date(last_on)}.", person=person, about=about(closing))
    tell(f"{provider.name} closes after {format_date(last_on)}. Why: {closing.reason}", about=about(provider))
    return closing


@action(needs=Permission.CHANGE_CONTRACTS)
def end_contract(
    *, provider: Provider, last_on: date, replaced_by: Provider | None, reason: str, on: date, by: User
) -> ContractEnd:
    """Say that the contract with a provider ends, and ask each person concerned if they keep it (R-BRK-09)."""
    provider = Provider.objects.select_for_update().get(pk=provider.pk)
    if problems := _contract_problems(provider, last_on, replaced_by, reason, on):
        raise Refused(problems)
    made = ContractEnd.objects.create(
        provider=provider, last_on=last_on, replaced_by=replaced_by, reason=reason.strip(), on=on, by=by
    )
    Provider.objects.filter(pk=provider.pk).update(has_contract=False)
    for budget in budgets_supported_after(provider, last_on):
        asked = KeepQuestion.objects.create(contract_end=made, person=budget.person, budget=budget, on=on, by=by)
        step = open_step(ASK, person=budget.person, record=asked, on=on, owner=named_worker(budget.person))
        _ask_to_keep(asked, step.due_on, on, by)
    more = f" {replaced_by.name} has it from then on." if replaced_by else ""
    tell(
        f"The contract with {provider.name} ends after {format_date(last_on)}.{more} Why: {made.reason}",
        about=about(provider),
    )
    return made


def _contract_problems(
    provider: Provider, last_on: date, replaced_by: Provider | None, reason: str, on: date
) -> list[Problem]:
    found = []
    if not provider.has_contract:
        found.append(Problem("", f"The council has no contract with {provider.name}, so there is none to end."))
    if last_on < on:
        found.append(Problem("last_on", "The last day must be today or later"))
    if not reason.strip():
        found.append(Problem("reason", "Say why the contract ends"))
    if replaced_by and (replaced_by.pk == provider.pk or replaced_by.is_closed(last_on + timedelta(days=1))):
        found.append(Problem("replaced_by", "Select another provider, one that does not close"))
    return found


def _ask_to_keep(asked: KeepQuestion, due_on: date, on: date, by: User) -> None:
    """Write to the person: what ends, that they may keep their provider, and by when to say."""
    end = asked.contract_end
    name = end.provider.name
    other = f"{end.replaced_by.name}, who has the contract then" if end.replaced_by else "somebody else"
    words = [
        f"The council's contract with {name} ends after {format_date(end.last_on)}.",
        f"You can keep {name}: the money is then paid to you as a direct payment, and you pay them.",
        f"Or your support comes from {other}.",
    ]
    then = f"Tell us by {format_date(due_on)} which you want. Until then nothing changes."
    write_to_person(asked.person, f"keep:{asked.pk}", "Do you want to keep your provider?", words, then, on, by)
    tell(f"They were asked if they keep {name}, whose contract ends.", person=asked.person, about=about(asked))


@action(needs=Permission.CHOOSE_HOLDING)
def answer_keep(*, person: Person, asked: KeepQuestion, keeps: bool, key: str, on: date, by: User) -> KeepAnswer:
    """Say whether somebody keeps their provider. What follows is a step with a date: the switch, or another order."""
    if asked.person_id != person.pk:
        raise Refused("This was asked of somebody else.")
    if KeepAnswer.objects.filter(question=asked).exists():
        raise Refused("This was answered already. To change it, ask your worker.")
    made = KeepAnswer.objects.create(question=asked, keeps=keeps, on=on, by=by)
    close_step(ASK, person=person, on=on, by=by, record=asked)
    end = asked.contract_end
    orders = [one for one in orders_after(end.provider, end.last_on) if one.budget_line.budget_id == asked.budget_id]
    if keeps or not orders:
        open_step(SWITCH, person=person, record=asked.budget, on=on)
    else:
        for order in orders:
            open_step("find_provider", person=person, record=order, on=on, owner=named_worker(person))
    said = "keep them by a direct payment" if keeps else "go to somebody else"
    tell(f"{end.provider.name}: they {said} after {format_date(end.last_on)}.", person=person, about=about(asked))
    return made
