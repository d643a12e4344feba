"""Follows every link from a first page, as one user, and looks at what it finds.

Of each kind of page (its name and what it is asked) a few are looked at closely by axe, at a phone's width first; the
others are looked at for width, heading, title, errors and missing parts. Faults are collected, not raised, so that
one run shows them all.

Next:   tests/journeys/visitor.py
"""

from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error

from tests.journeys.visitor import Visitor, kind_of

CLOSELY = (320, 1280)
"""The widths of the first look at a kind of page, and of the second."""

NOBODY = "nobody"
"""Who looks without signing in, at the pages that are open to anybody: they are the same for all, so once is enough."""


def is_open(path: str) -> bool:
    """Whether this page needs no sign-in."""
    with suppress(Resolver404):
        return bool(getattr(resolve(urlsplit(path).path).func, "is_open", False))
    return False


@dataclass
class Crawl:
    """What was seen so far, over all users."""

    faults: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    files: int = 0
    looked: int = 0

    def follow(self, visitor: Visitor, who: str, first: str = "/", most: int = 80, of_a_kind: int = 1) -> None:
        """Visit what can be reached from `first`: at most so many pages, and so many of a kind."""
        waiting, seen, here = deque([first]), {first}, Counter[str]()
        while waiting and most > 0:
            path = waiting.popleft()
            kind = kind_of(path)
            if here[kind] >= of_a_kind or (path != first and who != NOBODY and is_open(path)):
                continue
            here[kind] += 1
            most -= 1
            for href in self._visit(visitor, path, who):
                if href not in seen:
                    seen.add(href)
                    waiting.append(href)

    def _visit(self, visitor: Visitor, path: str, who: str) -> list[str]:
        kind, was = kind_of(path), len(visitor.complaints)
        try:
            answer = visitor.page.goto(f"{visitor.address}{path}")
        except Error as error:
            if "Download is starting" in str(error):
                self._fetch(visitor, path, who)
            else:
                self.faults.append(f"{who}: {path}: {error}")
            return []
        if answer is None or answer.status != 200:
            self.faults.append(f"{who}: {path} answered {answer and answer.status}, linked from somewhere")
            return []
        if "text/html" not in answer.headers.get("content-type", ""):
            self._fetch(visitor, path, who)
            return []
        kind = kind_of(visitor.where) if visitor.where.startswith("/") else kind
        self.kinds[kind] += 1
        self.looked += 1
        times = self.kinds[kind]
        try:
            if times <= len(CLOSELY):
                visitor.resize(CLOSELY[times - 1]).look()
            else:
                visitor.glance()
        except AssertionError as fault:
            self.faults.append(f"{who}: {fault}")
        del visitor.complaints[was:]
        return visitor.links()

    def _fetch(self, visitor: Visitor, path: str, who: str) -> None:
        """A file instead of a page: it must come, and have something in it."""
        self.files += 1
        answer = visitor.window.request.get(f"{visitor.address}{path}")
        if answer.status != 200 or not answer.body():
            self.faults.append(f"{who}: the file {path} answered {answer.status}")
