"""The client group of a budget on a day is what the person's details said then."""

from datetime import date, timedelta

import pytest

from selfdirect.records.client_groups import ClientGroups
from selfdirect.records.people import PersonDetails
from tests.actions.story import story

pytestmark = pytest.mark.django_db


def test_another_group_counts_from_the_day_it_was_written_down(django_assert_num_queries: object) -> None:
    budget = story().budget
    first = PersonDetails.objects.get(person=budget.person)
    changed_on = first.on + timedelta(days=30)
    first.pk, first.client_group, first.on = None, "memory", changed_on
    first.superseded_at = "2026-12-01T00:00:00Z"
    before = PersonDetails.objects.get(person=budget.person).client_group
    first.save()
    with django_assert_num_queries(2):  # type: ignore[operator]
        groups = ClientGroups([budget.pk])
        found = [groups.on(budget.pk, day) for day in (date(2000, 1, 1), changed_on - timedelta(days=1), changed_on)]
    assert found == [before, before, "memory"]
    with pytest.raises(KeyError):
        groups.on(0, changed_on)
