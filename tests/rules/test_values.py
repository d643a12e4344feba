"""Policy values on a day: read by kind, refused in words, never changed."""

from datetime import date
from decimal import Decimal

import pytest

from selfdirect.rules.values import Amount, Value, ValueRefused, Values, text_cell, whole_cell, yes_cell

DAY = date(2026, 4, 6)


def _value(key: str, amount: Amount) -> Value:
    return Value(key, "A label", "pence", amount, "a source", "stated", DAY)


VALUES = Values(
    {
        value.key: value
        for value in (
            _value("a.whole", 5),
            _value("a.choice", "net"),
            _value("a.yes", True),
            _value("a.part", Decimal("1.5")),
            _value("a.table", ({"role": "manager", "highest_pence_weekly": 5, "inclusive": False},)),
        )
    },
    DAY,
    "fingerprint",
)


def test_each_kind_is_read_by_its_own_name() -> None:
    assert VALUES.whole("a.whole") == 5
    assert VALUES.choice("a.choice") == "net"
    assert VALUES.yes("a.yes") is True
    assert VALUES.table("a.table")[0]["role"] == "manager"


def test_a_value_of_another_kind_is_refused() -> None:
    for key in ("a.choice", "a.yes", "a.part", "a.table"):
        with pytest.raises(ValueRefused, match="whole number"):
            VALUES.whole(key)
    for key in ("a.whole", "a.yes", "a.table"):
        with pytest.raises(ValueRefused, match="choice"):
            VALUES.choice(key)
    for key in ("a.whole", "a.choice", "a.table"):
        with pytest.raises(ValueRefused, match="a yes or a no"):
            VALUES.yes(key)
    for key in ("a.whole", "a.choice", "a.yes"):
        with pytest.raises(ValueRefused, match="a table"):
            VALUES.table(key)


def test_a_missing_value_is_refused_by_name_and_day() -> None:
    with pytest.raises(ValueRefused, match=r"no value a\.missing on 2026-04-06"):
        VALUES.whole("a.missing")
    assert VALUES.get("a.missing") is None
    assert "a.missing" not in VALUES


def test_values_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        VALUES.values_by_key["a.whole"] = _value("a.whole", 6)  # type: ignore[index]
    VALUES.table("a.table")[0]["role"] = "nobody"
    assert VALUES.table("a.table")[0]["role"] == "manager"


def test_a_decision_can_keep_only_what_it_used() -> None:
    kept = VALUES.only(["a.whole"])
    assert list(kept) == ["a.whole"]
    assert (kept.on, kept.fingerprint, len(kept)) == (DAY, "fingerprint", 1)


def test_cells_of_a_table_are_read_by_kind() -> None:
    row = VALUES.table("a.table")[0]
    assert text_cell(row, "role") == "manager"
    assert whole_cell(row, "highest_pence_weekly") == 5
    assert yes_cell(row, "inclusive") is False
    with pytest.raises(ValueRefused, match="role"):
        whole_cell(row, "role")
    with pytest.raises(ValueRefused, match="inclusive"):
        whole_cell(row, "inclusive")
    with pytest.raises(ValueRefused, match="missing"):
        text_cell(row, "missing")
    with pytest.raises(ValueRefused, match="role"):
        yes_cell(row, "role")


def test_a_value_shows_itself_as_a_row_of_working() -> None:
    row = VALUES.value("a.whole").row()
    assert (row.label, row.amount, row.rule, row.source, row.since) == (
        "A label",
        5,
        "a.whole",
        "a source",
        DAY,
    )
    assert VALUES.value("a.yes").row().amount == "yes"
    assert VALUES.value("a.part").row().amount == "1.5"
    assert VALUES.value("a.table").row().amount == "a table of 1 rows"
