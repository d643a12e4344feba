"""The choice of how each line of a budget is held, in the person's own words.

Values: policy/councils
Next:   selfdirect/actions/direct_payments.py
Tests:  tests/pages/staff/test_holding_choice.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from selfdirect.actions import direct_payments as actions
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.schedules import holdable_lines
from selfdirect.pages.fields import LongText, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.budgets import find_budget
from selfdirect.pages.switching import line_questions
from selfdirect.rules.access import Permission
from selfdirect.rules.choosing import usual_way


class ChoiceForm(Form):
    """Who chose and why. A question for each line comes before these."""

    chosen_by_name = Text("Who made the choice?", empty="Enter who made the choice", most=120)
    own_reason = LongText("Why, in their own words?", empty="Write why, in the person’s own words", most=2000, rows=3)
    conflict_note = LongText(
        "If whoever holds the money also gives the care: how is that conflict dealt with?",
        needed=False,
        most=1000,
        rows=2,
    )


class Choose(QuestionPage):
    """Choose for every line, once or line by line."""

    needs = Permission.CHOOSE_HOLDING
    read = "Opened the choice of how the budget is held"
    title = "Who holds the money for each part?"
    button = "Save the choice"

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])
        self.caption = f"How to hold the budget: {self.person.name}"
        self.lines = holdable_lines(self.budget)
        values = policy().on(self.on)
        fields = {name: field for line in self.lines for name, field in line_questions(line, values).items()}
        self.form = type("LinesForm", (Form,), {**fields, **ChoiceForm.base_fields})  # type: ignore[misc]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the choice until the agreement is signed."""
        if self.budget.agreements.exists():
            return HttpResponseRedirect(self.back())
        return super().get(request, *args, **kwargs)

    def initial(self) -> dict[str, Any]:
        kept = self.budget.holding_choices.order_by("-pk").first()
        found: dict[str, Any] = {"chosen_by_name": kept.chosen_by_name if kept else self.person.name}
        for name in ("own_reason", "conflict_note"):
            found[name] = getattr(kept, name, "")
        for line in self.lines:
            name = f"line_{line.pk}"
            found |= {name: line.held_as, f"{name}_paid_by": line.paid_by}
            found[f"{name}_fund_holder"] = line.fund_holder_id or ""
        return found

    @property
    def lead(self) -> str:  # type: ignore[override]
        """What the council's usual way asks of the reason (R-DEP-06)."""
        usual = usual_way(policy().on(self.on))
        return f"{usual} is the usual way here. Another way needs the person’s own reason." if usual else ""

    def back(self) -> str:
        return reverse("staff_holding", args=[self.person.pk, self.budget.pk])

    def save(self, answers: dict[str, Any]) -> str:
        by_line = {
            str(line.pk): {
                "held_as": answers[f"line_{line.pk}"],
                "paid_by": answers[f"line_{line.pk}_paid_by"],
                "fund_holder": int(answers[f"line_{line.pk}_fund_holder"] or 0) or None,
            }
            for line in self.lines
        }
        words = {name: answers[name] for name in ("own_reason", "chosen_by_name", "conflict_note")}
        actions.choose(budget=self.budget, by_line=by_line, **words, key=self.key, on=self.on, by=self.by)
        return self.back()


urlpatterns = [
    path(
        "people/<int:person_id>/budgets/<int:budget_id>/holding/choose/", Choose.as_view(), name="staff_holding_choose"
    ),
]
