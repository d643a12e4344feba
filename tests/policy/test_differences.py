"""What differs between two councils' rules is said in plain words, and nothing else is."""

from datetime import date
from pathlib import Path

import pytest

from selfdirect.policy import Policy, PolicyRefused, load
from selfdirect.policy.differences import NOT_USED, Difference, as_text, compare_text, differences, is_used, name_on
from tests.policy.packs import copy

ON = date(2026, 6, 1)


def _found(first: Policy, second: Policy) -> dict[str, Difference]:
    return {each.key: each for chapter in differences(first, second, ON) for each in chapter.differences}


@pytest.mark.requirement("R-CFG-05")
def test_a_council_does_not_differ_from_itself() -> None:
    assert differences(load("council_c"), load("council_c"), ON) == ()
    assert "Nothing differs." in as_text(("One", "Two"), (), ON)


@pytest.mark.requirement("R-CFG-05")
def test_one_changed_value_is_the_one_difference(tmp_path: Path) -> None:
    pack = copy(tmp_path, "council_c")
    pack.edit("council/allocation.toml", "2015-04-01 = 10.00", "2015-04-01 = 11.00")
    (found,) = _found(load("council_c"), pack.load()).values()
    assert found.key == "allocation.carer_hour"
    assert (found.first.sentences, found.second.sentences) == (("£10.00 an hour.",), ("£11.00 an hour.",))
    assert found.first.mark == "example value"


@pytest.mark.requirement("R-CFG-05")
def test_of_a_table_only_the_rows_that_differ_are_said(tmp_path: Path) -> None:
    pack = copy(tmp_path, "council_c")
    pack.edit("council/allocation.toml", "352.00", "353.00")
    found = _found(load("council_c"), pack.load())["allocation.ceiling"]
    assert len(found.first.sentences) == len(found.second.sentences) == 1
    assert "£353.00" in found.second.sentences[0]
    assert found.same_rows == 5


@pytest.mark.requirement("R-CFG-05")
def test_two_real_councils_differ_in_method_and_what_only_one_uses_is_said_so() -> None:
    found = _found(load("council_a"), load("council_c"))
    assert "Units of support" in found["allocation.method"].first.sentences[0]
    assert "Answers give points" in found["allocation.method"].second.sentences[0]
    assert found["allocation.price_per_point"].first.sentences == (NOT_USED,)
    assert found["charging.share_of_plan"].second.sentences == ("75%.",)
    assert found["allocation.units"].second.sentences == (NOT_USED,)
    assert not [key for key in found if key.startswith(("profile.", "sources.", "figures."))]


def test_what_hangs_on_a_choice_is_used_with_it_alone() -> None:
    a, c = load("council_a").on(ON), load("council_c").on(ON)
    assert not is_used("allocation.price_per_point", a)
    assert is_used("allocation.price_per_point", c)
    assert is_used("questionnaire.answers", c)
    assert not is_used("questionnaire.answers", a)
    assert is_used("reviews.schedule", a)


@pytest.mark.requirement("R-CFG-05")
def test_the_text_names_both_councils_and_marks_example_values() -> None:
    text = compare_text("council_a", "council_c", ON)
    assert text.startswith("Council A and Council C, on 1 June 2026\n")
    assert "What people pay\n---------------\n" in text
    assert "  Council C: £5.75 a week. [example value]" in text
    assert max(len(line) for line in text.splitlines()) <= 100


def test_a_council_that_is_not_there_is_refused() -> None:
    with pytest.raises(PolicyRefused, match="there is no such council"):
        compare_text("council_a", "nowhere", ON)


def test_before_its_policy_starts_a_council_has_the_name_of_its_folder() -> None:
    assert name_on(load("council_a"), date(2000, 1, 1)) == "council_a"
