"""Rows of working: kept as they were, and only as firm as the least firm figure in them."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.working import STATUSES, Row, from_json, to_json, worst

ROWS = st.builds(
    Row,
    label=st.text(),
    amount=st.integers() | st.text(),
    unit=st.text(),
    rule=st.text(),
    source=st.text(),
    status=st.sampled_from(STATUSES),
    since=st.none() | st.dates(),
)


@given(st.lists(ROWS).map(tuple))
def test_working_comes_back_from_storage_as_it_went_in(working: tuple[Row, ...]) -> None:
    assert from_json(json.loads(json.dumps(to_json(working)))) == working


def test_the_least_firm_status_wins() -> None:
    assert worst([]) == "worked_out"
    assert worst(["stated", "entered"]) == "worked_out"
    assert worst(["stated", "unverified", "worked_out"]) == "unverified"
    assert worst(["illustrative", "unverified"]) == "illustrative"


@pytest.mark.parametrize("amount", [True, 1.5, None])
def test_an_amount_is_whole_or_words(amount: object) -> None:
    with pytest.raises(TypeError):
        Row("a", amount, "pence", "r", "s", "stated")  # type: ignore[arg-type]
    if amount is not True:
        with pytest.raises(TypeError):
            from_json([{"label": "", "amount": amount, "unit": "", "rule": "", "source": "", "status": "stated"}])


def test_an_unknown_status_is_refused() -> None:
    with pytest.raises(ValueError, match="not a status"):
        Row("a", 1, "pence", "r", "s", "guessed", date(2026, 1, 1))
