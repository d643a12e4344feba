"""Nothing that is charged for starts before the person was told, or somebody decided not to wait, until a day."""

from datetime import date, timedelta

import pytest

from selfdirect.actions import charging
from selfdirect.actions.action import Refused
from selfdirect.actions.charge_waivers import waive_telling
from selfdirect.actions.support.telling import Told, told_of_charge
from selfdirect.records.budgets import Budget
from selfdirect.records.charging import ChargeNotice, FinancialAssessment
from selfdirect.records.payments import PaymentSchedule
from tests.actions.first_half import FINANCES, ON, STARTS_ON, Town, town, worker_of
from tests.actions.paying_people import problems
from tests.actions.story import AGREED_ON, approved, chosen, finalised, signed, with_account

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def untold(here: Town) -> Budget:
    """A budget with a contribution, a choice and an account, and a new amount that nobody was told."""
    budget = chosen(finalised(approved(here)))
    with_account(budget.person)
    person, by = budget.person, worker_of(budget.person)
    opened = charging.start(person=person, from_on=ON, on=ON, by=by)
    saved = charging.save(financial_assessment=opened, finances=FINANCES, seen_version=1, on=ON, by=by)
    charging.finish(financial_assessment=saved, seen_version=saved.version, on=ON, by=by)
    return budget


def newest(budget: Budget) -> FinancialAssessment:
    return FinancialAssessment.objects.filter(person=budget.person).latest("pk")


def waived(here: Town, budget: Budget, until: date, on: date = AGREED_ON) -> ChargeNotice:
    return waive_telling(
        financial_assessment=newest(budget),
        reason="They come home from hospital tomorrow.",
        waived_until=until,
        accepts_may_pay=True,
        key=f"w{until}",
        on=on,
        by=here.manager,
    )


@pytest.mark.requirement("R-FIN-09")
def test_with_neither_nothing_starts_and_the_words_say_how_to_mend_it(untold: Budget) -> None:
    with pytest.raises(Refused) as refused:
        signed(untold)
    assert "Tell the person what they will pay, and record it; or ask a team manager" in problems(refused)["told"]
    assert not PaymentSchedule.objects.exists()


@pytest.mark.requirement("R-FIN-09")
def test_with_a_waiver_it_starts_on_every_day_up_to_its_last(here: Town, untold: Budget) -> None:
    until = AGREED_ON + 10 * DAY
    waived(here, untold, until)
    assert told_of_charge(untold, until) == Told(True, AGREED_ON, until)
    assert told_of_charge(untold, AGREED_ON - DAY).is_missing
    late = told_of_charge(untold, until + DAY)
    assert late.is_missing and late.how_to_mend.startswith("The waiver ended on 2 July 2026. Tell the person")
    with pytest.raises(Refused) as refused:
        signed(untold, on=until + DAY, signed_on=until + DAY)
    assert "The waiver ended on 2 July 2026" in problems(refused)["told"]
    signed(untold, key="in time", on=until, signed_on=until)
    assert PaymentSchedule.objects.get().from_on == STARTS_ON


def test_a_telling_counts_before_a_waiver(here: Town, untold: Budget) -> None:
    waived(here, untold, AGREED_ON + DAY)
    charging.record_told(
        financial_assessment=newest(untold),
        told_on=AGREED_ON,
        how="visit",
        accepts_may_pay=True,
        on=AGREED_ON,
        by=worker_of(untold.person),
    )
    assert told_of_charge(untold, AGREED_ON + 90 * DAY) == Told(True, AGREED_ON)


def test_who_pays_nothing_has_nothing_to_be_told() -> None:
    assert told_of_charge(Budget(contribution_pence_weekly=0, person_id=0), AGREED_ON) == Told(False, None)
