"""My card: what is known of it, and reporting it lost at any hour; that the new one has come, and that all is well.

Next:   selfdirect/pages/card_questions.py
Tests:  tests/pages/person/test_cards.py
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path

from selfdirect.actions import cards as actions
from selfdirect.pages.card_questions import BalanceQuestion, LostQuestion, WellQuestion
from selfdirect.pages.cards import shown_cards
from selfdirect.pages.person.scope import MyQuestion, Scope, my_page
from selfdirect.records.cards import Card, open_loss
from selfdirect.rules.access import Permission


@my_page(read="Looked at the prepaid card")
def card(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The card in use, one on its way, and what was lost."""
    found = shown_cards(scope.person.pk)
    may = scope.may(Permission.TELL_US)
    has_account = any(one.card.payee_id for one in found)
    more = {"cards": found, "loss": open_loss(scope.person.pk), "may_report": may, "has_account": has_account}
    return render(request, "person/card.html", {"scope": scope, **more})


class MyCard(MyQuestion):
    """What the questions about a card share on a person's own pages."""

    permission = Permission.TELL_US
    read = "Opened the prepaid card"

    def back(self) -> str:
        return self.scope.address("person_card")


class Lost(LostQuestion, MyCard):
    """Report my card."""

    title = "Report your card"


class Well(WellQuestion, MyCard):
    """All is well again."""


class Balance(BalanceQuestion, MyCard):
    """What is on my card."""

    money = True


@my_page(read="Opened the prepaid card", needs=Permission.TELL_US, methods=("POST",))
def arrived(request: HttpRequest, scope: Scope, card_id: int) -> HttpResponse:
    """The new card is here."""
    found = get_object_or_404(Card, pk=card_id, person=scope.person)
    actions.card_arrived(person=scope.person, card=found, key=f"arrived-{found.pk}", on=scope.on, by=scope.user)
    waits = open_loss(scope.person.pk) is not None
    return HttpResponseRedirect(scope.address("person_card_well" if waits else "person_card"))


_AT = "<int:person_id>/card/"
urlpatterns = [
    path(_AT, card, name="person_card"),
    path(f"{_AT}<int:card_id>/lost/", Lost.as_view(), name="person_card_lost"),
    path(f"{_AT}<int:card_id>/arrived/", arrived, name="person_card_arrived"),
    path(f"{_AT}well/", Well.as_view(), name="person_card_well"),
    path(f"{_AT}balance/", Balance.as_view(), name="person_card_balance"),
]
