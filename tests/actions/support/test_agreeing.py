"""An agreement is signed when everything before it is done, and it promises the money of every line."""

from datetime import timedelta

import pytest

from selfdirect.actions import charging
from selfdirect.actions.action import Refused
from selfdirect.ledger.reading import position
from selfdirect.records.budgets import Budget
from selfdirect.records.charging import ChargeNotice, FinancialAssessment
from selfdirect.rules.money import for_days
from tests.actions.first_half import FINANCES, ON, Town, answers, town, worker_of
from tests.actions.paying_people import problems
from tests.actions.story import AGREED_ON, approved, chosen, finalised, signed, support

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Town:
    return town()


def test_what_is_missing_is_said_at_once(here: Town) -> None:
    budget = finalised(approved(here))
    late = AGREED_ON + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        signed(budget, signed_by_name="", signed_how="aloud", signed_on=late)
    assert set(problems(refused)) == {"choice", "signed_by_name", "signed_how", "signed_on"}


@pytest.mark.requirement("R-FIN-09")
def test_nobody_signs_before_they_are_told_what_they_will_pay(here: Town) -> None:
    budget = chosen(finalised(approved(here)))
    person, by = budget.person, worker_of(budget.person)
    assert budget.contribution_pence_weekly > 0
    opened = charging.start(person=person, from_on=ON, on=ON, by=by)
    saved = charging.save(financial_assessment=opened, finances=FINANCES, seen_version=1, on=ON, by=by)
    newer = charging.finish(financial_assessment=saved, seen_version=saved.version, on=ON, by=by)
    assert not ChargeNotice.objects.filter(financial_assessment=newer).exists()
    with pytest.raises(Refused) as refused:
        signed(budget)
    assert problems(refused) == {
        "told": "Nobody signs before they know what they pay. Tell the person what they will pay, and record it; "
        "or ask a team manager for a waiver"
    }
    charging.record_told(
        financial_assessment=newer, told_on=AGREED_ON, how="visit", accepts_may_pay=True, on=AGREED_ON, by=by
    )
    assert signed(budget).pk


def test_somebody_whose_care_is_free_has_nothing_to_be_told(here: Town) -> None:
    free = answers("hygiene", "nutrition", "community", section_117="yes")
    budget = chosen(finalised(approved(here, given=free)))
    assert not ChargeNotice.objects.exists()
    assert FinancialAssessment.objects.filter(is_free=False).count() == 0
    assert signed(budget).pk


def test_the_money_of_every_line_is_promised_and_emergencies_stay_reserved(here: Town) -> None:
    once = support(what="A rail", frequency="one_off", quantity_hundredths=100, unit_price_pence=25000)
    emergency = support(what="For emergencies", purpose="contingency", quantity_hundredths=100, unit_price_pence=300)
    budget = chosen(finalised(approved(here, support(), once, emergency)), ("council_managed", "", None))
    signed(budget)
    found = position(budget.reference)
    promised = for_days(8000, 365) + 25000
    assert (found.committed, found.free, found.reserved) == (promised, 0, for_days(300, 365))
    lines = Budget.objects.get().lines.order_by("pk")
    assert [line.committed_pence for line in lines] == [for_days(8000, 365), 25000, 0]
