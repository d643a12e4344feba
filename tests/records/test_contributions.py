"""Bills and payments stay as they were written, and say something; where it stood is read as of a day."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, transaction

from selfdirect.records.contributions import ContributionBill, ContributionPayment, ContributionRun, accounts_of
from tests.actions.contributing import LATER, Contributing, contributing

pytestmark = pytest.mark.django_db


@pytest.fixture
def life(settings: Any, tmp_path: Path) -> Iterator[Contributing]:
    with contributing(settings, tmp_path) as made:
        yield made


def test_nothing_is_changed_or_deleted(life: Contributing) -> None:
    life.billed()
    life.paid(100)
    for model in (ContributionRun, ContributionBill, ContributionPayment):
        for act in (lambda rows: rows.update(id=1_000_000), lambda rows: rows._raw_delete("default")):
            with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
                act(model.objects.all())


@pytest.mark.parametrize("more", [{"pence": 0}, {"direction": "sideways"}])
def test_a_payment_says_something(life: Contributing, more: dict[str, Any]) -> None:
    given = {"person": life.told.person, "budget": life.budget, "direction": "paid", "pence": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        ContributionPayment.objects.create(**(given | more), moved_on=LATER, on=LATER, by=life.finance)


@pytest.mark.requirement("R-PAY-16")
def test_it_can_be_asked_how_it_stood_on_a_day(life: Contributing) -> None:
    life.billed(on=LATER - timedelta(days=10))
    life.paid(100)
    before = accounts_of([life.budget], LATER - timedelta(days=1))[life.budget.pk]
    assert (before.billed_pence, before.paid_pence) == (2 * life.weekly, 0)
    assert accounts_of([life.budget])[life.budget.pk].paid_pence == 100
    assert accounts_of([life.budget], LATER - timedelta(days=11))[life.budget.pk].billed_pence == 0
