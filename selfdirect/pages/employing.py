"""What it costs to employ somebody, every pound explained; and the employer's checklist, for staff and the person.

Next:   selfdirect/rules/employment.py
Tests:  tests/pages/test_employing.py
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from selfdirect.actions.employment import STATES
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import YesNo
from selfdirect.pages.fields import Money, Number
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.records.employment import Employment, words_of
from selfdirect.rules.employment import Asked, TrueCost, least_hourly, true_cost
from selfdirect.rules.problems import Refused

PARTS = {"start": "Before the first day", "contract": "In the contract", "end": "When it ends"}


@dataclass(frozen=True)
class Item:
    """One item of a checklist, with the latest word on it."""

    code: str
    label: str
    explained: str
    state: str
    words: str
    colour: str
    note: str


def checklist_of(employment: Employment, on: date) -> list[tuple[str, list[Item]]]:
    """The parts of the checklist; the end's only once it ended, and then nothing else."""
    said = words_of(employment)
    parts = ("end",) if employment.ended else ("start", "contract")
    found: dict[str, list[Item]] = {part: [] for part in parts}
    for row in policy().on(on).table("employment.checklist"):
        if str(row["part"]) in found:
            word = said.get(str(row["code"]))
            state = word.state if word else ""
            colour = {"done": "green", "for_me": "blue", "not_needed": "grey"}.get(state, "yellow")
            words = {"for_me": "We are asked to do it"}.get(state, STATES.get(state, "To do"))
            note = word.note if word else ""
            item = Item(str(row["code"]), str(row["label"]), str(row["explained"]), state, words, colour, note)
            found[str(row["part"])].append(item)
    return [(PARTS[part], items) for part, items in found.items()]


class CostForm(Form):
    """Hours, pay and age: enough to work out the true cost."""

    hours = Number("Hours a week", places=2, most=84, empty="Enter the hours a week, like 12 or 7.5")
    pence_hourly = Money("Pay for an hour", empty="Enter the pay for an hour, like 13.50", most=100_00, width=5)
    age = Number("How old are they?", least=16, most=99, empty="Enter their age in years", width=3)
    years = Number(
        "How many full years have they worked for this person already?",
        needed=False,
        most=60,
        width=3,
        hint="Leave it empty if they are new.",
    )
    cover_pence_hourly = Money(
        "Pay for an hour of whoever covers their holiday",
        needed=False,
        most=100_00,
        width=5,
        hint="Leave it empty if it is the same.",
    )
    has_business = YesNo(
        "Does the employer use the employment allowance for another business?",
        empty="Select yes if the employer uses the allowance for another business",
        hint="Whoever employs a care and support worker may use it, once.",
    )


class CostQuestion(QuestionPage):
    """Work out what somebody costs. The answer is shown under the form, and nothing is kept."""

    form = CostForm
    title = "What it costs to employ somebody"
    lead = "Pay is not all of it. We add national insurance, pension, holiday, cover, insurance and payroll."
    button = "Work it out"
    later = False

    def initial(self) -> dict[str, Any]:
        return {"has_business": False, "age": 30, "pence_hourly": self.least(30)}

    def least(self, age: int) -> int:
        """The lowest wage today at this age."""
        return least_hourly(age, policy().on(self.on))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.key, self.seen_version = request.POST.get("key", "")[:64], None
        form = self.made(request.POST)
        if not form.is_good():
            return self.show(form, 422)
        found = self.worked_out(form)
        return self.show(form, 422 if found is None else 200, cost=found)

    def worked_out(self, form: Form) -> TrueCost | None:
        """The true cost; None when something typed cannot be, which the form then says."""
        try:
            return true_cost(asked_of(form.cleaned_data, self), policy().on(self.on))
        except Refused as refused:
            for problem in refused.problems:
                form.add_problem(problem)
            return None


def asked_of(answers: dict[str, Any], page: QuestionPage) -> Asked:
    """What was typed, as the rules take it."""
    return Asked(
        hours_hundredths=int(answers["hours"] * 100),
        pence_hourly=answers["pence_hourly"],
        age=answers["age"],
        on=page.on,
        years=answers["years"] or 0,
        cover_pence_hourly=answers["cover_pence_hourly"],
        claims_allowance=not answers["has_business"],
    )
