"""The chart of accounts: which accounts there may be, and on which side each one grows.

An account code is text with colons, and opens by itself when money first moves through it. A debit account
grows when it is debited, a credit account when it is credited; `balance` is always counted on that side.
The same list is held by the database as a CHECK, so a new kind of account is a line here and a migration.
Whose money a budget holds is told by its reference: selfdirect/ledger/funds.py.

Why:    docs/decisions/the-book-is-one-row-a-movement.md
Next:   selfdirect/ledger/funds.py
Tests:  tests/ledger/test_chart.py
"""

import re
from dataclasses import dataclass
from typing import Literal

Side = Literal["debit", "credit"]

FUNDING = "council:funding"
BANK = "council:bank"
NHS_FUNDING = "nhs:funding"

_WITH_REFERENCE = frozenset({"budget", "payee", "person"})
_REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")


class UnknownAccount(ValueError):
    """No account of this kind is in the chart."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of account. `words` finish the sentence "there is not enough ..."."""

    name: str
    normal: Side
    may_go_below_zero: bool
    words: str


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("council:funding", "debit", True, "money the council has put in"),
        Kind("council:bank", "debit", True, "money in the council's bank account"),
        Kind("nhs:funding", "debit", True, "money the NHS has put in"),
        Kind("person:contribution", "debit", True, "money they have put in themselves"),
        Kind("budget:free", "credit", False, "money free to use"),
        Kind("budget:committed", "credit", False, "money promised to the plan"),
        Kind("budget:reserved", "credit", False, "money kept in reserve"),
        Kind("budget:paid", "credit", False, "money already paid"),
        Kind("budget:employer", "credit", False, "money kept for an employer's duties"),
        Kind("budget:recovered", "credit", False, "money that came back unspent"),
        Kind("payee:owed", "credit", False, "money owed to them"),
        Kind("payee:due_back", "debit", False, "money that must come back from them"),
    )
}


def free(ref: str) -> str:
    """Money of a budget that nothing has claimed yet."""
    return f"budget:{_checked_ref(ref)}:free"


def committed(ref: str) -> str:
    """Money of a budget that an agreed plan has claimed."""
    return f"budget:{_checked_ref(ref)}:committed"


def reserved(ref: str) -> str:
    """Money of a budget kept back for what cannot be foreseen."""
    return f"budget:{_checked_ref(ref)}:reserved"


def paid(ref: str) -> str:
    """Money of a budget that has been used without being owed to a payee first."""
    return f"budget:{_checked_ref(ref)}:paid"


def employer_reserve(ref: str) -> str:
    """Money of a budget kept for an employer's duties: holiday, pension, notice, redundancy.

    The database lets it leave to a payee or back to the same budget's free money, and nowhere else.
    """
    return f"budget:{_checked_ref(ref)}:employer"


def recovered(ref: str) -> str:
    """Money of a budget that came back unspent and belongs to whoever funded it."""
    return f"budget:{_checked_ref(ref)}:recovered"


def owed(ref: str) -> str:
    """Money approved for a payee and not yet confirmed by the bank."""
    return f"payee:{_checked_ref(ref)}:owed"


def due_back(ref: str) -> str:
    """Money paid ahead to a payee who no longer holds the budget, and which must come back.

    It is claimed by a movement from here to the budget (which may promise it again) and settled by one from the bank
    to here.
    """
    return f"payee:{_checked_ref(ref)}:due_back"


def contribution(ref: str) -> str:
    """What the person puts in to a budget themselves, by the budget's reference: the book knows no people."""
    return f"person:{_checked_ref(ref)}:contribution"


def kind_of(code: str) -> Kind:
    """The kind of an account code; a code that is not in the chart is refused."""
    if not isinstance(code, str):
        raise UnknownAccount(f"An account code is text, not {type(code).__name__}.")
    first, _, rest = code.partition(":")
    name = code
    if first in _WITH_REFERENCE:
        ref, _, last = rest.partition(":")
        name = f"{first}:{last}" if _REF.fullmatch(ref) else ""
    kind = KINDS.get(name)
    if kind is None or (first not in _WITH_REFERENCE and name != code):
        raise UnknownAccount(f"There is no account {code!r} in the chart of accounts.")
    return kind


def _checked_ref(ref: str) -> str:
    if not isinstance(ref, str) or not _REF.fullmatch(ref):
        raise UnknownAccount(
            f"{ref!r} cannot be part of an account code: use letters, digits, '-', '_' and '.', at most 60, "
            "and begin with a letter or a digit."
        )
    return ref
