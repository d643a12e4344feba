"""How equipment is supplied: outside the budget, by a prescription that a listed shop takes, or from the budget.

Values: policy/councils, policy/defaults
Next:   selfdirect/rules/determination_amounts.py
Tests:  tests/rules/test_equipment.py
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from selfdirect.rules import standards
from selfdirect.rules.calendar import add_working_days
from selfdirect.rules.findings import concluded, entered, table_or_none
from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import ValueRefused, Values, text_cell, whole_cell
from selfdirect.rules.working import Row, Working

# The policy value read here, and the named choices.
EQUIPMENT_RULE: Final = "allocation.equipment"
OUTSIDE: Final = "outside"
PRESCRIPTION: Final = "prescription"
IN_BUDGET: Final = "in_budget"
# What can be prescribed, with columns code, label, pounds; who takes prescriptions, with columns code, label, phone,
# address; and the working days after the visit, for a council whose service standards do not say.
CATALOGUE: Final = "market.equipment_catalogue"
RETAILERS: Final = "market.equipment_retailers"
DELIVERY_DAYS: Final = "market.equipment_working_days"
DELIVERY_CLOCK: Final = "equipment"
EQUIPMENT: Final = (OUTSIDE, PRESCRIPTION, IN_BUDGET)

PENCE: Final = "pence"
SAYS: Final = "says"
CHOICES: Final = "choices"


def _fact(says: str, default: Any) -> Any:
    return field(default=default, metadata={SAYS: says, CHOICES: ()})


@dataclass(frozen=True)
class Item:
    """One item that was assessed as needed: what the one that meets the need costs, and the one that was chosen."""

    label: str = field(metadata={SAYS: "What the item is"})
    base_pence: int = field(metadata={SAYS: "What the item that meets the need costs"})
    chosen_pence: int | None = _fact("What the chosen brand or shop asks; leave out for the same", None)
    listed_shop: bool = _fact("It is bought at a shop on the council's list", True)

    @property
    def price_pence(self) -> int:
        """What the chosen one costs."""
        return self.base_pence if self.chosen_pence is None else self.chosen_pence


@dataclass(frozen=True)
class Supply:
    """Who pays what for all items, once: the council beside the budget, the budget, the person (R-RAS-19, R-BRK-05)."""

    choice: str
    council_pence: int
    budget_pence: int
    person_pence: int
    words: tuple[str, ...]
    remarks: tuple[str, ...]
    working: Working


def supply(items: Sequence[Item], values: Values) -> Supply:
    """Say how these items are supplied and who pays. Nobody is charged for what was assessed (SI 2014/2672 reg 3).

    Raises ValueRefused for a choice that the program does not have, ValueError for an amount below zero.
    """
    choice = values.choice(EQUIPMENT_RULE)
    if choice not in _PARTS:
        raise ValueRefused(f"{EQUIPMENT_RULE} is {choice}. It must be one of {', '.join(EQUIPMENT)}.")
    if min((min(each.base_pence, each.price_pence) for each in items), default=0) < 0:
        raise ValueError("What an item costs is zero or more.")
    words, remarks, rows = [_SAID[choice]], list[str](), [values.value(EQUIPMENT_RULE).row()]
    council = budget = person = 0
    for item in items:
        each = _PARTS[choice](item)
        council, budget, person = council + each.council_pence, budget + each.budget_pence, person + each.person_pence
        words.append(f"{item.label}: {each.words}")
        remarks += [f"{item.label}: {each.remark}"] if each.remark else []
        rows += each.rows
    rows += [
        concluded("The council pays, beside the budget", council, PENCE, "equipment_council", rows),
        concluded("From the budget, once", budget, PENCE, "equipment_budget", rows),
        concluded("The person adds, once", person, PENCE, "equipment_person", rows),
    ]
    return Supply(choice, council, budget, person, tuple(words), tuple(remarks), tuple(rows) if items else (rows[0],))


@dataclass(frozen=True)
class CatalogueItem:
    """One item that can be prescribed, and what the council pays for it."""

    code: str
    label: str
    pence: int


@dataclass(frozen=True)
class Retailer:
    """A shop that takes prescriptions."""

    code: str
    name: str
    phone: str
    address: str


def catalogue(values: Values) -> tuple[CatalogueItem, ...]:
    """Give every item that can be prescribed, in the policy's order (R-BRK-05)."""
    return tuple(
        CatalogueItem(text_cell(row, "code"), text_cell(row, "label"), whole_cell(row, "pence"))
        for row in table_or_none(values, CATALOGUE)
    )


