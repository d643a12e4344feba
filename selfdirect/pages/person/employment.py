"""Employing somebody, on my own pages: what it costs, with every pound explained.

Next:   selfdirect/pages/employing.py
Tests:  tests/pages/person/test_employment.py
"""

from django.urls import path

from selfdirect.pages.employing import CostQuestion
from selfdirect.pages.person.scope import MyQuestion


class Cost(MyQuestion, CostQuestion):
    """What it costs to employ somebody."""

    read = "Worked out what it costs to employ somebody"
    template = "person/employing_cost.html"
    title = "What it costs to employ somebody"
    later = False

    def back(self) -> str:
        return self.scope.address("person_record")


_AT = "<int:person_id>/employing/"
urlpatterns = [path(f"{_AT}cost/", Cost.as_view(), name="person_employing_cost")]
