"""What differs between two councils' rules on one day, in plain words (R-CFG-04, R-CFG-05).

A value that a council's own method does not use is left out: the price of a point says nothing where nobody gives
points.

Next:   selfdirect/policy/plain.py
Tests:  tests/policy/test_differences.py
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Final

from selfdirect.policy.kinds import Level
from selfdirect.policy.loading import load
from selfdirect.policy.pack import Policy
from selfdirect.policy.plain import in_plain_words, label_in_words
from selfdirect.policy.shape import SHAPES
from selfdirect.rules.calendar import format_date
from selfdirect.rules.values import Value, Values
from selfdirect.rules.working import ILLUSTRATIVE, UNVERIFIED

TITLES: Final = {
    "referrals": "Asking for help",
    "reablement": "Help to regain independence",
    "employment": "Employing a personal assistant",
    "crisis_fund": "The council's fund for crises",
    "joint_funding": "Plans that the NHS pays towards",
    "assessments": "Assessment",
    "eligibility": "Who is eligible",
    "carers": "Unpaid carers",
    "allocation": "How needs become money",
    "questionnaire": "The questionnaire",
    "carer_questionnaire": "The carer's questionnaire",
    "charging": "What people pay",
    "market": "Services that come off before planning",
    "plans": "Support plans",
    "decisions": "Who decides",
    "budgets": "Budgets",
    "direct_payments": "Holding a budget",
    "payments": "Payments",
    "monitoring": "Looking at how money is used",
    "unspent": "Unspent money",
    "reviews": "Reviews",
    "standards": "How long things take",
    "support": "Who can help",
    "process": "Steps",
    "work": "Steps of work",
}
# Which choices make a value mean something: the key that chooses, and the choices with which it is used.
_POINTS: Final = (("allocation.method", ("points_by_price",)), ("allocation.methods_by_group", ("points_by_price",)))
_UNITS: Final = (("allocation.method", ("standard_units",)), ("allocation.methods_by_group", ("standard_units",)))
_USED_WITH: Final = {
    "allocation.pricing": _POINTS,
    "allocation.scored_from": _POINTS,
    "allocation.price_per_point": (("allocation.pricing", ("one_price", "by_client_group")),),
    "allocation.prices_by_group": (("allocation.pricing", ("by_client_group",)),),
    "allocation.price_bands": (("allocation.pricing", ("banded",)),),
    "allocation.points": (("allocation.scored_from", ("outcome_levels",)),),
    "allocation.units": _UNITS,
    "allocation.carer_hour": (("allocation.carer_adjustment", ("hours_by_rate",)),),
    "allocation.carer_adjustment_most": (("allocation.carer_adjustment", ("hours_by_rate",)),),
    "allocation.carers_price_per_point": (("allocation.carers_method", ("points_by_price",)),),
    "questionnaire": (("allocation.scored_from", ("questionnaire",)),),
    "carer_questionnaire": (("allocation.carers_method", ("points_by_price",)),),
    "charging.share_of_plan": (("charging.method", ("share_of_plan",)),),
    "unspent.weeks": (("unspent.rule", ("above_weeks_of_direct_payment",)),),
    "eligibility.bands": (("eligibility.model", ("facs",)),),
}
NOT_USED: Final = "Not used here."
_MARKS: Final = {ILLUSTRATIVE: "example value", UNVERIFIED: "not checked yet"}


@dataclass(frozen=True)
class Side:
    """What one council's rules say: sentences, and how sure that is (empty where the value is not used)."""

    sentences: tuple[str, ...]
    status: str = ""

    @property
    def mark(self) -> str:
        """The words that mark a figure which the council's source does not state."""
        return _MARKS.get(self.status, "")


@dataclass(frozen=True)
class Difference:
    """One value that differs: what it is, and what each council says. Rows that are the same are left out."""

    key: str
    label: str
    first: Side
    second: Side
    same_rows: int = 0


