"""Putting a provider on the list, with the account it is paid into; and saying that one closes.

Next:   selfdirect/records/market.py
Tests:  tests/actions/test_market.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.account_checks import numbers_problems
from selfdirect.records.access import User
from selfdirect.records.market import Provider, ProviderClosing
from selfdirect.rules.access import Permission
from selfdirect.rules.bank_accounts import BankAccountRefused, parse_account_number, parse_sort_code
from selfdirect.rules.calendar import format_date
from selfdirect.rules.choosing import HOLDER_KINDS
from selfdirect.rules.problems import Problem


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


@action(needs=Permission.SET_UP_PAYMENTS)
def close_provider(*, provider: Provider, last_on: date, reason: str, on: date, by: User) -> ProviderClosing:
    """Say that a provider gives no support after a day. Nobody can be sent an order there from then on."""
    if not reason.strip():
        raise Refused([Problem("reason", "Say why it closes")])
    if ProviderClosing.objects.filter(provider=provider).exists():
        raise Refused("Somebody has already said that this provider closes.")
    closing = ProviderClosing.objects.create(provider=provider, last_on=last_on, reason=reason.strip(), on=on, by=by)
    tell(f"{provider.name} closes after {format_date(last_on)}. Why: {closing.reason}", about=about(provider))
    return closing
