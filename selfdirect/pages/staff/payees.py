"""The accounts that money is paid to: which are needed, adding one, changing one, and checking whose it is.

Next:   selfdirect/actions/direct_payments.py
Tests:  tests/pages/staff/test_payees.py
"""

from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import direct_payments as actions
from selfdirect.actions import payees as checks
from selfdirect.actions.action import Refused
from selfdirect.actions.support.cheques import why_not_by_cheque
from selfdirect.actions.support.receiving import no_longer_may_receive
from selfdirect.actions.support.schedules import holdable_lines, missing_payees
from selfdirect.pages.choices import Radios
from selfdirect.pages.fields import AccountNumber, LongText, SortCode, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.budgets import find_budget
from selfdirect.records.authority import Authority
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import CHEQUE, CRISIS, EMPLOYER, PAID_STRAIGHT, Payee
from selfdirect.records.payees import NameAnswer, NameCheck, NameHow, NumbersFound
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.authority import Scope
from selfdirect.rules.direct_payments import DIRECT_PAYMENT, PAID_OUT
from selfdirect.rules.problems import Problem

MAY_SET_UP = (Permission.AGREE, Permission.SET_UP_PAYMENTS)
RECEIVER = "receiver"
APART = {
    EMPLOYER: "Pay for an employer's duties",
    CRISIS: "Paid what the fund for crises gave",
    PAID_STRAIGHT: "Paid straight away if their card or account fails",
    CHEQUE: "A cheque by post",
}


def payees_of(budget: Budget) -> list[Payee]:
    """The accounts of now that this budget may be paid into: the person's own and those of whoever holds it."""
    holders = {line.fund_holder_id for line in holdable_lines(budget) if line.fund_holder_id}
    found = Payee.objects.filter(Q(person=budget.person_id) | Q(provider__in=holders)).select_related(
        "provider", "under__end", "numbers_check"
    )
    latest: dict[int, Payee] = {}
    for payee in found.order_by("pk"):
        latest[payee.first_id or payee.pk] = payee
    return list(latest.values())


def receivers(person: Person, on: date) -> list[tuple[str, str]]:
    """Whoever has authority to receive the person's payment, as choices of whose account it is."""
    found = Authority.objects.filter(person=person).in_force(on).that_may(Scope.RECEIVE).order_by("pk")
    return [(f"{RECEIVER}-{one.pk}", f"{one.holder_name}’s account, as {one.role_words.lower()}") for one in found]


def receiver(person: Person, whose: str) -> Authority | None:
    """The authority that was chosen; None when it is nobody's."""
    kind, _, number = whose.partition("-")
    if kind != RECEIVER:
        return None
    return Authority.objects.select_related("end").filter(person=person, pk=int(number)).first()


def checked_words(payees: list[Payee]) -> dict[int, list[str]]:
    """What was checked of each account, in words, by its number. One query."""
    latest: dict[int, NameCheck] = {}
    for check in NameCheck.objects.filter(payee__in=payees).order_by("pk"):
        latest[check.payee_id] = check
    found = {}
    for payee in payees:
        numbers = getattr(payee, "numbers_check", None)
        words = [NumbersFound(numbers.found).label if numbers else NumbersFound.NO_TABLE.label]
        name = latest.get(payee.pk)
        words.append(NameAnswer(name.answer).label if name else "The name was not checked")
        if name and not name.lets_pay:
            words.append("Not paid until this is put right")
        found[payee.pk] = words
    return found


@about_person(needs=MAY_SET_UP, read="Looked at the accounts that money is paid to")
def payees(request: HttpRequest, budget_id: int, person: Person) -> HttpResponse:
    """The accounts there are and those still to be added."""
    budget = find_budget(person, budget_id)
    found = payees_of(budget)
    may_set_up = request.user.may(Permission.SET_UP_PAYMENTS, request.on)
    more = {
        "person": person,
        "budget": budget,
        "payees": found,
        "checked": checked_words(found),
        "kinds": actions.KINDS | APART,
        "gone": no_longer_may_receive(request.on),
        "missing": missing_payees(budget),
        "may_cheque": not why_not_by_cheque(person, request.on)
        and request.user.may(Permission.SET_UP_PAYMENTS, request.on),
        "may_third": may_set_up,
    }
    return render(request, "staff/direct_payments/payees.html", more)


