"""A council in small: one person paid, one who has just asked, one who has a budget to hold. Made once for a module."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from selfdirect.actions import plans
from selfdirect.records.budgets import Budget
from selfdirect.records.payments import PaymentRun
from selfdirect.records.referrals import Referral
from tests.actions.first_half import (
    ON,
    Town,
    assessed,
    means_tested,
    referred,
    talked_through,
    town,
    worker_of,
    written,
)
from tests.actions.story import FIRST_PAY_ON, Story, agree_to, finalised, paid, story, support
from tests.undone import undone


@dataclass
class Council:
    """Three people at three stages."""

    town: Town
    told: Story
    run: PaymentRun
    referral: Referral
    to_hold: Budget


@pytest.fixture(scope="module")
def _council(django_db_setup: None, django_db_blocker: Any) -> Iterator[Council]:
    with django_db_blocker.unblock(), undone():
        here = town()
        told = story(here=here)
        run = paid(here, FIRST_PAY_ON)
        yield Council(here, told, run, referred(here, first_name="Bo"), _to_hold(here))


def _to_hold(here: Town) -> Budget:
    """Somebody else's budget, made and not yet held by anybody."""
    assessment = assessed(here, first_name="Rowan")
    means_tested(assessment.person)
    plan = written(talked_through(assessment), support())
    decision = plans.propose(plan=plan, seen_version=plan.version, on=ON, by=worker_of(plan.person))
    return finalised(agree_to(here, decision))


@pytest.fixture
def council(_council: Council, db: None) -> Council:
    """The council as it stands; what a test writes is undone."""
    return _council
