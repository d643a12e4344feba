"""The modelling page in a real browser: a form that needs no script, a result with its chart, at both widths."""

from datetime import date

import pytest

from selfdirect.records.access import RoleGrant
from selfdirect.rules.access import Role
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


def test_a_change_is_proposed_and_signed_in_a_browser_at_a_phones_width(here: Town, visit: Visit) -> None:
    visitor = visit(width=320).be(here.cast.managers[1])
    visitor.go("/staff/modelling/?whom=fictional&percent=3").press("Propose this change")
    visitor.fill(reason="Costs have risen").fill_day("starts_on", date(2027, 4, 1)).press("Propose the change")
    visitor.sees("In test: not in force", "Who has signed")
    where = visitor.where
    visitor.be(here.cast.approvers[0]).go(where).press("Sign for Adult social care finance").sees("Not yet")
    visitor.be(here.cast.managers[0]).go(where).press("Sign for Head of service")
    commissioner = RoleGrant.objects.filter(role=Role.COMMISSIONER.value)[0].user
    visitor.be(commissioner).go(where).press("Sign for Programme lead").sees("Lines to add to the policy")
    visit(width=1280).be(commissioner).go(where)
    visitor.go("/staff/modelling/changes/").sees("3 of 3")