def retailers(values: Values) -> tuple[Retailer, ...]:
    """Give every shop that takes prescriptions, in the policy's order."""
    return tuple(
        Retailer(*(text_cell(row, name) for name in ("code", "label", "phone", "address")))
        for row in table_or_none(values, RETAILERS)
    )


def shares(council_pence: int, price_pence: int) -> tuple[int, int]:
    """Give what the council pays of a price, never more than the price, and what the person adds, in pence."""
    paid = _prescribed(Item("", council_pence, price_pence))
    return paid.council_pence, paid.person_pence


def delivery_due(visited_on: date, values: Values, holidays: AbstractSet[date]) -> date:
    """Give the last day on which equipment arrives in time after a visit: by the standard, if any (R-BRK-04)."""
    if any(row["code"] == DELIVERY_CLOCK for row in table_or_none(values, standards.CLOCKS)):
        return standards.due_on(DELIVERY_CLOCK, visited_on, values, holidays)
    return add_working_days(visited_on, values.whole(DELIVERY_DAYS), holidays)


@dataclass(frozen=True)
class _Paid:
    council_pence: int
    budget_pence: int
    person_pence: int
    words: str
    remark: str
    rows: tuple[Row, ...]


def _rows(item: Item) -> tuple[Row, ...]:
    return (
        entered(f"{item.label}: what meets the need costs", item.base_pence, PENCE, "equipment_base"),
        entered(f"{item.label}: the chosen one costs", item.price_pence, PENCE, "equipment_price"),
    )


def _top_up(item: Item) -> int:
    """What the person adds for a brand or a feature that the need does not ask for."""
    return max(item.price_pence - item.base_pence, 0)


def _added(item: Item) -> str:
    more = _top_up(item)
    return f" The person adds {format_pounds(more)} for the one they chose." if more else ""


def _outside(item: Item) -> _Paid:
    """The council supplies the item that was assessed; a dearer one is agreed with whoever supplies it."""
    remark = "the chosen one costs more. Agree with the equipment service who pays the rest." if _top_up(item) else ""
    said = f"the council supplies it, worth {format_pounds(item.base_pence)}.{_added(item)}"
    return _Paid(item.base_pence, 0, _top_up(item), said, remark, _rows(item))


def _prescribed(item: Item) -> _Paid:
    """The prescription covers the base cost and no more than the price; the rest is a private top-up."""
    covered = min(item.base_pence, item.price_pence)
    remark = "" if item.listed_shop else "a prescription is for a shop on the list. Choose one of those."
    said = f"the prescription covers {format_pounds(covered)}.{_added(item)}"
    return _Paid(covered, 0, _top_up(item), said, remark, _rows(item))


def _budgeted(item: Item) -> _Paid:
    """The budget pays once for what meets the need; the person may add to it."""
    from_budget = min(item.base_pence, item.price_pence)
    said = f"{format_pounds(from_budget)} is paid once from the budget.{_added(item)}"
    return _Paid(0, from_budget, _top_up(item), said, "", _rows(item))


_PARTS: Final[Mapping[str, Callable[[Item], _Paid]]] = {
    OUTSIDE: _outside,
    PRESCRIPTION: _prescribed,
    IN_BUDGET: _budgeted,
}
_SAID: Final[Mapping[str, str]] = {
    OUTSIDE: "Equipment is outside the budget: the council supplies it.",
    PRESCRIPTION: "Equipment is by prescription: it covers what meets the need; you may add your own money.",
    IN_BUDGET: "Equipment is paid from the budget, once.",
}
