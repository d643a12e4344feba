"""Work that is done outside and then written down: a reminder by phone, and what follows when an authority ends.

Next:   selfdirect/actions/reminders.py
Tests:  tests/pages/staff/test_follow_ups.py
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from selfdirect.actions import reminders
from selfdirect.actions.support.switching import organisations_of
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.records.authority import Authority
from selfdirect.records.cards import Card, CardBalance, CardOrder, LostCard, Verb
from selfdirect.records.direct_payments import Payee
from selfdirect.records.holdings import HoldingSwitch
from selfdirect.records.messages import Letter
from selfdirect.records.people import Person
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


Said = tuple[str, str]
"""What the page is called, and what whoever does it needs to know."""


def _reminder(person: Person, number: int) -> Said:
    reminder = get_object_or_404(LookReminder, pk=number)
    phone = person.details.phone or "no phone number is known"
    return "Phone to remind of a date", f"{reminder.label}: {format_date(reminder.due_on)}. Phone: {phone}."


def _other_format(person: Person, number: int) -> Said:
    budget = get_object_or_404(Letter, pk=number).facts["budget"]
    lead = (
        f"{person.name} asked for: {person.details.get_format_display().lower()}. Budget {budget} has a statement in "
        "plain text that it can be made from. Open the budget to get it."
    )
    return "Have the statement of the budget made", lead


def _tell_organisations(person: Person, number: int) -> Said:
    made = get_object_or_404(HoldingSwitch, pk=number, person=person)
    to_phone = [one for one in organisations_of(made) if not one.email]
    phones = [f"{one.name}, {one.phone or 'no phone number is known'}" for one in to_phone]
    lead = (
        f"From {format_date(made.from_on)} this budget is held another way. These have no email address, so phone "
        f"them: {'; '.join(phones)}. Our reference is {made.reference}."
    )
    return "Tell an organisation about a change", lead


def _consider_review(person: Person, number: int) -> Said:
    look = get_object_or_404(AccountLook.objects.select_related("decision"), pk=number, person=person)
    lead = (
        f"{format_pounds(look.decision.recouped_pence)} comes back unspent: {look.decision.reason} Think about whether "
        "the plan still fits. Say if you hold a review, or why not."
    )
    return "Consider a review", lead


def _authority_ended(person: Person, number: int) -> Said:
    gone = get_object_or_404(Authority, pk=number)
    lead = (
        f"{gone.holder_name} may no longer act as {gone.role_words.lower()}. Talk with the person about who acts now, "
        "who receives the payment, and whether the agreement has to be signed again."
    )
    return "An authority has ended", lead


def _unknown_spending(person: Person, number: int) -> Said:
    lost = get_object_or_404(LostCard, pk=number, person=person)
    lead = (
        f"The card was reported on {format_date(lost.on)} ({lost.reference}). {lost.reported_by_name} does not know of "
        f"this: {lost.unknown_spending} Ask the card company to give it back, and tell the person what comes of it."
    )
    return "Look at spending on a lost card", lead


def _money_back(person: Person, number: int) -> Said:
    closing = get_object_or_404(CardOrder, card=number, card__person=person, verb=Verb.CLOSE)
    back = format_pounds(int((closing.answer or {}).get("returned_pence") or 0))
    lead = (
        f"{back} was on the account of a card that was closed. See that it reaches the council’s bank account, and "
        "write it down with the money of the budget that it came from."
    )
    return "See that money from a closed card comes back", lead


def _low_balance(person: Person, number: int) -> Said:
    kept = CardBalance.objects.filter(payee=number, payee__person=person).order_by("pk").last()
    if kept is None:
        raise Http404
    lead = (
        f"The card held {format_pounds(kept.pence)} on {format_date(kept.on)}. By the list of who must be paid that is "
        f"soon too little. Phone: {person.details.phone or 'no phone number is known'}."
    )
    return "Ring about a card that may run low", lead


ABOUT: dict[str, Callable[[Person, int], Said]] = {
    LookReminder.__name__: _reminder,
    Letter.__name__: _other_format,
    HoldingSwitch.__name__: _tell_organisations,
    AccountLook.__name__: _consider_review,
    Authority.__name__: _authority_ended,
    LostCard.__name__: _unknown_spending,
    Card.__name__: _money_back,
    Payee.__name__: _low_balance,
}
"""What each kind of record that such a step is about has to say."""


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
        self.title, self.lead = ABOUT[noun](self.person, int(number))

    def back(self) -> str:
        return reverse("staff_person", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        reminders.follow_up(step=self.step, what_was_done=answers["what_was_done"], on=self.on, by=self.by)
        return self.back()


urlpatterns = [
    path("people/<int:person_id>/follow-up/<int:step_id>/", FollowUp.as_view(), name="staff_follow_up"),
]
