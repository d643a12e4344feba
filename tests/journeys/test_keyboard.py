"""By keyboard alone: a referral from its start to the open assessment, and the approval of a payment run.

Next:   tests/journeys/keyboard.py
"""

import pytest

from selfdirect.records.payments import PaymentRun
from tests.actions.first_half import Town
from tests.actions.story import FIRST_PAY_ON, prepared
from tests.journeys.conftest import FIRST_DAY, Visit
from tests.journeys.keyboard import Keyboard
from tests.journeys.walk_care import BORN

pytestmark = pytest.mark.journey


def test_a_referral_is_taken_and_screened_by_keyboard_alone(here: Town, visit: Visit) -> None:
    visitor = visit().be(here.worker).go("/staff/")
    keys = Keyboard(visitor)
    keys.press("Start a referral").press("Start")
    keys.type("Name, reference or postcode", "Rowan Appleby").press("Look for them")
    keys.type("First name", "Rowan").type("Last name", "Appleby").day(BORN)
    keys.choose("Physical disability or frailty").press("Continue")
    keys.choose("The person themselves").choose("By phone").press("Continue")
    keys.type("What did they tell us?", "I cannot wash or cook.").choose("Yes", 1).choose("Yes").press("Continue")
    keys.type("Address", "1 Willow Court").type("Postcode", "ZZ1 1AA").press("Continue").press("Continue")
    keys.press("Accept and send").press("Screen it now")
    keys.type("Who helps you now?", "Nobody.").type("Is anything urgent or unsafe?", "No.").press("Continue")
    keys.choose("Assess their needs").type("Why?", "Only an assessment can settle it.").press(
        "Save and tell the person"
    )
    visitor.sees("Assessment", "Rowan Appleby", "The visit")


def test_a_run_is_approved_by_keyboard_alone(here: Town, visit: Visit) -> None:
    run = prepared(here, FIRST_PAY_ON, on=FIRST_DAY)
    keys = Keyboard(visit().be(here.cast.approvers[0]).go("/staff/"))
    keys.press("Approve").to("Approve the run").to("Back", back=True).press("Approve the run")
    keys.visitor.sees("The run is approved")
    assert PaymentRun.objects.get(pk=run.pk).state == "approved"
