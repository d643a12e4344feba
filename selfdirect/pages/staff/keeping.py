"""Whether somebody keeps their provider, answered on the telephone.

Next:   selfdirect/pages/keeping.py
Tests:  tests/pages/staff/test_keeping.py
"""

from django.urls import path, reverse

from selfdirect.pages.keeping import KeepAsked
from selfdirect.rules.access import Permission


class KeepTheirs(KeepAsked):
    """What the person said."""

    needs = Permission.CHOOSE_HOLDING
    read = "Opened the question whether the provider is kept"

    def load(self) -> None:
        super().load()
        self.caption = self.person.name

    def back(self) -> str:
        return reverse("staff_person", args=[self.person.pk])

    def switches(self) -> str:
        return reverse("staff_switches", args=[self.person.pk, self.asked.budget_id])


urlpatterns = [path("people/<int:person_id>/keep/<int:asked_id>/", KeepTheirs.as_view(), name="staff_keep_provider")]
