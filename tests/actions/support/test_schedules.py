"""One schedule for each payee, for what the lines come to, and not before the person was told."""

from datetime import timedelta

import pytest

from selfdirect.actions import charging
from selfdirect.actions.support.paying import rule_schedule
from selfdirect.actions.support.schedules import paid_pence_weekly
from selfdirect.ledger.chart import committed
from selfdirect.ledger.reading import balance
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.charging import ChargeNotice
from selfdirect.records.work import Step
from selfdirect.rules.payments import entitled_to_date
from tests.actions.first_half import FINANCES, ON, STARTS_ON, Town, town, worker_of
from tests.actions.story import account_of, approved, chosen, finalised, signed, support, with_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Town:
    return town()


@pytest.mark.requirement("R-PAY-09")
def test_each_payee_has_one_schedule_for_its_lines_less_the_contribution(here: Town) -> None:
    holder = here.cast.fund_holders[0]
    hours = {"Help to wash": 2, "Swimming": 1, "Cleaning": 1, "Cooking": 1}
    lines = [support(what=what, quantity_hundredths=each * 100) for what, each in hours.items()]
    lines.append(support(what="A rail", frequency="one_off", quantity_hundredths=100, unit_price_pence=25000))
    own, third, managed = (
        ("direct_payment", "bank_account", None),
        ("third_party", "", holder.pk),
        ("council_managed", "", None),
    )
    budget = chosen(finalised(approved(here, *lines)), own, own, third, managed, own, conflict_note="Known.")
    with_account(budget.person)
    account_of(holder, here.cast.finance[0])
    signed(budget)
    found = {schedule.payee.kind: schedule for schedule in budget.payment_schedules.all()}
    assert {kind: (one.pence_weekly, one.pence_once) for kind, one in found.items()} == {
        "bank_account": (3200 + 1600, 25000),
        "third_party": (1600, 0),
    }
    assert {(one.from_on, one.until_on, one.frequency) for one in found.values()} == {
        (budget.starts_on, budget.ends_on, "four_weekly")
    }


@pytest.mark.requirement("R-PAY-09")
def test_a_line_is_paid_less_the_contribution_or_in_full_as_the_policy_said() -> None:
    line = BudgetLine(pence_weekly=8000, net_pence_weekly=6500)
    assert paid_pence_weekly(Budget(contribution_basis="net"), line) == 6500
    assert paid_pence_weekly(Budget(contribution_basis="gross"), line) == 8000


def test_nothing_is_paid_out_of_what_the_council_holds(here: Town) -> None:
    budget = chosen(finalised(approved(here)), ("council_managed", "", None))
    signed(budget)
    steps = set(Step.objects.open().filter(person=budget.person).values_list("code", flat=True))
    assert budget.payment_schedules.count() == 0
    assert "first_review" in steps and "first_payment" not in steps


@pytest.mark.requirement("R-FIN-09")
def test_nothing_charged_for_starts_before_the_person_was_told(here: Town) -> None:
    budget = chosen(finalised(approved(here)))
    with_account(budget.person)
    person, by = budget.person, worker_of(budget.person)
    opened = charging.start(person=person, from_on=ON, on=ON, by=by)
    saved = charging.save(financial_assessment=opened, finances=FINANCES, seen_version=1, on=ON, by=by)
    newer = charging.finish(financial_assessment=saved, seen_version=saved.version, on=ON, by=by)
    told_on = STARTS_ON + timedelta(days=3)
    charging.record_told(
        financial_assessment=newer, told_on=told_on, how="visit", accepts_may_pay=True, on=told_on, by=by
    )
    signed(budget, on=told_on, signed_on=told_on)
    assert budget.payment_schedules.get().from_on == told_on
    assert ChargeNotice.objects.filter(told_on__lte=told_on).exists()


def test_what_is_promised_is_what_a_whole_year_of_payments_comes_to(here: Town) -> None:
    budget = chosen(finalised(approved(here, support(quantity_hundredths=333, unit_price_pence=1601))))
    with_account(budget.person)
    signed(budget)
    row = {name: getattr(budget.payment_schedules.get(), name) for name in _NEEDED}
    assert entitled_to_date(rule_schedule([row]), budget.ends_on).pence == balance(committed(budget.reference))


_NEEDED = ("pence_weekly", "pence_once", "frequency", "in_advance", "calendar_from", "from_on", "until_on")
