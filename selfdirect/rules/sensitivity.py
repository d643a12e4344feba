"""Which single answer would change a person's figures, and by how much: the largest difference first.

Values: policy/national, policy/councils
Next:   selfdirect/rules/what_ifs.py
Tests:  tests/rules/test_sensitivity.py
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, Final

from selfdirect.rules.charging import FinancesRefused
from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.determination_checks import check_circumstances
from selfdirect.rules.determination_money import at_planning, budget, pays
from selfdirect.rules.determination_needs import eligible, indicative, missing_for_budget
from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import Values
from selfdirect.rules.what_ifs import WhatIf, what_ifs

# The figures that are looked at, and what each is called.
FIGURES: Final[Mapping[str, str]] = {
    "indicative_budget": "the indicative budget",
    "contribution": "the contribution",
    "net": "the budget after the contribution",
}
TITLE: Final = "Which answer would change this, and by how much?"
MOST_SHOWN: Final = 12
_WIDTH: Final = 100


@dataclass(frozen=True)
class Change:
    """One answer put differently, and every figure before and after it, in pence a week.

    `asks` names what would have to be answered as well before there is a figure; then `after` is empty.
    """

    path: str
    label: str
    was: str
    would_be: str
    before: Mapping[str, int]
    after: Mapping[str, int]
    asks: tuple[str, ...] = ()

    @property
    def differences(self) -> dict[str, int]:
        """How much each figure would change."""
        return {name: self.after[name] - self.before[name] for name in self.after}

    @property
    def size(self) -> int:
        """The largest change of any figure, up or down."""
        return max((abs(each) for each in self.differences.values()), default=0)

    @property
    def words(self) -> str:
        """One sentence that says it."""
        start = f"{self.label}: {self.would_be}, not {self.was}."
        if self.asks:
            return f"{start} More would be asked first: {', '.join(self.asks)}."
        said = [
            f"{FIGURES[name]} would be {format_pounds(abs(by))} {'more' if by > 0 else 'less'} a week, "
            f"{format_pounds(self.after[name])}"
            for name, by in self.differences.items()
            if by
        ]
        together = "; ".join(said)
        return f"{start} {together[:1].upper()}{together[1:]}." if said else f"{start} Nothing would change."


@dataclass(frozen=True)
class Sensitivity:
    """Every answer that would change a figure, largest first; how many were tried; what is needed before any can be."""

    figures: Mapping[str, int]
    changes: tuple[Change, ...]
    tried: int
    needs: tuple[str, ...] = ()


def what_would_change(circumstances: Circumstances, values: Values) -> Sensitivity:
    """Put each single answer differently, one at a time, and say what that does to the figures under this policy.

    An amount is moved by a step, up and down. An answer that cannot be right beside the others is not tried.
    """
    if not check_circumstances(circumstances, values) and eligible(circumstances, values)[1] is False:
        return Sensitivity({}, (), 0)
    needs = _needed(circumstances, values)
    now = {} if needs else figures(circumstances, values)
    if not now:
        return Sensitivity({}, (), 0, tuple(needs))
    found = [each for what_if in what_ifs(circumstances, values) for each in _changed(what_if, now, values)]
    telling = [each for each in found if each.size or each.asks]
    ordered = sorted(telling, key=lambda each: -each.size)
    return Sensitivity(now, tuple(ordered), len(found))


def figures(circumstances: Circumstances, values: Values) -> dict[str, int]:
    """Give the figures in pence a week; nothing where one cannot be said."""
    _, amount = indicative(circumstances, values)
    _, found = pays(circumstances, values)
    if amount is None or found is None:
        return {}
    weekly = amount.pence_weekly
    _, paid = at_planning(circumstances, weekly, found, values)
    _, three = budget(circumstances, weekly, paid, found, values)
    return {
        "indicative_budget": weekly,
        "contribution": three.contribution_pence_weekly,
        "net": three.net_pence_weekly,
    }


def _needed(circumstances: Circumstances, values: Values) -> list[str]:
    faults = [problem.field for problem in check_circumstances(circumstances, values)]
    return faults or missing_for_budget(circumstances, values) + list(pays(circumstances, values)[0].needs)


def _changed(what_if: WhatIf, now: Mapping[str, int], values: Values) -> Iterator[Change]:
    asks = tuple(missing_for_budget(what_if.circumstances, values))
    try:
        after = {} if asks else figures(what_if.circumstances, values)
    except FinancesRefused:
        return
    if after or asks:
        yield Change(what_if.path, what_if.label, what_if.was, what_if.would_be, now, after, asks)


def sensitivity_text(found: Sensitivity) -> str:
    """Give it as plain text: the largest changes, each in a sentence."""
    lines = [TITLE, "-" * len(TITLE)]
    if found.needs:
        lines += wrap(f"This cannot be said yet. It needs: {', '.join(found.needs)}.", _WIDTH)
        return "\n".join(lines) + "\n"
    if not found.figures:
        return "\n".join([*lines, "There is no budget here for an answer to change."]) + "\n"
    shown = found.changes[:MOST_SHOWN]
    count = len(found.changes)
    lines += wrap(
        f"{found.tried} other answers were tried, one at a time; {count} of them would make a difference"
        f"{f', of which these are the {MOST_SHOWN} largest' if count > MOST_SHOWN else ''}.",
        _WIDTH,
    )
    for each in shown:
        lines += wrap(each.words, _WIDTH, initial_indent="- ", subsequent_indent="  ")
    return "\n".join(lines) + "\n"


def sensitivity_json(found: Sensitivity) -> dict[str, Any]:
    """Give all of it as plain data that any JSON writer accepts."""
    return {
        "figures_pence_weekly": dict(found.figures),
        "needs": list(found.needs),
        "tried": found.tried,
        "changes": [
            {
                "path": each.path,
                "label": each.label,
                "was": each.was,
                "would_be": each.would_be,
                "asks": list(each.asks),
                "after_pence_weekly": dict(each.after),
                "difference_pence_weekly": each.differences,
                "words": each.words,
            }
            for each in found.changes
        ],
    }
