"""The council's fund for crises: its balance and draws, putting money in; asking, deciding, settling for one person.

Values: policy/defaults/crisis_fund.toml
Next:   selfdirect/actions/crisis_fund.py
Tests:  tests/pages/staff/test_crisis_fund.py
"""

from typing import Any

from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import crisis_fund as actions
from selfdirect.actions.support.crisis_fund import balance_of_fund, was_paid_out
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Radios, YesNo
from selfdirect.pages.fields import LongText, Money
from selfdirect.pages.forms import Form
from selfdirect.pages.listing import pages_of
from selfdirect.pages.permissions import about_person, page
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.budgets import find_budget
from selfdirect.records.crisis_fund import CrisisDraw, CrisisFundMoney
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.crisis_fund import why_not_asked
from selfdirect.rules.money import format_pounds

MAY_SEE = (Permission.SEE_MONEY, Permission.SEE_STEERING)
_WITH = ("person", "budget", "by", "decision__by", "settled__by")


def find_draw(person: Person, draw_id: int) -> CrisisDraw:
    """A draw of this person with what came of it, else no such page."""
    return get_object_or_404(CrisisDraw.objects.select_related(*_WITH), pk=draw_id, person=person)


@page(needs=MAY_SEE)
def fund(request: HttpRequest) -> HttpResponse:
    """What the fund has, what was put in, and every draw by its reference. No names: whoever may opens the record."""
    draws = CrisisDraw.objects.select_related("by", "decision", "settled").order_by("-pk")
    given = CrisisDraw.objects.filter(decision__agreed=True)
    more = {
        "balance": balance_of_fund(),
        "given": given.aggregate(sum=Sum("pence"))["sum"] or 0,
        "waiting": given.filter(settled=None).aggregate(sum=Sum("pence"))["sum"] or 0,
        "money": list(CrisisFundMoney.objects.select_related("by").order_by("-pk")[:25]),
        "page": pages_of(draws, request, size=50),
        "may_put": request.user.may(Permission.CLOSE_PERIODS, request.on),
        "may_open": request.user.may(Permission.SEE_ANY_RECORD, request.on),
    }
    return render(request, "staff/crisis_fund/fund.html", more)


class PutForm(Form):
    """How much, which way and why."""

    way = Radios(
        "What do you do?",
        empty="Select whether money is put in or taken out",
        choices=[("in", "Put money in"), ("out", "Take out what it does not need")],
    )
    pence = Money("How much?", empty="Enter how much", least=1)
    reason = LongText(
        "Where does it come from, or why is it taken out?",
        empty="Say where the money comes from, or why it is taken out",
        most=500,
        rows=2,
    )


class Put(QuestionPage):
    """Put money in, or take it out."""

    needs = Permission.CLOSE_PERIODS
    title = "Put money in to the fund for crises"
    form = PutForm
    button = "Save"
    later = False

    def back(self) -> str:
        return reverse("staff_crisis_fund")

    def save(self, answers: dict[str, Any]) -> str:
        pence = answers["pence"] if answers["way"] == "in" else -answers["pence"]
        actions.put_in(pence=pence, reason=answers["reason"], key=self.key, on=self.on, by=self.by)
        return self.back()


class AskForm(Form):
    """What has happened, what the money is for, and how much."""

    what_happened = LongText("What has happened?", empty="Say what has happened", most=1000, rows=3)
    what_for = LongText(
        "What is the money for?",
        empty="Say what the money is for",
        hint="For example: two weeks of somebody there at night.",
        most=1000,
        rows=3,
    )
    pence = Money("How much is needed?", empty="Enter how much is needed", least=1)


