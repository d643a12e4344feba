"""Staff who sign in with a password need a second step. Until it is set up, every page leads to setting it up.

Somebody who came through the council's own identity provider has already met that provider's checks.

Next:   selfdirect/pages/access.py
Tests:  tests/pages/test_second_factor.py
"""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

_DONE = "second_factor_is_set_up"
CAME_BY_DEMO = "came_by_demo"


def must_set_up(request: HttpRequest) -> bool:
    """Whether this user may go nowhere else before a second step is set up. Asked of the database until it is."""
    user: Any = request.user
    if request.session.get(_DONE) == user.pk or not user.needs_second_factor(request.on):  # type: ignore[attr-defined]
        return False
    if settings.DEMO and user.is_demo and request.session.get(CAME_BY_DEMO):
        return False
    if came_from_council(request) or Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        request.session[_DONE] = user.pk
        return False
    return True


def came_from_council(request: HttpRequest) -> bool:
    """Whether the sign-in of this session was made at the council's own identity provider."""
    records = request.session.get("account_authentication_methods", [])
    return any(record.get("method") == "socialaccount" for record in records)
