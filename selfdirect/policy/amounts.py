"""Turns what a policy file says into what the rules read, or says in plain words what is wrong with it.

Next:   selfdirect/policy/tables.py
Tests:  tests/policy/test_amounts.py
"""

from decimal import Decimal
from typing import Final

from selfdirect.policy.kinds import UNITS, Choice, Quantity, YesNo, as_decimal, listed
from selfdirect.rules.values import NO_LIMIT


class AmountRefused(Exception):
    """An amount that cannot be used. The message says what is wrong and how to mend it."""


_EXAMPLE: Final = "Write it in pounds and pence, such as 112.50."


def number(raw: object) -> Decimal:
    """Read a number from a file: written bare, or in quotes."""
    if isinstance(raw, bool) or not isinstance(raw, int | str | Decimal):
        raise AmountRefused(f"{shown(raw)} is not a number. Write digits, such as 6 or 112.50.")
    read = as_decimal(str(raw))
    if read is None:
        raise AmountRefused(f"{shown(raw)} is not a plain number. Write digits only, such as 6 or 112.50.")
    return read


def pence(raw: object) -> int:
    """Read pounds and give whole pence. Refuses a fraction of a penny and an amount below nothing."""
    pounds = number(raw)
    in_pence = pounds * 100
    if in_pence != in_pence.to_integral_value():
        raise AmountRefused(f"{shown(raw)} is not a whole number of pence. {_EXAMPLE}")
    if in_pence < 0:
        raise AmountRefused(f"{shown(raw)} is less than nothing. Write 0 or more.")
    return int(in_pence)


def whole(raw: object) -> int:
    """Read a whole number that is not below nothing."""
    read = number(raw)
    if read != read.to_integral_value():
        raise AmountRefused(f"{shown(raw)} is not a whole number. Write it without a point.")
    if read < 0:
        raise AmountRefused(f"{shown(raw)} is less than nothing. Write 0 or more.")
    return int(read)


def quantity(raw: object, kind: Quantity) -> int | str:
    """Read a quantity in the unit of the rules, or "none" where that may stand. Refuses what is out of range."""
    if kind.or_none and raw == NO_LIMIT:
        return NO_LIMIT
    read = pence(raw) if UNITS[kind.unit][1] == 100 else whole(raw)
    least, most = kind.least * UNITS[kind.unit][1], kind.most
    if read < least:
        raise AmountRefused(f"{shown(raw)} is too small. It must be {kind.least} {kind.unit} or more.")
    if most is not None and read > most * UNITS[kind.unit][1]:
        raise AmountRefused(f"{shown(raw)} is too large. It must be {most} {kind.unit} or less.")
    return read


def choice(raw: object, kind: Choice) -> str:
    """Read a choice. Refuses a word that is not in the closed list."""
    if not isinstance(raw, str) or raw not in kind.options:
        raise AmountRefused(f"{shown(raw)} is not one of the choices. Write {listed(kind.options)}.")
    return raw


def yes_or_no(raw: object, _kind: YesNo | None = None) -> bool:
    """Read a yes (true) or a no (false)."""
    if not isinstance(raw, bool):
        raise AmountRefused(f"{shown(raw)} is not a yes or a no. Write true or false, without quotes.")
    return raw


def shown(raw: object) -> str:
    """Show what was written, shortened, as the officer would recognise it."""
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, str):
        return f'"{raw[:60]}"'
    if isinstance(raw, list | dict):
        return "a list" if isinstance(raw, list) else "a table"
    return str(raw)[:60]
