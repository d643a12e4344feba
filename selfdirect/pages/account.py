"""One's own account: who one is signed in as, the second step, and what to do when signing in does not work.

Next:   selfdirect/pages/access_urls.py
Tests:  tests/pages/test_account.py
"""

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from selfdirect.pages.permissions import open_page, page


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
