"""What somebody has, what is left of this month's fee, and what comes next, gathered for a page."""

from datetime import date

import pytest

from selfdirect.pages.helping import help_of
from tests.actions.ordered import managed
from tests.actions.test_support_services import chosen

ON = date(2026, 7, 13)


@pytest.mark.django_db
def test_what_somebody_has_and_what_comes_next() -> None:
    life = managed()
    assert help_of(life.person, ON)["now"] is None
    chosen(life, "payroll", "in_kind", in_return="Lunch")
    chosen(life, "", from_on=date(2026, 8, 1))
    found = help_of(life.person, ON)
    assert found["now"].code == "payroll" and found["left"] == 700 and found["in_kind"]
    assert [one.from_on for one in found["next"]] == [date(2026, 8, 1)]
    assert "£7.00 a month" in [level.cost for level in found["menu"]]
