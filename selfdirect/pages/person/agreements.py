"""The account my money goes to, and signing the agreement on the screen.

Values: policy/councils
Next:   selfdirect/actions/direct_payments.py
Tests:  tests/pages/person/test_agreements.py
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from selfdirect.actions import direct_payments as actions
from selfdirect.actions.action import Refused
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.schedules import told_of_charge
from selfdirect.pages.choices import Checkboxes
from selfdirect.pages.fields import AccountNumber, LongText, SortCode, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer, Section
from selfdirect.pages.person.direct_payments import is_open
from selfdirect.pages.person.month import how_held
from selfdirect.pages.person.payments import account_words
from selfdirect.pages.person.scope import MyCheck, MyQuestion, Scope, my_page
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import Agreement, Payee
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds

OF_THE_PERSON = ("bank_account", "prepaid_card")


def present_accounts(person: Person) -> list[Payee]:
    """Each account of the person, by its latest details."""
    latest: dict[int, Payee] = {}
    for payee in Payee.objects.filter(person=person, kind__in=OF_THE_PERSON).select_related("provider").order_by("pk"):
        latest[payee.first_id or payee.pk] = payee
    return list(latest.values())


class AccountForm(Form):
    """A bank account."""

    account_name = Text("Name on the account", empty="Enter the name on the account", most=120)
    sort_code = SortCode("Sort code")
    account_number = AccountNumber("Account number")


class AddAccount(MyQuestion):
    """Tell us the account to pay into, when one is needed and not known yet."""

    money = True
    permission = Permission.AGREE
    read = "Opened the page to add an account"
    form = AccountForm
    later = False

    def load(self) -> None:
        self.budget = get_object_or_404(Budget, pk=self.kwargs["budget_id"], person=self.person)
        wanted = set(self.budget.lines.exclude(paid_by="").values_list("paid_by", flat=True))
        missing = sorted(wanted - {payee.kind for payee in present_accounts(self.person)})
        if not missing:
            raise Refused("We have an account for this budget already, or your choice does not need one.")
        self.kind = missing[0]
        is_card = self.kind == "prepaid_card"
        self.title = "Your prepaid card" if is_card else "The account to pay into"
        self.lead = (
            "You find the numbers in the letter that came with your card."
            if is_card
            else "Use an account that is only for this money. It must be yours, or belong to somebody who acts for you."
        )

    def save(self, answers: dict[str, Any]) -> str:
        actions.add_payee(
            person=self.person, provider=None, kind=self.kind, key=self.key, on=self.on, by=self.by, **answers
        )
        if is_open("agreement", self.budget):
            return self.scope.address("person_sign", self.budget.pk)
        return self.scope.address("person_accounts")


@my_page(read="Looked at the accounts", money=True)
def accounts(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The accounts the person is paid into, by their last numbers, with a way to change each."""
    found = [(account_words(payee), payee) for payee in present_accounts(scope.person)]
    more = {"accounts": found, "may_change": scope.may(Permission.AGREE)}
    return render(request, "person/accounts.html", {"scope": scope, **more})


class ChangeForm(AccountForm):
    """New numbers, and why."""

    reason = LongText(
        "Why does the account change?",
        empty="Tell us why the account changes",
        hint="For example: I changed my bank",
        most=500,
        rows=2,
    )


class ChangeAccount(MyQuestion):
    """Give an account new numbers. Money that did not arrive goes to the new account."""

    money = True
    permission = Permission.AGREE
    read = "Opened the page to change an account"
    title = "Change the account we pay into"
    form = ChangeForm
    button = "Change the account"
    later = False

    def load(self) -> None:
        found = {payee.pk: payee for payee in present_accounts(self.person)}
        if self.kwargs["payee_id"] not in found:
            raise Http404
        self.payee = found[self.kwargs["payee_id"]]
        self.caption = f"Now: {account_words(self.payee)}"

    def back(self) -> str:
        return self.scope.address("person_accounts")

    def save(self, answers: dict[str, Any]) -> str:
        actions.change_payee(payee=self.payee, key=self.key, on=self.on, by=self.by, **answers)
        return self.scope.address("person_accounts")


