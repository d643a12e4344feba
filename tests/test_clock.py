"""What day it is comes from one place: the calendar in England, or the demonstration's own date."""

from datetime import UTC, date, datetime

import pytest
from django.conf import LazySettings
from django.utils import timezone

from selfdirect import clock
from selfdirect.records.audit import DemoDate


def test_today_is_the_day_in_england_and_not_in_greenwich(
    monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    settings.DEMO = False
    late = datetime(2026, 7, 3, 23, 30, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: late)
    assert clock.today() == date(2026, 7, 4)
    assert clock.now() == late


@pytest.mark.django_db
def test_the_demonstration_has_its_own_date(settings: LazySettings) -> None:
    DemoDate.objects.create(pk=1, today=date(2027, 1, 31))
    settings.DEMO = False
    assert clock.today() != date(2027, 1, 31)
    settings.DEMO = True
    assert clock.today() == date(2027, 1, 31)


@pytest.mark.django_db
def test_a_demonstration_that_was_never_moved_is_today(settings: LazySettings) -> None:
    settings.DEMO = True
    assert clock.today() == timezone.localdate()
