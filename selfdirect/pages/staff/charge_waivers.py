"""Deciding that support may start before the person knows what they pay: why, and until when.

Values: policy/councils
Next:   selfdirect/actions/charge_waivers.py
Tests:  tests/pages/staff/test_charge_waivers.py
"""

from datetime import timedelta
from typing import Any

from django.urls import path, reverse

from selfdirect.actions import charge_waivers as actions
from selfdirect.pages.choices import Checkboxes
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.charging import find_finances
from selfdirect.rules.access import Permission


class WaiveForm(Form):
    """Why it cannot wait, and until when."""

    reason = LongText(
        "Why can support not wait until the person knows the amount?",
        empty="Enter why support cannot wait",
        hint="The person can read this.",
        most=1000,
        rows=3,
    )
    waived_until = Day("By which day will they be told?", empty="Enter the day by which they will be told")
    accepts_may_pay = Checkboxes(
        "They know that they may have to pay",
        choices=[("yes", "They were told this, and agree to start")],
        empty="Confirm that they know they may have to pay, or talk with them first",
    )


class Waive(QuestionPage):
    """Decide not to wait with the start until the person was told the amount."""

    needs = Permission.WAIVE_TELLING
    read = "Opened the decision to start before the amount is known"
    title = "Let support start before the person knows the amount"
    lead = "The person reads who decided this, why and until when. Telling them stays open work."
    form = WaiveForm
    button = "Decide this"

    def load(self) -> None:
        self.finances = find_finances(self.person, self.kwargs["finances_id"])
        self.caption = f"Financial assessment: {self.person.name}"

    def initial(self) -> dict[str, Any]:
        return {"waived_until": self.on + timedelta(weeks=2)}

    def back(self) -> str:
        return reverse("staff_finance", args=[self.person.pk, self.finances.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.waive_telling(
            financial_assessment=self.finances,
            reason=answers["reason"],
            waived_until=answers["waived_until"],
            accepts_may_pay=bool(answers["accepts_may_pay"]),
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return self.back()


urlpatterns = [
    path("people/<int:person_id>/finances/<int:finances_id>/waive/", Waive.as_view(), name="staff_charge_waive"),
]
