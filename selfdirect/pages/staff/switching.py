"""Switching how a budget is held, for a worker: one page; what is planned and was; and what was asked for in advance.

Values: policy/councils
Next:   selfdirect/pages/switching.py
Tests:  tests/pages/staff/test_switching.py
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import switching as actions
from selfdirect.actions.support.paying import due_back_account
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.schedules import holdable_lines
from selfdirect.ledger.funds import Funder
from selfdirect.ledger.reading import balances
from selfdirect.pages.choices import Checkboxes, Radios, Select
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText, Money
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.budgets import find_budget
from selfdirect.pages.switching import (
    AskedForm,
    TimeForm,
    asked_from,
    check_runs,
    form_for,
    held_now,
    history_of,
    in_words,
)
from selfdirect.records.access import ActingFor, User, acting_on
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import Payee
from selfdirect.records.holdings import HoldingSwitch, holdings_on, instruction_for
from selfdirect.records.market import Provider
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.direct_payments import DIRECT_PAYMENT, THIRD_PARTY, methods, options
from selfdirect.rules.money import format_pounds


def waiting_of(budget: Budget) -> list[tuple[Payee, Funder, int]]:
    """Everybody who was paid ahead and has something to give back, in one question to the book."""
    pairs = {
        (row.payee_id, Funder(row.funder)): row.payee
        for row in budget.payment_schedules.select_related("payee__provider").order_by("pk")
    }
    accounts = {key: due_back_account(budget.pk, key[0], key[1]) for key in pairs}
    held = balances(accounts.values()) if accounts else {}
    return [(payee, key[1], held[accounts[key]]) for key, payee in pairs.items() if held[accounts[key]]]


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at how the budget is held over time")
def switches(request: HttpRequest, budget_id: int, person: Person) -> HttpResponse:
    """How each part was, is and will be held; every switch and why; what has to come back; what is asked in advance."""
    budget = find_budget(person, budget_id)
    values = policy().on(request.on)  # type: ignore[attr-defined]
    instruction = instruction_for(budget)
    labels = {one.key: one.label for one in (*options(values), *methods(values))}
    user: Any = request.user
    more = {
        "person": person,
        "budget": budget,
        "history": history_of(budget, values),
        "switches": list(HoldingSwitch.objects.filter(budget=budget).select_related("by").order_by("-pk")),
        "waiting": waiting_of(budget),
        "instruction": instruction,
        "instruction_words": _instruction_words(instruction, labels),
        "may_switch": user.may(Permission.CHOOSE_HOLDING, request.on),  # type: ignore[attr-defined]
        "may_settle": user.may(Permission.CONFIRM_RUNS, request.on),  # type: ignore[attr-defined]
    }
    return render(request, "staff/direct_payments/switches.html", more)


def _instruction_words(instruction: Any, labels: dict[str, str]) -> str:
    if instruction is None:
        return ""
    names = {instruction.fund_holder_id: instruction.fund_holder.name} if instruction.fund_holder else {}
    return in_words(instruction.holding, labels, names)


class SwitchPage(QuestionPage):
    """What the pages about one budget share."""

    needs = Permission.CHOOSE_HOLDING
    read = "Opened a switch of how the budget is held"
    later = False

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])
        if not self.budget.agreements.exists():
            raise Http404
        self.caption = f"{self.person.name}, {self.budget.reference}"
        self.lines = holdable_lines(self.budget)
        self.values = policy().on(self.on)

    def back(self) -> str:
        return reverse("staff_switches", args=[self.person.pk, self.budget.pk])


class Switch(SwitchPage):
    """Any parts, from a day, for good or for a while."""

    title = "Hold it another way"
    lead = "Change the parts that are to be held another way. The rest stays as it is. No new assessment is needed."
    button = "Switch"

    def load(self) -> None:
        super().load()
        check_runs(self.budget, self.on, self.request)
        self.form = form_for(self.lines, self.values, AskedForm)  # type: ignore[misc]

    def initial(self) -> dict[str, Any]:
        return {**held_now(self.budget, self.on), "asked_by_name": self.person.name}

    def save(self, answers: dict[str, Any]) -> str:
        asked = asked_from(answers, self.lines, holdings_on(self.lines, answers["from_on"]))
        name = answers["asked_by_name"]
        actions.switch(budget=self.budget, **asked, asked_by_name=name, key=self.key, on=self.on, by=self.by)
        return self.back()


class InAdvanceForm(Form):
    """What the person wants when they are unwell, and who may say that it is time."""

    when_words = LongText("When should this happen, in the person’s own words?", needed=False, most=1000, rows=3)
    held_as = Radios("How should it be held then?", empty="Select how it should be held", needed=False)
    paid_by = Radios("How is it paid?", needed=False, empty="Select how it is paid")
    fund_holder = Select("Who holds it?", needed=False, empty="Select who holds it")
    named_users = Checkboxes("Who may say that the time has come?", needed=False, empty="Choose from the list")
    named_words = LongText("Anything else about who, or how they will know", needed=False, most=500, rows=2)


class InAdvance(SwitchPage):
    """Keep, change or take back what is asked for in advance."""

    form = InAdvanceForm
    title = "What should happen when the person is unwell?"
    lead = "Whoever is named here can switch the whole budget with one button. Choose no way to take it back."
    button = "Save"

    def choices(self) -> dict[str, Any]:
        explained = {str(row["option"]): str(row["explained"]) for row in self.values.table("direct_payments.options")}
        holders = Provider.objects.filter(may_hold_funds=True).order_by("name")
        return {
            "held_as": [(one.key, one.label, explained.get(one.key, "")) for one in options(self.values)],
            "paid_by": [(one.key, one.label) for one in methods(self.values)],
            "fund_holder": [(one.pk, one.name) for one in holders],
            "named_users": [(one.pk, one.name) for one in self._people()],
        }

    def _people(self) -> list[User]:
        """Those who act for the person, and the person."""
        acting = ActingFor.objects.filter(acting_on(self.on), person=self.person).values("user_id")
        found = User.objects.filter(pk__in=acting, is_active=True) | User.objects.filter(person=self.person)
        return list(found.order_by("name", "pk"))

    def initial(self) -> dict[str, Any]:
        found = instruction_for(self.budget)
        if found is None:
            return {}
        names = ("when_words", "held_as", "paid_by", "named_words")
        own = {name: getattr(found, name) for name in names}
        return {**own, "fund_holder": found.fund_holder_id or "", "named_users": [str(pk) for pk in found.named_users]}

    def save(self, answers: dict[str, Any]) -> str:
        held_as = answers["held_as"] or ""
        actions.ask_in_advance(
            budget=self.budget,
            when_words=answers["when_words"],
            held_as=held_as,
            paid_by=answers["paid_by"] or "" if held_as == DIRECT_PAYMENT else "",
            fund_holder=int(answers["fund_holder"] or 0) or None if held_as == THIRD_PARTY else None,
            named_users=[int(pk) for pk in answers["named_users"]],
            named_words=answers["named_words"],
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return self.back()


class TheTimeHasCome(SwitchPage):
    """Begin what was asked for in advance."""

    needs = Permission.PLAN
    form = TimeForm
    title = "Begin what the person asked for in advance"
    button = "Switch now"

    def load(self) -> None:
        super().load()
        found = instruction_for(self.budget)
        if found is None:
            raise Http404
        self.instruction = found
        self.lead = f"They asked for this: {found.when_words}"

    def initial(self) -> dict[str, Any]:
        return {"from_on": self.on}

    def save(self, answers: dict[str, Any]) -> str:
        actions.trigger_instruction(
            instruction=self.instruction,
            what_happened=answers["what_happened"],
            from_on=answers["from_on"],
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return self.back()


class CameBackForm(Form):
    """How much came back, and when."""

    pence = Money("How much came back?", empty="Enter how much came back, like 120.50")
    arrived_on = Day("On which day did it arrive?", past=True, empty="Enter the day it arrived")


class CameBack(SwitchPage):
    """Write down that money paid ahead came back."""

    needs = Permission.CONFIRM_RUNS
    read = "Opened money that has to come back"
    form = CameBackForm
    title = "Money that came back"
    button = "Save"

    def load(self) -> None:
        super().load()
        paid = self.budget.payment_schedules.values("payee")
        self.payee = get_object_or_404(Payee, pk=self.kwargs["payee_id"], pk__in=paid)
        found = {(payee.pk, funder.value): pence for payee, funder, pence in waiting_of(self.budget)}
        self.funder = self.kwargs["funder"]
        waiting = found.get((self.payee.pk, self.funder), 0)
        self.lead = f"{format_pounds(waiting)} has to come back from {self.payee.account_name}."

    def save(self, answers: dict[str, Any]) -> str:
        actions.money_came_back(
            budget=self.budget, payee=self.payee, funder=self.funder, **answers, key=self.key, on=self.on, by=self.by
        )
        return self.back()


_AT = "people/<int:person_id>/budgets/<int:budget_id>/switches/"
urlpatterns = [
    path(_AT, switches, name="staff_switches"),
    path(f"{_AT}new/", Switch.as_view(), name="staff_switch"),
    path(f"{_AT}in-advance/", InAdvance.as_view(), name="staff_switch_in_advance"),
    path(f"{_AT}now/", TheTimeHasCome.as_view(), name="staff_switch_now"),
    path(f"{_AT}back/<int:payee_id>/<slug:funder>/", CameBack.as_view(), name="staff_switch_back"),
]
