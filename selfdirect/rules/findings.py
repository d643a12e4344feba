"""What a rule that is not a sum gives back: the answer, the reason in plain words, and the rows of its working.

Next:   selfdirect/rules/working.py
Tests:  tests/rules/test_findings.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from selfdirect.rules.values import NO_LIMIT, Cell, Value, Values
from selfdirect.rules.working import ENTERED, ENTERED_SOURCE, WORKED_OUT, Row, Working, worst

# The client group of everybody who has no rows of their own.
EVERYBODY: Final = "all"

WORDS: Final = "words"


@dataclass(frozen=True)
class Finding:
    """One answer: a word that tells it from the other answers, why in plain words, and the working that ends in it."""

    answer: str
    reason: str
    working: Working


def entered(label: str, amount: int | str, unit: str, rule: str) -> Row:
    """Give the row of a fact that somebody entered."""
    return Row(label, amount, unit, rule, ENTERED_SOURCE, ENTERED)


def from_policy(value: Value, label: str, amount: int | str, unit: str) -> Row:
    """Give the row of one part of a policy value, such as the row of a table that was reached."""
    return Row(label, amount, unit, value.key, value.source, value.status, value.since)


def concluded(label: str, amount: int | str, unit: str, rule: str, rows: Iterable[Row]) -> Row:
    """Give the row of an answer. It is as firm as the least firm row it rests on."""
    return Row(label, amount, unit, rule, "The rows above", worst((WORKED_OUT, *(row.status for row in rows))))


def table_or_none(values: Values, key: str) -> tuple[dict[str, Cell], ...]:
    """Give the rows of a table; none where the policy says "none"."""
    return () if values.value(key).amount == NO_LIMIT else values.table(key)


def yes_no(value: bool) -> str:
    """Give the word for a yes or a no."""
    return "yes" if value else "no"
