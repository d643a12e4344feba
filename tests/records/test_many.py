"""Many rows are written as one would be: with every default, every constraint and every kind of cell."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from selfdirect.records.access import User
from selfdirect.records.audit import AuditEntry
from selfdirect.records.many import MANY, write_many
from selfdirect.records.people import Person

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)


@pytest.mark.parametrize("count", [1, MANY])
def test_few_and_many_rows_are_written_alike(count: int) -> None:
    by = User.objects.create(email="nina@office.example", name="Nina")
    person = Person.objects.create()
    write_many(
        [
            AuditEntry(kind="action", verb="a.b", by=by, on=ON, person=person, said=f"“{n}”\t\n\\N", detail={"n": n})
            for n in range(count)
        ]
    )
    kept = list(AuditEntry.objects.filter(verb="a.b").order_by("pk"))
    assert len(kept) == count
    last = kept[-1]
    assert (last.said, last.detail, last.person, last.on) == (f"“{count - 1}”\t\n\\N", {"n": count - 1}, person, ON)
    assert last.at is not None


def test_a_constraint_refuses_all_of_them() -> None:
    by = User.objects.create(email="nina@office.example", name="Nina")
    rows = [AuditEntry(kind="action", verb="a.b", by=by, on=ON) for _ in range(MANY)]
    rows[-1].kind = "rumour"
    with pytest.raises(IntegrityError, match="audit_kind"), transaction.atomic():
        write_many(rows)
    assert not AuditEntry.objects.filter(verb="a.b").exists()


def test_nothing_to_write_is_nothing_done() -> None:
    write_many([])
