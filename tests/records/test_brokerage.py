"""A referral to an organisation that helps find support, as the database keeps it."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from selfdirect.records.brokerage import BrokerageAnswer, BrokerageReferral
from selfdirect.records.payments import PaymentSchedule
from tests.actions.paying_people import ON, Office

pytestmark = pytest.mark.django_db


def referral(here: Office, schedule: PaymentSchedule, **more: Any) -> BrokerageReferral:
    words = {"organisation": "user_led", "who_pays": "council", "what_for": "Somebody to swim with", "on": ON}
    return BrokerageReferral.objects.create(**({"person": schedule.person, "by": here.worker} | words | more))


@pytest.mark.parametrize("wrong", [{"who_pays": "nobody"}, {"what_for": ""}, {"proposed": "other"}])
def test_the_database_refuses_what_makes_no_sense(here: Office, schedule: PaymentSchedule, wrong: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        referral(here, schedule, **wrong)
    referral(here, schedule, proposed="other", other_because="They know her.")


def test_it_is_answered_once_and_never_changed(here: Office, schedule: PaymentSchedule) -> None:
    made = referral(here, schedule)
    words: dict[str, Any] = {"referral": made, "accepted": True, "words": "Yes", "on": ON, "by": here.worker}
    BrokerageAnswer.objects.create(**words)
    with pytest.raises(IntegrityError), transaction.atomic():
        BrokerageAnswer.objects.create(**words)
    with pytest.raises(Exception, match="never changed"), transaction.atomic():
        BrokerageReferral.objects.filter(pk=made.pk).update(what_for="x")
