"""Screening a referral: what was asked at first contact, and what happens next. Answers go on into the assessment.

Values: policy/councils
Next:   selfdirect/actions/referrals.py
Tests:  tests/pages/staff/test_screening.py
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import drafts
from selfdirect.actions import referrals as actions
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Radios
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer
from selfdirect.pages.permissions import about_person
from selfdirect.pages.resume import as_typed_data
from selfdirect.pages.staff.shown import answers_of
from selfdirect.pages.staff.unsent import UnsentPage
from selfdirect.records.people import Person
from selfdirect.records.referrals import Outcome, Referral
from selfdirect.rules.access import Permission
from selfdirect.rules.values import Values


def questions(values: Values) -> list[tuple[str, str]]:
    """What the council asks at first contact, by code."""
    return [(str(row["code"]), str(row["question"])) for row in values.table("referrals.screening_questions")]


def questions_form(values: Values) -> type[Form]:
    """A form of the council's own questions."""
    fields = {
        code: LongText(question, empty=f"Answer this question: {question}", most=2000, rows=3)
        for code, question in questions(values)
    }
    return type("QuestionsForm", (Form,), fields)


def labels(referral: Referral, values: Values) -> dict[str, str]:
    """The council's words for where a referral came from."""
    tables = {"source": "referrals.sources", "channel": "referrals.channels"}
    return {
        name: next((str(row["label"]) for row in values.table(key) if row["code"] == getattr(referral, name)), "")
        for name, key in tables.items()
    }


def find_referral(person: Person, referral_id: int) -> Referral:
    """The referral of this person, else no such page."""
    found = Referral.objects.select_related("team", "taken_by", "screened_by")
    return get_object_or_404(found, pk=referral_id, person=person)


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at a referral")
def referral(request: HttpRequest, referral_id: int, person: Person) -> HttpResponse:
    """One referral: what was asked for, what the screening found, what came of it."""
    values = policy().on(request.on)
    found = find_referral(person, referral_id)
    screened = [Answer(question, found.screening.get(code, "")) for code, question in questions(values)]
    more = {
        "person": person,
        "referral": found,
        "labels": labels(found, values),
        "screened": [one for one in screened if one.answer],
        "may_screen": not found.screened_on and request.user.may(Permission.SCREEN_REFERRALS, request.on),
    }
    return render(request, "staff/referrals/referral.html", more)


class ScreeningPage(UnsentPage):
    """What the two pages of a screening share."""

    needs = Permission.SCREEN_REFERRALS
    read = "Opened the screening"

    def load(self) -> None:
        self.referral = find_referral(self.person, self.kwargs["referral_id"])
        if self.referral.screened_on and self.request.method != "POST":
            raise Http404("This referral is screened.")
        self.caption = f"Screening: {self.person.name}"
        self.asked = questions_form(policy().on(self.on))
        super().load()

    def unsent_name(self) -> str:
        return f"screening:{self.kwargs['referral_id']}"

    def at(self, name: str) -> str:
        """The address of a page of this referral."""
        return reverse(name, args=[self.person.pk, self.referral.pk])

    def back(self) -> str:
        return self.at("staff_referral")

    def context(self) -> dict[str, Any]:
        return {"referral": self.referral}


class Screening(ScreeningPage):
    """What the council asks at first contact, starting from what we were told."""

    title = "First questions"
    template = "staff/referrals/screening.html"

    def load(self) -> None:
        super().load()
        self.form = self.asked  # type: ignore[misc]

    def initial(self) -> dict[str, Any]:
        details = self.person.details
        return {
            "needs": self.referral.what_was_said,
            "existing_package": "Yes" if self.referral.has_existing_package else "No",
            "communication": "\n".join(
                one for one in (f"By {details.get_contact_by_display().lower()}", details.communication_needs) if one
            ),
        }

    def next_address(self, answers: dict[str, Any]) -> str:
        return self.at("staff_referral_outcome")


class OutcomeForm(Form):
    """What happens next, and why."""

    outcome = Radios(
        "What happens next?",
        choices=[
            (Outcome.ASSESS.value, "Assess their needs", "Opens an assessment with these answers in it"),
            (Outcome.PREVENT.value, "Help that may be enough for now", "For example equipment, reablement or a group"),
            (Outcome.ADVISE.value, "Information and advice", ""),
        ],
        empty="Select what happens next",
    )
    reason = LongText(
        "Why?",
        empty="Enter why, in words the person will understand",
        hint="We send this to the person. Use words they will understand.",
        most=1000,
        rows=4,
    )


class ScreeningOutcome(ScreeningPage):
    """What happens next, and why."""

    title = "What happens next"
    form = OutcomeForm
    button = "Save and tell the person"

    def record(self) -> Referral:
        return self.referral

    def back(self) -> str:
        return self.at("staff_referral_screening")

    def context(self) -> dict[str, Any]:
        return {**super().context(), "answers": answers_of(self._answered()) if self.kept else []}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Screen it, once: a second click leads to the referral."""
        if self.referral.screened_by_id == self.by.pk:
            return HttpResponseRedirect(self.at("staff_referral"))
        return super().post(request, *args, **kwargs)

    def _answered(self) -> Form:
        form = self.asked(as_typed_data(self.kept), today=self.on)
        form.is_good()
        return form

    def save(self, answers: dict[str, Any]) -> str:
        answered = self._answered()
        if not answered.is_valid():
            return self.at("staff_referral_screening")
        saved = actions.screen(
            referral=self.referral,
            screening=answered.cleaned_data,
            outcome=answers["outcome"],
            reason=answers["reason"],
            seen_version=self.seen_version or 0,
            on=self.on,
            by=self.by,
        )
        if saved.outcome == Outcome.ASSESS:
            return reverse("staff_assessment", args=[self.person.pk, saved.assessments.get().pk])
        drafts.forget(user=self.by, form=self.unsent_name(), by=self.by, on=self.on)
        return self.at("staff_referral")


_AT = "people/<int:person_id>/referrals/<int:referral_id>/"
urlpatterns = [
    path(_AT, referral, name="staff_referral"),
    path(f"{_AT}screening/", Screening.as_view(), name="staff_referral_screening"),
    path(f"{_AT}outcome/", ScreeningOutcome.as_view(), name="staff_referral_outcome"),
]
