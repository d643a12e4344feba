"""What is entered about a person's money is kept whole."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.finances import (
    AGE_GROUPS,
    HOUSEHOLDS,
    LIGHT_TOUCH,
    Expense,
    Finances,
    Income,
    finances_from_json,
    finances_to_json,
    treatments,
)
from tests.rules.samples import values


def test_each_kind_of_income_has_a_label_and_a_treatment() -> None:
    assert treatments(values())["earnings"] == ("Earnings", "disregarded")


FINANCES = st.builds(
    Finances,
    household=st.sampled_from(sorted(HOUSEHOLDS)),
    born_on=st.none() | st.dates(date(1900, 1, 1), date(2020, 1, 1)),
    age_group=st.sampled_from(sorted(AGE_GROUPS)),
    partner_born_on=st.none() | st.dates(date(1900, 1, 1), date(2020, 1, 1)),
    children=st.integers(0, 5),
    capital_pence=st.integers(0, 10**7),
    incomes=st.lists(st.builds(Income, st.text(), st.integers(0, 10**6), st.text())).map(tuple),
    disability_expenses=st.lists(st.builds(Expense, st.text(), st.integers(0, 10**6))).map(tuple),
    light_touch=st.sampled_from(sorted(LIGHT_TOUCH)),
    savings_credit=st.booleans(),
)


@given(FINANCES)
def test_finances_come_back_from_storage_as_they_went_in(finances: Finances) -> None:
    assert finances_from_json(json.loads(json.dumps(finances_to_json(finances)))) == finances


def test_an_unknown_fact_is_refused_when_read_back() -> None:
    with pytest.raises(KeyError, match="shoe_size"):
        finances_from_json({"household": "single", "shoe_size": 9})
