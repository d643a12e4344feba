"""Who has authority to act for me, and ending it in one step: by the person, or by whoever holds it.

Next:   selfdirect/actions/authority.py
Tests:  tests/pages/person/test_authority.py
"""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from selfdirect.actions import authority as actions
from selfdirect.pages.choices import Radios
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer, Section
from selfdirect.pages.person.scope import MyCheck, Scope
from selfdirect.records.authority import Authority
from selfdirect.rules.authority import ActsAs, WhyEnded
from selfdirect.rules.calendar import format_date


def authorities_shown(scope: Scope) -> list[Authority]:
    """Those in force, for the person; only one's own, for somebody who acts."""
    found = Authority.objects.filter(person=scope.person).in_force(scope.on).select_related("end")
    found = found if scope.is_own else found.filter(access__user=scope.user)
    return list(found.order_by("pk"))


class WhyForm(Form):
    """Why whoever holds an authority ends it."""

    why = Radios("Why do you stop?", empty="Select why you stop")


class End(MyCheck):
    """End an authority from today."""

    read = "Opened a page to end somebody’s authority"
    button = "End it now"

    def load(self) -> None:
        found = {one.pk: one for one in authorities_shown(self.scope)}
        self.authority = get_object_or_404(Authority.objects.filter(pk__in=found), pk=self.kwargs["record_id"])
        name = self.authority.holder_name
        if self.scope.is_own:
            self.title = f"Stop {name} from acting for you?"
            self.lead = (
                f"It ends now. From today {name} cannot sign, receive your payment or open your pages. Your worker "
                "talks with you about who does it then."
            )
        else:
            self.form = WhyForm  # type: ignore[misc]
            self.title = f"Stop acting for {self.scope.first_name}?"
            self.lead = "It ends now. From today you cannot sign, receive the payment or open these pages."

    def choices(self) -> dict[str, Any]:
        if self.scope.is_own:
            return {}
        capacity = WhyEnded.CAPACITY_BACK if self.authority.acts_as == ActsAs.AUTHORISED else WhyEnded.CAPACITY_LOST
        words = {WhyEnded.HOLDER: "I no longer want to act", capacity: capacity.label}
        return {"why": [(why.value, label) for why, label in words.items()]}

    def sections(self) -> list[Section]:
        one = self.authority
        until = f" to {format_date(one.until_on)}" if one.until_on else ""
        rows = [
            Answer("Who", one.holder_name),
            Answer("Role", one.role_words),
            Answer("May", "\n".join(one.scope_words)),
            Answer("Counts", f"From {format_date(one.from_on)}{until}"),
        ]
        return [Section("", rows)]

    def back(self) -> str:
        return self.scope.address("person_helpers")

    def save(self, answers: dict[str, Any]) -> str:
        why = WhyEnded.PERSON.value if self.scope.is_own else answers["why"]
        actions.end(authority=self.authority, why=why, words="", key=self.key, on=self.on, by=self.by)
        return self.back() if self.scope.is_own else reverse("person_home")


urlpatterns = [
    path("<int:person_id>/helpers/authority/<int:record_id>/end/", End.as_view(), name="person_authority_end"),
]
