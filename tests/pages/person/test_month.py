"""Which budget counts, what is left of it this month, and who looks after the money, in words."""

from datetime import date

from selfdirect.pages.person.month import have, how_held
from tests.actions import story
from tests.actions.first_half import screened
from tests.pages.person.conftest import Life


def test_a_budget_that_nobody_signed_for_has_no_month_yet(life: Life) -> None:
    found = have(life.person, date(2026, 8, 1))
    assert found is not None and not found.is_agreed and found.month is None
    assert how_held(found.lines, date(2026, 8, 1)).rows == ()


def test_a_signed_budget_has_what_its_plan_costs_for_the_days_left(life: Life) -> None:
    story.chosen(life.budget, ("direct_payment", "bank_account", None), ("council_managed", "", None))
    story.with_account(life.person)
    story.signed(life.budget)
    found = have(life.person, date(2026, 8, 25))
    assert found is not None and found.month is not None and found.month.pence == 16000
    assert found.position.cash > 0 and not found.is_over
    held = how_held(found.lines, date(2026, 8, 25)).rows
    assert held[0][1] == "You have the money: a separate bank account"
    assert held[1] == ("Swimming", "The council looks after the money")


def test_somebody_without_a_budget_has_none(life: Life) -> None:
    other = screened(life.here, first_name="Other").person
    assert have(other, date(2026, 8, 1)) is None
