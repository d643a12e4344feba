"""A real browser on the real site: one Chromium for the run, a site with its own database for each test.

`visit(width=320, javascript=False)` opens a window. `EVERY_WAY` is each width with and without JavaScript.

Next:   tests/journeys/visitor.py
"""

import os
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from selfdirect.actions import demo
from selfdirect.actions.support.timer import timer
from tests.actions.first_half import Town, town
from tests.actions.story import story
from tests.journeys.visitor import Visitor
from tests.pages.conftest import a_person, a_user

__all__ = ["a_person", "a_user"]

EVERY_WAY = [(1280, True), (320, True), (1280, False), (320, False)]
FIRST_DAY = date(2026, 6, 22)
Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """One browser for the whole run."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"  # only the browser's own loop runs in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def demonstration(settings: Any) -> None:
    """The site as a demonstration: anybody can be signed in as, and the date can be moved."""
    settings.DEMO = True


@pytest.fixture
def here(demonstration: None, transactional_db: Any) -> Town:
    """A council at work on the first day, with one person whose payments are about to start."""
    found = town()
    story(here=found)
    demo.set_date(today=FIRST_DAY, on=FIRST_DAY, by=timer())
    return found


@pytest.fixture
def visit(chromium: Browser, live_server: Any) -> Iterator[Visit]:
    """Open windows on the site; they are closed after the test."""
    opened: list[Visitor] = []

    def make(width: int = 1280, javascript: bool = True) -> Visitor:
        opened.append(Visitor(chromium, live_server.url, width, javascript))
        return opened[-1]

    yield make
    for visitor in opened:
        visitor.close()