@dataclass(frozen=True)
class Chapter:
    """Differences about one subject."""

    code: str
    title: str
    differences: tuple[Difference, ...]


def differences(first: Policy, second: Policy, on: date) -> tuple[Chapter, ...]:
    """Everything that differs between two policies on this day, subject by subject, as people meet it."""
    left, right = first.on(on), second.on(on)
    found: dict[str, list[Difference]] = {}
    for key, shape in SHAPES.items():
        if shape.level is not Level.NATIONAL and shape.file in TITLES and (key in left or key in right):
            difference = _difference(key, left, right)
            if difference is not None:
                found.setdefault(shape.file, []).append(difference)
    return tuple(Chapter(file, title, tuple(found[file])) for file, title in TITLES.items() if file in found)


def is_used(key: str, values: Values) -> bool:
    """Whether a value means anything under these values: the method that reads it is one that is chosen."""
    for chooser, choices in _USED_WITH.get(key, _USED_WITH.get(key.partition(".")[0], ())):
        if chooser not in values:
            continue
        amount = values[chooser].amount
        chosen = [row["method"] for row in amount] if isinstance(amount, tuple) else [amount]
        if is_used(chooser, values) and any(choice in choices for choice in chosen):
            return True
    return key not in _USED_WITH and key.partition(".")[0] not in _USED_WITH


def compare_text(first: str, second: str, on: date) -> str:
    """What differs between two councils as plain text. Raises PolicyRefused when either cannot be used."""
    policies = load(first), load(second)
    names = name_on(policies[0], on), name_on(policies[1], on)
    return as_text(names, differences(*policies, on), on)


def name_on(policy: Policy, on: date) -> str:
    """What a council calls itself on a day; its folder's name before its policy starts."""
    values = policy.on(on)
    return str(values.table("profile.council")[0]["name"]) if "profile.council" in values else policy.council


def as_text(names: tuple[str, str], found: tuple[Chapter, ...], on: date) -> str:
    """The differences as plain text."""
    lines = [f"{names[0]} and {names[1]}, on {format_date(on)}", ""]
    if not found:
        lines.append("Nothing differs.")
    for chapter in found:
        lines += [chapter.title, "-" * len(chapter.title)]
        for each in chapter.differences:
            lines += wrap(each.label, 100)
            for name, side in zip(names, (each.first, each.second), strict=True):
                lines += _said(name, side)
            if each.same_rows:
                lines.append(f"  The same in both: {each.same_rows} more")
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _said(name: str, side: Side) -> Iterator[str]:
    mark = f" [{side.mark}]" if side.mark else ""
    if len(side.sentences) == 1:
        yield from wrap(f"{name}: {side.sentences[0]}{mark}", 100, initial_indent="  ", subsequent_indent="    ")
        return
    yield f"  {name}:{mark}"
    for sentence in side.sentences:
        yield from wrap(sentence, 96, initial_indent="    - ", subsequent_indent="      ")


def _difference(key: str, left: Values, right: Values) -> Difference | None:
    sides = [each[key] if key in each and is_used(key, each) else None for each in (left, right)]
    if all(side is None for side in sides) or (sides[0] and sides[1] and sides[0].amount == sides[1].amount):
        return None
    said = [in_plain_words(side, values) if side else () for side, values in zip(sides, (left, right), strict=True)]
    if said[0] == said[1]:
        return None
    both = set(said[0]) & set(said[1])
    named = sides[1] or sides[0]
    assert named is not None
    first, second = (
        _side(side, [sentence for sentence in sentences if sentence not in both])
        for side, sentences in zip(sides, said, strict=True)
    )
    return Difference(key, label_in_words(named), first, second, len(both))


def _side(value: Value | None, sentences: list[str]) -> Side:
    if value is None:
        return Side((NOT_USED,))
    return Side(tuple(sentences) or ("Nothing else.",), value.status)
