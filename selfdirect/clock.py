"""What day it is: the only place the clock is read. Pages and jobs ask here; everything below is told.

In the demonstration the answer is the date it was moved to.

Next:   selfdirect/records/audit.py
Tests:  tests/test_clock.py
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def day_in_england() -> date:
    """Today in England by the machine's clock alone, for commands that need no database and no settings."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def today() -> date:
    """Today in England, or the demonstration's date."""
    if settings.DEMO:
        from selfdirect.records.audit import DemoDate

        moved = DemoDate.read()
        if moved:
            return moved
    return timezone.localdate()


def now() -> datetime:
    """This moment, with its time zone."""
    return timezone.now()
