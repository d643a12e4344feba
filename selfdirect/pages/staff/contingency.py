"""Using the money kept for emergencies, by a worker for the person: at once, and saying when it is over.

Next:   selfdirect/pages/emergencies.py
Tests:  tests/pages/staff/test_contingency.py
"""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from selfdirect.actions import contingency
from selfdirect.pages.emergencies import EndForm, StartForm
from selfdirect.pages.question import QuestionPage
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.contingency import ContingencyStart
from selfdirect.records.plans import Purpose
from selfdirect.rules.access import Permission


class UseNow(QuestionPage):
    """Begin to use a line that is kept for emergencies."""

    needs = Permission.PLAN
    read = "Opened the money kept for emergencies"
    form = StartForm
    title = "Use the money kept for emergencies"
    lead = "It can be used at once. No new assessment is needed. The person sees when, why and by whom."
    button = "Start to use it now"
    later = False

    def load(self) -> None:
        found = BudgetLine.objects.select_related("budget", "plan_line").filter(purpose=Purpose.CONTINGENCY)
        self.line = get_object_or_404(found, pk=self.kwargs["line_id"], budget__person=self.person)
        self.caption = f"{self.person.name}: {self.line.plan_line.what}"

    def back(self) -> str:
        return reverse("staff_budget", args=[self.person.pk, self.line.budget_id])

    def save(self, answers: dict[str, Any]) -> str:
        contingency.start(
            person=self.person, budget_line=self.line, reason=answers["reason"], key=self.key, on=self.on, by=self.by
        )
        return self.back()


class Over(QuestionPage):
    """Say that the emergency is over."""

    needs = Permission.PLAN
    read = "Opened the money kept for emergencies"
    form = EndForm
    title = "The emergency is over"
    button = "Save"
    later = False

    def load(self) -> None:
        found = ContingencyStart.objects.select_related("budget_line__budget", "budget_line__plan_line")
        self.start = get_object_or_404(found, pk=self.kwargs["start_id"], person=self.person, end=None)
        self.caption = f"{self.person.name}: {self.start.budget_line.plan_line.what}"

    def back(self) -> str:
        return reverse("staff_budget", args=[self.person.pk, self.start.budget_line.budget_id])

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


_AT = "people/<int:person_id>/emergencies/"
urlpatterns = [
    path(f"{_AT}<int:line_id>/", UseNow.as_view(), name="staff_contingency"),
    path(f"{_AT}over/<int:start_id>/", Over.as_view(), name="staff_contingency_over"),
]
