"""How templates are read and what they can say: money, dates and lines as everybody writes them, and a few questions.

Next:   selfdirect/pages/templates/base.html
Tests:  tests/pages/test_environment.py
"""

import hashlib
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup, escape

from selfdirect.pages.working import shown_rows
from selfdirect.rules.budget_in_words import in_easy_words
from selfdirect.rules.calendar import format_date, month_in_words
from selfdirect.rules.money import format_pounds

HERE = ZoneInfo("Europe/London")
current_request: ContextVar[HttpRequest | None] = ContextVar("current_request", default=None)
"""The request being answered, for the few words a shared part needs. Set by the middleware."""


def environment(**options: Any) -> Environment:
    """The environment Django asks for. Missing names print nothing, which the design system's own parts rely on."""
    ours = options.pop("loader")
    design_system = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["undefined"] = ChainableUndefined
    made = Environment(loader=ChoiceLoader([ours, design_system]), trim_blocks=True, lstrip_blocks=True, **options)
    made.filters.update(pounds=pounds, date=day, month=month, time=moment, lines=lines)
    made.globals.update(url=address, static=part, csrf_field=csrf_field, working_rows=shown_rows)
    made.globals.update(easy_words=in_easy_words)
    return made


def pounds(pence: int | None) -> str:
    """Whole pence as £1,234.50."""
    return format_pounds(pence) if isinstance(pence, int) else ""


def day(value: date | datetime | str | None) -> str:
    """A date as 3 December 2026. Also takes 2026-12-03, as stored working has it."""
    if isinstance(value, str) and value:
        value = date.fromisoformat(value)
    if isinstance(value, datetime):
        value = value.astimezone(HERE).date()
    return format_date(value) if isinstance(value, date) else ""


def month(value: date) -> str:
    """The month of a date as December 2026."""
    return month_in_words(value)


def moment(value: datetime | None) -> str:
    """A moment as 3 December 2026 at 2:05pm."""
    if not isinstance(value, datetime):
        return ""
    local = value.astimezone(HERE)
    return (
        f"{format_date(local.date())} at {local.hour % 12 or 12}:{local.minute:02d}{'am' if local.hour < 12 else 'pm'}"
    )


def lines(words: str | None) -> Markup:
    """Words with their line breaks kept, and in whichever direction they are written."""
    kept = Markup("<br>").join(escape(line) for line in (words or "").split("\n"))
    return Markup('<span dir="auto">{}</span>').format(kept) if words else Markup("")


def address(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def part(name: str) -> str:
    """The address of a style sheet, script or picture. It changes when any of them does, so that no old one is used."""
    return f"{static(name)}?v={_parts_version()}"


@cache
def _parts_version() -> str:
    ours = sorted((Path(__file__).parent / "static").iterdir())
    found = hashlib.sha256(b"".join(path.read_bytes() for path in ours if path.is_file()))
    return found.hexdigest()[:10]


def csrf_field() -> Markup:
    """The hidden field that shows a form is ours."""
    request = current_request.get()
    if request is None:
        return Markup("")
    return Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(get_token(request))
