"""Somebody's prepaid card, for whoever answers the telephone: ordered, reported, arrived, all well, closed.

Next:   selfdirect/pages/cards.py
Tests:  tests/pages/staff/test_cards.py
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from selfdirect.actions import card_orders
from selfdirect.actions import cards as actions
from selfdirect.actions.support.card_words import budget_of_card
from selfdirect.pages.cards import (
    BalanceForm,
    LostByPhoneForm,
    WellByPhoneForm,
    as_reported,
    card_payee,
    open_loss,
    shown_cards,
)
from selfdirect.pages.days import Day
from selfdirect.pages.fields import Money, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import CheckPage, QuestionPage
from selfdirect.records.base import Versioned
from selfdirect.records.cards import Card, CardOrder, LostCard, OrderState, Verb
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission

MAY = Permission.SET_UP_PAYMENTS


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the prepaid card")
def cards(request: HttpRequest, person: Person) -> HttpResponse:
    """Every card of somebody, what was lost, and what the company was asked."""
    found = shown_cards(person.pk)
    loss = open_loss(found)
    payee = card_payee(found)
    more = {
        "person": person,
        "cards": found,
        "loss": loss,
        "budget": budget_of_card(loss.card, request.on) if loss else None,
        "account": payee,
        "may_change": request.user.may(MAY, request.on),
    }
    return render(request, "staff/payments/cards.html", more)


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the prepaid card")
def card(request: HttpRequest, card_id: int, person: Person) -> HttpResponse:
    """One card: where work about it leads."""
    get_object_or_404(Card, pk=card_id, person=person)
    return redirect("staff_cards", person_id=person.pk)


class AboutCard(QuestionPage):
    """What the questions about a card share."""

    needs = MAY
    read = "Opened the prepaid card"
    later = False

    def load(self) -> None:
        self.card = get_object_or_404(Card.objects.with_rows(), pk=self.kwargs["card_id"], person=self.person)
        self.caption = f"{self.person.name}: {self.card.words}"

    def back(self) -> str:
        return reverse("staff_cards", args=[self.person.pk])


class Order(CheckPage):
    """Ask the company for a card."""

    needs = MAY
    read = "Opened the prepaid card"
    title = "Order a prepaid card"
    button = "Order the card"

    def load(self) -> None:
        self.caption = self.person.name
        details = self.person.details
        self.lead = f"It is posted to {', '.join(details.address.splitlines())}, {details.postcode}."

    def back(self) -> str:
        return reverse("staff_cards", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.order_card(person=self.person, key=self.key, on=self.on, by=self.by)
        return self.back()


class Lost(AboutCard):
    """Report it for somebody on the telephone."""

    form = LostByPhoneForm
    title = "Report a card"
    lead = "As soon as you send this the card company is asked to block the card and to post another one."
    button = "Block the card now"

    def initial(self) -> dict[str, Any]:
        return {"reported_by_name": self.person.name}

    def save(self, answers: dict[str, Any]) -> str:
        told = as_reported(answers) | {"reported_by_name": answers["reported_by_name"], "by_phone": True}
        actions.report_lost(person=self.person, card=self.card, **told, key=self.key, on=self.on, by=self.by)
        return self.back()


class Close(AboutCard, CheckPage):
    """Close the account."""

    title = "Close the card’s account"
    lead = "What is on it comes back to the council. Nothing may be paid onto the card any more."
    button = "Close the account"

    def save(self, answers: dict[str, Any]) -> str:
        actions.close_account(person=self.person, card=self.card, key=self.key, on=self.on, by=self.by)
        return self.back()


class Well(QuestionPage):
    """Whether all is well, as the person says on the telephone."""

    needs = MAY
    read = "Opened the prepaid card"
    form = WellByPhoneForm
    title = "Is all well again?"
    button = "Save"
    later = False

    def load(self) -> None:
        found = open_loss(shown_cards(self.person.pk))
        if found is None:
            raise Http404
        self.loss: LostCard = found
        self.caption = f"{self.person.name}: {found.reference}"

    def record(self) -> Versioned | None:
        return self.loss

    def back(self) -> str:
        return reverse("staff_cards", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        seen = self.seen_version if self.seen_version is not None else self.loss.version
        told = {**answers, "how_it_went": answers["how_it_went"] or ""}
        given = {"seen_version": seen, "key": self.key, "on": self.on, "by": self.by}
        actions.close_loss(person=self.person, lost=self.loss, **told, **given)
        return self.back()


class Balance(QuestionPage):
    """What is on the card, as the person says."""

    needs = MAY
    read = "Opened the prepaid card"
    form = BalanceForm
    button = "Save"
    later = False

    def load(self) -> None:
        found = card_payee(shown_cards(self.person.pk))
        if found is None:
            raise Http404
        self.payee, self.caption = found, self.person.name

    def back(self) -> str:
        return reverse("staff_cards", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        card_orders.keep_balance(payee=self.payee, pence=answers["pence"], key=self.key, on=self.on, by=self.by)
        return self.back()


@about_person(needs=MAY, read="Opened the prepaid card", methods=("POST",))
def arrived(request: HttpRequest, card_id: int, person: Person) -> HttpResponse:
    """The person says that the new card is there."""
    found = get_object_or_404(Card, pk=card_id, person=person)
    given = {"key": f"arrived-{found.pk}", "on": request.on, "by": request.user}
    actions.card_arrived(person=person, card=found, **given)
    return redirect("staff_cards", person_id=person.pk)


class DoneForm(Form):
    """Who did it."""

    told_by = Text("Who told you that it is done?", empty="Enter who told you", most=120)


class MadeForm(DoneForm):
    """The card that the company made."""

    last_four = Text("Last four digits of the new card", empty="Enter the last four digits of the new card", most=4)
    expires_on = Day("Last day of the new card", empty="Enter the last day of the new card", future=True)


class OpenedForm(MadeForm):
    """The card, and the account that was opened for it."""

    sort_code = Text("Sort code of the card’s account", empty="Enter the sort code, 6 digits", most=8)
    account_number = Text("Account number of the card", empty="Enter the account number, 8 digits", most=8)


class ClosedForm(DoneForm):
    """What comes back."""

    returned_pence = Money("What comes back from the account?", empty="Enter what comes back, or 0")


FORMS = {Verb.ORDER: OpenedForm, Verb.REPLACE: MadeForm, Verb.BLOCK: DoneForm, Verb.CLOSE: ClosedForm}


class ByPhone(QuestionPage):
    """Telephone the card company, and write down what it did."""

    needs = MAY
    read = "Opened the prepaid card"
    button = "It is done"
    later = False

    def load(self) -> None:
        found = CardOrder.objects.exclude(state=OrderState.DONE).select_related("card__replaces__made", "card__payee")
        self.order = get_object_or_404(found, pk=self.kwargs["order_id"], card__person=self.person)
        self.form = FORMS[Verb(self.order.verb)]  # type: ignore[misc]
        self.title = f"Telephone the card company: {self.order.get_verb_display().lower()}"
        self.caption = self.person.name
        about = self.order.card.replaces if self.order.verb == Verb.REPLACE else self.order.card
        which = about.words if about else self.order.card.words
        account = self.order.card.payee
        ends = f" Its account ends in {account.account_number[-4:]}." if account else ""
        why = f" The company said: {self.order.failure}" if self.order.failure else ""
        self.lead = f"{which}.{ends}{why}"

    def back(self) -> str:
        return reverse("staff_cards", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        if "sort_code" in answers:
            answers["sort_code"] = "".join(one for one in answers["sort_code"] if one.isdecimal())
        card_orders.done_by_phone(order=self.order, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


_AT = "people/<int:person_id>/cards/"
urlpatterns = [
    path(_AT, cards, name="staff_cards"),
    path(f"{_AT}order/", Order.as_view(), name="staff_card_new"),
    path(f"{_AT}well/", Well.as_view(), name="staff_card_well"),
    path(f"{_AT}balance/", Balance.as_view(), name="staff_card_balance"),
    path(f"{_AT}<int:card_id>/", card, name="staff_card"),
    path(f"{_AT}<int:card_id>/lost/", Lost.as_view(), name="staff_card_lost"),
    path(f"{_AT}<int:card_id>/arrived/", arrived, name="staff_card_arrived"),
    path(f"{_AT}<int:card_id>/close/", Close.as_view(), name="staff_card_close"),
    path(f"{_AT}by-phone/<int:order_id>/", ByPhone.as_view(), name="staff_card_order"),
]
