"""A statement as pages show it: bars by the largest sum, and never a month whose amounts do not add up."""

from datetime import date

import pytest

from selfdirect.actions.action import Refused
from selfdirect.actions.support import statements as support
from selfdirect.pages.statements import WIDEST, bars_of, live_context
from selfdirect.rules.statements import DoesNotAddUp
from tests.actions import story


def test_the_longest_bar_is_the_largest_sum_and_a_sum_of_nothing_has_none() -> None:
    sums = {"opening": 0, "changed": 0, "came_in": 400_00, "came_back": 0, "paid_out": 100_00, "left": 300_00}
    found = bars_of({"total": sums})
    assert [(bar.label, bar.width, bar.is_out) for bar in found] == [
        ("Money in", WIDEST, False),
        ("Paid out", WIDEST // 4, True),
        ("What is left", WIDEST * 3 // 4, False),
    ]
    assert [bar.width for bar in bars_of({"total": dict.fromkeys(sums, 0)})] == [0]


@pytest.mark.django_db
def test_a_month_that_does_not_add_up_is_refused_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    budget = story.story().budget

    def refusing(account: object) -> object:
        raise DoesNotAddUp("A penny is missing.")

    monkeypatch.setattr(support.rules, "statement", refusing)
    with pytest.raises(Refused, match="its amounts do not add up"):
        live_context(budget, 2026, 7, date(2026, 8, 1), lambda *words: "", then=False)
