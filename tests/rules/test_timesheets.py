"""Hours are read as people write them, and a week that cannot be is said so, day by day."""

from datetime import date

import pytest

from selfdirect.rules.timesheets import HoursRefused, check_week, in_hours, monday_of, pay_pence, read_hours, total

MONDAY = date(2026, 7, 6)
WEEK = {"worked": [60, 0, 0, 0, 0, 0, 0], "holiday": [0] * 7, "sick": [0] * 7}


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("", 0), ("3", 180), ("3:30", 210), ("3.5", 210), ("2,25", 135), ("7.75 hours", 465), ("24", 1440), ("0", 0)],
)
def test_hours_are_read_as_people_write_them(text: str, minutes: int) -> None:
    assert read_hours(text) == minutes


@pytest.mark.parametrize("text", ["three", "3:60", "-1", "3.33", "100", "24:01", "25", "1e1"])
def test_what_is_not_hours_is_refused(text: str) -> None:
    with pytest.raises(HoursRefused):
        read_hours(text)


def test_a_week_that_cannot_be_is_said_so_by_day() -> None:
    def fields(**more: object) -> list[str]:
        given = {"minutes": WEEK, "week_on": MONDAY, "first_on": MONDAY, "last_on": None, "on": date(2026, 7, 12)}
        return [problem.field for problem in check_week(**(given | more))]  # type: ignore[arg-type]

    assert fields() == []
    assert fields(on=date(2026, 7, 5)) == ["worked_monday"]
    assert fields(first_on=date(2026, 7, 7)) == fields(last_on=date(2026, 7, 5)) == ["worked_monday"]
    assert fields(minutes={**WEEK, "sick": [1381, 0, 0, 0, 0, 0, 0]}) == ["worked_monday"]
    assert fields(minutes={**WEEK, "worked": [0] * 7}) == ["worked_monday"]
    with pytest.raises(ValueError, match="seven days"):
        fields(minutes={"worked": [1]})


def test_minutes_in_words_and_pounds() -> None:
    assert (in_hours(210), total(WEEK, "worked"), pay_pence(90, 13_01)) == ("3:30", 60, 19_52)
    assert monday_of(date(2026, 7, 12)) == MONDAY
