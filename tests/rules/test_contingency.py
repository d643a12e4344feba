"""The council's rule on money kept for emergencies is said in plain words."""

from dataclasses import replace
from datetime import date

import pytest

from selfdirect.policy import councils, load
from selfdirect.rules.contingency import KEPT, PERCENT, is_doubtful, kept_in_words, policy_in_words
from selfdirect.rules.values import Values

ON = date(2026, 6, 22)


def _with(key: str, amount: bool) -> Values:
    values = load("council_a").on(ON)
    return Values({**values, key: replace(values.value(key), amount=amount)}, ON, "")


@pytest.mark.requirement("R-CTG-02")
def test_what_is_not_used_is_kept_where_the_policy_says_so() -> None:
    assert kept_in_words(_with(KEPT, True)) == "What is not used by the end of the year stays with you."
    assert kept_in_words(_with(KEPT, False)) == "What is not used by the end of the year comes back to the council."


@pytest.mark.parametrize("council", councils())
def test_every_council_can_say_its_rule(council: str) -> None:
    values = load(council).on(ON)
    words = policy_in_words(values)
    assert words[0].startswith(f"About {values.whole(PERCENT)}% of a year's budget")
    assert is_doubtful(values) in (True, False)
