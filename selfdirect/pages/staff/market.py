"""Providers and their accounts; what people plan, for the commissioner; whom a provider supports, for the provider.

Next:   selfdirect/actions/market.py
Tests:  tests/pages/staff/test_market.py
"""

from typing import Any

from django.db.models import Avg, Count, Prefetch, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import direct_payments
from selfdirect.actions import market as actions
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Radios, Select, YesNo
from selfdirect.pages.days import Day
from selfdirect.pages.fields import AccountNumber, Email, LongText, Phone, SortCode, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.listing import pages_of
from selfdirect.pages.ordering import providers_for
from selfdirect.pages.permissions import page
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.plan_lines import kinds, quantity
from selfdirect.pages.staff.provider_orders import waiting
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.direct_payments import Payee
from selfdirect.records.market import Provider
from selfdirect.records.payments import LineState, PaymentLine
from selfdirect.records.people import Person
from selfdirect.records.plans import PlanLine, Status
from selfdirect.rules.access import Permission
from selfdirect.rules.assessments import OUTCOMES
from selfdirect.rules.choosing import HOLDER_KINDS

FEWEST = 5
"""Fewer people than this are not counted out, so that nobody can be recognised."""


@page(needs=(Permission.SET_UP_PAYMENTS, Permission.SEE_MARKET))
def providers(request: HttpRequest) -> HttpResponse:
    """Every provider, and whether there is an account to pay when they hold a budget."""
    accounts = Prefetch("payees", queryset=Payee.objects.filter(kind="third_party").order_by("pk"))
    found = Provider.objects.order_by("name").select_related("closing").prefetch_related(accounts)
    listed = pages_of(found, request, size=50)
    closed = {one.pk for one in listed.rows if hasattr(one, "closing")}
    may_close = request.user.may(Permission.CHANGE_CONTRACTS, request.on)
    may = request.user.may(Permission.SET_UP_PAYMENTS, request.on)
    more = {"page": listed, "may_change": may, "kinds": HOLDER_KINDS, "closed": closed, "may_close": may_close}
    return render(request, "staff/market/providers.html", more)


class ProviderForm(Form):
    """A provider and the account it is paid into."""

    name = Text("Name", empty="Enter the provider’s name", most=160)
    what_they_do = Text("What do they do?", needed=False, most=200)
    email = Email("Email address", needed=False)
    phone = Phone("Phone number", needed=False)
    sort_code = SortCode()
    account_number = AccountNumber()
    gives_care = YesNo("Do they give care or support?", empty="Select yes if they give care or support")
    may_hold_funds = YesNo(
        "May they hold a budget for somebody?",
        empty="Select yes if they may hold a budget",
        hint="An individual service fund",
        reveal={"yes": ["holder_kind"]},
    )
    holder_kind = Radios(
        "What kind of body are they?",
        choices=list(HOLDER_KINDS.items()),
        empty="Select what kind of body they are",
    )
    has_contract = YesNo("Does the council have a contract with them?", needed=False)


class AddProvider(QuestionPage):
    """Put a provider on the list."""

    needs = Permission.SET_UP_PAYMENTS
    title = "Add a provider"
    form = ProviderForm
    button = "Add the provider"

    def back(self) -> str:
        return reverse("staff_providers")

    def save(self, answers: dict[str, Any]) -> str:
        answers["has_contract"] = bool(answers["has_contract"])
        actions.add_provider(**answers, on=self.on, by=self.by)
        return self.back()


class AccountForm(Form):
    """The account of a fund holder."""

    account_name = Text("Name on the account", empty="Enter the name on the account", most=120)
    sort_code = SortCode()
    account_number = AccountNumber()
    reason = LongText("Why does the account change?", needed=False, most=500, rows=3)


class ProviderAccount(QuestionPage):
    """The account that budgets held by a provider are paid into: the first one, or a new one."""

    needs = Permission.SET_UP_PAYMENTS
    form = AccountForm
    button = "Save the account"
    later = False

    def load(self) -> None:
        self.provider = get_object_or_404(Provider, pk=self.kwargs["provider_id"], may_hold_funds=True)
        self.caption = self.provider.name
        held = Payee.objects.filter(provider=self.provider, kind="third_party").order_by("-pk")
        self.payee = held.first()
        self.title = "Change the account" if self.payee else "The account to pay budgets into"

    def initial(self) -> dict[str, Any]:
        bank = self.payee or self.provider
        return {
            "account_name": self.payee.account_name if self.payee else self.provider.name,
            "sort_code": bank.sort_code,
            "account_number": bank.account_number,
        }

    def back(self) -> str:
        return reverse("staff_providers")

    def save(self, answers: dict[str, Any]) -> str:
        account = {name: answers[name] for name in ("account_name", "sort_code", "account_number")}
        made = {"key": self.key, "on": self.on, "by": self.by}
        if self.payee:
            direct_payments.change_payee(payee=self.payee, **account, reason=answers["reason"], **made)
        else:
            direct_payments.add_payee(person=None, provider=self.provider, kind="third_party", **account, **made)
        return self.back()


class CloseForm(Form):
    """The last day of a provider, and why."""

    last_on = Day("Which is its last day?", empty="Enter its last day")
    reason = LongText("Why does it close?", empty="Say why it closes", most=1000, rows=3)


