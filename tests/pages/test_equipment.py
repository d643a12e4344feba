"""The shared questions about equipment ask nothing of somebody else's item, and nothing of one with no shop."""

from datetime import timedelta

import pytest

from selfdirect.pages.equipment import equipment_of
from tests.actions.test_equipment import DUE_ON, equipped


@pytest.mark.django_db
def test_an_item_is_late_from_the_day_after_it_is_due() -> None:
    life = equipped()
    for on, is_late in ((DUE_ON, False), (DUE_ON + timedelta(days=1), True)):
        shown = equipment_of(life.person, on)
        assert [one["late"] for one in shown["items"]] == [is_late, is_late] and len(shown["shops"]) == 3
