"""Whose money pays an invoice, what it should come to, and why somebody has to look at one."""

from datetime import date

import pytest

from selfdirect.actions.support.invoicing import accepted_for, doubts, expected, parts_of, who_else_pays
from tests.actions.fund_holders import CHANGE_ON, NEW_ON
from tests.actions.invoiced import FOUR_WEEKS, INVOICED_ON, Invoiced, invoiced, now
from tests.actions.ordered import STARTS_ON, fresh
from tests.actions.story import support

pytestmark = pytest.mark.django_db


@pytest.fixture
def life() -> Invoiced:
    return invoiced()


def test_the_parts_are_those_of_the_line(life: Invoiced) -> None:
    made = now(life.invoice(life.going_on()))
    line, parts = life.line, parts_of(made)
    assert parts.council_pence + parts.nhs_pence + parts.own_pence == made.pence == FOUR_WEEKS
    assert parts.own_pence == FOUR_WEEKS * (line.pence_weekly - line.net_pence_weekly) // line.pence_weekly
    assert accepted_for(made) == FOUR_WEEKS


def test_swapped_time_is_not_expected(life: Invoiced) -> None:
    order = life.going_on()
    made = life.swapped(order, CHANGE_ON)
    life.answered(fresh(made.bought), on=CHANGE_ON)
    until = date(2026, 8, 30)
    assert expected(fresh(order), STARTS_ON, until) == 8_000 * 8 - 1_600 * 4
    assert expected(fresh(order), STARTS_ON, date(2026, 8, 2)) == FOUR_WEEKS
    assert made.from_on == NEW_ON


def test_every_reason_to_look_is_said(life: Invoiced) -> None:
    order = life.going_on()
    life.invoice(order)
    provider = life.providers[0]
    provider.account_number = ""
    provider.save()
    again = now(life.invoice(order, pence=10_000_000))
    said = " ".join(doubts(again))
    for words in (
        "more than was ordered",
        "Another invoice",
        "left of this part",
        "do not know the provider’s account",
    ):
        assert words in said


def test_a_budget_that_nobody_signed_for_pays_nothing() -> None:
    from tests.actions.ordered import managed

    life = managed(support())
    assert "not signed" in who_else_pays(life.going_on(), STARTS_ON, INVOICED_ON)
