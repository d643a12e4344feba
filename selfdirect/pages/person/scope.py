"""Whose pages these are, and what whoever looks may see and do: the person, a carer, or a representative.

What somebody may do depends on whom it is about: a carer of one person may be the representative of another. Staff use
the staff pages, never these.

Why:    docs/decisions/who-may-do-what.md
Next:   selfdirect/pages/permissions.py
Tests:  tests/pages/person/test_scope.py
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from selfdirect.actions.action import Refused
from selfdirect.actions.support.signing import why_no_longer
from selfdirect.pages.permissions import check_permission, find_person, page, write_down_reading
from selfdirect.pages.question import CheckPage, QuestionPage
from selfdirect.records.access import ActingFor, User, acting_on
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission, Role, may

MINE = (Permission.SEE_OWN_RECORD, Permission.SEE_RECORD_ACTED_FOR)


@dataclass(frozen=True)
class Scope:
    """One person's pages, as one user may see them on one day."""

    person: Person
    user: User
    on: date
    is_own: bool
    acting: tuple[ActingFor, ...]

    @property
    def may_see_money(self) -> bool:
        """The person always; somebody who acts for them, when that was agreed."""
        return self.is_own or any(one.may_see_money for one in self.acting)

    @property
    def is_representative(self) -> bool:
        """Whether the user may choose and agree for the person."""
        return any(one.role == Role.REPRESENTATIVE.value for one in self.acting)

    def may(self, permission: Permission) -> bool:
        """Whether the user may do this for this person: by what they are to them, not to somebody else."""
        roles = {Role.PERSON} if self.is_own else {Role(one.role) for one in self.acting}
        return may(frozenset(roles), permission) and self.user.may(permission, self.on)

    @property
    def first_name(self) -> str:
        """What the person likes to be called."""
        details = self.person.details
        return details.likes_to_be_called or details.first_name

    @property
    def role_words(self) -> str:
        """What the user is to the person."""
        return "" if self.is_own else "representative" if self.is_representative else "carer"

    def address(self, name: str, *args: object) -> str:
        """The address of one of this person's pages."""
        return reverse(name, args=[self.person.pk, *args])


def refuse_staff(request: HttpRequest) -> None:
    """Somebody who may see any record uses the staff pages, where every look is for a reason of work."""
    if request.user.may(Permission.SEE_ANY_RECORD, request.on):  # type: ignore[union-attr,attr-defined]
        raise PermissionDenied


def scope_of(request: HttpRequest, person: Person) -> Scope:
    """What this user may see and do for this person today."""
    user: Any = request.user
    on: date = request.on  # type: ignore[attr-defined]
    is_own = user.person_id == person.pk
    rows = ActingFor.objects.filter(acting_on(on), user=user, person=person).order_by("pk")
    return Scope(person, user, on, is_own, () if is_own else tuple(rows))


def check_scope(scope: Scope, money: bool, needs: Permission | None) -> None:
    """Raises PermissionDenied for money that may not be seen, and for what the user may not do for this person."""
    if (money and not scope.may_see_money) or (needs is not None and not scope.may(needs)):
        raise PermissionDenied


def my_page(
    *, read: str, money: bool = False, needs: Permission | None = None, methods: Sequence[str] = ("GET", "HEAD", "POST")
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponseBase]]:
    """A page about the person in the address, given `scope`. Whoever may not see the person gets a 404."""

    def wear(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
        @page(needs=MINE, methods=methods)
        @wraps(view)
        def guarded(request: HttpRequest, person_id: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
            refuse_staff(request)
            scope = scope_of(request, find_person(request, person_id))
            check_scope(scope, money, needs)
            write_down_reading(request, scope.person, read)
            return view(request, *args, scope=scope, **kwargs)

        return guarded

    return wear


def _person_or_why_not(request: HttpRequest, person_id: int) -> Person:
    """The person; whoever acted for them until now is told since when they no longer may, and what to do."""
    try:
        return find_person(request, person_id)
    except Http404:
        why = why_no_longer(request.user, person_id, request.on)  # type: ignore[arg-type,attr-defined]
        if why:
            raise Refused(why) from None
        raise


class MyQuestion(QuestionPage):
    """A question on a person's own pages. `permission` is what must be allowed for this person."""

    needs = MINE
    template = "person/question.html"
    money: ClassVar[bool] = False
    permission: ClassVar[Permission | None] = None
    scope: Scope

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Staff, and whoever may not do this, are turned away before anything is looked up or written down."""
        check_permission(request, self.needs)
        refuse_staff(request)
        self.scope = scope_of(request, _person_or_why_not(request, kwargs["person_id"]))
        check_scope(self.scope, self.money, self.permission)
        return super().dispatch(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        return {"scope": self.scope}

    def back(self) -> str:
        return self.scope.address("person_record")


class MyCheck(MyQuestion, CheckPage):
    """A last look before something is done, on a person's own pages."""

    template = "person/check.html"
