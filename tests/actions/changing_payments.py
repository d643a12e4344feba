"""Pauses and new contributions in short words, for tests. tests/actions/story.py comes before."""

from datetime import date
from typing import Any

from selfdirect.actions import charging, payment_changes
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.payment_changes import PaymentChange
from tests.actions.first_half import FINANCES
from tests.actions.story import FIRST_PAY_ON, Story

MIDDLE = date(2026, 7, 13)
"""A week after the first payment, which is for three."""


def paused(told: Story, **more: Any) -> PaymentChange:
    """Everything is paused from the middle of the first payment on, until somebody ends it."""
    words = {
        "budget": told.budget,
        "from_on": MIDDLE,
        "until_on": None,
        "kept_percent": {},
        "reason": "You are in hospital.",
        "contact": "Rang Amara on the ward.",
        "care_goes_on": "The ward gives all support.",
        "key": f"pause-{PaymentChange.objects.count()}",
        "on": FIRST_PAY_ON,
        "by": told.worker,
    }
    return payment_changes.pause(**(words | more))


def resumed(pause: PaymentChange, **more: Any) -> PaymentChange:
    words = {"reason": "Home again.", "key": f"resume-{pause.pk}", "on": FIRST_PAY_ON, "by": pause.by}
    return payment_changes.resume(**({"paused": pause, "from_on": MIDDLE} | words | more))


def assessed_again(told: Story, less_pence: int) -> FinancialAssessment:
    """A financial assessment that counts from the middle, and comes to so much less; a minus is more."""
    expense = {"label": "Extra laundry", "pence_weekly": 1000 + less_pence}
    opened = charging.start(person=told.person, from_on=MIDDLE, on=FIRST_PAY_ON, by=told.worker)
    saved = charging.save(
        financial_assessment=opened,
        finances=FINANCES | {"disability_expenses": [expense]},
        seen_version=opened.version,
        on=FIRST_PAY_ON,
        by=told.worker,
    )
    return charging.finish(financial_assessment=saved, seen_version=saved.version, on=FIRST_PAY_ON, by=told.worker)


def changed_charge(told: Story, less_pence: int, **more: Any) -> PaymentChange:
    words = {
        "budget": told.budget,
        "finances": more.get("finances") or assessed_again(told, less_pence),
        "from_on": MIDDLE,
        "reason": "Your laundry costs more.",
        "key": f"charge-{PaymentChange.objects.count()}",
        "on": FIRST_PAY_ON,
        "by": told.town.cast.finance[0],
    }
    return payment_changes.change_charge(**(words | more))
