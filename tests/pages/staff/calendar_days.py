"""Which day it is on the pages, for tests of what happens later than the referral."""

from datetime import date

import pytest


def it_is(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Pages believe that it is this day."""
    monkeypatch.setattr("selfdirect.pages.middleware.today", lambda: day)
    monkeypatch.setattr("selfdirect.pages.context.today", lambda: day)
