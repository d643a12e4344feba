"""A day that the book is closed for is refused with the day to choose instead."""

from datetime import date

import pytest

from selfdirect.actions.support import closed_days

CLOSED = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("closed", "day", "refused"),
    [(None, CLOSED, False), (CLOSED, date(2026, 7, 1), False), (CLOSED, CLOSED, True)],
)
def test_the_first_open_day_is_named(
    closed: date | None, day: date, refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closed_days, "closed_until", lambda: closed)
    problem = closed_days.closed_problem("from_on", day)
    assert (problem is not None) is refused
    if problem:
        assert problem.field == "from_on" and "Choose 1 July 2026 or a later day" in problem.message
