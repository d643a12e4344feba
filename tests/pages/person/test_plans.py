"""My plan: what a worker sees of it, I see, in words."""

import pytest

from selfdirect.records.plans import Plan
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


@pytest.mark.requirement("R-CTG-05")
@pytest.mark.requirement("R-CTG-06")
def test_the_emergency_plan_says_what_happens_without_the_carer_and_who_covers(life: Life) -> None:
    Plan.objects.filter(pk=life.budget.plan_id).update(
        carer_emergency="If Ruth is ill, ring 01632 960401.",
        assistant_cover="Grace covers holidays.",
        is_cover_hard_to_find=True,
    )
    page = said(browser(life.user).get(life.path("plan/")))
    assert "If your carer is ill or needs to stop" in page and "If Ruth is ill, ring 01632 960401." in page
    assert "When your personal assistant is away" in page and "Grace covers holidays." in page
    assert "Cover may be hard to find" in page
