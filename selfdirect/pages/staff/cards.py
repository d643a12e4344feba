"""Somebody's prepaid card, for whoever answers the telephone: ordered, reported, arrived, all well, closed.

Next:   selfdirect/pages/card_questions.py
Tests:  tests/pages/staff/test_cards.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from selfdirect.actions import card_orders
from selfdirect.actions import cards as actions
from selfdirect.actions.support.card_words import budget_of_card
from selfdirect.pages.card_questions import BalanceQuestion, LostQuestion, WellQuestion
from selfdirect.pages.cards import LostByPhoneForm, WellByPhoneForm, shown_cards
from selfdirect.pages.days import Day
from selfdirect.pages.fields import Money, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import CheckPage, QuestionPage
from selfdirect.records.cards import Card, CardOrder, OrderState, Verb, account_of_cards, open_loss
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission

MAY = Permission.SET_UP_PAYMENTS


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the prepaid card")
def cards(request: HttpRequest, person: Person) -> HttpResponse:
    """Every card of somebody, what was lost, and what the company was asked."""
    loss = open_loss(person.pk)
    more = {
        "person": person,
        "cards": shown_cards(person.pk),
        "loss": loss,
        "budget": budget_of_card(loss.card, request.on) if loss else None,
        "account": account_of_cards(person.pk),
        "may_change": request.user.may(MAY, request.on),
    }
    return render(request, "staff/payments/cards.html", more)


class StaffCard(QuestionPage):
    """What the questions about somebody's cards share here."""

    needs = MAY
    read = "Opened the prepaid card"
    later = False

    def load(self) -> None:
        super().load()
        self.caption = f"{self.person.name}: {self.caption}" if self.caption else self.person.name

    def back(self) -> str:
        return reverse("staff_cards", args=[self.person.pk])


class Order(StaffCard, CheckPage):
    """Ask the company for a card."""

    title = "Order a prepaid card"
    button = "Order the card"

    def load(self) -> None:
        super().load()
        details = self.person.details
        self.lead = f"It is posted to {', '.join(details.address.splitlines())}, {details.postcode}."

    def save(self, answers: dict[str, Any]) -> str:
        actions.order_card(person=self.person, key=self.key, on=self.on, by=self.by)
        return self.back()


class Lost(StaffCard, LostQuestion):
    """Report it for somebody on the telephone."""

    form = LostByPhoneForm

    def initial(self) -> dict[str, Any]:
        return {"reported_by_name": self.person.name}

    def told(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {"reported_by_name": answers["reported_by_name"], "by_phone": True}


class Close(StaffCard, CheckPage):
    """Close the account."""

    title = "Close the card’s account"
    lead = "What is on it comes back to the council. Nothing may be paid onto the card any more."
    button = "Close the account"

    def load(self) -> None:
        self.card = get_object_or_404(Card.objects.with_rows(), pk=self.kwargs["card_id"], person=self.person)
        self.caption = self.card.words
        super().load()

    def save(self, answers: dict[str, Any]) -> str:
        actions.close_account(person=self.person, card=self.card, key=self.key, on=self.on, by=self.by)
        return self.back()


class Well(StaffCard, WellQuestion):
    """Whether all is well, as the person says on the telephone."""

    form = WellByPhoneForm

    def told(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {"confirmed_by_name": answers["confirmed_by_name"]}


class Balance(StaffCard, BalanceQuestion):
    """What is on the card, as the person says."""


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


class ByPhone(StaffCard):
    """Telephone the card company, and write down what it did."""

    button = "It is done"

    def load(self) -> None:
        found = CardOrder.objects.exclude(state=OrderState.DONE).select_related("card__replaces__made", "card__payee")
        self.order = get_object_or_404(found, pk=self.kwargs["order_id"], card__person=self.person)
        self.form = FORMS[Verb(self.order.verb)]  # type: ignore[misc]
        self.title = f"Telephone the card company: {self.order.get_verb_display().lower()}"
        super().load()
        about = self.order.card.replaces if self.order.verb == Verb.REPLACE else self.order.card
        which = about.words if about else self.order.card.words
        account = self.order.card.payee
        ends = f" Its account ends in {account.account_number[-4:]}." if account else ""
        why = f" The company said: {self.order.failure}" if self.order.failure else ""
        self.lead = f"{which}.{ends}{why}"

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
    path(f"{_AT}<int:card_id>/lost/", Lost.as_view(), name="staff_card_lost"),
    path(f"{_AT}<int:card_id>/arrived/", arrived, name="staff_card_arrived"),
    path(f"{_AT}<int:card_id>/close/", Close.as_view(), name="staff_card_close"),
    path(f"{_AT}by-phone/<int:order_id>/", ByPhone.as_view(), name="staff_card_order"),
]
