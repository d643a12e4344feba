"""A figure that is not firm says so in words, wherever it is shown."""

from datetime import date

import pytest
from django.template import engines

from selfdirect.pages.working import amount_in_words, shown_rows
from selfdirect.rules.working import Row, to_json
from tests.pages.sample_parts import SUM


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (123450, "pence", "£1,234.50"),
        (25000, "pence weekly", "£250.00 a week"),
        (14, "points", "14 points"),
        (1, "points", "1 point"),
        (50, "percent", "50%"),
        (1, "yes or no", "Yes"),
        ("net", "choice", "net"),
    ],
)
def test_an_amount_is_said_with_its_unit(amount: int | str, unit: str, words: str) -> None:
    assert amount_in_words(amount, unit) == words


def test_stored_rows_and_new_rows_look_the_same() -> None:
    assert shown_rows(SUM) == shown_rows(to_json(SUM))


def test_example_and_unchecked_values_are_marked_in_words() -> None:
    firm, example, entered, unchecked = shown_rows(SUM)
    assert (firm.doubt, entered.doubt) == ("", "")
    assert example.doubt == "Example value" and "not published" in example.doubt_words
    assert unchecked.doubt == "Not checked"
    assert entered.source == "What was entered"


def test_the_working_on_a_page_ends_in_the_answer() -> None:
    rows = [*SUM[:1], Row("Answer", 5, "pence", "r", "s", "illustrative", date(2026, 4, 6))]
    template = '{% from "govuk/parts.html" import working_table %}{{ working_table(rows) }}'
    html = str(engines.all()[0].from_string(template).render({"rows": rows}))
    last = html.rsplit("<tr", 1)[1]
    assert "sd-working__answer" in last and "£0.05" in last and "Example value" in last and "6 April 2026" in last
