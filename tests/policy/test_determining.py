"""A file of circumstances under a council's policy: text, data, and every fault named."""

import json
from datetime import date
from pathlib import Path

import pytest

from selfdirect.policy import POLICY_ROOT, councils, load
from selfdirect.policy.determining import (
    DeterminationRefused,
    determine_file,
    first_day,
    schema_text,
    trust_for,
)

EXAMPLES = POLICY_ROOT.parent / "docs" / "running" / "examples"
DAY = date(2025, 6, 20)
PEOPLE = sorted(path.stem for path in EXAMPLES.glob("*.json"))


def _written(folder: Path, text: str) -> Path:
    file = folder / "person.json"
    file.write_text(text, encoding="utf-8")
    return file


def _refused(council: str, file: Path, on: date = DAY) -> tuple[str, ...]:
    with pytest.raises(DeterminationRefused) as refused:
        determine_file(council, file, on)
    return refused.value.messages


@pytest.mark.parametrize("council", councils())
@pytest.mark.parametrize("person", PEOPLE)
def test_each_example_is_determined_everywhere_with_nothing_left_open(council: str, person: str) -> None:
    data = json.loads(determine_file(council, EXAMPLES / f"{person}.json", DAY, as_data=True))
    assert len(data["sections"]) == 11
    assert not [section["code"] for section in data["sections"] if section["needs"]]


@pytest.mark.parametrize("kept", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_examples_print_what_was_kept(kept: Path) -> None:
    """The second line names the policy, which any new value changes."""
    person, council = kept.stem.split(".")
    text = determine_file(council, EXAMPLES / f"{person}.json", DAY)
    assert text.splitlines()[2:] == kept.read_text(encoding="utf-8").splitlines()[2:]


def test_the_trust_serves_the_groups_that_are_routed_to_it() -> None:
    policy = load("council_e")
    assert trust_for(policy, "mental_health", DAY) == "mental_health_trust"
    assert trust_for(policy, "physical", DAY) == trust_for(policy, "", DAY) == ""
    assert trust_for(load("council_a"), "mental_health", DAY) == ""


def test_an_unknown_council_and_a_missing_file_are_named(tmp_path: Path) -> None:
    assert "there is no such council" in _refused("nowhere", EXAMPLES / "carer.json")[0]
    assert _refused("council_a", tmp_path / "nobody.json") == (
        f"{tmp_path / 'nobody.json'}: there is no such file. Check its name.",
    )
    assert "cannot be read as text" in _refused("council_a", tmp_path)[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{\n  "client_group": physical }', "line 2, column 19: this is not JSON."),
        ("", "line 1, column 1: this is not JSON."),
        ('{"present_pence_weekly": NaN}', "NaN is not a number."),
        ("[]", "the file: This must be an object in curly brackets"),
    ],
)
def test_what_is_not_json_is_refused_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    assert says in _refused("council_a", _written(tmp_path, text))[0]


def test_several_faults_are_told_together_and_each_names_file_and_path(tmp_path: Path) -> None:
    file = _written(tmp_path, '{"clientgroup": "physical", "present_pence_weekly": -1}')
    assert _refused("council_a", file, date(2015, 3, 31)) == (
        "--on 2015-03-31: there are no rates for 31 March 2015. The first are for 1 April 2015.",
        f"{file}, clientgroup: There is nothing called clientgroup. Did you mean client_group?",
        f"{file}, present_pence_weekly: This must be zero or more, not -1.",
    )


def test_a_day_before_the_first_rate_is_refused_and_the_first_is_not() -> None:
    assert "The first are for 1 April 2015." in _refused("council_a", EXAMPLES / "carer.json", date(2015, 3, 31))[0]
    assert determine_file("council_a", EXAMPLES / "carer.json", date(2015, 4, 1))
    assert first_day(load("westminster")) == date(2024, 4, 1)


def test_an_answer_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    text = '{"client_group": "physical", "answers": {"personal_care": "lots"}}'
    assert "answers.personal_care" in _refused("council_b", _written(tmp_path, text))[0]


def test_the_schema_is_json() -> None:
    assert json.loads(schema_text())["title"] == "Circumstances"


def test_what_would_change_is_added_when_it_is_asked_for_as_text_and_as_data() -> None:
    file = EXAMPLES / "older_person.json"
    plain = determine_file("council_a", file, DAY)
    text = determine_file("council_a", file, DAY, what_changes=True)
    assert text.startswith(plain) and "One hour, how many a week: 11, not 10." in text[len(plain) :]
    data = json.loads(determine_file("council_a", file, DAY, as_data=True, what_changes=True))
    assert data["what_would_change"]["changes"][0]["path"] == "finances.household"
    assert "what_would_change" not in json.loads(determine_file("council_a", file, DAY, as_data=True))
