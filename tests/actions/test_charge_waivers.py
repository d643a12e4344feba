"""A team manager decides not to wait: with a reason, until a day, and the person reads who decided it and why."""

from datetime import date, timedelta
from typing import Any

import pytest

from selfdirect.actions import charging
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.charge_waivers import waive_telling
from selfdirect.records.audit import AuditEntry
from selfdirect.records.charging import ChargeNotice, FinancialAssessment
from selfdirect.records.work import Step
from tests.actions.first_half import ON, Town, assessed, means_tested, town, worker_of
from tests.actions.paying_people import problems

pytestmark = pytest.mark.django_db
UNTIL = ON + timedelta(weeks=2)


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def finances(here: Town) -> FinancialAssessment:
    return means_tested(assessed(here).person)


def waive(here: Town, finances: FinancialAssessment, **more: Any) -> ChargeNotice:
    words = {
        "reason": "They come home from hospital tomorrow.",
        "waived_until": UNTIL,
        "accepts_may_pay": True,
        "key": "w",
        "by": here.manager,
    }
    return waive_telling(**({"financial_assessment": finances, "on": ON} | words | more))


@pytest.mark.requirement("R-FIN-09")
def test_who_decided_why_and_until_when_is_kept_and_told_to_the_person(
    here: Town, finances: FinancialAssessment
) -> None:
    made = waive(here, finances)
    assert (made.is_waiver, made.by, made.waived_until, made.told_on) == (True, here.manager, UNTIL, ON)
    said = AuditEntry.objects.timeline_of(finances.person)[0].said
    assert here.manager.name in said and "They come home from hospital tomorrow." in said
    assert "We tell you the amount by" in said
    step = Step.objects.open().get(code="tell_charge")
    assert step.owner == worker_of(finances.person)
    charging.record_told(
        financial_assessment=finances, told_on=ON, how="phone", accepts_may_pay=True, on=ON, by=step.owner
    )
    assert not Step.objects.open().filter(code="tell_charge").exists()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"reason": " "}, "reason", "Say why support cannot wait"),
        ({"waived_until": ON - timedelta(days=1)}, "waived_until", "today or later"),
        ({"waived_until": ON + timedelta(weeks=6, days=1)}, "waived_until", "or earlier"),
        ({"accepts_may_pay": False}, "accepts_may_pay", "Tell the person first"),
    ],
)
def test_what_is_wrong_is_named(
    here: Town, finances: FinancialAssessment, changes: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        waive(here, finances, **changes)
    assert words in problems(refused)[field] and not ChargeNotice.objects.filter(is_waiver=True).exists()


def test_it_may_last_for_today_alone_or_for_as_long_as_policy_lets_it(
    here: Town, finances: FinancialAssessment
) -> None:
    last: date = ON + timedelta(weeks=6)
    assert waive(here, finances, waived_until=ON, key="a").waived_until == ON
    assert waive(here, finances, waived_until=last, key="b").waived_until == last


def test_a_worker_or_finance_does_not_decide_it(here: Town, finances: FinancialAssessment) -> None:
    for by in (worker_of(finances.person), here.cast.finance[0]):
        with pytest.raises(NotAllowed):
            waive(here, finances, by=by)
