"""The shapes that nouns share: references, versions, closed lists and facts that belong together."""

import pytest
from django.db.models import TextChoices

from selfdirect.records.base import one_of, together
from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.people import Person
from selfdirect.records.plans import Plan


@pytest.mark.requirement("R-REF-18")
@pytest.mark.parametrize(("pk", "reference"), [(1, "P-000001"), (123456, "P-123456"), (1234567, "P-1234567")])
def test_a_reference_is_a_letter_and_at_least_six_digits(pk: int, reference: str) -> None:
    assert Person(pk=pk).reference == reference


def test_a_row_keeps_when_it_was_written_and_starts_at_its_first_version(schedule: PaymentSchedule) -> None:
    plan = Plan.objects.get()
    assert plan.at is not None
    assert (plan.version, plan.changed_by, plan.changed_at) == (1, None, None)


def test_a_closed_list_is_spelt_out_for_the_database() -> None:
    words = TextChoices("words", [("A", ("a", "An A")), ("B", ("b", "A B"))])
    assert one_of("kind", words, "the_kind").condition.children == [("kind__in", ["a", "b"])]


def test_facts_that_belong_together_are_all_known_or_none_is() -> None:
    tied = together("tied", "done_on", "done_by")
    known, unknown = tied.condition.children
    assert (tied.name, tied.condition.connector) == ("tied", "OR")
    assert dict(known.children) == {"done_on__isnull": False, "done_by__isnull": False}
    assert dict(unknown.children) == {"done_on__isnull": True, "done_by__isnull": True}
