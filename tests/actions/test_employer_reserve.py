"""Each week money is put by from what is available; asked twice it is put by once; nothing else touches it."""

from datetime import date, timedelta

import pytest

from selfdirect.actions import employer_reserve as actions
from selfdirect.actions.support.timer import timer
from selfdirect.ledger.chart import employer_reserve, free
from selfdirect.ledger.reading import balance
from selfdirect.records.timesheets import ReserveEntry
from tests.actions.employed import STARTS_ON, employer

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R-EMP-02")
def test_what_is_put_by_each_week_is_what_the_plan_set_aside() -> None:
    life = employer()
    one = life.employ()
    ref = life.budget.reference
    before = balance(free(ref))
    assert before > 0, "what is for an employer's duties is promised to nobody"
    for week in range(1, 53):
        on = STARTS_ON + timedelta(weeks=week, days=-1)
        actions.put_by(on=on, by=timer())
        actions.put_by(on=on, by=timer())
    held = balance(employer_reserve(ref))
    assert held == sum(ReserveEntry.objects.filter(kind="put_by").values_list("pence", flat=True))
    assert before - held == balance(free(ref)) >= 0
    # A year of 364 days of holiday, notice and redundancy: 56 hours, a week and a week of £130.
    assert held == 728_00 + 130_00 + 130_00 - _short(one)


def _short(one: object) -> int:
    last = ReserveEntry.objects.filter(employment=one, kind="put_by").order_by("-pk")[:4]
    return sum(row.wanted_pence - row.pence for row in last)


def test_no_more_is_put_by_than_is_available_and_it_is_said() -> None:
    life = employer()
    life.employ(hours_hundredths=40_00)
    actions.put_by(on=date(2027, 7, 1), by=timer())
    rows = ReserveEntry.objects.filter(kind="put_by")
    assert sum(row.wanted_pence - row.pence for row in rows) > 0
    assert balance(free(life.budget.reference)) == 0
