"""Weekly amounts over time, payee by payee; what a switch does with them is tested with the action."""

from datetime import date, timedelta

import pytest

from selfdirect.actions.support.switching import Rate, outlay_of, rates_from
from selfdirect.ledger.funds import Funder
from tests.actions.story import FIRST_PAY_ON, story, support

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
    assert outlay.once[told.payee.pk, Funder.COUNCIL] == schedule.pence_once > 0
    assert outlay.kept_pence[Funder.COUNCIL] == 0
