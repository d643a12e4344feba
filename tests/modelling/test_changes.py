"""What is tried out is checked as the files are, and everything else stays as it was."""

from datetime import date

import pytest

from selfdirect.modelling.changes import SOURCE, ChangeRefused, changed, read_changes
from selfdirect.policy import load
from selfdirect.rules.working import ILLUSTRATIVE

ON = date(2026, 5, 1)
VALUES = load("council_d").on(ON)


def test_a_quantity_a_choice_and_a_row_of_a_table_are_changed_and_marked() -> None:
    found = changed(
        VALUES,
        {
            "allocation.price_per_point": "7.25",
            "allocation.pricing": "one_price",
            "allocation.prices_by_group.learning": "8.00",
            "allocation.points.nutrition.some": "9",
        },
    )
    assert found.whole("allocation.price_per_point") == 7_25
    assert found.choice("allocation.pricing") == "one_price"
    prices = {row["client_group"]: row["pence_weekly"] for row in found.table("allocation.prices_by_group")}
    assert prices["learning"] == 8_00 and prices["physical"] == 6_20
    points = {(row["outcome"], row["level"]): row["points"] for row in found.table("allocation.points")}
    assert points[("nutrition", "some")] == 9 and points[("nutrition", "a_lot")] == 12
    assert found["allocation.pricing"].status == ILLUSTRATIVE
    assert found["allocation.pricing"].source == SOURCE
    assert {key for key in VALUES if found[key] != VALUES[key]} == {
        "allocation.price_per_point",
        "allocation.pricing",
        "allocation.prices_by_group",
        "allocation.points",
    }


def test_one_ceiling_for_everybody_takes_the_place_of_all_others() -> None:
    (row,) = changed(VALUES, {"allocation.ceiling.all": "350.00"}).table("allocation.ceiling")
    assert (row["client_group"], row["highest_pence_weekly"], row["kind"]) == ("all", 350_00, "hard")
    assert changed(VALUES, {"allocation.ceiling": "none"})["allocation.ceiling"].amount == "none"


def test_a_percentage_changes_every_price_and_no_other_value() -> None:
    found = changed(VALUES, {}, percent_on_prices=10)
    assert found.whole("allocation.price_per_point") == VALUES.whole("allocation.price_per_point") * 110 // 100
    assert [row["pence"] for row in found.table("allocation.units")] == [24_20, 13_20]
    assert found.table("allocation.ceiling") == VALUES.table("allocation.ceiling")
    assert changed(VALUES, {}, percent_on_prices=-100).whole("allocation.price_per_point") == 0


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("allocation.price_per_pint=6", "there is no value called allocation.price_per_pint"),
        ("allocation.price_per_point=6.505", "not a whole number of pence"),
        ("allocation.price_per_point=501", "too large. It must be 500"),
        ("allocation.price_per_point=-1", "less than nothing"),
        ("allocation.price_per_point.learning=1", "is not a table"),
        ("allocation.pricing=cheapest", "not one of the choices"),
        ("allocation.prices_by_group.nobody=6", "Its rows are physical, sensory, learning"),
        ("allocation.risk_domain=perhaps", "Write true or false"),
        ("allocation.price_bands.low=6", "no table here"),
    ],
)
def test_a_change_that_cannot_be_is_named_with_what_would_be_right(change: str, why: str) -> None:
    with pytest.raises(ChangeRefused, match=why):
        changed(VALUES, read_changes([change]))


def test_a_change_is_a_name_and_an_amount() -> None:
    assert read_changes(["allocation.risk_domain = yes"]) == {"allocation.risk_domain": "yes"}
    with pytest.raises(ChangeRefused, match="write a change as NAME=AMOUNT"):
        read_changes(["allocation.risk_domain"])
