"""The kinds of value: units that the rules read, columns of tiers, plain numbers."""

from decimal import Decimal

import pytest

from selfdirect.policy.kinds import (
    UNITS,
    Cells,
    Choice,
    Column,
    Level,
    Quantity,
    Shape,
    Table,
    YesNo,
    as_decimal,
    listed,
)


def test_money_is_written_in_pounds_and_read_in_pence() -> None:
    assert UNITS["pounds weekly"] == ("pence weekly", 100)
    assert Column("highest_pounds_weekly", Cells.MONEY).name_for_rules == "highest_pence_weekly"
    assert Column("label").name_for_rules == "label"


@pytest.mark.parametrize(
    ("kind", "unit"),
    [(Quantity("weeks"), "weeks"), (Choice(("a",)), "choice"), (YesNo(), "yes or no"), (Table(()), "table")],
)
def test_each_kind_has_a_unit_for_the_rules(kind: Quantity | Choice | YesNo | Table, unit: str) -> None:
    assert Shape("charging.thing", kind, Level.LOCAL).unit == unit


def test_a_key_is_a_file_and_a_name() -> None:
    shape = Shape("charging.local_uplift", Quantity("weeks"), Level.LOCAL)
    assert (shape.file, shape.name) == ("charging", "local_uplift")


def test_a_table_of_tiers_says_of_each_end_whether_it_is_included() -> None:
    names = [column.name for column in Table((Column("role"),), tiers="pounds_weekly").all_columns]
    assert names == [
        "role",
        "lowest_pounds_weekly",
        "lowest_inclusive",
        "highest_pounds_weekly",
        "highest_inclusive",
    ]


@pytest.mark.parametrize(("text", "number"), [("6", 6), ("0.50", Decimal("0.5")), ("-3", -3)])
def test_a_plain_number_is_read(text: str, number: Decimal) -> None:
    assert as_decimal(text) == number


@pytest.mark.parametrize("text", ["", "1e3", "1_000", " 1", "1.2.3", "1.", ".1", "NaN", "+1"])
def test_anything_but_a_plain_number_is_not(text: str) -> None:
    assert as_decimal(text) is None


def test_a_list_is_written_as_people_write_it() -> None:
    assert listed(["one"]) == '"one"'
    assert listed(["one", "two", "three"]) == '"one", "two" or "three"'
