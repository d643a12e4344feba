"""The pages that belong to no noun: the first screen, accessibility, cookies, the council's colour, and a sign of life.

Next:   selfdirect/pages/navigation.py
Tests:  tests/pages/test_home.py
"""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from selfdirect.pages.council import council_on
from selfdirect.pages.navigation import first_screen
from selfdirect.pages.permissions import open_page


@open_page
def home(request: HttpRequest) -> HttpResponse:
    """Each role's own first screen; for somebody signed out, the way in."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect("/demo/" if settings.DEMO else settings.LOGIN_URL)
    address = first_screen(request.user, request.on)  # type: ignore[arg-type,attr-defined]
    return HttpResponseRedirect(address) if address else render(request, "home.html", {"title": "Welcome"})


@open_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the pages can be used, and whom to tell when they cannot."""
    return render(request, "accessibility.html", {"title": "Accessibility"})


@open_page
def cookies(request: HttpRequest) -> HttpResponse:
    """The two cookies there are."""
    return render(request, "cookies.html", {"title": "Cookies"})


@open_page
@cache_control(public=True, max_age=3600)
def look(request: HttpRequest) -> HttpResponse:
    """The council's accent colour, checked for contrast when the policy was loaded."""
    colour = council_on(request.on).accent  # type: ignore[attr-defined]
    return HttpResponse(f":root {{ --sd-accent: {colour}; }}\n", content_type="text/css; charset=utf-8")


@open_page
def health(request: HttpRequest) -> HttpResponse:
    """A sign of life for whatever watches the service: the site and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")