class AccountForm(Form):
    """An account."""

    account_name = Text("Name on the account", empty="Enter the name on the account", most=120)
    sort_code = SortCode()
    account_number = AccountNumber()


class AddForm(AccountForm):
    """A new account, and whose it is."""

    whose = Radios("Which account is this?", empty="Select which account this is")
    card_reference = Text(
        "Number on the back of the card, for a prepaid card", needed=False, most=40, hint="Leave empty otherwise"
    )
    field_order = ("whose", "account_name", "sort_code", "account_number", "card_reference")


class AddPayee(QuestionPage):
    """A new account."""

    needs = MAY_SET_UP
    read = "Opened the accounts that money is paid to"
    title = "Add an account to pay into"
    form = AddForm
    button = "Add the account"
    later = False

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])
        self.caption = self.person.name
        self.lines = [line for line in holdable_lines(self.budget) if line.held_as in PAID_OUT]

    def choices(self) -> dict[str, Any]:
        own = {line.paid_by for line in self.lines if line.held_as == DIRECT_PAYMENT} or {"bank_account"}
        labels = {"bank_account": f"{self.person.name}’s bank account", "prepaid_card": "A prepaid card"}
        found = [(kind, label) for kind, label in labels.items() if kind in own]
        holders = {line.fund_holder for line in self.lines if line.fund_holder}
        found += [(f"holder-{one.pk}", one.name) for one in sorted(holders, key=lambda one: one.name)]
        if "bank_account" in own:
            found += receivers(self.person, self.on)
        return {"whose": found}

    def initial(self) -> dict[str, Any]:
        choices = self.choices()["whose"]
        return {"whose": choices[0][0]} if len(choices) == 1 else {}

    def back(self) -> str:
        return reverse("staff_payees", args=[self.person.pk, self.budget.pk])

    def save(self, answers: dict[str, Any]) -> str:
        kind, _, number = answers["whose"].partition("-")
        holder = None
        if kind == "holder":
            holder = next((line.fund_holder for line in self.lines if str(line.fund_holder_id) == number), None)
        actions.add_payee(
            person=None if holder else self.person,
            provider=holder,
            kind={"holder": "third_party", RECEIVER: "bank_account"}.get(kind, kind),
            authority=receiver(self.person, answers["whose"]),
            account_name=answers["account_name"],
            sort_code=answers["sort_code"],
            account_number=answers["account_number"],
            card_reference=answers["card_reference"],
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return self.back()


class ChangeForm(AccountForm):
    """New details, and why."""

    reason = LongText("Why does the account change?", empty="Say why the account changes", most=500, rows=3)


class ChangeWhoseForm(ChangeForm):
    """New details, why, and whose account it is now."""

    whose = Radios("Whose account is this?", empty="Select whose account this is")
    field_order = ("whose", "account_name", "sort_code", "account_number", "reason")


class ChangePayee(QuestionPage):
    """New details of an account. What is owed goes to the new one."""

    needs = MAY_SET_UP
    read = "Opened an account that money is paid to"
    title = "Change an account"
    lead = "Check the new details with the person in a way you trust, never from an email alone."
    form = ChangeForm
    button = "Change the account"
    later = False

    def load(self) -> None:
        self.caption = self.person.name
        theirs = Q(person=self.person) | Q(payment_schedules__person=self.person)
        first = get_object_or_404(Payee.objects.filter(theirs, first=None).distinct(), pk=self.kwargs["payee_id"])
        self.payee = first.later_details.order_by("-pk").first() or first
        self.receivers = receivers(self.person, self.on) if self.payee.person_id else []
        if self.receivers or self.payee.under_id:
            self.form = ChangeWhoseForm  # type: ignore[misc]

    def choices(self) -> dict[str, Any]:
        if self.form is not ChangeWhoseForm:
            return {}
        return {"whose": [("own", f"{self.person.name}’s own account"), *self.receivers]}

    def initial(self) -> dict[str, Any]:
        whose = f"{RECEIVER}-{self.payee.under_id}" if self.payee.under_id else "own"
        return {"account_name": self.payee.account_name, "whose": whose}

    def back(self) -> str:
        return reverse("staff_person", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        authority = receiver(self.person, str(answers.pop("whose", "")))
        actions.change_payee(payee=self.payee, **answers, authority=authority, key=self.key, on=self.on, by=self.by)
        return self.back()


class NameForm(Form):
    """How the name was asked about, and the answer."""

    how = Radios("How did you ask?", choices=NameHow.choices, empty="Select how you asked")
    answer = Radios(
        "What was the answer?",
        choices=NameAnswer.choices,
        empty="Select what the answer was",
        reveal={
            NameAnswer.CLOSE.value: ["bank_says", "close_reason"],
            NameAnswer.NO_MATCH.value: ["differs_reason"],
            NameAnswer.NO_ANSWER.value: ["unknown_reason"],
        },
    )
    bank_says = Text("The name that the bank gave", empty="Enter the name that the bank gave", most=120)
    close_reason = LongText(
        "Why are you sure that it is theirs?",
        empty="Say why you are sure that the account is theirs",
        hint="For example: the bank has a middle name that we do not",
        most=500,
        rows=2,
    )
    differs_reason = LongText(
        "Why is the account right all the same?",
        needed=False,
        hint="Leave this empty if you are not sure. Then nothing is paid into the account.",
        most=500,
        rows=2,
    )
    unknown_reason = LongText(
        "How do you know that it is theirs?",
        empty="Say why you are sure that the account is theirs",
        most=500,
        rows=2,
    )


class CheckName(QuestionPage):
    """Write down what the bank says of the name on an account."""

    needs = Permission.SET_UP_PAYMENTS
    read = "Opened an account that money is paid to"
    title = "Whose account is it?"
    form = NameForm
    button = "Save"
    later = False
    template = "staff/direct_payments/name_check.html"

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])
        self.caption = self.person.name
        found = {payee.pk: payee for payee in payees_of(self.budget)}
        if self.kwargs["payee_id"] not in found:
            raise Http404
        self.payee = found[self.kwargs["payee_id"]]

    def context(self) -> dict[str, Any]:
        earlier = self.payee.name_checks.select_related("by").order_by("-pk")
        return {"payee": self.payee, "earlier": list(earlier), "checked": checked_words([self.payee])[self.payee.pk]}

    def back(self) -> str:
        return reverse("staff_payees", args=[self.person.pk, self.budget.pk])

    def save(self, answers: dict[str, Any]) -> str:
        reasons = [answers.pop(f"{word}_reason") for word in ("close", "differs", "unknown")]
        try:
            checks.record_name_check(
                payee=self.payee, reason="".join(reasons), **answers, key=self.key, on=self.on, by=self.by
            )
        except Refused as refused:
            at = {NameAnswer.CLOSE.value: "close_reason", NameAnswer.NO_ANSWER.value: "unknown_reason"}
            raise Refused(
                [
                    Problem(at.get(answers["answer"], one.field) if one.field == "reason" else one.field, one.message)
                    for one in refused.problems
                ]
            ) from refused
        return self.back()


_AT = "people/<int:person_id>/"
urlpatterns = [
    path(f"{_AT}budgets/<int:budget_id>/accounts/", payees, name="staff_payees"),
    path(f"{_AT}budgets/<int:budget_id>/accounts/add/", AddPayee.as_view(), name="staff_payee_add"),
    path(f"{_AT}budgets/<int:budget_id>/accounts/<int:payee_id>/name/", CheckName.as_view(), name="staff_payee_name"),
    path(f"{_AT}accounts/<int:payee_id>/", ChangePayee.as_view(), name="staff_payee_change"),
]
