"""One section of a determination: a question, its answer in words and figures, the working, and what is still needed.

Next:   selfdirect/rules/determination.py
Tests:  tests/rules/test_sections.py
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from selfdirect.rules.values import Values
from selfdirect.rules.working import DOUBTFUL, ENTERED, ENTERED_SOURCE, WORKED_OUT, Row, Working, worst

SAID: Final = "said"
PARTLY: Final = "partly_said"
NEEDS: Final = "cannot_be_said_yet"
NOT_REACHED: Final = "not_reached"

ABOVE: Final = "Worked out above"

Figure = int | str | bool | None


@dataclass(frozen=True)
class Section:
    """One question and its answer.

    `status` is said, partly_said, cannot_be_said_yet or not_reached. `needs` names each fact that is missing. `words`
    are sentences, `figures` the same for a machine, `remarks` what a human must look at.
    """

    code: str
    title: str
    status: str
    answer: str
    words: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    working: Working = ()
    remarks: tuple[str, ...] = ()

    @property
    def doubtful(self) -> Working:
        """Every row that rests on a figure that is filled in, or not checked."""
        return tuple(row for row in self.working if row.status in DOUBTFUL)

    def keys_used(self, values: Values) -> tuple[str, ...]:
        """The policy values in the working."""
        return tuple(dict.fromkeys(row.rule for row in self.working if row.rule in values))


def said(
    code: str,
    title: str,
    answer: str,
    *,
    words: Iterable[str] = (),
    figures: Mapping[str, Figure] | None = None,
    working: Iterable[Row] = (),
    remarks: Iterable[str] = (),
    needs: Iterable[str] = (),
) -> Section:
    """Make a section with an answer; partly said where something is still needed."""
    missing = tuple(dict.fromkeys(needs))
    status = PARTLY if missing else SAID
    return Section(
        code, title, status, answer, tuple(words), missing, dict(figures or {}), tuple(working), tuple(remarks)
    )


def resting_on(section: Section, rules: frozenset[str], status: str) -> Section:
    """Say of these rows that they were worked out above, and how firm that was: a sum is as firm as what it rests on.

    Every row after them that was worked out from them is no firmer.
    """
    rows: list[Row] = []
    reached = False
    for row in section.working:
        if row.rule in rules and row.status in (ENTERED, WORKED_OUT):
            reached = True
            source = ABOVE if row.source == ENTERED_SOURCE else row.source
            rows.append(replace(row, source=source, status=worst((WORKED_OUT, status))))
        elif reached and row.status == WORKED_OUT:
            rows.append(replace(row, status=worst((WORKED_OUT, status))))
        else:
            rows.append(row)
    return replace(section, working=tuple(rows))


def needing(code: str, title: str, needs: Iterable[str], working: Iterable[Row] = ()) -> Section:
    """Make a section that cannot be said yet, and say what it needs."""
    missing = tuple(dict.fromkeys(needs))
    return Section(
        code, title, NEEDS, f"This cannot be said yet. It needs: {', '.join(missing)}.", (), missing, {}, tuple(working)
    )


def not_reached(code: str, title: str, why: str) -> Section:
    """Make a section that an earlier answer makes pointless."""
    return Section(code, title, NOT_REACHED, why)
