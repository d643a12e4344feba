"""Every level has its monthly price; what is always free never has one; a fee met in kind goes down to nothing."""

from dataclasses import replace
from datetime import date

import pytest

from selfdirect.policy import councils
from selfdirect.rules.support_services import FEES, FREE, left_to_pay, menu, months_until
from selfdirect.rules.values import ValueRefused
from tests.rules.packs import on

LEVELS = {"payroll", "recruitment", "employment", "account", "records", "end_to_end", "mentoring"}


@pytest.mark.parametrize("council", councils())
def test_each_level_has_a_price_and_advice_information_and_peer_support_are_free(council: str) -> None:
    prices = {level.code: level.pence_monthly for level in menu(on(council))}
    assert set(prices) >= LEVELS and all(prices[code] > 0 for code in LEVELS)
    assert {code: prices[code] for code in FREE} == dict.fromkeys(FREE, 0)


@pytest.mark.requirement("R-SUP-05")
@pytest.mark.parametrize("code", FREE)
def test_a_price_on_what_is_always_free_is_refused(code: str) -> None:
    values = on("westminster")
    row = {"code": code, "option": "direct_payment", "label": "Advice", "pence_monthly": 1}
    priced = replace(values, values_by_key={**values, FEES: replace(values.value(FEES), amount=(row,))})
    with pytest.raises(ValueRefused, match="are free"):
        menu(priced)


def test_a_fee_is_counted_for_each_month_that_begins() -> None:
    assert months_until(date(2026, 7, 6), date(2027, 7, 5)) == 12
    assert months_until(date(2026, 7, 6), date(2026, 7, 6)) == 1
    assert months_until(date(2026, 7, 6), date(2026, 7, 5)) == 0


def test_what_was_done_in_return_comes_off_and_never_below_nothing() -> None:
    assert [left_to_pay(700, done) for done in ((), (300,), (300, 400), (900,))] == [700, 400, 0, 0]
    free, paid = menu(on("westminster"))[0], next(one for one in menu(on("westminster")) if one.code == "payroll")
    assert (free.cost, paid.cost) == ("Free", "£7.00 a month")
