"""The book, or one account of it, in the plain-text format of Beancount: anybody may add it up again with that tool.

A debit is a positive posting there and a credit a negative one. Each account carries its code in our chart; each
movement its key. Last stands what every account must come to, to the penny, so that the tool itself complains when
it does not.

Why:    docs/decisions/the-chain-is-made-afterwards.md
Next:   selfdirect/ledger/exporting.py
Tests:  tests/ledger/test_plain_text.py
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TextIO

from django.db import connection

from selfdirect.ledger.chain import Line, movements
from selfdirect.ledger.chart import kind_of

_ROOTS = {"debit": "Assets", "credit": "Liabilities"}


def export_accounts(to: TextIO, account: str | None = None) -> int:
    """Write every movement of the book, or of one account, and what it comes to; give back how many there were."""
    if account is not None:
        kind_of(account)
    names, held = _Names(to, _first_day()), defaultdict[str, int](int)
    count, last = 0, date.min
    to.write('option "title" "The book"\noption "operating_currency" "GBP"\n')
    for line in _lines(account):
        count += 1
        held[line.debit] += line.pence
        held[line.credit] -= line.pence
        last = max(last, line.on)
        to.write(_transaction(line, names.of(line.debit), names.of(line.credit)))
    for code in held if account is None else held.keys() & {account}:
        to.write(f"\n{(last + timedelta(1)).isoformat()} balance {names.of(code)} {_pounds(held[code])} ~ 0.00 GBP\n")
    return count


class _Names:
    """What each account is called there; it is opened when it is first named."""

    def __init__(self, to: TextIO, first: date) -> None:
        self.to, self.first = to, first
        self.names: dict[str, str] = {}
        self.taken: set[str] = set()

    def of(self, code: str) -> str:
        if code not in self.names:
            # Parts begin with a capital or a digit there, and have no dot and no underscore.
            parts = [re.sub(r"[._]", "-", part) for part in code.split(":")]
            name = ":".join([_ROOTS[kind_of(code).normal], *(part[0].upper() + part[1:] for part in parts)])
            self.names[code] = self._apart(name)
            self.to.write(f"\n{self.first.isoformat()} open {self.names[code]} GBP\n  code: {_quoted(code)}\n")
        return self.names[code]

    def _apart(self, name: str) -> str:
        """Two codes may look alike there; the second gets a number."""
        found, number = name, 1
        while found in self.taken:
            number += 1
            found = f"{name}-{number}"
        self.taken.add(found)
        return found


def _first_day() -> date:
    with connection.cursor() as cursor:
        cursor.execute('SELECT min("on") FROM ledger_movement')
        row = cursor.fetchone()
    return row[0] if row and row[0] else date.max


def _lines(account: str | None) -> Iterator[Line]:
    if account is None:
        yield from (found.line for found in movements())
        return
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT key, "on", at, pence, debit, credit, about, corrects FROM ledger_book'
            " WHERE debit = %s OR credit = %s ORDER BY id",
            [account, account],
        )
        yield from (Line(*row) for row in cursor.fetchall())


def _transaction(line: Line, debit: str, credit: str) -> str:
    corrects = "" if line.corrects is None else f"  corrects: {_quoted(line.corrects)}\n"
    return (
        f"\n{line.on.isoformat()} * {_quoted(line.about)}\n  key: {_quoted(line.key)}\n{corrects}"
        f"  {debit}  {_pounds(line.pence)} GBP\n  {credit}  {_pounds(-line.pence)} GBP\n"
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _pounds(pence: int) -> str:
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"
