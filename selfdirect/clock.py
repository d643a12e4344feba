"""What day it is: the only place the clock is read. Pages and jobs ask here; everything below is told.

In the demonstration the answer is the date it was moved to.

Next:   selfdirect/records/audit.py
Tests:  tests/test_clock.py
"""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from selfdirect.records.audit import DemoDate


def today() -> date:
    """Today in England, or the demonstration's date."""
    if settings.DEMO:
        moved = DemoDate.read()
        if moved:
            return moved
    return timezone.localdate()


def now() -> datetime:
    """This moment, with its time zone."""
    return timezone.now()
