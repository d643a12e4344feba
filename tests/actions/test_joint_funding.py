"""A joint package from the plan to the bank: whose money is whose, to the penny, and what a no of the NHS's means."""

from datetime import timedelta

import pytest

from selfdirect.actions.action import Refused
from selfdirect.actions.support.paying import budget_account
from selfdirect.ledger.chart import committed, owed
from selfdirect.ledger.funds import Funder, fund
from selfdirect.ledger.reading import balance
from selfdirect.ledger.whole import whole_position
from selfdirect.records.audit import AuditEntry
from selfdirect.records.budgets import Budget
from selfdirect.records.joint_funding import JointFunding
from selfdirect.records.payments import PaymentLine
from selfdirect.rules.calendar import days_inclusive
from selfdirect.rules.money import for_days
from tests.actions.first_half import ON, Town, nhs_agreed, town
from tests.actions.paying_people import problems, said, the_book_is_sound
from tests.actions.story import (
    FIRST_PAY_ON,
    approved,
    choose,
    finalised,
    found_suitable,
    paid,
    story,
    support,
    talked,
)
from tests.actions.test_switching import BANK_ACCOUNT, MANAGED, MIDDLE, switch

pytestmark = pytest.mark.django_db

NURSE = support(what="A nurse at night", nhs_basis_points=3750)
"""£80.00 a week, of which the NHS pays £30.00."""


@pytest.fixture
def here() -> Town:
    return town()


@pytest.mark.requirement("R-FPB-02")
@pytest.mark.requirement("R-PAY-11")
def test_the_budget_says_what_the_nhs_pays_and_nobody_is_charged_for_it(here: Town) -> None:
    once = {"frequency": "one_off", "quantity_hundredths": 100, "unit_price_pence": 401}
    rail = support(what="A bed", nhs_basis_points=5000, **once)
    budget = finalised(approved(here, support(), NURSE, rail))
    pays = budget.contribution_pence_weekly
    assert (budget.nhs_pence_weekly, budget.net_pence_weekly) == (3000, 13000)
    assert budget.gross_pence_weekly == 16000 + pays
    assert (budget.one_off_pence, budget.nhs_one_off_pence) == (401, 201), "an exact half penny is the NHS's"
    days = days_inclusive(budget.starts_on, budget.ends_on)
    assert budget.nhs_allotted_pence == for_days(3000, days) + 201
    assert budget.allotted_pence == for_days(13000, days) + 200
    assert [line.nhs_pence_weekly for line in budget.lines.order_by("pk")] == [0, 3000, 0]
    whole = whole_position(budget.reference)
    assert whole.funds[Funder.NHS].put_in == budget.nhs_allotted_pence == balance("nhs:funding")
    assert whole.funds[Funder.COUNCIL].put_in == budget.allotted_pence
    assert ["What the NHS pays", 3000] in [[row["label"], row["amount"]] for row in budget.working]


def test_who_decides_goes_by_what_the_council_pays(here: Town) -> None:
    decision = approved(here, support(), NURSE)
    assert decision.pence_weekly == 16000 - 3000


@pytest.mark.requirement("R-PAY-11")
def test_there_are_two_payments_beside_each_other_each_from_its_own_money(here: Town) -> None:
    told = story(support(), NURSE, here=here)
    by_funder = {one.funder: one for one in told.budget.payment_schedules.all()}
    assert {funder: one.pence_weekly for funder, one in by_funder.items()} == {"council": 13000, "nhs": 3000}
    assert by_funder["council"].payee == by_funder["nhs"].payee
    paid(here, FIRST_PAY_ON)
    lines = {one.schedule.funder: one.pence for one in PaymentLine.objects.all()}
    assert lines == {"council": 3 * 13000, "nhs": 3 * 3000}
    ref = fund(told.budget.reference, Funder.NHS)
    assert whole_position(told.budget.reference).funds[Funder.NHS].paid_out == 9000
    assert balance(committed(ref)) == told.budget.nhs_allotted_pence - 9000
    assert balance(owed(f"Y-{by_funder['nhs'].payee_id:06d}")) == 0
    assert the_book_is_sound()


