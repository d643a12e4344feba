"""Two councils' rules side by side, in plain words. Anybody may open it; it exists in the demonstration alone.

What was chosen is in the address, so that it can be shared.

Next:   selfdirect/policy/differences.py
Tests:  tests/pages/test_rules.py
"""

from datetime import date
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from selfdirect.pages.choices import Select
from selfdirect.pages.demo import only_in_demo
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import open_page
from selfdirect.policy import Policy, councils, load
from selfdirect.policy.differences import Chapter, differences, name_on


class CouncilsForm(Form):
    """Which two councils are put side by side."""

    first = Select("First council", empty="Choose the first council")
    second = Select("Second council", empty="Choose the second council")


@open_page
@only_in_demo
def two_councils(request: HttpRequest) -> HttpResponse:
    """Choose two councils, and read what differs between their rules on this day."""
    on: date = request.on  # type: ignore[attr-defined]
    names = [(council, name_on(_policy(council), on)) for council in councils()]
    typed = request.GET if "first" in request.GET else None
    form = CouncilsForm(typed, choices={"first": names, "second": names}, today=on)
    shown: dict[str, Any] = {"form": form, "chapters": (), "names": (), "on": on}
    if typed is not None and form.is_good():
        chosen = form.cleaned_data["first"], form.cleaned_data["second"]
        shown["names"] = tuple(dict(names)[council] for council in chosen)
        shown["chapters"] = _differences(*chosen, on)
    return render(request, "demo/rules.html", shown)


@lru_cache(maxsize=16)
def _policy(council: str) -> Policy:
    return load(council)


@lru_cache(maxsize=64)
def _differences(first: str, second: str, on: date) -> tuple[Chapter, ...]:
    return differences(_policy(first), _policy(second), on)
