"""A value's history answers what it was on a day."""

from datetime import date

from selfdirect.policy.history import Entry, History
from selfdirect.policy.kinds import Level, Quantity, Shape, Table

HISTORY = History(
    Shape("reviews.weeks", Quantity("weeks"), Level.LOCAL),
    "Weeks",
    "reviews.toml",
    (
        Entry(date(2024, 4, 1), 6, "Minute 1", "stated"),
        Entry(date(2025, 4, 1), 8, "Minute 2", "illustrative"),
    ),
)


def test_nothing_before_the_first_day() -> None:
    assert HISTORY.value_on(date(2024, 3, 31)) is None
    assert HISTORY.starts_on == date(2024, 4, 1)


def test_each_amount_runs_to_the_day_before_the_next() -> None:
    amounts = [HISTORY.entry_on(day) for day in (date(2024, 4, 1), date(2025, 3, 31), date(2025, 4, 1))]
    assert [entry.amount for entry in amounts if entry] == [6, 6, 8]


def test_the_value_carries_its_own_source_and_status() -> None:
    value = HISTORY.value_on(date(2026, 1, 1))
    assert value is not None
    assert (value.key, value.unit, value.source, value.status, value.since) == (
        "reviews.weeks",
        "weeks",
        "Minute 2",
        "illustrative",
        date(2025, 4, 1),
    )


def test_no_table_is_a_choice() -> None:
    entries = (Entry(date(2024, 4, 1), "none", "Minute 1", "stated"),)
    history = History(Shape("allocation.ceiling", Table((), or_none=True), Level.LOCAL), "Ceiling", "", entries)
    value = history.value_on(date(2024, 4, 1))
    assert value is not None
    assert (value.unit, value.amount) == ("choice", "none")
