"""Who acts for me, and stopping it: by the person, or by whoever acts.

Next:   selfdirect/actions/access.py
Tests:  tests/pages/person/test_access.py
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import access as actions
from selfdirect.pages.parts import Answer, Section
from selfdirect.pages.person.authority import authorities_shown
from selfdirect.pages.person.scope import MyCheck, Scope, my_page
from selfdirect.records.access import ActingFor, acting_on
from selfdirect.rules.calendar import format_date


def _acting(scope: Scope) -> Any:
    """Everybody who acts for the person, for the person; only oneself, for somebody who acts."""
    found = ActingFor.objects.filter(acting_on(scope.on), person=scope.person, under=None)
    found = found.select_related("user").order_by("pk")
    return found if scope.is_own else found.filter(user=scope.user)


@my_page(read="Looked at who may act")
def helpers(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Who acts for the person, since when, on what authority, and what they may see."""
    more = {"helpers": list(_acting(scope)), "authorities": authorities_shown(scope)}
    return render(request, "person/helpers.html", {"scope": scope, **more})


class Stop(MyCheck):
    """Stop somebody from acting for the person, from today."""

    read = "Opened a page to stop somebody acting"
    button = "Stop this"

    def load(self) -> None:
        self.acting = get_object_or_404(_acting(self.scope), pk=self.kwargs["acting_id"])
        name = self.acting.user.name
        self.title = f"Stop {name} from helping?" if self.scope.is_own else f"Stop helping {self.person.name}?"
        self.lead = (
            f"From today {name} cannot open your pages any more. You can ask your worker to change it back."
            if self.scope.is_own
            else "From today you cannot open these pages any more. You can ask the worker to change it back."
        )

    def sections(self) -> list[Section]:
        seen = "Everything, with money" if self.acting.may_see_money else "Everything but money"
        return [
            Section(
                "",
                [
                    Answer("Who", self.acting.user.name),
                    Answer("Acts as", self.acting.role.capitalize()),
                    Answer("Since", format_date(self.acting.from_on)),
                    Answer("May see", seen),
                ],
            )
        ]

    def back(self) -> str:
        return self.scope.address("person_helpers")

    def save(self, answers: dict[str, Any]) -> str:
        if not (self.scope.is_own or self.acting.user_id == self.by.pk):
            raise Http404
        actions.stop_acting_for(acting=self.acting, on=self.on, by=self.by)
        return self.scope.address("person_helpers") if self.scope.is_own else reverse("person_home")


urlpatterns = [
    path("<int:person_id>/helpers/", helpers, name="person_helpers"),
    path("<int:person_id>/helpers/<int:acting_id>/stop/", Stop.as_view(), name="person_helper_stop"),
]
