"""The actor who stands for timers and queues, so that nothing is ever done by nobody.

Next:   selfdirect/records/access.py
Tests:  tests/actions/support/test_timer.py
"""

from selfdirect.records.access import User

_EMAIL = "timer@selfdirect.invalid"


def timer() -> User:
    """The timer's own user. It cannot sign in, and only actions marked by_timer accept it."""
    user, _ = User.objects.get_or_create(
        email=_EMAIL, defaults={"name": "Selfdirect", "is_timer": True, "password": "!cannot-sign-in"}
    )
    return user
