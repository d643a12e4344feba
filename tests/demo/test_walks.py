"""A life in the simulation goes the same way every time it is told from the same seed."""

import re
from datetime import date

import pytest
from django.test import override_settings

from selfdirect.demo.circumstances import draw
from selfdirect.demo.walks import _lines
from selfdirect.records.audit import AuditEntry
from selfdirect.records.messages import Letter
from selfdirect.records.people import Person
from tests.demo.small import small_council
from tests.undone import undone

UNTIL = date(2026, 5, 29)


def told() -> list[str]:
    """Everything that was done in a small council, in order, without the numbers the database gives."""
    with undone(), override_settings(DEMO=True):
        small_council(people=4, ends_on=UNTIL)
        entries = AuditEntry.objects.order_by("pk").values_list("on", "verb", "by__name", "said")
        letters = Letter.objects.order_by("pk").values_list("on", "kind", "subject", "facts")
        rows = [" ".join(map(str, row)) for row in (*entries, *letters)]
    return [re.sub(r"[A-Z]-[0-9]{6,}|[0-9a-f]{64}", "?", row) for row in rows]


@pytest.mark.django_db
def test_the_same_seed_tells_the_same_stories() -> None:
    first = told()
    assert not Person.objects.exists()
    assert told() == first
    assert len(first) > 80


@pytest.mark.parametrize("left", [*range(1, 40), *range(40, 60_000, 397)])
def test_a_plan_never_costs_more_than_there_is_to_plan_with(left: int) -> None:
    for number in range(3):
        lines = _lines(draw(number * 1000 + left, UNTIL, 1), left)
        weekly = sum(-(-line["unit_price_pence"] * line["quantity_hundredths"] // 100) for line in lines)
        once = sum(line["unit_price_pence"] for line in lines if line["frequency"] == "one_off")
        assert lines
        assert (weekly - once) * 52 + once <= left * 52
