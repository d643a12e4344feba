"""The person, a carer or a representative uses the money kept for emergencies at once, and says when it is over.

Next:   selfdirect/pages/emergencies.py
Tests:  tests/pages/person/test_contingency.py
"""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path

from selfdirect.actions import contingency
from selfdirect.pages.emergencies import EndForm, StartForm
from selfdirect.pages.person.scope import MyQuestion
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.contingency import ContingencyStart
from selfdirect.records.plans import Purpose
from selfdirect.rules.access import Permission


class UseNow(MyQuestion):
    """Begin to use a line that is kept for emergencies."""

    permission = Permission.TELL_US
    money = True
    read = "Opened the money kept for emergencies"
    form = StartForm
    title = "Use the money kept for emergencies"
    lead = "You can use it as soon as you have sent this. Nobody has to agree first. We write down when and why."
    button = "Start to use it now"
    later = False

    def load(self) -> None:
        found = BudgetLine.objects.select_related("budget", "plan_line").filter(purpose=Purpose.CONTINGENCY)
        self.line = get_object_or_404(found, pk=self.kwargs["line_id"], budget__person=self.person)
        self.caption = self.line.plan_line.what

    def back(self) -> str:
        return self.scope.address("person_money")

    def save(self, answers: dict[str, Any]) -> str:
        contingency.start(
            person=self.person, budget_line=self.line, reason=answers["reason"], key=self.key, on=self.on, by=self.by
        )
        return self.back()


class Over(MyQuestion):
    """Say that the emergency is over."""

    permission = Permission.TELL_US
    money = True
    read = "Opened the money kept for emergencies"
    form = EndForm
    title = "The emergency is over"
    button = "Save"
    later = False

    def load(self) -> None:
        found = ContingencyStart.objects.select_related("budget_line__budget", "budget_line__plan_line")
        self.start = get_object_or_404(found, pk=self.kwargs["record_id"], person=self.person, end=None)
        self.caption = self.start.budget_line.plan_line.what

    def back(self) -> str:
        return self.scope.address("person_money")

    def save(self, answers: dict[str, Any]) -> str:
        contingency.end(
            person=self.person,
            start=self.start,
            what_happened=answers["what_happened"],
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return self.back()


urlpatterns = [
    path("<int:person_id>/money/emergencies/<int:line_id>/", UseNow.as_view(), name="person_contingency"),
    path("<int:person_id>/money/emergencies/over/<int:record_id>/", Over.as_view(), name="person_contingency_over"),
]
