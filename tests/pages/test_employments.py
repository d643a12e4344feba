"""The checklist, the questions and the sides of employing fit each other."""

from datetime import date

import pytest

from selfdirect.pages.employing import checklist_of
from selfdirect.pages.employments import employing_of, employment_of, lines_of
from tests.actions.employed import STARTS_ON, employer


@pytest.mark.django_db
@pytest.mark.requirement("R-EMP-10")
def test_the_checklist_is_that_of_the_start_and_the_contract_and_then_of_the_end() -> None:
    life = employer()
    one = life.employ()
    parts = dict(checklist_of(one, STARTS_ON))
    assert set(parts) == {"Before the first day", "In the contract"}
    codes = {item.code for items in parts.values() for item in items}
    assert {"right_to_work", "dbs", "insurance", "payroll", "written"} <= codes
    assert employing_of(life.person, STARTS_ON)["rows"][0]["left"] == len(codes)
    assert lines_of(life.person, STARTS_ON)[0] == life.line
    found = employment_of(life.person, one.pk, date(2026, 7, 20))
    assert found["reserve_pence"] == 0 and found["below_least"] is None and found["firewall"] == ""
    life.ended(one, date(2026, 8, 2))
    one.refresh_from_db()
    assert [part for part, _ in checklist_of(one, STARTS_ON)] == ["When it ends"]
