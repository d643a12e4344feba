"""One person with an agreed budget and a schedule, for all the tests of a module; what a test writes is undone."""

from collections.abc import Iterator
from typing import Any

import pytest

from selfdirect.records.payments import PaymentSchedule
from tests.actions.paying_people import Office, office, people_to_pay
from tests.undone import undone

World = tuple[Office, PaymentSchedule]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The office and somebody whose payments it looks after."""
    with django_db_blocker.unblock(), undone():
        here = office()
        (schedule,) = people_to_pay(1, here)
        yield here, schedule


@pytest.fixture
def here(world: World, db: None) -> Office:
    """The office, with everything that this test writes undone afterwards."""
    return world[0]


@pytest.fixture
def schedule(here: Office, world: World) -> PaymentSchedule:
    """The one schedule there is."""
    return PaymentSchedule.objects.get(pk=world[1].pk)
