"""The working behind an answer: ordered rows that a page, a letter and an auditor all print alike.

Next:   selfdirect/rules/formulas.py
Tests:  tests/rules/test_working.py
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

STATED: Final = "stated"
ILLUSTRATIVE: Final = "illustrative"
UNVERIFIED: Final = "unverified"
ENTERED: Final = "entered"
WORKED_OUT: Final = "worked_out"

# From the firmest to the least firm. A sum is only as firm as the least firm figure in it.
STATUSES: Final = (STATED, ENTERED, WORKED_OUT, UNVERIFIED, ILLUSTRATIVE)

# The statuses that a page or letter must point out to the reader.
DOUBTFUL: Final = frozenset({UNVERIFIED, ILLUSTRATIVE})

ENTERED_SOURCE: Final = "what was entered"


@dataclass(frozen=True)
class Row:
    """One line of working.

    `amount` is whole (pence, points, weeks: `unit` says which) or words. `rule` names the formula or value in
    the program; `source` is where it comes from (a policy source, a law reference, or "what was entered").
    `status` is one of STATUSES. `since` is the day from which the value applied, where it is a dated value.
    """

    label: str
    amount: int | str
    unit: str
    rule: str
    source: str
    status: str
    since: date | None = None

    def __post_init__(self) -> None:
        if isinstance(self.amount, bool) or not isinstance(self.amount, int | str):
            raise TypeError(f"The amount of a row is a whole number or words, not {self.amount!r}.")
        if self.status not in STATUSES:
            raise ValueError(f"{self.status!r} is not a status. It is one of {', '.join(STATUSES)}.")


# The last row is the answer.
Working = tuple[Row, ...]


def worst(statuses: Iterable[str]) -> str:
    """Give the least firm of these statuses; "worked_out" when there is none or all are firmer."""
    return max((WORKED_OUT, *statuses), key=STATUSES.index)


def to_json(working: Iterable[Row]) -> list[dict[str, int | str | None]]:
    """Give the rows as plain dictionaries that any JSON writer accepts; dates as YYYY-MM-DD."""
    return [
        {
            "label": row.label,
            "amount": row.amount,
            "unit": row.unit,
            "rule": row.rule,
            "source": row.source,
            "status": row.status,
            "since": row.since.isoformat() if row.since else None,
        }
        for row in working
    ]


def from_json(rows: Iterable[Mapping[str, object]]) -> Working:
    """Read back what `to_json` gave. Raises KeyError, TypeError or ValueError on anything else."""
    return tuple(_row(row) for row in rows)


def _row(row: Mapping[str, object]) -> Row:
    amount, since = row["amount"], row.get("since")
    if not isinstance(amount, int | str):
        raise TypeError(f"The amount of a row of working is a whole number or words, not {amount!r}.")
    return Row(
        label=str(row["label"]),
        amount=amount,
        unit=str(row["unit"]),
        rule=str(row["rule"]),
        source=str(row["source"]),
        status=str(row["status"]),
        since=date.fromisoformat(str(since)) if since else None,
    )
