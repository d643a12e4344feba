"""One person's circumstances under every local system, side by side. It exists in the demonstration alone.

What was chosen is in the address, so that it can be shared. The people are the fictional ones of the examples.

Next:   selfdirect/policy/comparing.py
Tests:  tests/pages/test_compare.py
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Select, YesNo
from selfdirect.pages.demo import only_in_demo
from selfdirect.pages.fields import Hidden, Money, Number
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import open_page
from selfdirect.policy.comparing import compared, determined, stories, system, systems
from selfdirect.rules.circumstances import Circumstances, missing_in_words
from selfdirect.rules.circumstances_reading import CircumstancesRefused
from selfdirect.rules.comparison import LEVELS_OF_NEED, Facts, facts_of, main_income
from selfdirect.rules.determination_checks import CLIENT_GROUPS
from selfdirect.rules.finances import treatments
from selfdirect.rules.values import ValueRefused, Values, text_cell

MOST_A_WEEK = 1_000_000
MOST_SAVED = 100_000_000


class FactsForm(Form):
    """The facts of a story that can be changed."""

    person = Hidden()
    client_group = Select("Main reason for support", empty="Choose the main reason for support")
    age = Number("Age", least=18, most=110, width=3, empty="Enter an age, like 72")
    level = Select("How much support is needed", choices=LEVELS_OF_NEED.items(), empty="Choose how much is needed")
    after_care = YesNo("Is support free after-care (section 117)?", empty="Say whether support is free after-care")
    income = Money("Main income", each="week", most=MOST_A_WEEK, empty="Enter the main income each week, or 0")
    savings = Money("Savings", most=MOST_SAVED, empty="Enter the savings, or 0")
    carer_hours = Number(
        "Help from an unpaid carer", most=168, places=1, suffix="hours each week", empty="Enter the hours, or 0"
    )
    plan = Money(
        "Cost of the support plan",
        each="week",
        most=MOST_A_WEEK,
        needed=False,
        hint="Leave it empty while there is no plan",
    )


@dataclass(frozen=True)
class Chosen:
    """What the address asks for: a story, its form, and the facts when they are right."""

    person: str
    form: FactsForm
    facts: Facts | None

    @property
    def query(self) -> str:
        """The facts as they go in an address."""
        if self.facts is None:
            return ""
        typed = {name: self.form.typed(name) for name in self.form.fields}
        return urlencode({**typed, "person": self.person})


@open_page
@only_in_demo
def side_by_side(request: HttpRequest) -> HttpResponse:
    """Every system's answers about one person."""
    on: date = request.on  # type: ignore[attr-defined]
    chosen = _chosen(request, on)
    found = compared(chosen.person, chosen.facts, on) if chosen.facts else []
    shown = {
        "form": chosen.form,
        "person": chosen.person,
        "people": [(name, title_of(name), f"?person={name}") for name in stories()],
        "compared": [(each, _address(each.system.council, each.system.trust, chosen.query)) for each in found],
        "how_many": len(systems(on)),
        "has_problems": bool(chosen.form.problems()),
        "changed": "age" in request.GET,
    }
    return render(request, "demo/compare.html", shown)


@open_page
@only_in_demo
def one_system(request: HttpRequest, council: str, trust: str = "") -> HttpResponse:
    """Everything that one system says of the person, with the working of every figure."""
    on: date = request.on  # type: ignore[attr-defined]
    which, chosen = system(council, trust, on), _chosen(request, on)
    if which is None or chosen.facts is None:
        raise Http404
    shown: dict[str, Any] = {
        "system": which,
        "back": f"{reverse('compare')}?{chosen.query}",
        "sections": [],
        "person_title": title_of(chosen.person),
        "missing_in_words": missing_in_words,
    }
    try:
        shown["sections"] = determined(which, chosen.person, chosen.facts, on).sections
    except (CircumstancesRefused, ValueRefused) as refused:
        shown["fault"] = str(refused)
    return render(request, "demo/compare_one.html", shown)


def title_of(person: str) -> str:
    """What a story is called: its file's name in words."""
    return person.replace("_", " ").capitalize()


def _chosen(request: HttpRequest, on: date) -> Chosen:
    """Read the address. A story alone starts with its own facts."""
    person = request.GET.get("person", "")
    if person not in stories():
        person = next(iter(stories()))
    story, values = stories()[person], policy().on(on)
    groups = [(text_cell(row, "code"), text_cell(row, "label")) for row in values.table(CLIENT_GROUPS)]
    start = facts_of(story, on)
    typed = request.GET if "age" in request.GET else None
    form = FactsForm(typed, initial=_as_initial(person, start), choices={"client_group": groups}, today=on)
    _name_income(form, story, values)
    if typed is None:
        return Chosen(person, form, start)
    return Chosen(person, form, _facts(form.cleaned_data) if form.is_good() else None)


def _name_income(form: FactsForm, story: Circumstances, values: Values) -> None:
    label = treatments(values)[main_income(story)][0].lower()
    form.fields["income"].help_text = f"Here it is: {label}. Other benefits stay as they are in the story"


def _as_initial(person: str, facts: Facts) -> dict[str, Any]:
    return {
        "person": person,
        "client_group": facts.client_group,
        "age": facts.age,
        "level": facts.level,
        "after_care": "yes" if facts.after_care else "no",
        "income": facts.income_pence_weekly,
        "savings": facts.savings_pence,
        "carer_hours": facts.carer_hours,
        "plan": facts.plan_pence_weekly,
    }


def _facts(answers: dict[str, Any]) -> Facts:
    return Facts(
        client_group=answers["client_group"],
        age=answers["age"],
        level=answers["level"],
        income_pence_weekly=answers["income"],
        savings_pence=answers["savings"],
        carer_hours=Decimal(answers["carer_hours"]),
        plan_pence_weekly=answers["plan"],
        after_care=answers["after_care"],
    )


def _address(council: str, trust: str, query: str) -> str:
    name, parts = ("compare_trust", (council, trust)) if trust else ("compare_one", (council,))
    return f"{reverse(name, args=parts)}?{query}"
