"""The statement of a final budget in easy words and in plain text, from the facts of the decision letter (R-FPB-05).

Next:   selfdirect/pages/budget_in_words.py
Tests:  tests/rules/test_budget_in_words.py
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds

WIDTH: Final = 70


@dataclass(frozen=True)
class Part:
    """One part of a statement: what it is about, and short sentences, one idea in each."""

    title: str
    sentences: tuple[str, ...]


def in_easy_words(facts: Mapping[str, Any]) -> tuple[Part, ...]:
    """The decision in short sentences: the money, what it is for, and the rights to ask, to change and to appeal."""
    return (
        Part("Your money for support", tuple(_money(facts))),
        Part("What the money is for", tuple(_lines(facts["lines"]))),
        Part("Why", tuple(_why(facts))),
        *rights(facts["how_to_disagree"]),
    )


def rights(how_to_disagree: Sequence[str]) -> tuple[Part, ...]:
    """The rights to ask, to change and to appeal. They are part of every statement of a budget."""
    return (
        Part("You can ask", ("You can ask us about anything in this.", "Ask your worker, or phone us.")),
        Part(
            "You can change it",
            (
                "You can change how the money is used.",
                "You can change who looks after the money.",
                "If you need more help, or less, tell us. We look at it again with you.",
            ),
        ),
        Part("You can say that we are wrong", tuple(how_to_disagree)),
    )


def _money(facts: Mapping[str, Any]) -> Iterator[str]:
    costs, you_pay, council_pays = (int(figure["pence"]) for figure in facts["figures"][:3])
    yield f"Your support costs {format_pounds(costs)} a week."
    yield f"You pay {format_pounds(you_pay)} a week." if you_pay else "You pay nothing."
    yield f"The council pays {format_pounds(council_pays)} a week."
    yield f"It starts on {format_date(date.fromisoformat(facts['starts_on']))}."
    yield f"It ends on {format_date(date.fromisoformat(facts['ends_on']))}. We look at it with you before then."


def _lines(lines: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for line in lines:
        amounts = [f"{format_pounds(line['pence_weekly'])} a week"] if line["pence_weekly"] else []
        amounts += [f"{format_pounds(line['pence_once'])} once"] if line["pence_once"] else []
        kept = ". This is kept for emergencies" if line["purpose"] == "contingency" else ""
        yield f"{line['what']}: {' and '.join(amounts)}{kept}."


def _why(facts: Mapping[str, Any]) -> Iterator[str]:
    yield f"{facts['decided_by']} agreed your plan on {format_date(date.fromisoformat(facts['decided_on']))}."
    if facts["reasons"]:
        yield str(facts["reasons"])
    if facts["difference_reason"]:
        yield f"The first rough amount was {format_pounds(facts['indicative_pence_weekly'])} a week."
        yield str(facts["difference_reason"])


def as_plain_text(title: str, who: str, parts: Sequence[Part]) -> str:
    """The statement as plain text, for reading aloud, for braille and for any program: one line for each sentence."""
    found = [title.upper(), who, ""]
    for part in parts:
        found += [part.title, "-" * min(len(part.title), WIDTH), *part.sentences, ""]
    return "\r\n".join(found)
