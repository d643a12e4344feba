"""A date in three boxes names what is missing or impossible."""

from datetime import date

import pytest

from selfdirect.pages.days import Day, DayRefused


def a_day(**own: object) -> Day:
    field = Day("Date of birth", empty="Enter the date of birth", **own)  # type: ignore[arg-type]
    field.today = date(2026, 12, 3)
    return field


@pytest.mark.parametrize(
    "typed", [("3", "12", "2026"), ("03", "Dec", "2026"), (" 3 ", "december", "2026"), ("٣", "12", "2026")]
)
def test_numbers_and_names_of_months_are_read(typed: tuple[str, str, str]) -> None:
    assert a_day().clean(typed) == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("typed", "said", "boxes"),
    [
        (("", "12", "2026"), "Date of birth must include a day", ("day",)),
        (("3", "", ""), "Date of birth must include a month and a year", ("month", "year")),
        (("31", "2", "2024"), "Date of birth must be a real date. February 2024 has 29 days", ("day",)),
        (("3", "13", "2026"), "Date of birth must have a month from 1 to 12", ("month",)),
        (("3", "12", "26"), "Date of birth must have a year with 4 numbers, like 2026", ("year",)),
        (("3rd", "12", "2026"), "Date of birth must have a day in numbers, like 27 3 2026", ("day",)),
        (("😀", "12", "2026"), "Date of birth must have a day in numbers, like 27 3 2026", ("day",)),
        (("-3", "12", "2026"), "Date of birth must have a day in numbers, like 27 3 2026", ("day",)),
        (("3", "12", "20260"), "Date of birth must have a year in numbers, like 27 3 2026", ("year",)),
        (("0", "0", "2026"), "Date of birth must have a month from 1 to 12", ("month",)),
    ],
)
def test_what_is_wrong_is_named_and_its_box_is_marked(
    typed: tuple[str, str, str], said: str, boxes: tuple[str, ...]
) -> None:
    with pytest.raises(DayRefused) as refused:
        a_day().clean(typed)
    assert refused.value.messages == [said]
    assert refused.value.boxes == boxes


def test_nothing_typed_is_told_what_to_enter() -> None:
    with pytest.raises(Exception, match="Enter the date of birth"):
        a_day().clean(("", " ", ""))
    assert a_day(needed=False).clean(("", "", "")) is None


def test_the_past_and_the_future_are_kept_apart() -> None:
    with pytest.raises(DayRefused, match="today or in the past"):
        a_day(past=True).clean(("4", "12", "2026"))
    assert a_day(past=True).clean(("3", "12", "2026")) == date(2026, 12, 3)
    with pytest.raises(DayRefused, match="today or in the future"):
        a_day(future=True).clean(("2", "12", "2026"))


def test_bounds_are_said_in_words() -> None:
    with pytest.raises(DayRefused, match="3 December 2026 or later"):
        a_day(earliest=date(2026, 12, 3)).clean(("2", "12", "2026"))
    with pytest.raises(DayRefused, match="3 December 2026 or earlier"):
        a_day(latest=date(2026, 12, 3)).clean(("4", "12", "2026"))


def test_a_stored_date_is_shown_in_its_boxes() -> None:
    assert a_day().typed_from(date(2026, 12, 3)) == ("3", "12", "2026")
    assert a_day().ids("born") == "id_born-day"
