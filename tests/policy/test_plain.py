"""A rule is said in plain words, with no code of the program's left in it."""

import re
from datetime import date

import pytest

from selfdirect.policy import councils, load
from selfdirect.policy.plain import in_plain_words, label_in_words
from selfdirect.rules.values import Values

ON = date(2026, 6, 1)


def _values(council: str) -> Values:
    return load(council).on(ON)


def _said(council: str, key: str) -> tuple[str, ...]:
    values = _values(council)
    return in_plain_words(values[key], values)


@pytest.mark.requirement("R-CFG-04")
@pytest.mark.parametrize(
    ("council", "key", "said"),
    [
        ("council_c", "allocation.price_per_point", "£5.75 a week."),
        ("council_c", "charging.share_of_plan", "75%."),
        ("council_c", "charging.method", "A share of what the plan costs, and never more than the person can afford."),
        ("council_c", "allocation.carer_neutral", "Yes."),
        ("council_c", "direct_payments.care_home_weeks", "4 weeks."),
        ("council_c", "direct_payments.small_sum", "None."),
        ("council_c", "allocation.carer_hour", "£10.00 an hour."),
        ("council_c", "allocation.method", "Answers give points, and points are turned into money."),
        ("council_c", "charging.upper_capital_limit", "£23,250.00."),
    ],
)
def test_a_single_value_is_one_sentence(council: str, key: str, said: str) -> None:
    assert _said(council, key) == (said,)


@pytest.mark.requirement("R-CFG-04")
def test_who_decides_says_exactly_where_each_tier_starts_and_ends() -> None:
    assert _said("council_a", "decisions.ladder") == (
        "Care manager: everybody; from £0.00 a week, up to and including £250.00 a week",
        "Team manager: everybody; above £250.00 a week, up to and including £415.00 a week",
        "Practice development meeting: everybody; above £415.00 a week, with no upper limit",
    )


@pytest.mark.requirement("R-CFG-04")
def test_codes_of_other_tables_are_said_in_their_words() -> None:
    assert "Sight or hearing loss: at most £330.00 a week" in _said("council_c", "allocation.ceiling")[1]
    assert "How often at night?: Do you need help at night?; Yes" in _said("council_c", "questionnaire.routes")
    assert _said("council_c", "questionnaire.answers")[0] == "Washing, dressing and using the toilet: No help; 0 points"


def test_one_of_something_is_not_many() -> None:
    assert any("1 session a week" in row for row in _said("council_c", "decisions.panels"))


@pytest.mark.requirement("R-CFG-04")
@pytest.mark.parametrize("council", councils())
def test_every_rule_of_every_council_can_be_said(council: str) -> None:
    values = _values(council)
    for key, value in values.items():
        sentences = in_plain_words(value, values)
        assert sentences and all(sentence.strip() for sentence in sentences), key
        if not key.startswith(("sources.", "figures.", "profile.", "payments.", "messages.")):
            codes = [word for sentence in sentences for word in re.findall(r"\b[a-z]+_[a-z_]+\b", sentence)]
            assert not codes, (key, codes)


def test_labels_say_people_and_not_what_the_files_call_them() -> None:
    values = _values("council_d")
    assert label_in_words(values["allocation.prices_by_group"]) == "Price of one point for each main reason for support"
    assert label_in_words(values["allocation.time_limited"]) == "Groups of people whose budgets last for a set time"
