"""Before a page: the day, a sign-in for all but open pages, a second step for staff. After it: refusals in plain words.

What somebody typed while their sign-in ran out is kept, for them alone, until they are back on the form.

Next:   selfdirect/pages/permissions.py
Tests:  tests/pages/test_middleware.py
"""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from requests import RequestException

from selfdirect.actions.action import NotAllowed, Refused, Stale
from selfdirect.clock import today
from selfdirect.pages import errors
from selfdirect.pages.account import council_sign_in_failed
from selfdirect.pages.environment import current_request
from selfdirect.pages.resume import keep_typed
from selfdirect.pages.second_factor import must_set_up

log = logging.getLogger(__name__)
NOT_TO_BE_OPENED = 405
ALWAYS_OPEN = ("allauth.",)


class SignedInMiddleware:
    """Denied by default: a page is for people who signed in unless it says otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.on = today()  # type: ignore[attr-defined]
        token = current_request.set(request)
        try:
            response = self.get_response(request)
        finally:
            current_request.reset(token)
        if response.status_code == NOT_TO_BE_OPENED and request.method == "GET":
            response = errors.not_found(request)
        if "Cache-Control" not in response and request.user.is_authenticated:
            response["Cache-Control"] = "no-store, private"
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Send away whoever must sign in first, or must set up their second factor first."""
        if getattr(view, "is_open", False) or getattr(view, "__module__", "").startswith(ALWAYS_OPEN):
            return None
        if not request.user.is_authenticated:
            keep_typed(request)
            return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': _comes_back_to(request)})}")
        if must_set_up(request):
            return HttpResponseRedirect("/account/second-step/set-up/")
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """An action's no, in plain words."""
        if isinstance(error, NotAllowed):
            return errors.not_allowed(request)
        if isinstance(error, Refused):
            return errors.refused(request, error)
        if isinstance(error, Stale):
            return errors.changed_meanwhile(request, error)
        if isinstance(error, OperationalError):
            log.error("The database has no room or does not answer.", exc_info=error)
            return errors.no_room(request)
        if isinstance(error, RequestException) and request.path.startswith("/accounts/"):
            return council_sign_in_failed(request)  # their provider is away
        return None


def _comes_back_to(request: HttpRequest) -> str:
    """The page itself; a form's own page; or, for a button, the page that the button was on."""
    if request.method == "GET":
        return request.get_full_path()
    if request.POST.get("whose"):
        return request.path
    before = urlsplit(request.headers.get("Referer", ""))
    return before.path if before.netloc == request.get_host() and before.path.startswith("/") else "/"
