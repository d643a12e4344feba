"""One row of the table that `make bench` prints, and the printing.

Next:   bench/__main__.py
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields


@dataclass(frozen=True)
class Row:
    """What was measured, whose it is, the figure, how it stands beside ours, and the budget from the design."""

    what: str
    whose: str
    figure: str
    beside_ours: str = ""
    budget: str = ""


HEADINGS = ("What", "Whose", "Figure", "Beside ours", "Budget")


def printed(rows: Sequence[Row]) -> str:
    """The rows as a table of plain text, each `what` said once."""
    cells = [HEADINGS, *(astuple(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(fields(Row)))]
    lines = []
    before = ""
    for number, line in enumerate(cells):
        shown = ("" if line[0] == before else line[0], *line[1:])
        if number and line[0] != before:
            lines.append("  ".join("-" * width for width in widths))
        before = line[0]
        lines.append("  ".join(cell.ljust(width) for cell, width in zip(shown, widths, strict=True)).rstrip())
    return "\n".join(lines)


def rate(count: int, seconds: float) -> str:
    """So many in a second."""
    return f"{count / seconds:,.0f}/s ({seconds:.2f} s)"


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"
