"""Work that is done outside and then written down: a reminder by phone, and what follows when an authority ends.

Next:   selfdirect/actions/reminders.py
Tests:  tests/pages/staff/test_follow_ups.py
"""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from selfdirect.actions import reminders
from selfdirect.actions.support.switching import organisations_of
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.records.authority import Authority
from selfdirect.records.holdings import HoldingSwitch
from selfdirect.records.messages import Letter
from selfdirect.records.reminders import LookReminder
from selfdirect.records.unspent import AccountLook
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds


class FollowUpForm(Form):
    """What was done."""

    what_was_done = LongText(
        "What was done?", empty="Enter what was done", hint="The person can read this.", most=1000, rows=4
    )


class FollowUp(QuestionPage):
    """Say what was done, and close the step."""

    needs = Permission.SEE_ANY_RECORD
    read = "Opened a step of work"
    form = FollowUpForm
    button = "Save"

    def load(self) -> None:
        found = Step.objects.open().filter(person=self.person, code__in=reminders.FOLLOW_UPS)
        self.step = get_object_or_404(found, pk=self.kwargs["step_id"])
        self.caption = self.person.name
        noun, _, number = self.step.about.partition(":")
        if noun == LookReminder.__name__:
            reminder = get_object_or_404(LookReminder, pk=number)
            self.title = "Phone to remind of a date"
            phone = self.person.details.phone or "no phone number is known"
            self.lead = f"{reminder.label}: {format_date(reminder.due_on)}. Phone: {phone}."
        elif noun == Letter.__name__:
            budget = get_object_or_404(Letter, pk=number).facts["budget"]
            details = self.person.details
            self.title = "Have the statement of the budget made"
            self.lead = (
                f"{self.person.name} asked for: {details.get_format_display().lower()}. Budget {budget} has a "
                "statement in plain text that it can be made from. Open the budget to get it."
            )
        elif noun == HoldingSwitch.__name__:
            made = get_object_or_404(HoldingSwitch, pk=number, person=self.person)
            self.title = "Tell an organisation about a change"
            to_phone = [one for one in organisations_of(made) if not one.email]
            phones = [f"{one.name}, {one.phone or 'no phone number is known'}" for one in to_phone]
            self.lead = (
                f"From {format_date(made.from_on)} this budget is held another way. These have no email address, so "
                f"phone them: {'; '.join(phones)}. Our reference is {made.reference}."
            )
        elif noun == AccountLook.__name__:
            look = get_object_or_404(AccountLook.objects.select_related("decision"), pk=number, person=self.person)
            self.title = "Consider a review"
            self.lead = (
                f"{format_pounds(look.decision.recouped_pence)} comes back unspent: {look.decision.reason} "
                "Think about whether the plan still fits. Say if you hold a review, or why not."
            )
        else:
            gone = get_object_or_404(Authority, pk=number)
            self.title = "An authority has ended"
            self.lead = (
                f"{gone.holder_name} may no longer act as {gone.role_words.lower()}. Talk with the person about who "
                "acts now, who receives the payment, and whether the agreement has to be signed again."
            )

    def back(self) -> str:
        return reverse("staff_person", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        reminders.follow_up(step=self.step, what_was_done=answers["what_was_done"], on=self.on, by=self.by)
        return self.back()


urlpatterns = [
    path("people/<int:person_id>/follow-up/<int:step_id>/", FollowUp.as_view(), name="staff_follow_up"),
]