class SignForm(Form):
    """A name, and a yes."""

    agrees = Checkboxes(
        "Do you agree?",
        choices=[("yes", "I have read this, and I agree")],
        empty="Select that you have read this and agree. If you do not agree, talk to your worker",
    )
    signed_by_name = Text("Your full name", empty="Enter your full name", most=120, autocomplete="name")


class Sign(MyCheck):
    """Read the agreement and sign it, as the person or as their representative."""

    money = True
    permission = Permission.AGREE
    read = "Opened the agreement to sign it"
    template = "person/sign.html"
    title = "Your agreement"
    form = SignForm
    button = "Sign the agreement"

    def load(self) -> None:
        self.budget = get_object_or_404(Budget, pk=self.kwargs["budget_id"], person=self.person)
        if not is_open("agreement", self.budget):
            raise Refused("There is no agreement to sign now. Choose who looks after your money first, or ask us.")
        if told_of_charge(self.budget).is_missing:
            raise Refused("We have to tell you what you pay before you sign. Please phone your worker.")
        self.values = policy().on(self.on)

    def sections(self) -> list[Section]:
        return [Section("What you agree to", facts(self.budget, self.scope))]

    def context(self) -> dict[str, Any]:
        terms = [str(row["words"]) for row in self.values.table("direct_payments.agreement_terms")]
        looks = [(str(row["label"]), int(row["after_weeks"])) for row in self.values.table("monitoring.schedule")]
        return {**super().context(), "terms": terms, "looks": looks}

    def save(self, answers: dict[str, Any]) -> str:
        agreement = actions.sign_agreement(
            budget=self.budget,
            signed_by_name=answers["signed_by_name"],
            signed_as="person" if self.scope.is_own else "representative",
            signed_how="on_screen",
            signed_on=self.on,
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return self.scope.address("person_agreement", agreement.pk)


def facts(budget: Budget, scope: Scope) -> list[Answer]:
    """What an agreement is about, in a few lines."""
    lines = list(budget.lines.select_related("plan_line", "fund_holder").order_by("pk"))
    held = "\n".join(f"{what}: {how[:1].lower()}{how[1:]}" for what, how in how_held(lines, scope.on))
    paid_to = "\n".join(account_words(payee)[:1].upper() + account_words(payee)[1:] for payee in _used(budget))
    return [
        Answer("Your budget", f"{format_pounds(budget.gross_pence_weekly)} a week"),
        Answer("You pay", f"{format_pounds(budget.contribution_pence_weekly)} a week"),
        Answer("The council pays", f"{format_pounds(budget.net_pence_weekly)} a week"),
        Answer("From", format_date(budget.starts_on)),
        Answer("To", format_date(budget.ends_on)),
        Answer("Who looks after the money", held),
        *([Answer("Paid into", paid_to)] if paid_to else []),
    ]


def _used(budget: Budget) -> list[Payee]:
    wanted = set(budget.lines.exclude(paid_by="").values_list("paid_by", flat=True))
    return [payee for payee in present_accounts(budget.person) if payee.kind in wanted]


@my_page(read="Looked at the agreement", money=True)
def agreement(request: HttpRequest, scope: Scope, agreement_id: int) -> HttpResponse:
    """The agreement as it was signed, with its terms as they read that day."""
    found = get_object_or_404(Agreement.objects.select_related("budget"), pk=agreement_id, person=scope.person)
    more = {"agreement": found, "facts": facts(found.budget, scope), "is_new": found.signed_on == scope.on}
    return render(request, "person/agreement.html", {"scope": scope, **more})


urlpatterns = [
    path("<int:person_id>/accounts/", accounts, name="person_accounts"),
    path("<int:person_id>/accounts/<int:payee_id>/change/", ChangeAccount.as_view(), name="person_account_change"),
    path("<int:person_id>/budgets/<int:budget_id>/account/", AddAccount.as_view(), name="person_account"),
    path("<int:person_id>/budgets/<int:budget_id>/sign/", Sign.as_view(), name="person_sign"),
    path("<int:person_id>/agreements/<int:agreement_id>/", agreement, name="person_agreement"),
]
