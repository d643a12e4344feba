"""Checking the numbers of an account by the banks' published rule before it is kept, and keeping what was found.

Why:    docs/decisions/accounts-are-checked.md
Next:   selfdirect/rules/modulus.py
Tests:  tests/actions/support/test_account_checks.py
"""

from datetime import date

from django.conf import settings
from django.db.models import Max

from selfdirect.actions.action import Refused
from selfdirect.outside.bank_files.common import has_something_to_read, unaccented
from selfdirect.outside.modulus_tables import Loaded, load
from selfdirect.records.direct_payments import Payee
from selfdirect.records.payees import NameAnswer, NameCheck, NumbersCheck
from selfdirect.rules.bank_accounts import BankAccountRefused, parse_account_number, parse_sort_code
from selfdirect.rules.modulus import Modulus, modulus_check
from selfdirect.rules.problems import Problem

IMPOSSIBLE = "This account number does not go with this sort code. Check both numbers against a statement or card"
NAME_DIFFERS = "The bank says that the name on this account is not theirs. Check the account, or say why it is right"


def loaded_tables() -> Loaded:
    """The banks' tables as they are in the council's folder now."""
    return load(settings.MODULUS_FOLDER)


def numbers_problems(sort_code: str, account_number: str) -> list[Problem]:
    """What the banks' rule has against these numbers; nothing when they pass or cannot be checked."""
    fails = modulus_check(sort_code, account_number, loaded_tables().table) is Modulus.FAILS
    return [Problem("account_number", IMPOSSIBLE)] if fails else []


def checked_account(account_name: str, sort_code: str, account_number: str) -> tuple[str, str, str]:
    """The name, sort code and account number as they are kept. Raises Refused with everything wrong, field by field."""
    problems, found = [], {"sort_code": "", "account_number": ""}
    if not account_name.strip():
        problems.append(Problem("account_name", "Enter the name on the account"))
    elif not has_something_to_read(unaccented(account_name)):
        problems.append(Problem("account_name", "Enter the name as the bank writes it, with letters from A to Z"))
    for field, read, typed in (
        ("sort_code", parse_sort_code, sort_code),
        ("account_number", parse_account_number, account_number),
    ):
        try:
            found[field] = read(typed)
        except BankAccountRefused as refused:
            problems.append(Problem(field, str(refused)))
    if all(found.values()):
        problems += numbers_problems(found["sort_code"], found["account_number"])
    if problems:
        raise Refused(problems)
    return account_name.strip(), found["sort_code"], found["account_number"]


def keep_numbers_check(payee: Payee, on: date) -> NumbersCheck:
    """Write down by which table the numbers of a new account were checked, or that they could not be."""
    loaded = loaded_tables()
    found = modulus_check(payee.sort_code, payee.account_number, loaded.table)
    return NumbersCheck.objects.create(payee=payee, found=found.value, table=loaded.mark, on=on)


def names_that_differ() -> dict[int, str]:
    """The accounts that are not paid because the bank says they are somebody else's, each with what to do."""
    latest = NameCheck.objects.values("payee").annotate(latest=Max("pk")).values("latest")
    differs = NameCheck.objects.filter(pk__in=latest, answer=NameAnswer.NO_MATCH, reason="")
    return dict.fromkeys(differs.values_list("payee_id", flat=True), f"{NAME_DIFFERS}.")
