"""A determination as people read it and as machines read it: the same answers, the same rows.

Next:   selfdirect/rules/determination.py
Tests:  tests/rules/test_determination_words.py
"""

from collections.abc import Iterator
from datetime import date
from textwrap import wrap
from typing import Any, Final

from selfdirect.rules.calendar import format_date
from selfdirect.rules.determination import Determination
from selfdirect.rules.money import format_pounds
from selfdirect.rules.sections import Section
from selfdirect.rules.working import DOUBTFUL, ILLUSTRATIVE, Row, to_json

WIDTH: Final = 100
_PER: Final = {"pence weekly": " a week", "pence yearly": " a year", "pence hourly": " an hour", "pence": ""}
_DOUBT: Final = {ILLUSTRATIVE: "filled in: the source is silent", "unverified": "not checked yet"}


def as_text(found: Determination, council: str) -> str:
    """Give plain text: each section with its answer, its sentences, and every figure's working."""
    lines = [f"{council}, on {format_date(found.on)}", f"Policy {found.fingerprint}", ""]
    for number, section in enumerate(found.sections, 1):
        lines += _section(number, section)
    lines.append("Nothing here is a decision until somebody who may decide has made it.")
    return "\n".join(lines) + "\n"


def _section(number: int, section: Section) -> Iterator[str]:
    heading = f"{number}. {section.title}"
    yield heading
    yield "-" * len(heading)
    for words in (section.answer, *section.words):
        yield from _wrapped(words)
    if section.needs and section.answer and "It needs:" not in section.answer:
        yield from _wrapped(f"Still needed: {', '.join(section.needs)}.")
    for remark in section.remarks:
        yield from _wrapped(f"Look at this: {remark}")
    if section.working:
        yield ""
        yield "  Working"
        for row in section.working:
            yield from _row(row)
    yield ""


def _wrapped(words: str, indent: str = "") -> list[str]:
    return wrap(words, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False)


def _row(row: Row) -> Iterator[str]:
    yield from _wrapped(f"{row.label}: {amount_in_words(row)}", "  ")
    doubt = f" [{_DOUBT[row.status]}]" if row.status in DOUBTFUL else ""
    since = f", since {format_date(row.since)}" if row.since else ""
    yield from _wrapped(f"{row.source}{since}{doubt}", "      ")


def amount_in_words(row: Row) -> str:
    """Give the amount of a row with its unit: pence as pounds, a day as a date, a count with what it counts."""
    amount, unit = row.amount, row.unit
    if unit == "date" and isinstance(amount, str):
        return format_date(date.fromisoformat(amount))
    if isinstance(amount, int) and unit.startswith("pence"):
        return f"{format_pounds(amount)}{_PER.get(unit, '')}"
    if isinstance(amount, int) and unit == "hundredths":
        return f"{amount // 100}.{amount % 100:02d}"
    if isinstance(amount, int):
        return f"{amount:,} {unit}"
    return amount.replace("_", " ") if unit == "choice" else amount


def as_json(found: Determination, council: str) -> dict[str, Any]:
    """Give the same as plain data that any JSON writer accepts."""
    return {
        "council": council,
        "on": found.on.isoformat(),
        "policy_fingerprint": found.fingerprint,
        "keys_used": list(found.keys_used),
        "sections": [_section_json(section) for section in found.sections],
    }


def _section_json(section: Section) -> dict[str, Any]:
    return {
        "code": section.code,
        "title": section.title,
        "status": section.status,
        "answer": section.answer,
        "words": list(section.words),
        "needs": list(section.needs),
        "figures": dict(section.figures),
        "working": to_json(section.working),
        "remarks": list(section.remarks),
        "doubtful": [row.label for row in section.doubtful],
    }
