"""Who owns the money of a budget and who manages it: by a section 75 agreement a trust manages what it does not own.

Values: policy/councils
Next:   selfdirect/rules/finance_journal.py
Tests:  tests/rules/test_budget_owners.py
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from selfdirect.rules.findings import table_or_none
from selfdirect.rules.values import NO_LIMIT, ValueRefused, Values, text_cell, whole_cell

OWNERS: Final = "payments.budget_owners"
YEARLY: Final = "payments.yearly_money"
EVERYBODY: Final = "all"
PERSON: Final = "person"
COUNCIL_FUNDER: Final = "council"
PERSON_FUNDER: Final = "own"


class Owned(NamedTuple):
    """Whose the money is, and who manages it: `council`, `trust`, `nhs`, or `person` for their own contribution."""

    owner: str
    manager: str


def owned(client_group: str, funder: str, values: Values) -> Owned:
    """Give who owns and who manages one funder's money of a client group (R-PAY-14).

    The group's own row first, else the row for all. What the person puts in is theirs, and is managed with the
    council's money. Raises ValueRefused where the policy has neither row.
    """
    if funder == PERSON_FUNDER:
        return Owned(PERSON, owned(client_group, COUNCIL_FUNDER, values).manager)
    rows = [row for row in values.table(OWNERS) if text_cell(row, "funder") == funder]
    for group in (client_group, EVERYBODY):
        for row in rows:
            if text_cell(row, "client_group") == group:
                return Owned(text_cell(row, "owner"), text_cell(row, "manager"))
    raise ValueRefused(f"{OWNERS} has no row for the {funder}'s money of {client_group}.")


def names(values: Values) -> dict[str, str]:
    """What each owner and manager is called on pages."""
    profile = values.table("profile.council")[0]
    trust = text_cell(profile, "partner_trust")
    return {
        "council": text_cell(profile, "name"),
        "trust": "The partner trust" if trust == NO_LIMIT else trust,
        "nhs": "The NHS",
        PERSON: "The person",
    }


@dataclass(frozen=True)
class Spent:
    """One client group's money of one funder in a financial year: what budgets were agreed for, and what was paid."""

    client_group: str
    funder: str
    agreed_pence: int
    paid_pence: int


@dataclass(frozen=True)
class OwnedMoney:
    """What one owner has with one manager in a financial year, in pence. `given_pence` is None where nobody says."""

    owned: Owned
    agreed_pence: int
    paid_pence: int
    given_pence: int | None

    @property
    def over_pence(self) -> int:
        """How much more is agreed, or paid already, than the owner gave for the year; nothing when it is within it."""
        if self.given_pence is None:
            return 0
        return max(max(self.agreed_pence, self.paid_pence) - self.given_pence, 0)

    @property
    def left_pence(self) -> int | None:
        """What is not agreed yet of what the owner gave; None where nobody says how much that is."""
        return None if self.given_pence is None else self.given_pence - self.agreed_pence


def by_owner(spent: Iterable[Spent], values: Values) -> tuple[OwnedMoney, ...]:
    """Add up by owner and manager, and put beside it what the policy says each has for the year (R-PAY-14)."""
    agreed: dict[Owned, int] = {}
    paid: dict[Owned, int] = {}
    for one in spent:
        whose = owned(one.client_group, one.funder, values)
        agreed[whose] = agreed.get(whose, 0) + one.agreed_pence
        paid[whose] = paid.get(whose, 0) + one.paid_pence
    given = _given(values)
    return tuple(
        OwnedMoney(whose, agreed.get(whose, 0), paid.get(whose, 0), given.get(whose))
        for whose in sorted({*agreed, *given})
    )


def _given(values: Values) -> Mapping[Owned, int]:
    rows = table_or_none(values, YEARLY)
    return {Owned(text_cell(row, "owner"), text_cell(row, "manager")): whole_cell(row, "pence") for row in rows}
