"""A switch from an agency to somebody close: worked out before it is made, and what became of it.

Next:   selfdirect/actions/family_switches.py
Tests:  tests/pages/staff/test_family_switches.py
"""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from selfdirect.actions import family_switches as actions
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Radios, Select, YesNo
from selfdirect.pages.fields import LongText, Money, Number, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.records.employment import FamilySwitch
from selfdirect.rules.access import Permission
from selfdirect.rules.employing_family import SwitchAsked, relations
from selfdirect.rules.employment import Asked

QUALITY = [("1", "1, very bad"), ("2", "2"), ("3", "3, neither"), ("4", "4"), ("5", "5, very good")]


class SwitchForm(Form):
    """The agency now, and somebody close afterwards."""

    agency_hours = Number("Hours a week from the agency", places=2, most=168, empty="Enter the agency's hours a week")
    agency_pence_hourly = Money("What the agency charges for an hour", empty="Enter what the agency charges", width=5)
    name = Text("Who would be employed?", empty="Enter the name of who would be employed", most=120)
    relation = Select("What are they to the person?", empty="Select what they are to the person")
    same_household = YesNo("Do they live with the person?", empty="Select yes if they live with the person")
    age = Number("How old are they?", least=16, most=99, empty="Enter their age in years", width=3)
    hours = Number("Hours a week afterwards", places=2, most=84, empty="Enter the hours a week")
    pence_hourly = Money("Pay for an hour", empty="Enter the pay for an hour", most=100_00, width=5)
    gets_carers_allowance = YesNo("Do they get Carer's Allowance?", empty="Select yes if they get Carer's Allowance")
    lost_benefits = Money("Benefits that would stop, a week", needed=False, hint="Leave it empty if none would.")
    lost_earnings = Money("Earnings they would give up, a week", needed=False, hint="Leave it empty if none.")


class Model(QuestionPage):
    """Work a switch out, and keep it. Earlier ones are shown below."""

    needs = Permission.EMPLOY
    read = "Opened a switch from an agency to somebody close"
    form = SwitchForm
    template = "staff/employment/switch.html"
    title = "From an agency to somebody close"
    button = "Work it out"
    later = False

    def load(self) -> None:
        self.caption = self.person.name

    def choices(self) -> dict[str, Any]:
        return {"relation": list(relations(policy().on(self.on)).items())}

    def context(self) -> dict[str, Any]:
        found = FamilySwitch.objects.filter(person=self.person).select_related("after", "by").order_by("-pk")
        return {"switches": list(found[:20])}

    def back(self) -> str:
        return reverse("staff_employing", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        asked = SwitchAsked(
            agency_hours_hundredths=int(answers["agency_hours"] * 100),
            agency_pence_hourly=answers["agency_pence_hourly"],
            new=Asked(int(answers["hours"] * 100), answers["pence_hourly"], answers["age"], self.on),
            same_household=answers["same_household"],
            relation=answers["relation"],
            gets_carers_allowance=answers["gets_carers_allowance"],
            lost_benefits_pence_weekly=answers["lost_benefits"] or 0,
            lost_earnings_pence_weekly=answers["lost_earnings"] or 0,
            name=answers["name"],
        )
        actions.model(person=self.person, asked=asked, key=self.key, on=self.on, by=self.by)
        return reverse("staff_family_switch", args=[self.person.pk])


class AfterForm(Form):
    """What became of it."""

    quality_before = Radios("Quality of life before", choices=QUALITY, empty="Select how it was before")
    quality_after = Radios("Quality of life now", choices=QUALITY, empty="Select how it is now")
    words = LongText("What changed, in the person's words?", empty="Say what changed", most=1000, rows=4)


class After(QuestionPage):
    """Write down what became of a switch."""

    needs = Permission.EMPLOY
    read = "Opened what became of a switch"
    form = AfterForm
    title = "What became of the switch"
    button = "Save"
    later = False

    def load(self) -> None:
        found = FamilySwitch.objects.filter(after=None)
        self.switch = get_object_or_404(found, pk=self.kwargs["switch_id"], person=self.person)
        self.caption = f"{self.person.name}: {self.switch.name}"

    def back(self) -> str:
        return reverse("staff_family_switch", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        before, after = int(answers["quality_before"]), int(answers["quality_after"])
        made = {"person": self.person, "switch": self.switch, "key": self.key, "on": self.on, "by": self.by}
        actions.say_after(quality_before=before, quality_after=after, words=answers["words"], **made)
        return self.back()


_AT = "people/<int:person_id>/employing/switch/"
urlpatterns = [
    path(_AT, Model.as_view(), name="staff_family_switch"),
    path(f"{_AT}<int:switch_id>/after/", After.as_view(), name="staff_family_switch_after"),
]
