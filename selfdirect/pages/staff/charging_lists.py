"""The lists of a financial assessment: incomes by kind, costs of the home, costs of disability in own words.

Values: policy/national
Next:   selfdirect/pages/staff/charging_parts.py
Tests:  tests/pages/staff/test_charging_lists.py
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from selfdirect.actions import charging as actions
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Select, YesNo
from selfdirect.pages.fields import Money, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer
from selfdirect.pages.permissions import about_person
from selfdirect.pages.staff.charging_parts import FinancePage
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.finances import (
    COUPLE,
    HOUSING_COSTS,
    REFUSALS,
    Expense,
    HousingCost,
    Income,
    table_labels,
    treatments,
)
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values


class IncomeForm(Form):
    """One income."""

    kind = Select("What kind of income is it?", empty="Select what kind of income it is")
    pence_weekly = Money("How much is it, after tax?", each="week", empty="Enter how much it is")
    label = Text("Where does it come from?", hint="For example the name of the pension", needed=False, most=100)


class CoupleIncomeForm(IncomeForm):
    """One income of somebody with a partner."""

    joint = YesNo(
        "Is it paid to both of them together?",
        hint="Enter the whole amount. We count half of it.",
        empty="Select yes if it is paid to both of them",
    )


class HousingForm(Form):
    """One cost of the home."""

    code = Select("What do they pay for?", empty="Select what they pay for")
    pence_weekly = Money("How much is it?", each="week", empty="Enter how much it is", least=1)
    help_pence_weekly = Money(
        "How much help do they get with it?",
        each="week",
        empty="Enter how much help they get, 0 if none",
        hint="Housing Benefit, the housing part of Universal Credit, or Council Tax Reduction",
    )


class CostForm(Form):
    """One cost of disability."""

    label = Text(
        "What do they pay for because of illness or disability?",
        empty="Enter what they pay for",
        hint="For example extra heating, laundry, a gardener, special food",
        most=100,
    )
    pence_weekly = Money("How much is it?", each="week", empty="Enter how much it is", least=1)
    in_full = YesNo(
        "Is all of it allowed?",
        reveal={"no": ["allowed_pence_weekly", "refusal", "reason"]},
        hint="A cost is not refused only because there is something cheaper.",
        empty="Select yes if all of it is allowed",
    )
    allowed_pence_weekly = Money(
        "How much of it is allowed?", each="week", empty="Enter how much is allowed, 0 if nothing"
    )
    refusal = Select("Why not all of it?", choices=REFUSALS.items(), empty="Select why not all of it is allowed")
    reason = Text(
        "Say why, in words for the person",
        hint="If a cheaper way is available to them, say which, and where",
        empty="Enter why, in words for the person",
        most=200,
    )

    def check(self, answers: dict[str, Any]) -> Iterable[Problem]:
        if not answers["in_full"] and answers["allowed_pence_weekly"] >= answers["pence_weekly"]:
            yield Problem("allowed_pence_weekly", "Enter less than it costs, or select that all of it is allowed")


@dataclass(frozen=True)
class ListOf:
    """A list of things of one kind."""

    title: str
    one: str
    add: str
    none: str
    form: type[Form]
    lead: str


LISTS: dict[str, ListOf] = {
    "incomes": ListOf(
        "Income",
        "Income",
        "Add an income",
        "They have no income",
        IncomeForm,
        "Every benefit, pension and other income, after tax, each week. We leave out what the law says to leave out.",
    ),
    "housing_costs": ListOf(
        "Housing costs",
        "Housing cost",
        "Add a housing cost",
        "They pay nothing for their home",
        HousingForm,
        "What they pay for the home they live in, each week. Help with a cost comes off that cost.",
    ),
    "disability_expenses": ListOf(
        "Costs of illness or disability",
        "Cost of illness or disability",
        "Add a cost",
        "They have no such costs",
        CostForm,
        "What they pay for, each week, only because of illness or disability. There is no fixed list.",
    ),
}


def item_words(code: str, item: Mapping[str, Any], values: Values) -> tuple[str, str]:
    """One thing of a list in words: what it is, and how much counts of it."""
    name, amount = str(item.get("label") or ""), f"{format_pounds(item['pence_weekly'])} each week"
    if code == "incomes":
        kind = treatments(values).get(str(item["kind"]), (str(item["kind"]), ""))[0]
        return f"{kind} ({name})" if name else kind, f"{amount}, half counts" if item.get("joint") else amount
    if code == "housing_costs":
        kind = table_labels(values, HOUSING_COSTS).get(str(item["code"]), str(item["code"]))
        helped = item.get("help_pence_weekly")
        return name or kind, f"{amount}, less {format_pounds(helped)} of help" if helped else amount
    allowed = item.get("allowed_pence_weekly")
    if allowed is not None:
        amount += f". {format_pounds(allowed)} is allowed. {REFUSALS.get(item['refusal'], '')}. {item['reason']}"
    return name, amount


def counted(code: str, item: Mapping[str, Any]) -> int:
    """How much of one thing counts."""
    if code == "incomes":
        return Income(**item).own_pence_weekly
    return HousingCost(**item).net_pence_weekly if code == "housing_costs" else Expense(**item).counted_pence_weekly


def item_to(code: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of one thing: nothing of what its answers no longer lead to."""
    kept = dict(answers)
    if code == "disability_expenses" and kept.pop("in_full"):
        return {"label": kept["label"], "pence_weekly": kept["pence_weekly"]}
    return kept


