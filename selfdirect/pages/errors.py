"""Plain pages for when something is wrong. None of them shows, or lets one guess, anything about a person.

Next:   selfdirect/pages/templates/errors/not_found.html
Tests:  tests/pages/test_errors.py
"""

import sys
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from selfdirect.actions.action import Refused, Stale


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page, or none that this user may know of."""
    return _plain(request, "errors/not_found.html", 404)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page is for other roles."""
    return _plain(request, "errors/not_allowed.html", 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What the browser sent cannot be read."""
    return _plain(request, "errors/bad_request.html", 400)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is not ours, or is gone with its cookie."""
    return _plain(request, "errors/form_expired.html", 403)


def refused(request: HttpRequest, why: Refused) -> HttpResponse:
    """An action said no, and the page had no form to say it in."""
    return _plain(request, "errors/refused.html", 422, problems=why.problems)


def changed_meanwhile(request: HttpRequest, why: Stale) -> HttpResponse:
    """Somebody else was first, and the page had no form to keep."""
    return _plain(request, "errors/changed_meanwhile.html", 409, stale=why)


def broken(request: HttpRequest) -> HttpResponse:
    """Something went wrong with us. Uses nothing that may be broken too: no database, no user, no policy.

    A database that does not answer is found out before any page is reached, and by its own words.
    """
    if isinstance(sys.exc_info()[1], OperationalError):
        return no_room(request)
    return HttpResponse(render_to_string("errors/broken.html", {}), status=500)


def no_room(request: HttpRequest) -> HttpResponse:
    """The database is full or does not answer. Uses nothing that it would be asked for."""
    return HttpResponse(render_to_string("errors/no_room.html", {}), status=503)


def _plain(request: HttpRequest, template: str, status: int, **more: Any) -> HttpResponse:
    return render(request, template, more, status=status)
