"""The statement of a final budget in the format that suits the person: standard, large print, easy words, plain text.

Next:   selfdirect/rules/budget_in_words.py
Tests:  tests/pages/test_budget_in_words.py
"""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse

from selfdirect.records.budgets import Budget
from selfdirect.records.messages import Letter
from selfdirect.records.people import Format
from selfdirect.rules.budget_in_words import Part, as_plain_text, in_easy_words, rights

STANDARD, LARGE, EASY, TEXT = "standard", "large", "easy", "text"
KINDS = {STANDARD: "Standard", LARGE: "Large print", EASY: "Easy words", TEXT: "Plain text"}
_PREFERRED = {
    Format.STANDARD: STANDARD,
    Format.LARGE_PRINT: LARGE,
    Format.EASY_READ: EASY,
    Format.BRAILLE: TEXT,
    Format.AUDIO: TEXT,
}
OTHER_WAY = (Format.BRAILLE, Format.AUDIO)


@dataclass(frozen=True)
class Statement:
    """What a page needs to show a budget's statement in one format."""

    budget: Budget
    letter: Letter
    kind: str
    parts: tuple[Part, ...]
    rights: tuple[Part, ...]

    @property
    def facts(self) -> dict[str, Any]:
        """What was decided, as it was written down that day."""
        return dict(self.letter.facts)

    @property
    def is_large(self) -> bool:
        """Whether it is set in large type."""
        return self.kind in (LARGE, EASY)


def statement_of(budget: Budget, kind: str) -> Statement:
    """The statement of a budget in a format; "own" is the one that the person prefers. Raises Http404."""
    written = Letter.objects.filter(person=budget.person_id, kind="decision", facts__budget=budget.reference)
    letter = written.defer("html", "pdf").order_by("-pk").first()
    if letter is None or (kind != "own" and kind not in KINDS):
        raise Http404
    if kind == "own":
        kind = _PREFERRED[Format(budget.person.details.format)]
    facts = letter.facts
    return Statement(budget, letter, kind, in_easy_words(facts), rights(facts["how_to_disagree"]))


def as_file(statement: Statement) -> HttpResponse:
    """The statement as a text file."""
    who = f"{statement.budget.person.name}. Budget {statement.budget.reference}."
    words = as_plain_text("Your personal budget", who, statement.parts)
    answer = HttpResponse(words, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{statement.budget.reference}.txt"'
    return answer
