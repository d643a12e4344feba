"""What a charge may come to before everything is known: what is missing, the least and the most, and never a guess.

Each answer that is missing is taken once as the answer that makes the charge least, and once as the one that makes it
most. So the true charge lies between the two, and when nothing is missing they are the same.

Values: policy/national, policy/councils
Next:   selfdirect/rules/charging.py
Tests:  tests/rules/test_charging_provisional.py
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any, Final

from selfdirect.rules.charging import Contribution, contribution
from selfdirect.rules.finances import COUPLE, LONE_PARENT, SINGLE, Expense, Finances, finances_from_json
from selfdirect.rules.money import MOST_PENCE, format_pounds
from selfdirect.rules.values import Values

# What must be known, the facts that say that it is, and what each is called.
NEEDED: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "kind": (("light_touch",), "how the assessment is done"),
    "household": (("household", "children"), "who they live with, and their children"),
    "savings": (("capital_pence",), "savings and property"),
    "incomes": (("incomes",), "income"),
    "premiums": (("savings_credit",), "extra amounts awarded"),
    "housing": (("housing_costs", "housing_costs_pence_weekly"), "housing costs"),
    "disability_expenses": (("disability_expenses",), "costs of illness or disability"),
}
PREMIUMS: Final = ("disability_premium", "enhanced_disability_premium", "carer_premium", "savings_credit")
MOST_CHILDREN_GUESSED: Final = 20


@dataclass(frozen=True)
class Provisional:
    """A charge from partial answers. None as an amount is the full cost of care, whatever it is.

    `missing` names what is not known, in plain words; `is_final` says that nothing is missing. `words` is one sentence
    to show: it says that the figure is provisional.
    """

    missing: tuple[str, ...]
    least_pence_weekly: int | None
    most_pence_weekly: int | None
    least: Contribution
    most: Contribution

    @property
    def is_final(self) -> bool:
        """Whether everything is known."""
        return not self.missing

    @property
    def words(self) -> str:
        """The range in one sentence."""
        low, high = _amount(self.least_pence_weekly), _amount(self.most_pence_weekly)
        if self.is_final:
            return f"They would pay {high}."
        if low == high:
            return f"Provisional: whatever is still missing, they would pay {high}."
        return f"Provisional: they would pay between {low} and {high}."


def missing_answers(known: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the codes of what is not known yet. Of housing costs, one way of saying them is enough."""
    found = []
    for code, (facts, _) in NEEDED.items():
        held = [fact in known for fact in facts]
        if not (any(held) if code == "housing" else all(held)):
            found.append(code)
    return tuple(found)


def provisional(known: Mapping[str, Any], values: Values) -> Provisional:
    """Work out the range that a charge lies in, from what is known so far, in the shape of `finances_to_json`.

    The date of birth, or an age group, must be known. Raises FinancesRefused for something known that cannot be right.
    """
    missing = missing_answers(known)
    given = finances_from_json(known)
    if not given.means_tested:
        missing = ()
    answers = [contribution(each, values) for each in _extremes(given, missing, values.on)]
    least = min(answers, key=_rank)
    most = max(answers, key=_rank)
    names = tuple(NEEDED[code][1] for code in missing)
    return Provisional(names, least.assessed_pence_weekly, most.assessed_pence_weekly, least, most)


def _extremes(given: Finances, missing: tuple[str, ...], on: date) -> Iterator[Finances]:
    """Every set of answers between which the truth lies."""
    if not missing:
        yield given
        return
    ways: list[list[dict[str, Any]]] = [[{}]]
    if "household" in missing:
        ways.append(list(_households(given)))
    if "savings" in missing:
        ways.append([{"capital_pence": 0}, {"capital_pence": MOST_PENCE}])
    if "premiums" in missing:
        ways.append([dict.fromkeys(PREMIUMS, False), dict.fromkeys(PREMIUMS, True)])
    if "housing" in missing:
        ways.append([{"housing_costs_pence_weekly": 0}, {"housing_costs_pence_weekly": MOST_PENCE}])
    if "disability_expenses" in missing:
        ways.append([{"disability_expenses": ()}, {"disability_expenses": (Expense("Not known", MOST_PENCE),)}])
    for choice in product(*ways):
        answers: dict[str, Any] = {}
        for part in choice:
            answers |= part
        found = replace(given, **answers)
        yield found
        if "incomes" in missing:
            yield replace(found, full_cost_route=True)
        if "kind" in missing:
            yield replace(found, full_cost_route=True)


def _households(given: Finances) -> Iterator[dict[str, Any]]:
    children = given.children
    if children == 0:
        yield {"household": SINGLE, "children": 0}
    for old in (False, True):
        for number in {children, MOST_CHILDREN_GUESSED}:
            yield {"household": COUPLE, "children": number, "partner_over_pension_age": old}
    for number in {max(1, children), MOST_CHILDREN_GUESSED}:
        yield {"household": LONE_PARENT, "children": number}


def _rank(answer: Contribution) -> int:
    return MOST_PENCE * 2 if answer.assessed_pence_weekly is None else answer.assessed_pence_weekly


def _amount(pence: int | None) -> str:
    return "the full cost of care" if pence is None else f"{format_pounds(pence)} a week"
