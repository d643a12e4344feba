"""Forms as a browser sends them, and what a page says, for the tests of staff pages."""

import html
import re
from datetime import date
from typing import Any

from django.test import Client


def day(name: str, value: date) -> dict[str, str]:
    """A date as a form sends it."""
    return {f"{name}-day": str(value.day), f"{name}-month": str(value.month), f"{name}-year": str(value.year)}


def text(response: Any) -> str:
    """What a page says, without its tags."""
    page = re.sub(r"(?s)<(script|style).*?</\1>", " ", response.content.decode())
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def hidden(client: Client, path: str) -> dict[str, str]:
    """What a form on a page carries along unseen: its key and the version that was read."""
    page = client.get(path).content.decode()
    found = re.findall(r'<input type="hidden" name="(key|seen_version|whose)" value="([^"]*)"', page)
    return dict(found)


def send(client: Client, path: str, **typed: Any) -> Any:
    """Open a form, type, and send it."""
    return client.post(path, {**hidden(client, path), **typed})


def said(response: Any) -> list[str]:
    """The problems an error summary names."""
    page = response.content.decode()
    summary = re.search(r'(?s)govuk-error-summary__list">(.*?)</ul>', page)
    return (
        [
            " ".join(html.unescape(re.sub(r"<[^>]+>", "", one)).split())
            for one in re.findall(r"(?s)<li>(.*?)</li>", summary[1])
        ]
        if summary
        else []
    )


LONG = "word " * 3000
RIGHT_TO_LEFT = "שלום, אני צריכה עזרה"
EMOJI = "I like dancing 💃🏽"
