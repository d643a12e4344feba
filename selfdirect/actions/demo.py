"""Moving the demonstration's date. Refused outside demonstration mode.

Next:   selfdirect/demo/__init__.py
Tests:  tests/actions/test_demo.py
"""

from datetime import date, timedelta

from django.conf import settings

from selfdirect.actions.action import Refused, action, tell
from selfdirect.actions.support.outbox import ask_for
from selfdirect.records.access import User
from selfdirect.records.audit import DemoDate
from selfdirect.rules.calendar import format_date


@action(needs=None, by_timer=True)
def set_date(*, today: date, on: date, by: User) -> DemoDate:
    """Set the date the demonstration believes it is. Only ever forward."""
    if not settings.DEMO:
        raise Refused("The date can be moved only in the demonstration.")
    kept = DemoDate.objects.select_for_update().filter(pk=1).first() or DemoDate(pk=1, today=today)
    if today < kept.today:
        raise Refused("The demonstration's date only moves forward.")
    kept.today = today
    kept.save()
    tell(f"The demonstration moved on to {format_date(today)}.")
    ask_for("what_falls_due")
    return kept


@action(needs=None)
def move_date(*, days: int, on: date, by: User) -> DemoDate:
    """Move the demonstration on by a day, a week or about a month, and ask for what falls due."""
    if days not in {1, 7, 30}:
        raise Refused("Move the date by a day, a week or a month.")
    kept = set_date(today=on + timedelta(days=days), on=on, by=by)
    tell(f"Somebody moved the demonstration on by {days} {'day' if days == 1 else 'days'}.")
    return kept
