"""One's own account: who one is signed in as, the second step, and what to do when signing in does not work.

Next:   selfdirect/pages/access_urls.py
Tests:  tests/pages/test_account.py
"""

from typing import Any
from urllib.parse import urlencode

from allauth.account.views import LoginView
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from selfdirect.pages.permissions import open_page, page


class SignIn(LoginView):
    """The sign-in page, with the council's own identity provider where there is one."""

    template_name = "access/sign_in.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The providers, each with the address that comes back to the page one wanted."""
        found = super().get_context_data(**more)
        wanted = found.get("redirect_field_value") or ""
        if not url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
            wanted = ""
        found["redirect_field_value"] = wanted
        after = urlencode({"next": wanted}) if wanted else ""
        apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
        found["providers"] = [
            {"name": app["name"], "href": f"{reverse('openid_connect_login', args=[app['provider_id']])}?{after}"}
            for app in apps
        ]
        return found


sign_in = open_page(SignIn.as_view())


@page()
def own_account(request: HttpRequest) -> HttpResponse:
    """Who one is signed in as, with which roles."""
    user = request.user
    roles = sorted(role.label for role in user.roles_on(request.on))  # type: ignore[union-attr,attr-defined]
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    facts = {
        "roles": roles,
        "has_second_step": Authenticator.Type.TOTP in kinds,
        "has_codes": Authenticator.Type.RECOVERY_CODES in kinds,
        "has_password": user.has_usable_password(),
        "changed": request.GET.get("changed") == "password",
    }
    return render(request, "access/account.html", facts)


@open_page
def closed(request: HttpRequest) -> HttpResponse:
    """Nobody makes, mends or opens an account for themselves; this says who does."""
    return render(request, "access/closed.html", {}, status=403)


@open_page
def council_sign_in_failed(request: HttpRequest) -> HttpResponse:
    """The council's own provider did not let somebody in."""
    return render(request, "access/council_sign_in_failed.html", {}, status=403)


@open_page
def no_email(request: HttpRequest) -> HttpResponse:
    """Email addresses are changed by an administrator."""
    return HttpResponseRedirect("/account/")
