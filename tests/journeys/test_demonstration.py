"""The demonstration as a newcomer meets it: choose somebody with one click, look, move the date on, choose again.

Next:   tests/journeys/test_whole_walk.py
"""

import pytest

from selfdirect.jobs.due import what_falls_due
from selfdirect.records.audit import DemoDate
from tests.actions.first_half import Town
from tests.journeys.conftest import EVERY_WAY, Visit

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(("width", "javascript"), EVERY_WAY)
def test_be_anybody_with_one_click_and_move_the_date_on(here: Town, visit: Visit, width: int, javascript: bool) -> None:
    visitor = visit(width, javascript).go("/").sees("Choose who to be", "Everybody here is fictional.")
    visitor.sees("Social worker", "Team manager", "Finance officer", "Finance approver", "Auditor", "Administrator")
    visitor.page.get_by_role("button", name="Grace Okafor").click()
    visitor.look().sees("Your work", "Today is 22 June 2026")
    moves = (("a day", "23 June 2026"), ("a week", "30 June 2026"), ("a month", "30 July 2026"))
    for step, day in moves:
        visitor.press("Sign in as somebody else or move the date on")
        visitor.press(f"Move on by {step}").sees(f"Today is {day}")
    what_falls_due(DemoDate.objects.get().today)
    visitor.page.get_by_role("button", name="Ruth Calloway").click()
    visitor.look().sees("Your team's work", "overdue")
