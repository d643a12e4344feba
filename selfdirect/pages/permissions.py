"""Who may open a page: one decorator for pages, one for pages about a person, one for pages open to all.

A page about somebody this user may not see answers exactly as a page that does not exist.

Why:    docs/decisions/who-may-do-what.md
Next:   selfdirect/rules/access.py
Tests:  tests/pages/test_permissions.py
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from selfdirect.actions.audit import record_read
from selfdirect.records.access import people_visible_to
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Needs = Permission | Sequence[Permission] | None
READING = ("GET", "HEAD", "OPTIONS")


def open_page(view: View) -> View:
    """A page for which nobody has to sign in."""
    view.is_open = True  # type: ignore[attr-defined]
    return view


def page(*, needs: Needs = None, methods: Sequence[str] = ("GET", "HEAD", "POST")) -> Callable[[View], View]:
    """A page for somebody signed in who holds the permission (any of them, when several)."""

    def wear(view: View) -> View:
        @never_cache
        @require_http_methods(list(methods))
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            check_permission(request, needs)
            return view(request, *args, **kwargs)

        return guarded  # type: ignore[return-value]

    return wear


def about_person(
    *, needs: Needs, read: str = "Looked at the record", methods: Sequence[str] = ("GET", "HEAD", "POST")
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponseBase]]:
    """A page about the person whose id is in the address. The view is given `person`; looking is written down."""

    def wear(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
        @page(needs=needs, methods=methods)
        @wraps(view)
        def guarded(request: HttpRequest, person_id: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
            person = find_person(request, person_id)
            write_down_reading(request, person, read)
            return view(request, *args, person=person, **kwargs)

        return guarded

    return wear


def check_permission(request: HttpRequest, needs: Needs) -> None:
    """Raises PermissionDenied unless the user holds one of the permissions today."""
    wanted = (needs,) if isinstance(needs, Permission) else tuple(needs or ())
    user: Any = request.user
    if not user.is_authenticated or not user.is_active:
        raise PermissionDenied
    if wanted and not any(user.may(one, request.on) for one in wanted):  # type: ignore[attr-defined]
        raise PermissionDenied


def find_person(request: HttpRequest, person_id: int) -> Person:
    """The person, if this user may see them today; otherwise there is no such page."""
    visible = people_visible_to(request.user, request.on)  # type: ignore[arg-type,attr-defined]
    person = visible.with_details().filter(pk=person_id).first()
    if person is None:
        raise Http404
    return person


def write_down_reading(request: HttpRequest, person: Person, what: str) -> None:
    """Keep that this user looked at this person's record. Sending a form is written down by its action."""
    if request.method in READING:
        record_read(person=person, what=what, by=request.user, on=request.on)  # type: ignore[arg-type,attr-defined]
