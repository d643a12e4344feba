"""What the model found, in words and as data: the same figures, what is illustrative, what is flagged."""

import json
from datetime import date
from typing import Any

import pytest

from selfdirect.modelling.asking import ModelRefused, Question, ask
from selfdirect.modelling.telling import answer, as_data, as_text, equity_words
from selfdirect.modelling.what_if import Equity
from selfdirect.rules.money import format_pounds

ON = date(2026, 5, 1)
WORDS: dict[str, Any] = {
    "council": "council_e",
    "people": 400,
    "seed": 1,
    "file": None,
    "set": [],
    "all_prices": 0,
    "trial": "",
    "tried_on": None,
    "fit": "",
    "budget": None,
    "least": "0",
    "most": "100",
    "fall": None,
    "move": None,
    "back_test": False,
    "engine": "numpy",
    "json": False,
}


def test_text_and_data_say_the_same_and_mark_what_is_filled_in() -> None:
    found = ask(Question("council_e", ON, people=400, percent_on_prices=-5, back_test=True))
    text, data = as_text(found), as_data(found)
    assert format_pounds(data["all"]["paid_after"] * 52) in text
    assert f"{data['all']['losers']} people lose" in text
    assert "These people do not exist, and their spread is ours." in text
    assert "allocation.price_per_point: Price of one point (illustrative)" in text
    assert {"illustrative"} <= {row["status"] for row in data["doubtful"]}
    assert "Within 10%" in text and len(data["back_test"]) > 3
    assert json.loads(json.dumps(data)) == data
    assert sum(group["people"] for group in data["by_group"]) == data["all"]["people"] == 400


def test_with_nothing_changed_nobody_gains_or_loses_in_the_text() -> None:
    text = as_text(ask(Question("council_a", ON, people=200)))
    assert "Gain" not in text and "Changed" not in text


def test_the_words_of_the_command_become_a_question() -> None:
    text = answer({**WORDS, "fit": "prices", "budget": "3000000", "least": "1.50", "most": "20"}, ON)
    assert "of the £3,000,000.00 there is." in text
    assert "allocation.price_per_point=" in text
    assert json.loads(answer({**WORDS, "json": True}, ON))["people"] == "400 fictional people (seed 1)"
    for wrong in ({"budget": "12.345"}, {"set": ["price"]}):
        with pytest.raises(ModelRefused):
            answer({**WORDS, **wrong}, ON)


@pytest.mark.requirement("R-RAS-15")
def test_older_people_who_get_less_are_flagged_in_words() -> None:
    assert "Look at this: it is below 95%." in equity_words(Equity(50, 50, 180_00, 200_00, 90))
    assert "Look" not in equity_words(Equity(50, 50, 198_00, 200_00, 99))
    assert equity_words(Equity(2, 50, 0, 0, None)) == "there are too few people to compare."
