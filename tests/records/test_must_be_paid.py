"""The list of who must be paid, and the failures of a way of paying, as the database keeps them."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from selfdirect.records.must_be_paid import MustBePaid, Rail, RailFailure, failing, standing
from selfdirect.records.payments import PaymentSchedule
from tests.actions.paying_people import ON, Office

pytestmark = pytest.mark.django_db


def item(schedule: PaymentSchedule, here: Office, **more: Any) -> MustBePaid:
    words = {"what": "Ana, wages", "pence": 20000, "every": "weekly", "due_on": date(2026, 7, 3), "on": ON}
    mine = {"person": schedule.person, "budget": schedule.budget, "payee": schedule.payee, "by": here.worker}
    return MustBePaid.objects.create(**(words | mine | more))


def test_the_last_word_about_each_counts(here: Office, schedule: PaymentSchedule) -> None:
    ana, day = item(schedule, here), item(schedule, here, what="Day centre")
    more = item(schedule, here, pence=25000, first=ana)
    assert standing(MustBePaid.objects.order_by("pk")) == [more, day] and more.known_as == ana.pk
    item(schedule, here, what="Day centre", stops=True, first=day)
    assert standing(MustBePaid.objects.order_by("pk")) == [more]


@pytest.mark.parametrize("wrong", [{"pence": 0}, {"every": "daily"}, {"stops": True}])
def test_the_database_refuses_what_makes_no_sense(here: Office, schedule: PaymentSchedule, wrong: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        item(schedule, here, **wrong)


def test_a_row_is_never_changed(here: Office, schedule: PaymentSchedule) -> None:
    with pytest.raises(Exception, match="never changed"), transaction.atomic():
        MustBePaid.objects.filter(pk=item(schedule, here).pk).update(pence=1)


def test_one_failure_of_a_way_of_paying_is_open_at_a_time(here: Office) -> None:
    words = {"from_on": ON, "what_happened": "The card company is shut.", "on": ON, "by": here.finance}
    first = RailFailure.objects.create(rail=Rail.PREPAID_CARD, **words)
    assert failing(Rail.PREPAID_CARD) == first and failing(Rail.BANK) is None
    with pytest.raises(IntegrityError, match="one_failure_of_a_rail"), transaction.atomic():
        RailFailure.objects.create(rail=Rail.PREPAID_CARD, **words)
    first.ended_on, first.ended_by = ON, here.finance
    first.save()
    assert failing(Rail.PREPAID_CARD) is None
    RailFailure.objects.create(rail=Rail.PREPAID_CARD, **words)
