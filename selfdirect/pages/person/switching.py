"""The person, or whoever represents them, has the budget held another way; and begins what was asked for in advance.

Values: policy/councils
Next:   selfdirect/pages/switching.py
Tests:  tests/pages/person/test_switching.py
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from selfdirect.actions import switching as actions
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.schedules import holdable_lines
from selfdirect.pages.person.scope import MyQuestion, Scope, my_page
from selfdirect.pages.switching import TimeForm, WhenForm, asked_from, check_runs, form_for, held_now, history_of
from selfdirect.records.budgets import Budget
from selfdirect.records.holdings import HoldingSwitch, holdings_on, instruction_for
from selfdirect.rules.access import Permission


@my_page(read="Looked at how the budget is held over time", money=True)
def switches(request: HttpRequest, scope: Scope, budget_id: int) -> HttpResponse:
    """How each part was, is and will be held; and what was asked for in advance."""
    budget = get_object_or_404(Budget, pk=budget_id, person=scope.person)
    instruction = instruction_for(budget)
    more = {
        "budget": budget,
        "history": history_of(budget, policy().on(scope.on)),
        "switches": list(HoldingSwitch.objects.filter(budget=budget).order_by("-pk")),
        "instruction": instruction,
        "may_switch": scope.may(Permission.CHOOSE_HOLDING),
        "may_say": instruction is not None and scope.user.pk in instruction.named_users,
    }
    return render(request, "person/switches.html", {"scope": scope, **more})


class Switch(MyQuestion):
    """Any parts, from a day, for good or for a while."""

    permission = Permission.CHOOSE_HOLDING
    money = True
    read = "Opened a switch of how the budget is held"
    title = "Hold it another way"
    lead = "Change the parts you want held another way. Nothing else about your budget changes."
    button = "Switch"
    later = False

    def load(self) -> None:
        self.budget = get_object_or_404(Budget, pk=self.kwargs["budget_id"], person=self.person)
        if not self.budget.agreements.exists():
            raise Http404
        check_runs(self.budget, self.on, self.request)
        self.lines = holdable_lines(self.budget)
        self.form = form_for(self.lines, policy().on(self.on), WhenForm)  # type: ignore[misc]

    def initial(self) -> dict[str, Any]:
        return held_now(self.budget, self.on)

    def back(self) -> str:
        return self.scope.address("person_switches", self.budget.pk)

    def save(self, answers: dict[str, Any]) -> str:
        asked = asked_from(answers, self.lines, holdings_on(self.lines, answers["from_on"]))
        name = self.person.name if self.scope.is_own else self.by.name
        actions.switch(budget=self.budget, **asked, asked_by_name=name, key=self.key, on=self.on, by=self.by)
        return self.back()


class TheTimeHasCome(MyQuestion):
    """Begin what was asked for in advance, by somebody who was named."""

    money = True
    read = "Opened what was asked for in advance"
    form = TimeForm
    title = "The time has come"
    button = "Switch now"
    later = False

    def load(self) -> None:
        self.budget = get_object_or_404(Budget, pk=self.kwargs["budget_id"], person=self.person)
        found = instruction_for(self.budget)
        if found is None or self.by.pk not in found.named_users:
            raise Http404
        self.instruction = found
        self.lead = f"This was asked for: {found.when_words}"

    def initial(self) -> dict[str, Any]:
        return {"from_on": self.on}

    def back(self) -> str:
        return self.scope.address("person_switches", self.budget.pk)

    def save(self, answers: dict[str, Any]) -> str:
        actions.trigger_instruction(instruction=self.instruction, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


_AT = "<int:person_id>/budgets/<int:budget_id>/switches/"
urlpatterns = [
    path(_AT, switches, name="person_switches"),
    path(f"{_AT}new/", Switch.as_view(), name="person_switch"),
    path(f"{_AT}now/", TheTimeHasCome.as_view(), name="person_switch_now"),
]
