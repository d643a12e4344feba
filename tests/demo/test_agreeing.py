"""Somebody who acts signs in a story, may stop, and the person signs the new version; a manager waives for a few."""

from datetime import timedelta

import pytest

from selfdirect.actions import access
from selfdirect.demo import agreeing
from selfdirect.demo.walks import Today
from selfdirect.records.access import ActingFor
from selfdirect.records.charging import ChargeNotice, FinancialAssessment
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from tests.actions.first_half import town, worker_of
from tests.actions.story import AGREED_ON, DECIDED_ON, FIRST_PAY_ON, approved, chosen, finalised, story, with_account
from tests.actions.test_switching import MANAGED, switch

pytestmark = pytest.mark.django_db


def test_a_nominated_person_signs_stops_and_the_person_signs_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreeing, "ENDS_FOR_ONE_IN", 1)
    here, today = town(), Today(DECIDED_ON)
    budget = chosen(finalised(approved(here)))
    worker = worker_of(budget.person)
    helper = access.add_user(
        email="h@example.org", name="Bo Reed", roles=[Role.REPRESENTATIVE], on=DECIDED_ON, by=here.cast.administrator
    )
    held = agreeing.represent(budget.person, helper, worker, DECIDED_ON)
    assert ActingFor.objects.get().under == held
    with_account(budget.person, authority=held)
    today.on = AGREED_ON
    agreeing.agree(budget, today, worker, "on_paper")
    assert Agreement.objects.get().authority == held
    for wait in agreeing.change_hands(budget, today, worker):
        today.on = today.on.fromordinal(today.on.toordinal() + wait)
    second = Agreement.objects.get(version=2)
    assert second.signed_as == "person" and any("No longer said: Bo Reed" in words for words in second.changes)
    assert held.payees.get().later_details.get().under is None
    assert not Step.objects.open().filter(code__in=("authority_ended", "agreement")).exists()


def test_after_a_switch_whoever_signs_has_signed_again_some_days_later() -> None:
    told = story()
    switch(told, MANAGED)
    agreeing.sign_again_some(FIRST_PAY_ON)
    assert Agreement.objects.count() == 1
    agreeing.sign_again_some(FIRST_PAY_ON + timedelta(days=8))
    assert Agreement.objects.count() == 2


def test_a_manager_waives_for_one_in_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreeing, "WAIVED_FOR_ONE_IN", 1)
    approved(town())
    agreeing.waive(FinancialAssessment.objects.get(), Today(AGREED_ON))
    assert ChargeNotice.objects.filter(is_waiver=True).count() == 1
