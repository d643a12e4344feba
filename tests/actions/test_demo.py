"""The demonstration's date moves forward only, and nowhere but in the demonstration."""

from datetime import date, timedelta

import pytest
from django.db import connection
from pytest_django import Settings

from selfdirect.actions import demo
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.support.timer import timer
from selfdirect.records.audit import DemoDate
from tests.actions.paying_people import ON, Office


def jobs_waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = 'what_falls_due' and status = 'todo'")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("days", [1, 7, 30])
def test_it_moves_on_by_a_day_a_week_or_a_month_and_what_falls_due_is_asked_for(
    days: int, here: Office, settings: Settings
) -> None:
    settings.DEMO = True
    demo.move_date(days=days, on=ON, by=here.worker)
    assert DemoDate.read() == ON + timedelta(days=days)
    assert jobs_waiting() == 1


def test_it_never_moves_back_or_by_anything_else(here: Office, settings: Settings) -> None:
    settings.DEMO = True
    demo.set_date(today=ON, on=ON, by=timer())
    with pytest.raises(Refused, match="only moves forward"):
        demo.set_date(today=ON - timedelta(days=1), on=ON, by=timer())
    for days in (0, -1, 2, 365):
        with pytest.raises(Refused, match="a day, a week or a month"):
            demo.move_date(days=days, on=ON, by=here.worker)
    assert DemoDate.read() == ON


def test_outside_the_demonstration_it_is_refused(here: Office, settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(Refused, match="only in the demonstration"):
        demo.move_date(days=1, on=ON, by=here.worker)
    with pytest.raises(NotAllowed):
        demo.move_date(days=1, on=date(2026, 1, 1), by=timer())
    assert DemoDate.read() is None
    assert jobs_waiting() == 0
