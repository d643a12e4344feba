"""Who is billed, since when, and that many cost no more questions than one."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from selfdirect.actions.support.contributions import due_through, list_of_bills, to_look_at
from selfdirect.records.budgets import Budget
from selfdirect.records.contributions import pay_the_council
from tests.actions.changing_payments import changed_charge
from tests.actions.contributing import TWO_WEEKS, Contributing, contributing
from tests.actions.story import FIRST_PAY_ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def life(settings: Any, tmp_path: Path) -> Iterator[Contributing]:
    with contributing(settings, tmp_path) as made:
        yield made


@pytest.mark.requirement("R-PAY-09")
def test_nobody_is_billed_whose_budget_is_paid_less_what_they_pay(life: Contributing) -> None:
    assert list(pay_the_council()) == [life.budget]
    Budget.objects.filter(pk=life.budget.pk).update(contribution_basis="net")
    assert not pay_the_council() and not to_look_at(TWO_WEEKS)


def test_days_before_the_budget_and_after_it_are_not_due(life: Contributing) -> None:
    before = due_through([life.budget], FIRST_PAY_ON - timedelta(days=1))
    assert before[life.budget.pk] == (FIRST_PAY_ON, 0)
    days = (life.budget.ends_on - FIRST_PAY_ON).days + 1
    after = due_through([life.budget], life.budget.ends_on + timedelta(days=100))
    assert after[life.budget.pk][1] == life.weekly * days // 7


def test_a_budget_that_is_over_is_looked_at_again_only_after_a_change(life: Contributing) -> None:
    end = life.budget.ends_on
    bill = life.billed(until_on=end + timedelta(days=1), on=end + timedelta(days=1)).bills.get()
    assert bill.until_on == end
    assert not to_look_at(end + timedelta(days=30))
    changed_charge(life.told, 1000, on=end + timedelta(days=1))
    assert to_look_at(end + timedelta(days=30)) == [life.budget]


def test_the_file_of_a_run_has_its_bills(life: Contributing) -> None:
    run = life.billed()
    bill = run.bills.get()
    assert f"{bill.reference},{life.budget.reference},{life.told.person.pk},".encode() in list_of_bills(run)
