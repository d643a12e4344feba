"""Equipment outside the budget, by prescription, or from the budget: who pays what, to the penny."""

import pytest

from selfdirect.rules.equipment import EQUIPMENT, EQUIPMENT_RULE, Item, Supply, supply
from selfdirect.rules.values import ValueRefused, Values
from tests.rules.packs import on
from tests.rules.samples import SINCE, value

CHAIR = Item("Perching stool", 40_00, 65_00)
RAIL = Item("Grab rail", 15_00)


def policy(choice: str) -> Values:
    return Values({EQUIPMENT_RULE: value(EQUIPMENT_RULE, choice, "choice")}, SINCE, "fingerprint")


def _paid(found: Supply) -> tuple[int, int, int]:
    return found.council_pence, found.budget_pence, found.person_pence


@pytest.mark.requirement("R-RAS-19")
@pytest.mark.parametrize(
    ("choice", "paid"),
    [("outside", (55_00, 0, 25_00)), ("prescription", (55_00, 0, 25_00)), ("in_budget", (0, 55_00, 25_00))],
)
def test_each_choice_says_who_pays_for_what_meets_the_need(choice: str, paid: tuple[int, int, int]) -> None:
    found = supply((CHAIR, RAIL), policy(choice))
    assert (found.choice, _paid(found)) == (choice, paid)
    assert [row.amount for row in found.working[-3:]] == list(paid)


@pytest.mark.requirement("R-BRK-05")
def test_another_brand_at_a_listed_shop_is_topped_up_by_the_person() -> None:
    """S37: the prescription covers the base cost of £40.00; the brand she wants is £65.00, so she adds £25.00."""
    found = supply((CHAIR,), on("council_a"))
    assert found.choice == "prescription" and _paid(found) == (40_00, 0, 25_00)
    assert "covers £40.00. The person adds £25.00" in found.words[1] and not found.remarks


@pytest.mark.requirement("R-BRK-05")
def test_a_prescription_covers_no_more_than_the_price_and_only_at_a_listed_shop() -> None:
    cheaper = supply((Item("Kettle tipper", 30_00, 24_99),), on("council_a"))
    assert _paid(cheaper) == (24_99, 0, 0)
    elsewhere = supply((Item("Kettle tipper", 30_00, 30_00, listed_shop=False),), on("council_a"))
    assert "Choose one of those" in elsewhere.remarks[0]
    assert _paid(supply((Item("Kettle tipper", 30_00, 30_01),), on("council_a"))) == (30_00, 0, 1)


@pytest.mark.requirement("R-RAS-19")
def test_outside_the_allocation_a_dearer_item_is_agreed_with_the_equipment_service() -> None:
    found = supply((CHAIR,), on("council_c"))
    assert found.choice == "outside" and found.budget_pence == 0 and "equipment service" in found.remarks[0]


def test_no_equipment_leaves_the_rule_alone_and_what_cannot_be_is_refused() -> None:
    for choice in EQUIPMENT:
        assert [row.rule for row in supply((), policy(choice)).working] == [EQUIPMENT_RULE]
    with pytest.raises(ValueRefused, match="must be one of outside, prescription, in_budget"):
        supply((CHAIR,), policy("by_magic"))
    with pytest.raises(ValueError, match="zero or more"):
        supply((Item("Rail", -1),), policy("outside"))
