"""What every page knows: the council, the day, who is signed in and where they can go.

Next:   selfdirect/pages/templates/base.html
Tests:  tests/pages/test_context.py
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from selfdirect.clock import today
from selfdirect.pages.council import council_on
from selfdirect.pages.navigation import navigation_for
from selfdirect.rules.access import Permission


def every_page(request: HttpRequest) -> dict[str, Any]:
    """Names that any template can use."""
    on = getattr(request, "on", None) or today()
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)

    def may(permission: str) -> bool:
        return signed_in and bool(user) and user.may(Permission(permission), on)  # type: ignore[union-attr]

    links = navigation_for(user, on, request.path) if signed_in else []  # type: ignore[arg-type]
    if signed_in:
        links.append({"text": "Your account", "href": "/account/", "current": request.path == "/account/"})
    return {
        "council": council_on(on),
        "on": on,
        "demo": settings.DEMO,
        "user": user if signed_in else None,
        "may": may,
        "navigation": links,
        "csp_nonce": str(getattr(request, "csp_nonce", "")),
        "here": request.path,
    }
