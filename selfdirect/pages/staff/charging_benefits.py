"""What paying a carer may do to their benefits: asked before anybody decides, and kept nowhere.

Values: policy/national
Next:   selfdirect/rules/charging_warnings.py
Tests:  tests/pages/staff/test_charging_benefits.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import YesNo
from selfdirect.pages.fields import Money, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import about_person
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.charging_warnings import PaidCarer, benefit_warnings, earnings_limit_words
from selfdirect.rules.finances import Finances


class CarerForm(Form):
    """A carer who would be paid."""

    name = Text("Who would be paid?", empty="Enter who would be paid", most=100)
    pay_pence_weekly = Money(
        "How much would they be paid, after tax?", each="week", empty="Enter how much they would be paid"
    )
    allowance = YesNo("Do they get Carer's Allowance?", empty="Select yes if they get Carer's Allowance")


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at what a change may do to benefits")
def benefits(request: HttpRequest, person: Person) -> HttpResponse:
    """Ask about a carer who would be paid, and say what it may do to their benefits. Nothing is kept."""
    typed = request.POST if request.method == "POST" else None
    form = CarerForm(typed)
    more: dict[str, Any] = {
        "person": person,
        "form": form,
        "title": "If a carer were paid",
        "back": reverse("staff_person", args=[person.pk]),
    }
    if typed is None:
        return render(request, "staff/charging/benefits.html", more)
    if not form.is_good():
        return render(request, "staff/charging/benefits.html", more, status=422)
    values = policy().on(request.on)
    answers = form.cleaned_data
    carer = PaidCarer(answers["name"], bool(answers["allowance"]), answers["pay_pence_weekly"])
    more["warnings"] = benefit_warnings(None, Finances(household=""), values, (carer,))
    more["limit"] = earnings_limit_words(carer, values)
    more["carer"] = carer
    return render(request, "staff/charging/benefits.html", more)


urlpatterns = [path("people/<int:person_id>/benefits/", benefits, name="staff_benefits")]
