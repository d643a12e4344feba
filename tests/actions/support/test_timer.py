"""The timer is one user that cannot sign in and may do only what timers do."""

import pytest

from selfdirect.actions import referrals
from selfdirect.actions.action import NotAllowed
from selfdirect.actions.support.timer import timer
from selfdirect.records.access import User
from tests.actions.first_half import DETAILS, ON

pytestmark = pytest.mark.django_db


def test_there_is_one_and_it_cannot_sign_in() -> None:
    assert timer() == timer()
    one = User.objects.get(is_timer=True)
    assert not one.check_password("")
    assert not one.has_usable_password()


def test_it_may_do_only_what_timers_do() -> None:
    with pytest.raises(NotAllowed):
        referrals.receive(
            key="k",
            person=None,
            details=DETAILS,
            source="self",
            channel="phone",
            received_on=ON,
            referrer_name="",
            what_was_said="x",
            has_consented=True,
            has_existing_package=False,
            on=ON,
            by=timer(),
        )
