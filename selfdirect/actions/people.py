"""Putting somebody on the books, and correcting what is known of them. Details are superseded, never overwritten.

Next:   selfdirect/records/people.py
Tests:  tests/actions/test_people.py
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from selfdirect.actions.action import Refused, Stale, about, action, tell
from selfdirect.records.access import User
from selfdirect.records.people import Person, PersonDetails
from selfdirect.rules.access import Permission
from selfdirect.rules.problems import Problem

_LABELS = {
    "first_name": "first name",
    "last_name": "last name",
    "likes_to_be_called": "name they like to be called",
    "date_of_birth": "date of birth",
    "client_group": "main reason for support",
    "format": "format of letters",
    "contact_by": "how to be in touch",
    "communication_needs": "communication needs",
}


@action(needs=Permission.RECEIVE_REFERRALS)
def register(*, details: Mapping[str, Any], is_fictional: bool = False, on: date, by: User) -> Person:
    """A new person with their first details. `details` has the fields of PersonDetails. Raises Refused."""
    if details["date_of_birth"] > on:
        raise Refused([Problem("date_of_birth", "Date of birth must be in the past")])
    person = Person.objects.create(is_fictional=is_fictional)
    PersonDetails.objects.create(person=person, on=on, by=by, **details)
    tell(
        "We opened a record and wrote down name, address and how to be in touch.",
        person=person,
        about=about(person),
    )
    return person


@action(needs=Permission.CORRECT_DETAILS)
def correct_details(
    *, person: Person, details: Mapping[str, Any], seen_details_id: int, on: date, by: User
) -> PersonDetails:
    """Replace what is known of somebody by a corrected row. Raises Stale when somebody else was first (R-DIG-04)."""
    if details.get("date_of_birth", on) > on:
        raise Refused([Problem("date_of_birth", "Date of birth must be in the past")])
    before = PersonDetails.objects.select_for_update().get(person=person, superseded_at=None)
    if before.pk != seen_details_id:
        raise Stale(before.by.name, before.at, ["The details of this person were corrected."], before.pk)
    kept = {field: getattr(before, field) for field in _FIELDS} | dict(details)
    changed = [field for field in _FIELDS if kept[field] != getattr(before, field)]
    if not changed:
        raise Refused("Nothing is different from what we already have.")
    PersonDetails.objects.filter(pk=before.pk).update(superseded_at=Now())
    try:
        with transaction.atomic():
            after = PersonDetails.objects.create(person=person, on=on, by=by, **kept)
    except IntegrityError as error:
        raise Stale("Somebody", None, ["The details of this person were corrected."], before.pk) from error
    words = ", ".join(_LABELS.get(field, field.replace("_", " ")) for field in changed)
    tell(f"The details we hold were corrected: {words}.", person=person, about=about(person))
    return after


_FIELDS = (
    "first_name",
    "last_name",
    "likes_to_be_called",
    "date_of_birth",
    "phone",
    "email",
    "address",
    "postcode",
    "client_group",
    "format",
    "contact_by",
    "communication_needs",
    "language",
)
