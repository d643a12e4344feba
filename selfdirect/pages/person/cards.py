"""My card: what is known of it, and reporting it lost at any hour; that the new one has come, and that all is well.

Next:   selfdirect/pages/cards.py
Tests:  tests/pages/person/test_cards.py
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path

from selfdirect.actions import card_orders
from selfdirect.actions import cards as actions
from selfdirect.pages.cards import BalanceForm, LostForm, WellForm, as_reported, card_payee, open_loss, shown_cards
from selfdirect.pages.person.scope import MyQuestion, Scope, my_page
from selfdirect.records.base import Versioned
from selfdirect.records.cards import Card, LostCard
from selfdirect.rules.access import Permission


@my_page(read="Looked at the prepaid card")
def card(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The card in use, one on its way, and what was lost."""
    found = shown_cards(scope.person.pk)
    may = scope.may(Permission.TELL_US)
    more = {"cards": found, "loss": open_loss(found), "may_report": may, "has_account": card_payee(found) is not None}
    return render(request, "person/card.html", {"scope": scope, **more})


class MyCard(MyQuestion):
    """What the questions about a card share."""

    permission = Permission.TELL_US
    read = "Opened the prepaid card"
    later = False

    def back(self) -> str:
        return self.scope.address("person_card")


class Lost(MyCard):
    """Report it: the card is blocked as soon as this is sent."""

    form = LostForm
    title = "Report your card"
    lead = "As soon as you send this we ask the card company to block the card. Another one comes by post."
    button = "Block the card now"

    def load(self) -> None:
        self.card = get_object_or_404(Card.objects.with_rows(), pk=self.kwargs["card_id"], person=self.person)
        self.caption = self.card.words

    def save(self, answers: dict[str, Any]) -> str:
        told = as_reported(answers)
        actions.report_lost(
            person=self.person,
            card=self.card,
            **told,
            reported_by_name=self.by.name,
            by_phone=False,
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return self.back()


class Well(MyCard):
    """Whether the new card works and everybody was paid."""

    form = WellForm
    title = "Is all well again?"
    button = "Send"

    def load(self) -> None:
        found = open_loss(shown_cards(self.person.pk))
        if found is None:
            raise Http404
        self.loss: LostCard = found

    def record(self) -> Versioned | None:
        return self.loss

    def save(self, answers: dict[str, Any]) -> str:
        seen = self.seen_version if self.seen_version is not None else self.loss.version
        actions.close_loss(
            person=self.person,
            lost=self.loss,
            all_is_well=answers["all_is_well"],
            how_it_went=answers["how_it_went"] or "",
            confirmed_by_name=self.by.name,
            seen_version=seen,
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return self.back()


class Balance(MyCard):
    """What is on the card now."""

    money = True
    form = BalanceForm
    button = "Save"

    def load(self) -> None:
        found = card_payee(shown_cards(self.person.pk))
        if found is None:
            raise Http404
        self.payee = found

    def save(self, answers: dict[str, Any]) -> str:
        card_orders.keep_balance(payee=self.payee, pence=answers["pence"], key=self.key, on=self.on, by=self.by)
        return self.back()


@my_page(read="Opened the prepaid card", needs=Permission.TELL_US, methods=("POST",))
def arrived(request: HttpRequest, scope: Scope, card_id: int) -> HttpResponse:
    """The new card is here."""
    found = get_object_or_404(Card, pk=card_id, person=scope.person)
    actions.card_arrived(person=scope.person, card=found, key=f"arrived-{found.pk}", on=scope.on, by=scope.user)
    waits = open_loss(shown_cards(scope.person.pk)) is not None
    return HttpResponseRedirect(scope.address("person_card_well" if waits else "person_card"))


_AT = "<int:person_id>/card/"
urlpatterns = [
    path(_AT, card, name="person_card"),
    path(f"{_AT}<int:card_id>/lost/", Lost.as_view(), name="person_card_lost"),
    path(f"{_AT}<int:card_id>/arrived/", arrived, name="person_card_arrived"),
    path(f"{_AT}well/", Well.as_view(), name="person_card_well"),
    path(f"{_AT}balance/", Balance.as_view(), name="person_card_balance"),
]
