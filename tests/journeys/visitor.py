"""Somebody at a browser: goes to pages, fills in forms by their labels, and looks at each page the way the law asks.

`Visitor.look()` fails on any WCAG 2.2 A or AA fault axe can find, on a page wider than its window, on an error in the
console, on a missing heading or title, and on anything the content security policy had to stop.

Next:   tests/journeys/conftest.py
"""

import re
from collections import Counter
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response

LEVELS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
LOOKS_OF_A_KIND = 2
HEIGHTS = {1280: 900, 320: 640}


class Visitor:
    """One browser window of one width, with or without JavaScript."""

    def __init__(self, browser: Browser, address: str, width: int = 1280, javascript: bool = True) -> None:
        self.address, self.width, self.javascript = address, width, javascript
        size = {"width": width, "height": HEIGHTS.get(width, 800)}
        self.window = browser.new_context(viewport=size, java_script_enabled=javascript, locale="en-GB")
        self.page: Page = self.window.new_page()
        self.page.set_default_timeout(10_000)
        self.browser = browser
        self.beside: Page | None = None
        self.complaints: list[str] = []
        self.looked: Counter[tuple[str, str]] = Counter()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("response", self._answered)

    def be(self, user: Any) -> "Visitor":
        """Be signed in as this user, second step and all."""
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["second_factor_is_set_up"] = user.pk
        session.save()
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.address}
        self.window.add_cookies([cookie])  # type: ignore[list-item]
        return self

    def go(self, path: str, status: int = 200) -> "Visitor":
        """Open a page and look at it."""
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None
        assert answer.status == status, f"{path} answered {answer.status}"
        return self.look()

    def fill(self, **answers: str) -> "Visitor":
        """Type into fields by name: `fill(said="...")`. A date: `fill(**{"born-day": "3", ...})`."""
        for name, words in answers.items():
            self.page.locator(f'[name="{name}"]').first.fill(words)
        return self

    def fill_day(self, name: str, day: date) -> "Visitor":
        """Type a date into its three boxes."""
        return self.fill(
            **{f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}
        )

    def fill_empty(self, words: str) -> "Visitor":
        """Write the same words into every box for words that is shown and still empty."""
        for box in self.page.locator('main textarea, main input[type="text"]:not([inputmode])').all():
            if box.is_visible() and not box.input_value():
                box.fill(words)
        return self

    def choose(self, name: str, *values: str) -> "Visitor":
        """Choose radios or checkboxes of a name by value, or a line of a list."""
        for value in values:
            found = self.page.locator(f'input[name="{name}"][value="{value}"]')
            if found.count():
                found.check()
            else:
                self.page.locator(f'select[name="{name}"]').select_option(value)
        return self

    def press(self, words: str, look: bool = True) -> "Visitor":
        """Press the button or follow the link with these words, then look at where it leads."""
        self.find(words).click()
        self.page.wait_for_load_state()
        return self.look() if look else self

    def find(self, words: str) -> Locator:
        """The button or the link with these words."""
        for role in ("button", "link"):
            found = self.page.get_by_role(role, name=words, exact=True)  # type: ignore[arg-type]
            if found.count():
                return found.first
        raise AssertionError(f"There is no {words!r} on {self.where}: {self.text[:600]}")

    @property
    def text(self) -> str:
        """All that the page says, with single spaces."""
        return " ".join(self.page.locator("body").inner_text().split())

    def sees(self, *words: str) -> "Visitor":
        """Whether the page says all of this."""
        text = self.text
        for one in words:
            assert one in text, f"{one!r} is not on {self.where}: {text[:600]}"
        return self

    def sees_not(self, *words: str) -> "Visitor":
        """Whether the page says none of this."""
        text = self.text
        for one in words:
            assert one not in text, f"{one!r} is on {self.where}"
        return self

    @property
    def where(self) -> str:
        """The path of the page, without the host."""
        return self.page.url.removeprefix(self.address)

    def resize(self, width: int) -> "Visitor":
        """Make the window another width."""
        if width != self.width:
            self.width = width
            self.page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 800)})
        return self

    def links(self) -> list[str]:
        """Where this page leads on this site, in the order of the page."""
        found = self.page.locator("a[href]").evaluate_all("links => links.map(link => link.href.split('#')[0])")
        return [href.removeprefix(self.address) for href in found if href.startswith(f"{self.address}/")]

    def glance(self) -> "Visitor":
        """The quick part of a look: a heading, a title, nothing missing, no wider than a phone."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.where} is {wide} pixels wider than a window of {self.width}"
        assert " - " in self.page.title(), f"{self.where} has no title of its own: {self.page.title()!r}"
        assert self.page.locator("h1").count() == 1, f"{self.where} has {self.page.locator('h1').count()} h1"
        assert not self.complaints, f"{self.where}: {self.complaints}"
        return self

    def look(self) -> "Visitor":
        """Look at the page: accessible, no wider than the window, titled, quiet. The third of a kind gets a glance."""
        kind = (kind_of(self.where), self.page.title())
        self.looked[kind] += 1
        if self.looked[kind] > LOOKS_OF_A_KIND:
            return self.glance()
        seen = self.page if self.javascript else self._without_scripts()
        found = Axe().run(seen, options={"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]})
        faults = [
            f"{fault['id']}: {fault['help']}: {node['html'][:200]}"
            for fault in found.response["violations"]
            for node in fault["nodes"][:3]
        ]
        assert not faults, f"{self.where}: {faults}"
        return self.glance()

    def close(self) -> None:
        """Close the window, and the one that looks at pages without scripts."""
        self.window.close()
        if self.beside:
            self.beside.context.close()

    def _without_scripts(self) -> Page:
        """The same page, as it stands without its scripts, where axe can run."""
        if self.beside is None:
            size = self.page.viewport_size
            self.beside = self.browser.new_context(viewport=size, locale="en-GB").new_page()  # type: ignore[arg-type]
            self.beside.goto(f"{self.address}/health")
        bare = re.sub(r"<script.*?</script>", "", self.page.content(), flags=re.DOTALL)
        self.beside.set_content(bare, wait_until="load")
        return self.beside

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _answered(self, answer: Response) -> None:
        """A part of a page that is missing is a fault; a page that says no is the test's own business."""
        if answer.status >= 400 and answer.request.resource_type != "document":
            self.complaints.append(f"{answer.status} {answer.url}")


def kind_of(path: str) -> str:
    """The name of the page at a path and what it is asked: pages that differ only in whom they are about are alike."""
    parts = urlsplit(path)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return path
    words = [str(value) for value in match.kwargs.values() if isinstance(value, str)]
    name = match.url_name or match.func.__name__
    return " ".join([name, *words, *sorted(parse_qs(parts.query, keep_blank_values=True))])
