"""The lists of a financial assessment: each income by its kind, each cost of disability in the person's own words.

Values: policy/national
Next:   selfdirect/pages/staff/charging_parts.py
Tests:  tests/pages/staff/test_charging_lists.py
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from selfdirect.actions import charging as actions
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Select
from selfdirect.pages.fields import Money, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer
from selfdirect.pages.permissions import about_person
from selfdirect.pages.staff.charging_parts import FinancePage
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.finances import treatments
from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import Values


class IncomeForm(Form):
    """One income."""

    kind = Select("What kind of income is it?", empty="Select what kind of income it is")
    pence_weekly = Money("How much is it, after tax?", each="week", empty="Enter how much it is")
    label = Text("Where does it come from?", hint="For example the name of the pension", needed=False, most=100)


class CostForm(Form):
    """One cost of disability."""

    label = Text(
        "What do they pay for because of illness or disability?",
        empty="Enter what they pay for",
        hint="For example extra heating, laundry, a gardener, special food",
        most=100,
    )
    pence_weekly = Money("How much is it?", each="week", empty="Enter how much it is", least=1)


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
    """One thing of a list in words: what it is, and how much."""
    name = str(item.get("label") or "")
    if code == "incomes":
        kind = treatments(values).get(str(item["kind"]), (str(item["kind"]), ""))[0]
        name = f"{kind} ({name})" if name else kind
    return name, f"{format_pounds(item['pence_weekly'])} each week"


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
        "total": sum(item["pence_weekly"] for item in kept),
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
        self.title, self.form = LISTS[self.what].one, LISTS[self.what].form  # type: ignore[misc]
        self.items = list(self.finances.finances.get(self.what, ()))

    def choices(self) -> dict[str, Any]:
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
        return dict(self.items[self.place])

    def save(self, answers: dict[str, Any]) -> str:
        if not 0 <= self.place < len(self.items):
            self.write({self.what: [*self.items, answers]})
        else:
            self.write({self.what: [*self.items[: self.place], answers, *self.items[self.place + 1 :]]})
        return self.back()
