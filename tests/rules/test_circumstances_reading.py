"""Every fault in a file of circumstances is named with its path and its cure, all together; nothing is guessed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.circumstances_reading import CircumstancesRefused, read_circumstances


def _faults(given: object) -> dict[str, str]:
    with pytest.raises(CircumstancesRefused) as refused:
        read_circumstances(given)
    return {problem.field: problem.message for problem in refused.value.problems}


def test_good_circumstances_become_facts() -> None:
    found = read_circumstances(
        {
            "born_on": "1941-03-14",
            "answers": {"one": "a", "several": ["a", "b"]},
            "units_weekly": {"hour": 2, "half": Decimal("1.5")},
            "finances": {"incomes": [{"kind": "earnings", "pence_weekly": 5}], "partner_born_on": None},
            "reviews_set_on": ["2025-07-01"],
            "section_117": None,
            "account": {"balance_pence": -5, "net_pence_weekly": 0},
            "relative": {"relation": "child", "same_household": False},
        }
    )
    assert found.born_on == date(1941, 3, 14) and found.reviews_set_on == (date(2025, 7, 1),)
    assert found.answers == {"one": "a", "several": ("a", "b")}
    assert found.units_weekly == {"hour": Decimal(2), "half": Decimal("1.5")}
    assert found.finances and found.finances.incomes[0].pence_weekly == 5
    assert found.account and found.account.balance_pence == -5
    assert read_circumstances({}) == Circumstances()


def test_several_faults_are_told_together_each_with_its_path() -> None:
    found = _faults(
        {
            "clientgroup": "physical",
            "born_on": "2025-13-01",
            "needs": [{"limbs": "cannot_without_help", "outcome": "hygiene"}],
            "finances": {"capital_pence": -1, "incomes": [{"kind": "earnings", "pence_weekly": -100}]},
            "section_117": "yes",
        }
    )
    assert found == {
        "clientgroup": "There is nothing called clientgroup. Did you mean client_group?",
        "born_on": 'This must be a date in quotes, like "2025-06-02", not "2025-13-01".',
        "needs[0].limbs": "This must be a list in square brackets.",
        "finances.capital_pence": "This must be zero or more, not -1.",
        "finances.incomes[0].pence_weekly": "This must be zero or more, not -100.",
        "section_117": 'This must be true or false, not "yes".',
    }


@pytest.mark.parametrize(
    ("given", "path", "says"),
    [
        ([], "the file", "an object in curly brackets"),
        ({"finances": []}, "finances", "an object in curly brackets"),
        ({"answers": []}, "answers", "an object in curly brackets"),
        ({"answers": {"one": 3}}, "answers.one", "words in quotes, not 3"),
        ({"answers": {"one": {}}}, "answers.one", "not an object"),
        ({"answers": {"one": ["a", None]}}, "answers.one[1]", "not null"),
        ({"zzz": 1}, "zzz", "There are: client_group, born_on"),
        ({"is_carer": 1}, "is_carer", "true or false, not 1"),
        ({"contingency": True}, "contingency", "nothing called contingency"),
        ({"present_pence_weekly": True}, "present_pence_weekly", "a whole number of pence, like 1250 for £12.50"),
        ({"present_pence_weekly": Decimal("12.5")}, "present_pence_weekly", "not 12.5"),
        ({"units_weekly": {"hour": True}}, "units_weekly.hour", "a number, like 2 or 10.5, not true"),
        ({"units_weekly": {"hour": Decimal("1.234")}}, "units_weekly.hour", "two decimals at most"),
        ({"units_weekly": {"hour": -1}}, "units_weekly.hour", "zero or more"),
        ({"age_group": "young"}, "age_group", "Choose from 18_to_24, 25_to_pension_age, pension_age"),
        ({"needs": [{"outcome": "hygiene", "level": "lots"}]}, "needs[0].level", "Choose from none, some"),
        ({"needs": [{"outcome": "hygiene", "level": ""}]}, "needs[0].level", "Choose from none, some"),
        ({"born_on": "0001-01-01"}, "born_on", "a day from 1900 to 2199"),
        ({"present_pence_weekly": 10**30}, "present_pence_weekly", "This must be 1000000000 or less."),
        ({"units_weekly": {"hour": 10**30}}, "units_weekly.hour", "This must be 10000 or less."),
        ({"needs": [{}]}, "needs[0].outcome", "outcome is missing. Add it: words in quotes."),
        ({"account": {"balance_pence": 1}}, "account.net_pence_weekly", "net_pence_weekly is missing"),
    ],
)
def test_each_kind_of_fault_says_what_would_be_right(given: Any, path: str, says: str) -> None:
    assert says in _faults(given)[path]