@pytest.mark.requirement("R-PAY-11")
def test_one_switch_moves_both_parts(here: Town) -> None:
    told = story(support(), NURSE, here=here)
    paid(here, FIRST_PAY_ON)
    made = switch(told, MANAGED)
    budget = Budget.objects.get(pk=told.budget.pk)
    from_day = days_inclusive(MIDDLE, budget.ends_on)
    assert balance(budget_account(budget.pk, Funder.NHS)) == 3000 * from_day // 7
    assert whole_position(budget.reference).funds[Funder.NHS].due_back == 2 * 3000
    assert {(one.funder, one.pence_weekly) for one in made.schedules.all()} == {("council", 0), ("nhs", 0)}


@pytest.mark.requirement("R-PAY-12")
def test_the_nhs_may_say_no_and_the_councils_direct_payment_goes_on(here: Town) -> None:
    budget = finalised(approved(here, support(), NURSE))
    reason = "Nurses employed one by one cost the NHS more."
    kept = nhs_agreed(budget.plan, health_direct_payment="refused", refused_reason=reason)
    assert kept.refused_reason == reason
    told = said(f"JointFunding:{kept.pk}")[0]
    assert reason in told and "from the council goes on" in told
    talked(budget)
    found_suitable(budget)
    own, council = ("direct_payment", "bank_account", None), ("council_managed", "", None)
    with pytest.raises(Refused) as refused:
        choose(budget, own)
    nurse = budget.lines.order_by("pk")[1]
    assert "said no to a direct payment" in problems(refused)[f"line_{nurse.pk}"]
    choose(budget, own, council)
    assert [one.held_as for one in budget.lines.order_by("pk")] == ["direct_payment", "council_managed"]


@pytest.mark.requirement("R-PAY-12")
def test_a_no_stops_a_switch_too_and_a_yes_is_not_taken_back_under_a_payment(here: Town) -> None:
    told = story(support(), NURSE, here=here)
    no = {"health_direct_payment": "refused", "refused_reason": "It costs more.", "on": FIRST_PAY_ON}
    with pytest.raises(Refused) as refused:
        nhs_agreed(told.budget.plan, **no)
    assert "Switch it to another way first" in problems(refused)["health_direct_payment"]
    switch(told, MANAGED, FIRST_PAY_ON)
    nhs_agreed(told.budget.plan, **no)
    with pytest.raises(Refused) as refused:
        switch(told, BANK_ACCOUNT, MIDDLE)
    assert "said no" in " ".join(problems(refused).values())


def test_what_is_missing_or_wrong_is_named(here: Town) -> None:
    plan = approved(here).plan
    given = {"nhs_body": " ", "agreed_by_name": "", "evidence": "", "health_direct_payment": "maybe"}
    with pytest.raises(Refused) as refused:
        nhs_agreed(plan, **given, agreed_on=ON + timedelta(days=1))
    fields = {"nhs_body", "agreed_by_name", "evidence", "health_direct_payment", "agreed_on"}
    assert set(problems(refused)) == fields and not JointFunding.objects.exists()
    with pytest.raises(Refused) as refused:
        nhs_agreed(plan, health_direct_payment="refused", refused_reason=" ")
    assert "reason the NHS gave" in problems(refused)["refused_reason"]


def test_a_share_of_money_for_emergencies_is_refused(here: Town) -> None:
    with pytest.raises(Refused, match="council's alone"):
        approved(here, support(purpose="contingency", nhs_basis_points=5000))


def test_it_says_who_recorded_it(here: Town) -> None:
    story(support(), NURSE, here=here)
    assert AuditEntry.objects.filter(about__startswith="JointFunding:").exists()
