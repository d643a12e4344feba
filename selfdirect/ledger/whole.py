"""The whole of a budget: what each funder put in, and where every penny of it is, now or then.

One query adds up the movements of all its accounts, a second one says what must still come back; both are the same
however many movements there are. With `on` it is the end of that day; with `known_at` too, only what had been written
down by that moment. Always, for each funder and for the sum:

    put in + moved in = cash + paid out + returned + recovered
    available = cash - commitments - reserves - employer's reserve

Why:    docs/decisions/whose-money.md
Next:   selfdirect/ledger/reading.py
Tests:  tests/ledger/test_whole.py
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import reduce
from typing import NamedTuple

from django.db import connection

from selfdirect.ledger.chart import committed, employer_reserve, free, paid, recovered, reserved
from selfdirect.ledger.funds import Funder, funds

FUNDINGS = frozenset({"council:funding", "nhs:funding", "person:contribution"})
_ACCOUNTS = (free, committed, reserved, employer_reserve, paid, recovered)


@dataclass(frozen=True, slots=True)
class FundPosition:
    """Where one funder's money in one budget is; or all funders' together.

    `paid_out` went to payees or was used, and neither came back nor is claimed back. `due_back` is claimed from a payee
    and has not come yet: it is part of cash already, or of recovered where it was left over. `returned` was given back
    to whoever put it in; `recovered` came back unspent and waits to be. `moved` came from another budget or funder.
    """

    put_in: int = 0
    moved: int = 0
    free: int = 0
    committed: int = 0
    reserved: int = 0
    employer: int = 0
    paid_out: int = 0
    due_back: int = 0
    returned: int = 0
    recovered: int = 0

    @property
    def cash(self) -> int:
        return self.free + self.committed + self.reserved + self.employer

    @property
    def available(self) -> int:
        return self.cash - self.committed - self.reserved - self.employer

    def __add__(self, other: "FundPosition") -> "FundPosition":
        return FundPosition(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True, slots=True)
class WholePosition:
    """Where all money of a budget is: one position for each funder, and their sum."""

    ref: str
    funds: dict[Funder, FundPosition]

    @property
    def total(self) -> FundPosition:
        return reduce(FundPosition.__add__, self.funds.values(), FundPosition())


class _Flow(NamedTuple):
    """What moved between one account of a fund and one kind of other account, all in one direction."""

    fund: str
    kind: str
    other_kind: str
    other_fund: str | None
    undoes: bool
    pence: int


def whole_position(ref: str, on: date | None = None, *, known_at: datetime | None = None) -> WholePosition:
    """Where all money of a budget is now, or was at the end of a day, by all we know or by what we knew then."""
    return whole_positions([ref], on, known_at=known_at)[ref]


def whole_positions(
    refs: Iterable[str], on: date | None = None, *, known_at: datetime | None = None
) -> dict[str, WholePosition]:
    """The same for many budgets, in the same two queries."""
    wanted = {ref: funds(ref) for ref in refs}
    every = [fund for parts in wanted.values() for fund in parts.values()]
    flows: dict[str, list[_Flow]] = defaultdict(list)
    for flow in _flows(every, on, known_at):
        flows[flow.fund].append(flow)
    due = _due_back(every, on, known_at)
    return {
        ref: WholePosition(ref, {funder: _position(flows[fund], due.get(fund, 0)) for funder, fund in parts.items()})
        for ref, parts in wanted.items()
    }


def _position(flows: Sequence[_Flow], due_back: int) -> FundPosition:
    held: dict[str, int] = defaultdict(int)
    put_in = moved = returned = spent = 0
    for flow in flows:
        held[flow.kind] += flow.pence
        if flow.other_fund == flow.fund:
            continue
        if flow.other_kind in FUNDINGS:
            # A correction takes back what it corrects; anything else the other way is money given back.
            if (flow.pence > 0) != flow.undoes:
                put_in += flow.pence
            else:
                returned -= flow.pence
        elif flow.other_fund is not None:
            moved += flow.pence
        else:
            spent -= flow.pence
    return FundPosition(
        put_in=put_in,
        moved=moved,
        free=held["budget:free"],
        committed=held["budget:committed"],
        reserved=held["budget:reserved"],
        employer=held["budget:employer"],
        paid_out=spent + held["budget:paid"],
        due_back=due_back,
        returned=returned,
        recovered=held["budget:recovered"],
    )


def _flows(every: Sequence[str], on: date | None, known_at: datetime | None) -> list[_Flow]:
    side = """
        SELECT mine.kind, mine.fund, m.{other} AS other, m.corrects_id IS NOT NULL AS undoes, {sign} m.pence AS pence
        FROM mine JOIN ledger_movement m ON m.{own} = mine.id
        WHERE m."on" <= %(on)s AND m.at <= %(at)s"""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH mine AS (
                SELECT id, kind, split_part(code, ':', 2) AS fund FROM ledger_account
                WHERE code = ANY(string_to_array(%(codes)s, ' '))),
            legs AS ({side.format(own="credit_id", other="debit_id", sign="")}
                UNION ALL {side.format(own="debit_id", other="credit_id", sign="-")})
            SELECT legs.fund, legs.kind, o.kind, p.fund, legs.undoes, sum(legs.pence)::bigint
            FROM legs JOIN ledger_account o ON o.id = legs.other
            CROSS JOIN LATERAL (
                SELECT CASE WHEN o.kind LIKE 'budget:%%' THEN split_part(o.code, ':', 2) END AS fund) p
            GROUP BY legs.fund, legs.kind, o.kind, p.fund, legs.undoes, legs.pence > 0
            """,
            {
                "codes": " ".join(account(fund) for fund in every for account in _ACCOUNTS),
                "on": on or date.max,
                "at": known_at or "infinity",
            },
        )
        return [_Flow(*row) for row in cursor.fetchall()]