def item_from(code: str, item: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that one thing came from."""
    return (
        {**item, "in_full": item.get("allowed_pence_weekly") is None} if code == "disability_expenses" else dict(item)
    )


def shown(code: str, items: Sequence[Mapping[str, Any]], values: Values, change: str) -> list[Answer]:
    """A whole list, as questions and answers."""
    listed = LISTS[code]
    if not items:
        return [Answer(listed.title, "None", change)]
    return [Answer(*item_words(code, item, values), change, listed.title.lower()) for item in items]


@about_person(needs=Permission.ASSESS_FINANCES, read="Looked at a list in the financial assessment")
def items(request: HttpRequest, finances_id: int, what: str, person: Person) -> HttpResponse:
    """One list, with a way to add, change and take out, and to say that it is complete."""
    if what not in LISTS:
        raise Http404
    open_ones = FinancialAssessment.objects.filter(finished_on=None)
    found = get_object_or_404(open_ones, pk=finances_id, person=person)
    kept = list(found.finances.get(what, ()))
    if request.method == "POST":
        out = request.POST.get("out", "")
        left = [item for number, item in enumerate(kept, 1) if str(number) != out]
        version = request.POST.get("seen_version", "")
        seen = int(version) if version.isdecimal() and len(version) < 10 else 0
        same = {"on": request.on, "by": request.user}
        actions.save(financial_assessment=found, finances={what: left}, seen_version=seen, **same)
        return HttpResponseRedirect(request.path if out else reverse("staff_finance", args=[person.pk, found.pk]))
    values = policy().on(found.from_on)
    more = {
        "person": person,
        "finances": found,
        "what": what,
        "listed": LISTS[what],
        "items": [item_words(what, item, values) for item in kept],
        "total": sum(counted(what, item) for item in kept),
        "is_said": what in found.finances,
        "back": reverse("staff_finance", args=[person.pk, found.pk]),
    }
    return render(request, "staff/charging/list.html", more)


class ItemPage(FinancePage):
    """What adding to a list and changing one thing in it share."""

    def load(self) -> None:
        super().load()
        self.what = self.kwargs["what"]
        if self.what not in LISTS:
            raise Http404
        couple = self.what == "incomes" and self.finances.finances.get("household") == COUPLE
        self.title = LISTS[self.what].one  # type: ignore[misc]
        self.form = CoupleIncomeForm if couple else LISTS[self.what].form  # type: ignore[misc]
        self.items = list(self.finances.finances.get(self.what, ()))

    def choices(self) -> dict[str, Any]:
        if self.what == "housing_costs":
            return {"code": list(table_labels(self.values, HOUSING_COSTS).items())}
        if self.what != "incomes":
            return {}
        return {"kind": [(kind, label) for kind, (label, _) in treatments(self.values).items()]}

    def back(self) -> str:
        return self.at("staff_finance_list", self.what)

    def now_says(self) -> list[tuple[str, Any]]:
        return [item_words(self.what, item, self.values) for item in self.items]


class Add(ItemPage):
    """One more."""

    def save(self, answers: dict[str, Any]) -> str:
        answers = item_to(self.what, answers)
        is_again = self.finances.version - 1 == self.seen_version and self.finances.changed_by_id == self.by.pk
        if is_again and self.items and self.items[-1] == answers:
            return self.back()  # sent twice
        self.write({self.what: [*self.items, answers]})
        return self.back()


class Change(ItemPage):
    """Change one that is there."""

    def load(self) -> None:
        super().load()
        self.place = self.kwargs["number"] - 1
        if not 0 <= self.place < len(self.items) and self.request.method != "POST":
            raise Http404

    def initial(self) -> dict[str, Any]:
        return item_from(self.what, self.items[self.place])

    def save(self, answers: dict[str, Any]) -> str:
        answers = item_to(self.what, answers)
        if not 0 <= self.place < len(self.items):
            self.write({self.what: [*self.items, answers]})
        else:
            self.write({self.what: [*self.items[: self.place], answers, *self.items[self.place + 1 :]]})
        return self.back()
