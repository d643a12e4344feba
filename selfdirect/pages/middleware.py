"""Before a page: the day, a sign-in for all but open pages, a second step for staff. After it: refusals in plain words.

What somebody typed while their sign-in ran out is kept, for them alone, until they are back on the form.

Next:   selfdirect/pages/permissions.py
Tests:  tests/pages/test_middleware.py
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from requests import RequestException

from selfdirect.actions.action import NotAllowed, Refused, Stale
from selfdirect.clock import today
from selfdirect.pages import errors
from selfdirect.pages.account import council_sign_in_failed
from selfdirect.pages.environment import current_request
from selfdirect.pages.resume import keep_typed
from selfdirect.pages.second_factor import must_set_up

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
        if isinstance(error, RequestException) and request.path.startswith("/accounts/"):
            return council_sign_in_failed(request)  # their provider is away
        return None


def _comes_back_to(request: HttpRequest) -> str:
    return request.get_full_path() if request.method == "GET" else request.path
