"""Keeping a half-filled form for later, exactly as it was typed, and forgetting it once it has been sent.

Next:   selfdirect/records/audit.py
Tests:  tests/actions/test_drafts.py
"""

from collections.abc import Mapping
from datetime import date

from django.db.models.functions import Now

from selfdirect.actions.action import NotAllowed, action, tell
from selfdirect.records.access import User
from selfdirect.records.audit import Draft


@action(needs=None)
def keep(
    *, user: User, form: str, typed: Mapping[str, list[str]], seen_version: int | None, by: User, on: date
) -> Draft:
    """Keep what `user` typed in a form. The same form kept again replaces what was kept. Only for oneself."""
    _only_own(user, by)
    kept, _ = Draft.objects.update_or_create(
        user=user, form=form, defaults={"typed": dict(typed), "seen_version": seen_version, "at": Now()}
    )
    tell("A form was kept to finish later.")
    return kept


@action(needs=None)
def forget(*, user: User, form: str, by: User, on: date) -> None:
    """Forget a kept form once it has been sent. Only for oneself."""
    _only_own(user, by)
    Draft.objects.filter(user=user, form=form).delete()
    tell("A form that was kept to finish later was sent or thrown away.")


def _only_own(user: User, by: User) -> None:
    if user.pk != by.pk:
        raise NotAllowed("A half-filled form is kept by the person who is filling it.")
