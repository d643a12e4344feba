"""A way in for somebody who helps a person: whoever signs in with an address, with a role, made when nobody does.

Next:   selfdirect/records/access.py
Tests:  tests/actions/support/test_sign_ins.py
"""

from datetime import date

from django.conf import settings

from selfdirect.actions.action import Refused
from selfdirect.actions.support.outbox import put
from selfdirect.records.access import RoleGrant, User
from selfdirect.rules.access import STAFF, Role
from selfdirect.rules.problems import Problem

BODY = "You can now sign in on our website to see what is there for somebody you help. Use this email address."


def helper_with(email: str, name: str, person_id: int, role: Role, on: date, by: User) -> User:
    """Whoever signs in with this address, with the role. Raises Refused for staff and for the person themselves.

    Somebody who signs in with it already keeps their way in; somebody new gets one, and is told by email.
    """
    if not email.strip():
        raise Refused([Problem("email", "Enter their email address")])
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        user = User(email=email.strip().lower(), name=name, is_demo=settings.DEMO)
        user.set_unusable_password()
        user.save()
        put(
            key=f"sign_in:{user.pk}",
            channel="email",
            to=user.email,
            subject="You can now sign in",
            body=BODY,
            person=None,
            on=on,
        )
    elif user.person_id == person_id or user.roles_on(on) & STAFF or user.is_timer:
        words = "This address belongs to the person, or to somebody who works for the council. Ask for their own"
        raise Refused([Problem("email", words)])
    if role not in user.roles_on(on):
        RoleGrant.objects.create(user=user, role=role.value, from_on=on, granted_by=by)
    return user
