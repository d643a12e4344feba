"""Weekly amounts over time, payee by payee; what a switch does with them is tested with the action."""

from datetime import date, timedelta

import pytest

from selfdirect.actions.support.schedules import holdable_lines
from selfdirect.actions.support.switching import Rate, outlay_of, payees_of, rates_from
from selfdirect.ledger.funds import Funder
from selfdirect.rules.holdings import Holding
from tests.actions.story import FIRST_PAY_ON, story, support, with_account

DAY = date(2026, 7, 6)


def test_rates_from_a_day_begin_with_what_holds_on_it() -> None:
    rates = [Rate(DAY, 100), Rate(DAY + timedelta(days=7), 0), Rate(DAY + timedelta(days=14), 50)]
    assert rates_from(rates, DAY + timedelta(days=8)) == [Rate(DAY + timedelta(days=8), 0), rates[2]]
    assert rates_from(rates, DAY - timedelta(days=1)) == [Rate(DAY - timedelta(days=1), 0), *rates]


@pytest.mark.django_db
def test_before_any_switch_the_outlay_is_what_the_schedules_pay() -> None:
    told = story(support(), support(what="A bed rail", frequency="one_off"))
    outlay = outlay_of(told.budget, FIRST_PAY_ON)
    schedule = told.schedule
    assert outlay.rates == {(told.payee.pk, Funder.COUNCIL): [Rate(FIRST_PAY_ON, schedule.pence_weekly)]}
    assert outlay.once[told.payee.pk] == schedule.pence_once > 0
    assert outlay.kept_pence[Funder.COUNCIL] == 0


@pytest.mark.django_db
def test_whoever_is_paid_already_comes_before_a_newer_account_of_the_same_kind() -> None:
    told = story()
    newer = with_account(told.person, "10000002", key="newer")
    found = payees_of(told.budget, [Holding("direct_payment", "bank_account")])
    assert [payee.pk for payee in found] == [told.payee.pk, newer.pk]
    assert len(holdable_lines(told.budget)) == 1
