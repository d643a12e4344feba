"""Whose money a budget holds: each funder's is apart, in accounts of its own under the budget's reference.

`B-000001` holds the council's money, `B-000001.nhs` the NHS's, `B-000001.own` the person's own contribution. Wherever
an account takes a budget's reference it takes a fund's as well, so every movement says by its accounts whose money
it used.

Why:    docs/decisions/whose-money.md
Next:   selfdirect/ledger/whole.py
Tests:  tests/ledger/test_funds.py
"""

from enum import StrEnum

from selfdirect.ledger.chart import FUNDING, NHS_FUNDING, UnknownAccount, contribution, free


class Funder(StrEnum):
    """Everybody who may put money in to a budget."""

    COUNCIL = "council"
    NHS = "nhs"
    OWN = "own"

    @property
    def words(self) -> str:
        """Who this is, in the middle of a sentence."""
        return {"council": "the council", "nhs": "the NHS", "own": "the person"}[self.value]


def fund(ref: str, funder: Funder | str) -> str:
    """The reference under which a budget keeps one funder's money."""
    whose = _known(funder)
    if budget_of(ref) != ref:
        raise UnknownAccount(f"{ref!r} is one funder's part of a budget already.")
    found = ref if whose is Funder.COUNCIL else f"{ref}.{whose.value}"
    free(found)
    return found


def funded_from(ref: str, funder: Funder | str) -> str:
    """The account from which a funder's money is put in to a budget; `ref` is the budget's, or its fund's."""
    return {Funder.COUNCIL: FUNDING, Funder.NHS: NHS_FUNDING, Funder.OWN: contribution(budget_of(ref))}[_known(funder)]


def budget_of(fund_ref: str) -> str:
    """The reference of the budget that a fund is part of."""
    return _parted(fund_ref)[0]


def funder_of(fund_ref: str) -> Funder:
    """Whose money is kept under this reference."""
    return _parted(fund_ref)[1]


def funds(ref: str) -> dict[Funder, str]:
    """The reference of every fund a budget may have, by funder."""
    return {funder: fund(ref, funder) for funder in Funder}


def _parted(fund_ref: str) -> tuple[str, Funder]:
    ref, dot, last = fund_ref.rpartition(".")
    if dot and last in {Funder.NHS.value, Funder.OWN.value}:
        return ref, Funder(last)
    return fund_ref, Funder.COUNCIL


def _known(funder: Funder | str) -> Funder:
    try:
        return Funder(funder)
    except ValueError:
        raise UnknownAccount(f"{funder!r} does not fund budgets: {', '.join(Funder)} do.") from None
