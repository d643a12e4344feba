"""The book as a whole: how far its chain goes, up to when it is closed, whether the bank agrees; and closing it.

Next:   selfdirect/actions/book.py
Tests:  tests/pages/staff/test_book.py
"""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from selfdirect.actions import book as actions
from selfdirect.ledger.assertions import compared
from selfdirect.ledger.chain import Closed, closed_until, closes, head, not_covered
from selfdirect.ledger.chart import BANK
from selfdirect.pages.choices import Radios
from selfdirect.pages.days import Day
from selfdirect.pages.fields import Money, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import page
from selfdirect.pages.question import QuestionPage
from selfdirect.records.access import User
from selfdirect.rules.access import Permission

MOST = 24


def who_closed(found: list[Closed]) -> dict[str, str]:
    """The names of those who closed the book, by what the book calls them. One query."""
    numbers = {one.by: int(one.by.partition(":")[2]) for one in found if one.by.startswith("User:")}
    names = User.objects.in_bulk(set(numbers.values()))
    return {by: names[number].name for by, number in numbers.items() if number in names}


@page(needs=Permission.SEE_MONEY)
def book(request: HttpRequest) -> HttpResponse:
    """The head of the chain, the last closes, and what the bank says beside the book."""
    found = closes()[:MOST]
    stated = compared(BANK)
    more = {
        "head": head(),
        "not_covered": not_covered(),
        "closes": found,
        "names": who_closed(found),
        "stated": stated[:MOST],
        "differ": [one for one in stated if not one.agrees],
        "may_state": request.user.may(Permission.CONFIRM_RUNS, request.on),
        "may_close": request.user.may(Permission.CLOSE_PERIODS, request.on),
        "done": request.GET.get("done", ""),
    }
    return render(request, "staff/book/home.html", more)


class CloseForm(Form):
    """The last day that is closed."""

    until = Day(
        "What is the last day to close?",
        empty="Enter the last day to close",
        hint="Nothing can be dated on this day, or an earlier one, after you close it. It cannot be opened again.",
    )


class Close(QuestionPage):
    """Close the book up to the end of a day."""

    needs = Permission.CLOSE_PERIODS
    title = "Close the book"
    lead = "What is found to be wrong later is put right by a new movement in the open period."
    form = CloseForm
    button = "Close the book"
    later = False

    def initial(self) -> dict[str, Any]:
        """The last day of last month, unless it is closed already."""
        last = self.on.replace(day=1) - timedelta(days=1)
        closed = closed_until()
        return {"until": last} if closed is None or closed < last else {}

    def back(self) -> str:
        return reverse("staff_book")

    def save(self, answers: dict[str, Any]) -> str:
        actions.close_period(until=answers["until"], on=self.on, by=self.by)
        return f"{self.back()}?done=closed"


class BalanceForm(Form):
    """What the bank says, of which day."""

    as_at = Day("At the end of which day?", empty="Enter the day of the balance", past=True)
    side = Radios(
        "Is the account in credit or overdrawn?",
        empty="Select whether the account is in credit or overdrawn",
        choices=[("credit", "In credit"), ("overdrawn", "Overdrawn")],
    )
    pence = Money("What does the bank say?", empty="Enter the balance")
    source = Text("Where is it from?", empty="Enter where it is from", hint="For example: statement 41", most=60)


class Balance(QuestionPage):
    """Write down what the bank says of the council's account."""

    needs = Permission.CONFIRM_RUNS
    title = "What the bank says"
    lead = "It stands beside what the book says. The book cannot be closed up to a day on which they differ."
    form = BalanceForm
    button = "Save"
    later = False

    def back(self) -> str:
        return reverse("staff_book")

    def save(self, answers: dict[str, Any]) -> str:
        pence = answers["pence"] if answers["side"] == "credit" else -answers["pence"]
        actions.state_balance(as_at=answers["as_at"], pence=pence, source=answers["source"], on=self.on, by=self.by)
        return self.back()


urlpatterns = [
    path("book/balance/", Balance.as_view(), name="staff_book_balance"),
    path("book/", book, name="staff_book"),
    path("book/close/", Close.as_view(), name="staff_book_close"),
]