class OfProvider(QuestionPage):
    """What the commissioner's questions about one provider share."""

    needs = Permission.CHANGE_CONTRACTS
    later = False

    def load(self) -> None:
        self.provider = get_object_or_404(Provider, pk=self.kwargs["provider_id"])
        self.caption = self.provider.name

    def back(self) -> str:
        return reverse("staff_providers")


class Close(OfProvider):
    """A provider closes after a day."""

    form = CloseForm
    title = "Close this provider"
    lead = (
        "Nobody can be given an order or a budget there after that day. Each person who has support or money there is"
        " written to, and their worker gets a step with a date. This cannot be taken back."
    )
    button = "Close this provider"

    def save(self, answers: dict[str, Any]) -> str:
        actions.close_provider(provider=self.provider, **answers, on=self.on, by=self.by)
        return self.back()


class ContractForm(Form):
    """The last day of a contract, why, and who has it then."""

    last_on = Day("Which is the last day of the contract?", empty="Enter the last day of the contract")
    replaced_by = Select("Who has the contract then?", needed=False, nothing_chosen="Nobody yet")
    reason = LongText("Why does it end?", empty="Say why the contract ends", most=1000, rows=3)


class EndContract(OfProvider):
    """A contract ends, and each person concerned is asked whether they keep their provider (R-BRK-09)."""

    form = ContractForm
    title = "End the contract"
    lead = (
        "Each person whose support from them is looked after by us or a third party is asked if they keep them by a"
        " direct payment. Their worker gets a step with a date."
    )
    button = "End the contract and ask everybody"

    def choices(self) -> dict[str, Any]:
        return {"replaced_by": [one for one in providers_for(self.on) if one[0] != self.provider.pk]}

    def save(self, answers: dict[str, Any]) -> str:
        other = Provider.objects.filter(pk=answers.pop("replaced_by") or 0).first()
        actions.end_contract(provider=self.provider, replaced_by=other, **answers, on=self.on, by=self.by)
        return self.back()


def in_force() -> QuerySet[PlanLine]:
    """The lines of plans that were agreed."""
    return PlanLine.objects.filter(removed_at=None, plan__status=Status.APPROVED)


def hidden(count: int) -> bool:
    """Whether so few people are meant that they could be recognised."""
    return 0 < count < FEWEST


def commissioner_home(request: HttpRequest) -> HttpResponse:
    """A commissioner's: what people plan, by kind and by outcome, and its price. Counts of few people are not shown."""
    named = kinds(policy().on(request.on))
    people = Count("plan__person", distinct=True)
    rows = (
        in_force()
        .values("category")
        .annotate(
            people=people,
            weekly=Sum("pence_weekly"),
            hourly=Avg("unit_price_pence", filter=Q(unit="hours")),
            on_the_list=Count("plan__person", distinct=True, filter=Q(provider__isnull=False)),
        )
    )
    by_outcome = in_force().aggregate(
        **{code: Count("plan__person", distinct=True, filter=Q(outcomes__contains=[code])) for code in OUTCOMES}
    )
    more = {
        "kinds": [
            {**row, "name": named.get(row["category"], row["category"]), "hidden": hidden(row["people"])}
            for row in rows.order_by("-people", "category")
        ],
        "outcomes": [
            {"name": OUTCOMES[code], "people": count, "hidden": hidden(count)}
            for code, count in sorted(by_outcome.items(), key=lambda one: -one[1])
        ],
        "fewest": FEWEST,
        "providers": Provider.objects.count(),
    }
    return render(request, "staff/market/commissioner.html", more)


def provider_home(request: HttpRequest) -> HttpResponse:
    """A provider's: what needs an answer, starts or is late; whom it supports; what it was paid. First names only."""
    provider = request.user.provider
    today = Q(budget__starts_on__lte=request.on, budget__ends_on__gte=request.on)
    people = Prefetch("budget__person", queryset=Person.objects.with_details())
    lines = BudgetLine.objects.filter(today, plan_line__provider=provider).select_related("plan_line", "budget")
    paid_people = Prefetch("person", queryset=Person.objects.with_details())
    payments = PaymentLine.objects.filter(payee__provider=provider).exclude(
        state__in=[LineState.CANCELLED, LineState.HELD, LineState.INCLUDED]
    )
    more = {
        "provider": provider,
        **(waiting(request.user, request.on) if provider else {}),
        "lines": [
            {"line": line, "quantity": quantity(line.plan_line)}
            for line in (lines.prefetch_related(people).order_by("budget__starts_on", "pk")[:200] if provider else [])
        ],
        "payments": list(
            payments.select_related("run").prefetch_related(paid_people).order_by("-run__pay_on", "-pk")[:100]
        )
        if provider
        else [],
    }
    return render(request, "staff/market/provider.html", more)


urlpatterns = [
    path("providers/", providers, name="staff_providers"),
    path("providers/add/", AddProvider.as_view(), name="staff_provider_add"),
    path("providers/<int:provider_id>/account/", ProviderAccount.as_view(), name="staff_provider_account"),
    path("providers/<int:provider_id>/close/", Close.as_view(), name="staff_provider_close"),
    path("providers/<int:provider_id>/contract/", EndContract.as_view(), name="staff_provider_contract"),
]
