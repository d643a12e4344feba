"""Rows of working as a page shows them: the amount in its own unit, and a plain word where a figure is not firm.

Next:   selfdirect/rules/working.py
Tests:  tests/pages/test_working.py
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds
from selfdirect.rules.working import ENTERED_SOURCE, Row, from_json

_DOUBTS = {
    "illustrative": (
        "Example value",
        "The council has not published this figure. We chose it so that the sum can be done.",
    ),
    "unverified": ("Not checked", "We have not yet checked this figure against its source."),
}


@dataclass(frozen=True)
class ShownRow:
    """One row in words."""

    label: str
    amount: str
    source: str
    since: date | None
    doubt: str
    doubt_words: str
    doubt_colour: str


def shown_rows(rows: Iterable[Row | Mapping[str, object]]) -> list[ShownRow]:
    """Rows, or the stored form of rows, as the page shows them."""
    found = [row if isinstance(row, Row) else from_json([row])[0] for row in rows]
    return [_shown(row) for row in found]


def amount_in_words(amount: int | str, unit: str) -> str:
    """An amount with its unit: "£12.50 a week", "14 points", "3 December 2026"."""
    if not isinstance(amount, int):
        return _words_of(amount, unit)
    if unit == "pence":
        return format_pounds(amount)
    if unit.startswith("pence "):
        period = {"weekly": "a week", "yearly": "a year", "monthly": "a month", "hourly": "an hour"}
        words = unit.removeprefix("pence ")
        return f"{format_pounds(amount)} {period.get(words, words)}"
    if unit == "percent":
        return f"{amount}%"
    if unit == "hundredths":
        return f"{amount // 100}.{amount % 100:02d}"
    if unit in {"yes or no", "yes_no"}:
        return "Yes" if amount else "No"
    single = unit.removesuffix("s") if amount == 1 else unit
    return f"{amount:,} {single}".strip()


def _words_of(amount: str, unit: str) -> str:
    if unit == "date":
        return format_date(date.fromisoformat(amount))
    return amount.replace("_", " ") if unit == "choice" else amount


def _shown(row: Row) -> ShownRow:
    doubt, words = _DOUBTS.get(row.status, ("", ""))
    source = "What was entered" if row.source == ENTERED_SOURCE else row.source
    colour = "orange" if row.status == "illustrative" else "yellow" if doubt else ""
    return ShownRow(row.label, amount_in_words(row.amount, row.unit), source, row.since, doubt, words, colour)