class Ask(QuestionPage):
    """Ask the fund for one person."""

    needs = Permission.PLAN
    read = "Opened a request to the fund for crises"
    title = "Ask the fund for crises"
    form = AskForm
    button = "Ask"
    later = False

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])
        self.caption = f"{self.person.name}, {self.budget.reference}"
        if why_not_asked(self.budget.gross_pence_weekly, policy().on(self.on)):
            raise Http404
        self.lead = f"The fund has {format_pounds(balance_of_fund())}. Somebody else decides, at the latest tomorrow."

    def back(self) -> str:
        return reverse("staff_budget", args=[self.person.pk, self.budget.pk])

    def save(self, answers: dict[str, Any]) -> str:
        made = actions.ask(budget=self.budget, **answers, key=self.key, on=self.on, by=self.by)
        return reverse("staff_crisis_draw", args=[self.person.pk, made.pk])


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at money from the fund for crises")
def draw(request: HttpRequest, draw_id: int, person: Person) -> HttpResponse:
    """One draw, from asking to settling."""
    found = find_draw(person, draw_id)
    decision, settled = getattr(found, "decision", None), getattr(found, "settled", None)
    user, on = request.user, request.on
    may_agree = any(user.may(one, on) for one in actions.MAY_AGREE)
    needs = Permission.CONFIRM_RUNS if decision and was_paid_out(found) else Permission.PLAN
    more = {
        "person": person,
        "draw": found,
        "decision": decision,
        "settled": settled,
        "may_decide": decision is None and may_agree and found.by_id != user.pk,
        "may_settle": bool(decision and decision.agreed and not settled)
        and (user.may(Permission.PLAN, on) or user.may(needs, on)),
    }
    return render(request, "staff/crisis_fund/draw.html", more)


class DrawPage(QuestionPage):
    """What the pages about one draw share."""

    read = "Opened money from the fund for crises"
    later = False
    template = "staff/crisis_fund/question.html"

    def load(self) -> None:
        self.draw = find_draw(self.person, self.kwargs["draw_id"])
        self.caption = f"{self.person.name}, {self.draw.reference}"

    def context(self) -> dict[str, Any]:
        return {"draw": self.draw}

    def back(self) -> str:
        return reverse("staff_crisis_draw", args=[self.person.pk, self.draw.pk])


class DecideForm(Form):
    """Yes or no, and why."""

    agreed = YesNo("Does the fund pay this?", empty="Select yes or no")
    reasons = LongText("Why?", empty="Say why", hint="The person can read this.", most=1000, rows=3)


class Decide(DrawPage):
    """Agree to a draw, or not."""

    needs = actions.MAY_AGREE
    title = "Decide on money for a crisis"
    form = DecideForm
    button = "Decide"

    def save(self, answers: dict[str, Any]) -> str:
        actions.decide(draw=self.draw, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class SettleForm(Form):
    """What it was used for, and what came back."""

    used_for = LongText(
        "What was it used for?", empty="Say what the money was used for, or that it was not", most=1000, rows=3
    )
    back_pence = Money(
        "How much was not needed and goes back to the fund?",
        empty="Enter how much goes back. Enter 0 if all of it was used",
        hint="Money that was paid out must have come back to the council’s account first. Enter 0 if nothing did.",
    )


class Settle(DrawPage):
    """Say what a draw was used for."""

    needs = (Permission.PLAN, Permission.CONFIRM_RUNS)
    title = "What was the money used for?"
    form = SettleForm
    button = "Save"

    def save(self, answers: dict[str, Any]) -> str:
        actions.settle(draw=self.draw, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


_AT = "people/<int:person_id>/"
urlpatterns = [
    path("crisis-fund/", fund, name="staff_crisis_fund"),
    path("crisis-fund/put/", Put.as_view(), name="staff_crisis_fund_put"),
    path(f"{_AT}budgets/<int:budget_id>/crisis/", Ask.as_view(), name="staff_crisis_ask"),
    path(f"{_AT}crisis/<int:draw_id>/", draw, name="staff_crisis_draw"),
    path(f"{_AT}crisis/<int:draw_id>/decide/", Decide.as_view(), name="staff_crisis_decide"),
    path(f"{_AT}crisis/<int:draw_id>/settle/", Settle.as_view(), name="staff_crisis_settle"),
]
