"""Long lists: what is chosen lives in the address, and a page costs the same however long the list is.

Next:   selfdirect/pages/templates/govuk/parts.html
Tests:  tests/pages/test_listing.py
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseRedirect

MOST_SEARCHED = 100


@dataclass
class Filter:
    """One thing to choose from a closed list. `everything` is what choosing nothing is called."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]] = ()
    everything: str = "All"
    value: str = field(default="", init=False)

    def read(self, given: str) -> str:
        """A value of the list, else nothing."""
        return given if given in {value for value, _ in self.choices} else ""


@dataclass
class Search(Filter):
    """Words to look for. They may be a name, so they are kept in the session and never in the address."""

    def read(self, given: str) -> str:
        return "".join(letter for letter in given if letter.isprintable()).strip()[:MOST_SEARCHED]


class Filters:
    """What was chosen, from the address; searched words, from the session. `chosen["state"]` is listed, or nothing.

    A list with a Search is sent by POST, so that names stay out of addresses and logs: a view then returns `moved`.
    """

    def __init__(self, request: HttpRequest, *filters: Filter) -> None:
        self.path = request.path
        self.shown = filters
        searches = [one for one in filters if isinstance(one, Search)]
        self.method = "post" if searches else "get"
        self.moved = self._take(request, searches) if searches and request.method == "POST" else None
        if "clear" in request.GET:
            request.session.pop(self._kept_as(), None)
        words = request.session.get(self._kept_as(), {}) if searches else {}
        for one in filters:
            given = words.get(one.name, "") if one in searches else request.GET.get(one.name, "")
            one.value = one.read(given)

    def _kept_as(self) -> str:
        return f"searched{self.path}"

    def _take(self, request: HttpRequest, searches: list[Search]) -> HttpResponseRedirect:
        request.session[self._kept_as()] = {one.name: one.read(request.POST.get(one.name, "")) for one in searches}
        rest = {one.name: request.POST.get(one.name, "") for one in self.shown if one not in searches}
        address = urlencode({name: value for name, value in rest.items() if value})
        return HttpResponseRedirect(f"{self.path}?{address}" if address else self.path)

    def __getitem__(self, name: str) -> str:
        return next(one.value for one in self.shown if one.name == name)

    @property
    def any(self) -> bool:
        """Whether anything was chosen."""
        return any(one.value for one in self.shown)


@dataclass(frozen=True)
class Page:
    """One page of a list, with the addresses of the pages beside it."""

    rows: Sequence[Any]
    number: int
    count: int
    total: int
    previous: str
    next: str


def pages_of(found: QuerySet[Any] | Sequence[Any], request: HttpRequest, size: int = 50) -> Page:
    """The page that the address asks for. Two queries. A number that is not a page is the nearest page."""
    total = found.count() if isinstance(found, QuerySet) else len(found)
    count = max((total + size - 1) // size, 1)
    asked = request.GET.get("page", "1")
    number = min(max(int(asked), 1), count) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 1
    rows = list(found[(number - 1) * size : number * size])
    before = _with(request, page=number - 1) if number > 1 else ""
    after = _with(request, page=number + 1) if number < count else ""
    return Page(rows, number, count, total, before, after)


@dataclass(frozen=True)
class Slice:
    """Some rows, newest first, and the address of older ones."""

    rows: Sequence[Any]
    older: str


def keyset(found: QuerySet[Any, Any] | QuerySet[Any], request: HttpRequest, size: int = 50) -> Slice:
    """Rows ordered by key, newest first, from where the address says. One query, whatever the length."""
    before = request.GET.get("before", "")
    if before.isascii() and before.isdecimal() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    rows: list[Model] = list(found.order_by("-pk")[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return Slice(rows, _with(request, before=rows[-1].pk) if more else "")


def _with(request: HttpRequest, **changes: object) -> str:
    kept = {name: value for name, value in request.GET.items() if name not in {"page", "before"}}
    return f"{request.path}?{urlencode({**kept, **changes})}"
