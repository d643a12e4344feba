"""The register is searched by place, task, language, hours and cover; the report counts each area."""

from dataclasses import replace
from datetime import date

import pytest

from selfdirect.rules.assistants import Offer, Stay, Wanted, area_row, fits, fitting

TESS = Offer(
    1, frozenset({"centre", "north"}), frozenset({"personal_care", "meals"}), frozenset({"english"}), 20_00, "no"
)


@pytest.mark.requirement("R-EMP-04")
@pytest.mark.parametrize(
    ("wanted", "is_found"),
    [
        (Wanted(), True),
        (Wanted(areas=("north",)), True),
        (Wanted(areas=("south",)), False),
        (Wanted(tasks=("personal_care", "meals")), True),
        (Wanted(tasks=("personal_care", "therapeutic")), False),
        (Wanted(languages=(" English ", "Polish")), True),
        (Wanted(languages=("Polish",)), False),
        (Wanted(hours_hundredths=20_00), True),
        (Wanted(hours_hundredths=20_01), False),
        (Wanted(cover="planned"), False),
    ],
)
def test_somebody_is_found_by_place_task_language_and_hours(wanted: Wanted, is_found: bool) -> None:
    assert fits(TESS, wanted) is is_found


@pytest.mark.requirement("R-EMP-11")
def test_who_stands_in_is_found_for_what_they_stand_in_for() -> None:
    offers = [TESS, replace(TESS, key=2, covers="planned"), replace(TESS, key=3, covers="emergency")]
    assert [one.key for one in fitting(offers, Wanted(cover="planned"))] == [2, 3]
    assert [one.key for one in fitting(offers, Wanted(cover="emergency"))] == [3]


@pytest.mark.requirement("R-EMP-13")
def test_an_area_is_counted_by_places_searches_and_who_stayed_a_year() -> None:
    on = date(2026, 11, 1)
    stays = [
        Stay("north", date(2025, 1, 1), None),
        Stay("north", date(2025, 2, 1), date(2025, 8, 1)),
        Stay("north", date(2026, 6, 1), None),
        Stay("south", date(2025, 1, 1), None),
    ]
    row = area_row("north", "The north", True, opened=[date(2026, 10, 1)], found=[0, 2, 0], stays=stays, on=on)
    assert (row.vacancies, row.longest_days, row.searches, row.failed) == (1, 31, 3, 2)
    assert (row.working, row.began_before, row.kept, row.kept_percent) == (2, 2, 1, 50)
    empty = area_row("east", "The east", False, opened=[], found=[], stays=[], on=on)
    assert empty.kept_percent is None and empty.longest_days == 0
