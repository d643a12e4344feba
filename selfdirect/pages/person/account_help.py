"""My account is hard to keep: I say so, see what can be done, and what came of it.

Next:   selfdirect/pages/account_help.py
Tests:  tests/pages/person/test_account_help.py
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from selfdirect.actions import account_help as actions
from selfdirect.pages.account_help import LEAD, BurdenForm, hard_words, offered
from selfdirect.pages.person.month import budget_of
from selfdirect.pages.person.scope import MyQuestion, Scope, my_page
from selfdirect.records.account_help import AccountBurden
from selfdirect.records.direct_payments import Payee
from selfdirect.rules.access import Permission


@my_page(read="Looked at help with the account", money=True)
def account_help(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What I said, what can be done, and what came of it."""
    said = AccountBurden.objects.filter(person=scope.person).select_related("help__by").order_by("-pk").first()
    more = {"said": said, "hard": hard_words(said) if said else [], "offers": offered(said) if said else ()}
    return render(request, "person/account_help.html", {"scope": scope, **more})


class Say(MyQuestion):
    """Say that it is hard."""

    permission = Permission.TELL_US
    money = True
    read = "Opened help with the account"
    form = BurdenForm
    title = "Is your account hard to keep?"
    lead = LEAD
    button = "Send"
    later = False

    def load(self) -> None:
        payee = (
            Payee.objects.filter(person=self.person, kind__in=("bank_account", "prepaid_card")).order_by("-pk").first()
        )
        budget = budget_of(self.person, self.on)
        if payee is None or budget is None:
            raise Http404
        self.payee, self.budget = payee, budget

    def back(self) -> str:
        return self.scope.address("person_account_help")

    def save(self, answers: dict[str, Any]) -> str:
        given = {"budget": self.budget, "paid_by": self.payee.kind, "said_by_name": self.by.name}
        given |= {"key": self.key, "on": self.on, "by": self.by}
        actions.say_it_is_hard(person=self.person, **answers, **given)
        return self.back()


_AT = "<int:person_id>/accounts/help/"
urlpatterns = [
    path(_AT, account_help, name="person_account_help"),
    path(f"{_AT}ask/", Say.as_view(), name="person_account_help_ask"),
]
