"""The account my money goes to, and signing the agreement on the screen.

Values: policy/councils
Next:   selfdirect/actions/direct_payments.py
Tests:  tests/pages/person/test_agreements.py
"""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from selfdirect.actions import agreements as actions
from selfdirect.actions import direct_payments
from selfdirect.actions.action import Refused
from selfdirect.actions.support.agreement_words import wording
from selfdirect.actions.support.signing import authority_to_sign
from selfdirect.actions.support.telling import told_of_charge
from selfdirect.pages.agreement_shown import agreement_pdf, shown, shown_now
from selfdirect.pages.choices import Checkboxes
from selfdirect.pages.fields import AccountNumber, LongText, SortCode, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer, Section
from selfdirect.pages.person.direct_payments import is_open
from selfdirect.pages.person.payments import account_words
from selfdirect.pages.person.scope import MyCheck, MyQuestion, my_page
from selfdirect.pages.person.scope import Scope as MyScope
from selfdirect.records.authority import authority_of
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import CHEQUE, Agreement, Payee
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.authority import Scope

OF_THE_PERSON = ("bank_account", "prepaid_card", CHEQUE)


def present_accounts(person: Person) -> list[Payee]:
    """Each account of the person, by its latest details."""
    latest: dict[int, Payee] = {}
    for payee in Payee.objects.filter(person=person, kind__in=OF_THE_PERSON).select_related("provider").order_by("pk"):
        latest[payee.first_id or payee.pk] = payee
    return list(latest.values())


def serves(payees: Iterable[Payee]) -> set[str]:
    """The ways of being paid for which there is somewhere to pay; a cheque stands for the account they do not have."""
    return {"bank_account" if payee.kind == CHEQUE else payee.kind for payee in payees}


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
        missing = sorted(wanted - serves(present_accounts(self.person)))
        if not missing:
            raise Refused("We have an account for this budget already, or your choice does not need one.")
        self.kind = missing[0]
        self.authority = None
        if self.kind == "bank_account" and not self.scope.is_own:
            self.authority = authority_of(self.by, self.person, Scope.RECEIVE, self.on)
        self.title = "The account to pay into" if self.kind == "bank_account" else "Your prepaid card"
        self.lead = self._lead()

    def _lead(self) -> str:
        name = self.person.details.first_name
        if self.kind == "prepaid_card":
            return "You find the numbers in the letter that came with the card."
        if self.authority is not None:
            return f"Use the account that you receive {name}’s money in. It must be only for this money."
        whose = "It must be your own." if self.scope.is_own else f"It must be {name}’s own."
        return f"Use an account that is only for this money. {whose}"

    def save(self, answers: dict[str, Any]) -> str:
        direct_payments.add_payee(
            person=self.person,
            provider=None,
            kind=self.kind,
            authority=self.authority,
            key=self.key,
            on=self.on,
            by=self.by,
            **answers,
        )
        if is_open("agreement", self.budget):
            return self.scope.address("person_sign", self.budget.pk)
        return self.scope.address("person_accounts")


@my_page(read="Looked at the accounts", money=True)
def accounts(request: HttpRequest, scope: MyScope) -> HttpResponse:
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
        # Somebody who receives the payment changes their own account; the person gives one that is theirs.
        authority = None if self.scope.is_own else self.payee.under
        direct_payments.change_payee(
            payee=self.payee, authority=authority, key=self.key, on=self.on, by=self.by, **answers
        )
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
    """Read the agreement, and what changed since last time, and sign it: the person, or somebody with authority."""

    money = True
    permission = Permission.AGREE
    read = "Opened the agreement to sign it"
    template = "person/sign.html"
    form = SignForm
    button = "Sign the agreement"

    def load(self) -> None:
        self.budget = get_object_or_404(Budget, pk=self.kwargs["budget_id"], person=self.person)
        self.now = wording(self.budget, self.on)
        is_new = self.now.stands is None and is_open("agreement", self.budget)
        if not is_new and (self.now.stands is None or not self.now.is_to_sign):
            raise Refused("There is no agreement to sign now. Choose who looks after your money first, or ask us.")
        if told_of_charge(self.budget, self.on).is_missing:
            raise Refused("We have to tell you what you pay before you sign. Please phone your worker.")
        self.title = "Your agreement" if self.scope.is_own else f"{self.scope.first_name}’s agreement"
        self.authority = None
        if not self.scope.is_own:
            self.authority = authority_to_sign(self.by, self.person, self.on)

    def record(self) -> Any:
        """The version that stands, so that two people do not sign past each other."""
        return self.now.stands

    def sections(self) -> list[Section]:
        paid_to = [account_words(payee)[:1].upper() + account_words(payee)[1:] for payee in _used(self.budget)]
        rows = [*shown_now(self.now).facts, *([Answer("Paid into", "\n".join(paid_to))] if paid_to else [])]
        return [Section("What you agree to", rows)]

    def context(self) -> dict[str, Any]:
        now = self.now
        more = {"says": shown_now(now), "changes": now.changes, "stands": now.stands, "asked": now.asked}
        return {**super().context(), **more}

    def save(self, answers: dict[str, Any]) -> str:
        agreement = actions.sign_agreement(
            budget=self.budget,
            signed_by_name=answers["signed_by_name"],
            authority=self.authority,
            signed_how="on_screen",
            signed_on=self.on,
            seen_version=self.seen_version or 0,
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return self.scope.address("person_agreement", agreement.pk)


def _used(budget: Budget) -> list[Payee]:
    wanted = set(budget.lines.exclude(paid_by="").values_list("paid_by", flat=True))
    return [payee for payee in present_accounts(budget.person) if serves([payee]) & wanted]


@my_page(read="Looked at the agreement", money=True)
def agreement(request: HttpRequest, scope: MyScope, agreement_id: int) -> HttpResponse:
    """The agreement as it was signed, with its terms as they read that day, and every other version."""
    found = get_object_or_404(Agreement.objects.select_related("authority"), pk=agreement_id, person=scope.person)
    versions = list(Agreement.objects.filter(budget=found.budget_id).order_by("-version"))
    more = {
        "agreement": found,
        "says": shown(found),
        "versions": versions,
        "later": versions[0] if versions[0].pk != found.pk else None,
        "is_new": found.signed_on == scope.on and versions[0].pk == found.pk,
    }
    return render(request, "person/agreement.html", {"scope": scope, **more})


@my_page(read="Opened the agreement to print it", money=True, methods=("GET", "HEAD"))
def as_pdf(request: HttpRequest, scope: MyScope, agreement_id: int) -> HttpResponse:
    """The agreement as it was signed, as a PDF."""
    found = Agreement.objects.select_related("budget", "authority")
    return agreement_pdf(request, get_object_or_404(found, pk=agreement_id, person=scope.person))


urlpatterns = [
    path("<int:person_id>/accounts/", accounts, name="person_accounts"),
    path("<int:person_id>/accounts/<int:payee_id>/change/", ChangeAccount.as_view(), name="person_account_change"),
    path("<int:person_id>/budgets/<int:budget_id>/account/", AddAccount.as_view(), name="person_account"),
    path("<int:person_id>/budgets/<int:budget_id>/sign/", Sign.as_view(), name="person_sign"),
    path("<int:person_id>/agreements/<int:agreement_id>/", agreement, name="person_agreement"),
    path("<int:person_id>/agreements/<int:agreement_id>/pdf/", as_pdf, name="person_agreement_pdf"),
]
