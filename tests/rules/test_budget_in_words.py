"""The statement of a budget in short sentences, with the rights to ask, to change and to appeal; and as plain text."""

from typing import Any

import pytest

from selfdirect.rules.budget_in_words import as_plain_text, in_easy_words

FACTS: dict[str, Any] = {
    "figures": [{"pence": 15500}, {"pence": 4700}, {"pence": 10800}, {"pence": 100}],
    "lines": [
        {"what": "Swimming", "purpose": "support", "pence_weekly": 1800, "pence_once": 500},
        {"what": "Cover", "purpose": "contingency", "pence_weekly": 0, "pence_once": 5000},
    ],
    "starts_on": "2026-07-06",
    "ends_on": "2027-07-05",
    "decided_by": "Ruth Calloway",
    "decided_on": "2026-06-15",
    "reasons": "It meets what matters.",
    "difference_reason": "",
    "indicative_pence_weekly": 21756,
    "how_to_disagree": ["Talk to your worker.", "Ask us to look again."],
}


@pytest.mark.requirement("R-FPB-05")
def test_each_sentence_says_one_thing_and_the_three_rights_are_there() -> None:
    found = {part.title: part.sentences for part in in_easy_words(FACTS)}
    assert found["Your money for support"][:3] == (
        "Your support costs £155.00 a week.",
        "You pay £47.00 a week.",
        "The council pays £108.00 a week.",
    )
    assert found["What the money is for"] == (
        "Swimming: £18.00 a week and £5.00 once.",
        "Cover: £50.00 once. This is kept for emergencies.",
    )
    assert found["You can ask"] and "You can change how the money is used." in found["You can change it"]
    assert found["You can say that we are wrong"] == ("Talk to your worker.", "Ask us to look again.")


def test_why_it_differs_is_said_when_it_does_and_paying_nothing_is_said_so() -> None:
    free = FACTS | {"figures": [{"pence": 100}, {"pence": 0}, {"pence": 100}], "difference_reason": "It costs less."}
    found = {part.title: part.sentences for part in in_easy_words(free)}
    assert "You pay nothing." in found["Your money for support"]
    assert found["Why"][-2:] == ("The first rough amount was £217.56 a week.", "It costs less.")
    assert "rough" not in str(in_easy_words(FACTS))


def test_plain_text_is_one_line_for_each_sentence() -> None:
    words = as_plain_text("Your personal budget", "Amara Foxglove. Budget B-000007.", in_easy_words(FACTS))
    lines = words.split("\r\n")
    assert lines[:2] == ["YOUR PERSONAL BUDGET", "Amara Foxglove. Budget B-000007."]
    assert "You can ask" in lines and "You pay £47.00 a week." in lines and "<" not in words
