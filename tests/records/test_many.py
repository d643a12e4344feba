"""Many rows are written as one would be: with every default, every constraint and every kind of cell."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from selfdirect.records.access import User
from selfdirect.records.audit import AuditEntry
from selfdirect.records.many import MANY, write_rows
from selfdirect.records.people import Person

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)
COLUMNS = ("kind", "verb", "by_id", "on", "roles", "person_id", "about", "said", "detail", "policy_fingerprint")


def rows(count: int, person: Person | None = None, kind: str = "action") -> list[tuple[Any, ...]]:
    by = User.objects.create(email="nina@office.example", name="Nina")
    who = person and person.pk
    return [(kind, "a.b", by.pk, ON, "", who, "", f"“{n}”\t\n\\N", {"n": [n, "é"]}, "") for n in range(count)]


@pytest.mark.parametrize("count", [1, MANY])
def test_few_and_many_rows_are_written_alike(count: int) -> None:
    person = Person.objects.create()
    write_rows(AuditEntry, COLUMNS, rows(count, person))
    kept = list(AuditEntry.objects.filter(verb="a.b").order_by("pk"))
    assert len(kept) == count
    last = kept[-1]
    expected = (f"“{count - 1}”\t\n\\N", {"n": [count - 1, "é"]}, person, ON)
    assert (last.said, last.detail, last.person, last.on) == expected
    assert last.at is not None


@pytest.mark.parametrize("count", [1, MANY])
def test_a_constraint_refuses_all_of_them(count: int) -> None:
    wrong = [*rows(count)[1:], ("rumour", *rows_of_one()[1:])]
    with pytest.raises(IntegrityError, match="audit_kind"), transaction.atomic():
        write_rows(AuditEntry, COLUMNS, wrong)
    assert not AuditEntry.objects.filter(verb="a.b").exists()


def rows_of_one() -> tuple[Any, ...]:
    by = User.objects.get(email="nina@office.example")
    return ("action", "a.b", by.pk, ON, "", None, "", "", {}, "")


def test_nothing_to_write_is_nothing_done() -> None:
    write_rows(AuditEntry, COLUMNS, [])
