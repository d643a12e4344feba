"""Which client group the person of each budget was of, on any day: as their details said then.

Next:   selfdirect/records/people.py
Tests:  tests/records/test_client_groups.py
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from selfdirect.records.budgets import Budget
from selfdirect.records.people import PersonDetails


class ClientGroups:
    """The client groups of many budgets, read in two questions. `on` is asked for each without another."""

    def __init__(self, budget_ids: Iterable[int]) -> None:
        self._person = dict(Budget.objects.filter(pk__in=set(budget_ids)).values_list("pk", "person_id"))
        self._days: dict[int, list[date]] = defaultdict(list)
        self._groups: dict[int, list[str]] = defaultdict(list)
        details = PersonDetails.objects.filter(person__in=set(self._person.values())).order_by("on", "pk")
        for person_id, on, group in details.values_list("person_id", "on", "client_group"):
            self._days[person_id].append(on)
            self._groups[person_id].append(group)

    def on(self, budget_id: int, day: date) -> str:
        """The group on a day: by the last details known then, or by the first of all. Raises KeyError."""
        person = self._person[budget_id]
        place = bisect_right(self._days[person], day)
        return self._groups[person][max(place - 1, 0)]
