"""What tests of payments are given: an office that pays, and somebody to pay."""

import pytest

from selfdirect.records.payments import PaymentSchedule
from tests.actions.paying_people import Office, office, people_to_pay


@pytest.fixture
def here(db: None) -> Office:
    return office()


@pytest.fixture
def schedule(here: Office) -> PaymentSchedule:
    return people_to_pay(1, here)[0]
