"""Balance assertions: what the bank says an account held, beside what the book says.

A difference is told in words: the book has too much, or too little. The next payment run may not be approved
while there is one.

Why:    docs/decisions/the-book-is-one-row-a-movement.md
Next:   selfdirect/ledger/posting.py
Tests:  tests/ledger/test_assertions.py
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from selfdirect.ledger.chart import kind_of
from selfdirect.rules.money import format_pounds


@dataclass(frozen=True, slots=True)
class Compared:
    """What a source says an account held at the end of a day, and what the book says."""

    account: str
    on: date
    source: str
    stated_pence: int
    book_pence: int

    @property
    def pence(self) -> int:
        """How much the book has too much; below zero where it has too little."""
        return self.book_pence - self.stated_pence

    @property
    def agrees(self) -> bool:
        return self.pence == 0

    @property
    def words(self) -> str:
        if self.agrees:
            return "agrees"
        return f"{format_pounds(abs(self.pence))} {'too much' if self.pence > 0 else 'too little'}"


def compared(account: str | None = None) -> list[Compared]:
    """Every assertion that counts (the latest by source and day), beside the book, the newest day first."""
    if account is not None:
        kind_of(account)
    return _compared("%s::text IS NULL OR a.code = %s", [account, account])


def differences(account: str | None = None) -> list[Compared]:
    """The assertions that the book does not agree with."""
    return [one for one in compared(account) if not one.agrees]


def latest_assertion(account: str, on: date, source: str) -> Compared | None:
    """The word that counts from one source about one account on one day."""
    found = _compared('a.code = %s AND s."on" = %s AND s.source = %s', [account, on, source])
    return found[0] if found else None


def _compared(condition: str, values: list[str | date | None]) -> list[Compared]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT s.code, s."on", s.source, s.pence::bigint,
                (SELECT sum(b.pence) FROM ledger_held b WHERE b.account_id = s.account_id)::bigint
                - (CASE s.normal WHEN 'credit' THEN 1 ELSE -1 END) * (
                    coalesce((SELECT sum(m.pence) FROM ledger_movement m
                              WHERE m.credit_id = s.account_id AND m."on" > s."on"), 0)
                    - coalesce((SELECT sum(m.pence) FROM ledger_movement m
                                WHERE m.debit_id = s.account_id AND m."on" > s."on"), 0))::bigint
            FROM (SELECT DISTINCT ON (s.account_id, s."on", s.source) s.*, a.code, a.normal
                  FROM ledger_assertion s JOIN ledger_account a ON a.id = s.account_id
                  WHERE {condition}
                  ORDER BY s.account_id, s."on", s.source, s.id DESC) s
            ORDER BY s."on" DESC, s.code, s.source
            """,
            values,
        )
        return [Compared(*row) for row in cursor.fetchall()]
