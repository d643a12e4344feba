"""Do I keep my provider when the council's contract with it ends?

Next:   selfdirect/pages/keeping.py
Tests:  tests/pages/person/test_keeping.py
"""

from django.urls import path

from selfdirect.pages.keeping import KeepAsked
from selfdirect.pages.person.scope import MyQuestion
from selfdirect.rules.access import Permission


class KeepMine(MyQuestion, KeepAsked):
    """My answer, or my representative's."""

    permission = Permission.CHOOSE_HOLDING
    money = True
    read = "Opened the question whether the provider is kept"

    def switches(self) -> str:
        return self.scope.address("person_switches", self.asked.budget_id)


urlpatterns = [path("<int:person_id>/keep/<int:asked_id>/", KeepMine.as_view(), name="person_keep_provider")]
