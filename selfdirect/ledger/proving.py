"""Proves the book from its movements alone, as the nightly check does.

Each invariant is asked of the tables themselves, with one query, and gives the number of exceptions and a few
of them by name. A sound book has none. Nothing here trusts the balances that the book keeps: it adds
everything up again.

Why:    docs/decisions/the-book-is-one-row-a-movement.md
Next:   selfdirect/ledger/assertions.py
Tests:  tests/ledger/test_proving.py
"""

from dataclasses import dataclass

from django.db import connection

from selfdirect.ledger.assertions import differences
from selfdirect.ledger.chain import broken

EXAMPLES = 5

_RECOMPUTED = """
    SELECT a.id, a.code, a.normal, a.may_go_below_zero,
        coalesce((SELECT sum(b.pence) FROM ledger_held b WHERE b.account_id = a.id), 0) AS stored,
        (CASE a.normal WHEN 'credit' THEN 1 ELSE -1 END) * coalesce(l.pence, 0) AS recomputed
    FROM ledger_account a
    LEFT JOIN (SELECT id, sum(pence) AS pence
               FROM (SELECT debit_id AS id, -pence AS pence FROM ledger_movement
                     UNION ALL SELECT credit_id, pence FROM ledger_movement) legs
               GROUP BY id) l ON l.id = a.id
"""

# Every movement with one end in a fund and the other outside it, seen from the fund.
_IN_AND_OUT = """
    SELECT split_part(a.code, ':', 2) AS fund, f.pence, f.key, o.kind AS other_kind
    FROM (SELECT key, credit_id AS own, debit_id AS other, pence FROM ledger_movement
          UNION ALL SELECT key, debit_id, credit_id, -pence FROM ledger_movement) f
    JOIN ledger_account a ON a.id = f.own AND a.kind LIKE 'budget:%'
    JOIN ledger_account o ON o.id = f.other
    WHERE o.kind NOT LIKE 'budget:%' OR split_part(o.code, ':', 2) <> split_part(a.code, ':', 2)
"""

_QUESTIONS = {
    "Every movement is at least one whole penny, between two different accounts that exist": """
        SELECT m.key FROM ledger_movement m
        LEFT JOIN ledger_account d ON d.id = m.debit_id
        LEFT JOIN ledger_account c ON c.id = m.credit_id
        WHERE d.id IS NULL OR c.id IS NULL OR m.debit_id = m.credit_id OR m.pence < 1 OR scale(m.pence) <> 0
        """,
    "Every stored balance is what its movements add up to": f"""
        SELECT code || ': stored ' || stored || ', added up ' || recomputed FROM ({_RECOMPUTED}) r
        WHERE stored <> recomputed
        """,
    "No budget and no payee is below zero": f"""
        SELECT code || ': ' || recomputed FROM ({_RECOMPUTED}) r
        WHERE recomputed < 0 AND NOT may_go_below_zero
        """,
    "All debit accounts together hold as much as all credit accounts": """
        SELECT 'debit accounts hold ' || debits || ', credit accounts ' || credits
        FROM (SELECT coalesce(sum(b.pence) FILTER (WHERE a.normal = 'debit'), 0) AS debits,
                     coalesce(sum(b.pence) FILTER (WHERE a.normal = 'credit'), 0) AS credits
              FROM ledger_held b JOIN ledger_account a ON a.id = b.account_id) sides
        WHERE debits <> credits
        """,
    "All that was put in to a budget is held, was used, came back or was given back": f"""
        SELECT coalesce(f.fund, h.fund) || ': net put in ' || coalesce(f.pence, 0) || ', held ' || coalesce(h.pence, 0)
        FROM (SELECT fund, sum(pence) AS pence FROM ({_IN_AND_OUT}) i GROUP BY fund) f
        FULL JOIN (SELECT split_part(a.code, ':', 2) AS fund, sum(b.pence) AS pence
                   FROM ledger_held b JOIN ledger_account a ON a.id = b.account_id
                   WHERE a.kind LIKE 'budget:%' GROUP BY 1) h ON h.fund = f.fund
        WHERE coalesce(f.pence, 0) <> coalesce(h.pence, 0)
        """,
    "Every budget keeps each funder's money apart": f"""
        SELECT key FROM ({_IN_AND_OUT}) i
        WHERE other_kind IN ('council:funding', 'nhs:funding', 'person:contribution')
            AND other_kind <> CASE WHEN fund LIKE '%.nhs' THEN 'nhs:funding'
                WHEN fund LIKE '%.own' THEN 'person:contribution' ELSE 'council:funding' END
        """,
    "Money kept for an employer's duties went to payees, or back to the free money of its budget": """
        SELECT m.key FROM ledger_movement m
        JOIN ledger_account d ON d.id = m.debit_id AND d.kind = 'budget:employer'
        JOIN ledger_account c ON c.id = m.credit_id
        WHERE m.corrects_id IS NULL AND c.kind <> 'payee:owed'
            AND c.code <> 'budget:' || split_part(d.code, ':', 2) || ':free'
        """,
    "Every correction is a whole earlier movement turned round, and each is corrected once": """
        SELECT m.key FROM ledger_movement m
        LEFT JOIN ledger_movement o ON o.id = m.corrects_id
            AND o.debit_id = m.credit_id AND o.credit_id = m.debit_id AND o.pence = m.pence
            AND o.corrects_id IS NULL AND o.id < m.id
        WHERE m.corrects_id IS NOT NULL AND (o.id IS NULL OR EXISTS (
            SELECT FROM ledger_movement t WHERE t.corrects_id = m.corrects_id AND t.id <> m.id))
        """,
}


@dataclass(frozen=True, slots=True)
class Invariant:
    """One thing that is always true of the book, with the number of exceptions found and a few of them."""

    name: str
    exceptions: int
    examples: tuple[str, ...] = ()


def prove() -> list[Invariant]:
    """Every invariant of the book, each with its exceptions."""
    found = [_asked(name, question) for name, question in _QUESTIONS.items()]
    wrong = [f"{one.account} on {one.on.isoformat()}, by {one.source}: {one.words}" for one in differences()]
    found.append(
        Invariant("Every balance the bank has stated is what the book says", len(wrong), tuple(wrong[:EXAMPLES]))
    )
    unlinked = list(broken())
    name = "Every movement follows from the one before it in the chain, and every close from its head"
    found.append(Invariant(name, len(unlinked), tuple(unlinked[:EXAMPLES])))
    return found


def _asked(name: str, question: str) -> Invariant:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), (array_agg(e ORDER BY e))[1:{EXAMPLES}] FROM ({question}) found (e)")
        row = cursor.fetchone()
    count, examples = row or (0, None)
    return Invariant(name, count, tuple(examples or ()))
