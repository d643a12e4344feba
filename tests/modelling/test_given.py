"""Given people as columns: the pennies of `determine`, and whoever cannot be worked out is left out with the reason."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from selfdirect.modelling.columns import ColumnsRefused
from selfdirect.modelling.given import from_circumstances, read_people
from selfdirect.modelling.sides import side, work_out
from selfdirect.policy import POLICY_ROOT, councils, load
from selfdirect.policy.determining import determine_for
from selfdirect.rules.circumstances import Circumstances

EXAMPLES = POLICY_ROOT.parent / "docs" / "running" / "examples"
ON = date(2026, 5, 1)


def _own(circumstances: Circumstances, council: str) -> Circumstances:
    """The answers to this council's own questions, and no plan, so that the indicative budget is the budget."""
    own = circumstances.answers_by_council.get(council, {})
    return replace(circumstances, answers={**circumstances.answers, **own}, plan=())


@pytest.mark.parametrize("council", councils())
def test_columns_give_the_pennies_of_determine(council: str) -> None:
    policy = load(council)
    live = side("live", policy, ON)
    names = ("older_person", "mental_health")
    people = [_own(each, council) for name in names for each in read_people(EXAMPLES / f"{name}.json")]
    given = from_circumstances("examples", people, [live])
    assert not given.left_out
    (chunk,) = given.chunks()
    found = work_out(live, chunk, given.asked)
    for place, person in enumerate(people):
        determined = determine_for(policy, person, ON)
        indicative = determined.section("indicative_budget").figures["pence_weekly"]
        budget = determined.section("budget").figures
        assert found["indicative_budget"][place] == indicative
        assert found["net_budget"][place] == budget["net_pence_weekly"]
        assert found["contribution"][place] == budget["contribution_pence_weekly"]
        assert found["planning_amount"][place] == determined.section("planning_amount").figures["pence_weekly"]


def test_whoever_cannot_be_worked_out_is_left_out_and_why_is_said() -> None:
    live = side("live", load("westminster"), ON)
    (person,) = read_people(EXAMPLES / "older_person.json")
    (carer,) = read_people(EXAMPLES / "carer.json")
    people = [replace(person, finances=None), carer, person, replace(person, client_group="nobody")]
    given = from_circumstances("some", people, [live])
    assert given.left_out[0] == "Person 1: not known: finances."
    assert given.left_out[1] == "Person 2: an unpaid carer's own budget has sums of its own."
    assert given.left_out[2].startswith("Person 4: client_group:")
    (chunk,) = given.chunks()
    assert chunk["place"].tolist() == [0]


def test_faults_in_a_file_are_named_person_by_person(tmp_path: Path) -> None:
    file = tmp_path / "people.json"
    file.write_text('[{"client_group": 3}, {"born_on": "soon"}]')
    with pytest.raises(ColumnsRefused, match=r"person 1, client_group: .*\n.*person 2, born_on"):
        read_people(file)
    file.write_text("[")
    with pytest.raises(ColumnsRefused, match="cannot be read as JSON"):
        read_people(file)