def _due_back(every: Sequence[str], on: date | None, known_at: datetime | None) -> dict[str, int]:
    """What payees must still give back, by fund. What has come back from a payee settles the oldest claim first."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH mine AS (
                SELECT id FROM ledger_account WHERE code = ANY(string_to_array(%(codes)s, ' '))),
            payees AS (
                SELECT DISTINCT a.id FROM mine
                JOIN ledger_movement m ON m.credit_id = mine.id
                JOIN ledger_account a ON a.id = m.debit_id AND a.kind = 'payee:due_back'),
            legs AS (
                SELECT p.id AS payee, m.credit_id AS other, m.id, m.pence
                    FROM payees p JOIN ledger_movement m ON m.debit_id = p.id
                    WHERE m."on" <= %(on)s AND m.at <= %(at)s
                UNION ALL SELECT p.id, m.debit_id, m.id, -m.pence
                    FROM payees p JOIN ledger_movement m ON m.credit_id = p.id
                    WHERE m."on" <= %(on)s AND m.at <= %(at)s)
            SELECT legs.payee, p.fund, sum(legs.pence)::bigint
            FROM legs JOIN ledger_account o ON o.id = legs.other
            CROSS JOIN LATERAL (
                SELECT CASE WHEN o.kind LIKE 'budget:%%' THEN split_part(o.code, ':', 2) END AS fund) p
            GROUP BY legs.payee, p.fund ORDER BY legs.payee, min(legs.id) DESC
            """,
            {
                "codes": " ".join(account(fund) for fund in every for account in _ACCOUNTS),
                "on": on or date.max,
                "at": known_at or "infinity",
            },
        )
        claims: dict[int, list[tuple[str | None, int]]] = defaultdict(list)
        for payee, fund, pence in cursor.fetchall():
            claims[payee].append((fund, pence))
    still: dict[str, int] = defaultdict(int)
    for found in claims.values():
        left = sum(pence for _, pence in found)
        for fund, pence in found:  # the newest first: what is left is of the newest claims
            if fund is not None:
                still[fund] += min(left, pence)
                left -= min(left, pence)
    return still
