"""The fund for crises, as the database keeps it."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from selfdirect.records.crisis_fund import CrisisDecision, CrisisDraw, CrisisFundMoney, CrisisSettled
from selfdirect.records.payments import PaymentSchedule
from tests.actions.paying_people import ON, Office

pytestmark = pytest.mark.django_db


def draw(here: Office, schedule: PaymentSchedule, **more: Any) -> CrisisDraw:
    words = {"what_happened": "A fall", "what_for": "Nights", "pence": 90000, "needs_pence_weekly": 50000, "on": ON}
    mine = {"person": schedule.person, "budget": schedule.budget, "by": here.worker}
    return CrisisDraw.objects.create(**(words | mine | more))


@pytest.mark.parametrize("wrong", [{"pence": 0}, {"what_happened": ""}, {"what_for": ""}])
def test_a_draw_says_what_and_how_much(here: Office, schedule: PaymentSchedule, wrong: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        draw(here, schedule, **wrong)


def test_each_is_decided_and_settled_once_with_reasons(here: Office, schedule: PaymentSchedule) -> None:
    made = draw(here, schedule)
    said: dict[str, Any] = {"draw": made, "on": ON, "by": here.manager}
    for table, words, empty in (
        (CrisisDecision, {"agreed": True, "reasons": "Yes"}, {"reasons": ""}),
        (CrisisSettled, {"used_for": "Nights", "used_pence": 90000, "back_pence": 0}, {"used_for": ""}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            table.objects.create(**(said | words | empty))
        table.objects.create(**(said | words))
        with pytest.raises(IntegrityError), transaction.atomic():
            table.objects.create(**(said | words))
    assert made.reference == f"J-{made.pk:06d}"


@pytest.mark.parametrize("wrong", [{"pence": 0}, {"reason": ""}])
def test_money_of_the_fund_has_an_amount_and_a_reason(here: Office, wrong: Any) -> None:
    words = {"pence": 100, "reason": "This year's", "on": ON, "by": here.approver}
    CrisisFundMoney.objects.create(**words)
    with pytest.raises(IntegrityError), transaction.atomic():
        CrisisFundMoney.objects.create(**(words | wrong))


def test_a_row_is_never_changed(here: Office, schedule: PaymentSchedule) -> None:
    with pytest.raises(Exception, match="never changed"), transaction.atomic():
        CrisisDraw.objects.filter(pk=draw(here, schedule).pk).update(pence=1)
