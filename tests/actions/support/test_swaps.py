"""The most that is swapped between two days counts what overlaps, and not what was ended or said no to."""

from datetime import date

import pytest

from selfdirect.actions.support.swaps import most_swapped, swaps_of
from tests.actions.ordered import STARTS_ON, managed

AUGUST = (date(2026, 8, 3), date(2026, 8, 30))


@pytest.mark.django_db
def test_swaps_that_overlap_add_up_and_others_do_not() -> None:
    life = managed()
    order, line = life.going_on(), life.line.pk
    assert most_swapped(line, *AUGUST) == 0
    first = life.swapped(order, STARTS_ON, weeks=2)
    life.swapped(order, STARTS_ON, weeks=1, wanted={"starts_on": date(2026, 8, 10)})
    life.swapped(order, STARTS_ON, weeks=1, wanted={"starts_on": date(2026, 8, 24)})
    assert most_swapped(line, *AUGUST) == 3200 and most_swapped(line, date(2026, 8, 17), AUGUST[1]) == 1600
    life.answered(first.bought, is_yes=False, on=STARTS_ON)
    assert most_swapped(line, *AUGUST) == 1600 and first not in swaps_of(line, *AUGUST)
