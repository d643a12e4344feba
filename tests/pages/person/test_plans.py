"""My plan: what a worker sees of it, I see, in words."""

import pytest

from selfdirect.rules.access import Role
from tests.actions.first_half import screened
from tests.pages.person.conftest import Life, browser, said, user_of


@pytest.mark.requirement("R-INF-16")
def test_the_plan_says_what_for_how_much_what_it_costs_and_that_it_can_change(life: Life) -> None:
    page = said(browser(life.user).get(life.path("plan/")))
    assert "To stay in my own home." in page and "Agreed" in page
    assert "Swimming" in page and "5 hours a week" in page and "£80.00 a week" in page
    assert "31 August 2026" in page
    assert "your plan can change. You can also change your mind about who looks after the money" in page


def test_a_carer_without_money_sees_the_plan_without_its_cost(life: Life) -> None:
    page = said(browser(life.helper(Role.CARER, may_see_money=False)).get(life.path("plan/")))
    assert "Swimming" in page and "£" not in page and "What it costs" not in page


def test_before_there_is_a_plan_it_says_what_will_appear(life: Life) -> None:
    other = screened(life.here, first_name="Other").person
    page = said(browser(user_of(life.here, other, "other@example.org")).get(f"/my/{other.pk}/plan/"))
    assert "There is no plan yet" in page
