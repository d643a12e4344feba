"""The modelling page in a real browser: a form that needs no script, a result with its chart, at both widths."""

import pytest

from tests.actions.first_half import Town
from tests.journeys.conftest import EVERY_WAY, Visit

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(("width", "javascript"), EVERY_WAY)
def test_a_change_is_tried_and_its_result_looked_at(width: int, javascript: bool, here: Town, visit: Visit) -> None:
    visitor = visit(width=width, javascript=javascript).be(here.cast.managers[0])
    visitor.go("/staff/modelling/").choose("whom", "fictional").fill(percent="-5", ceiling="400")
    visitor.press("Work it out").sees("What it costs a year", "By main reason for support", "Average budget by")
    assert "percent=-5" in visitor.page.url
    visitor.fill(percent="lots").press("Work it out").sees("There is a problem")
