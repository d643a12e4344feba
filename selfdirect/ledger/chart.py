"""The chart of accounts: which accounts there may be, and on which side each one grows.

An account code is text with colons, and opens by itself when money first moves through it. A debit account
grows when it is debited, a credit account when it is credited; `balance` is always counted on that side.
The same list is held by the database as a CHECK, so a new kind of account is a line here and a migration.

Why:    docs/decisions/the-book-is-one-row-a-movement.md
Next:   selfdirect/ledger/posting.py
Tests:  tests/ledger/test_chart.py
"""

import re
from dataclasses import dataclass
from typing import Literal

Side = Literal["debit", "credit"]

FUNDING = "council:funding"
BANK = "council:bank"

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
        Kind("budget:free", "credit", False, "money free to use"),
        Kind("budget:committed", "credit", False, "money promised to the plan"),
        Kind("budget:reserved", "credit", False, "money kept in reserve"),
        Kind("budget:paid", "credit", False, "money already paid"),
        Kind("payee:owed", "credit", False, "money owed to them"),
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


def owed(ref: str) -> str:
    """Money approved for a payee and not yet confirmed by the bank."""
    return f"payee:{_checked_ref(ref)}:owed"


def kind_of(code: str) -> Kind:
    """The kind of an account code; a code that is not in the chart is refused."""
    if not isinstance(code, str):
        raise UnknownAccount(f"An account code is text, not {type(code).__name__}.")
    first, _, rest = code.partition(":")
    name = code
    if first in {"budget", "payee"}:
        ref, _, last = rest.partition(":")
        name = f"{first}:{last}" if _REF.fullmatch(ref) else ""
    kind = KINDS.get(name)
    if kind is None or (first == "council" and name != code):
        raise UnknownAccount(f"There is no account {code!r} in the chart of accounts.")
    return kind


def _checked_ref(ref: str) -> str:
    if not isinstance(ref, str) or not _REF.fullmatch(ref):
        raise UnknownAccount(
            f"{ref!r} cannot be part of an account code: use letters, digits, '-', '_' and '.', at most 60, "
            "and begin with a letter or a digit."
        )
    return ref
