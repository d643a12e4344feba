"""One question to the model: over fictional people or given ones; each fault with what would be right."""

from datetime import date
from pathlib import Path

import pytest

from selfdirect.modelling.asking import ModelRefused, Question, ask
from selfdirect.modelling.calibrating import Limits
from selfdirect.policy import POLICY_ROOT

ON = date(2026, 5, 1)
EXAMPLES = POLICY_ROOT.parent / "docs" / "running" / "examples"


def test_with_nothing_changed_it_says_what_is_in_force() -> None:
    found = ask(Question("council_e", ON, people=200))
    assert not found.is_changed
    assert found.comparison.all.unchanged == 200
    again = ask(Question("council_e", ON, people=200, engine="duckdb"))
    assert again.comparison.all == found.comparison.all


def test_another_day_another_price_and_a_trial_are_tried() -> None:
    dearer = ask(Question("council_e", date(2025, 3, 1), people=300, tried_on=date(2025, 5, 1)))
    assert dearer.is_changed and dearer.comparison.all.budget_after > dearer.comparison.all.budget_before
    changed = ask(Question("council_e", ON, people=300, changes={"allocation.price_per_point": "5.00"}))
    assert changed.comparison.all.budget_after < changed.comparison.all.budget_before
    trial = ask(Question("council_d", ON, people=300, trial="revised_questionnaire", back_test=True))
    assert trial.tried.name == "On trial: revised questionnaire"
    assert trial.errors is not None and trial.errors[0].people


def test_a_budget_is_fitted_to() -> None:
    limits = Limits(2_500_000_00, 1_00, 20_00)
    found = ask(Question("council_e", ON, people=300, fit="prices", limits=limits))
    assert found.calibrated is not None and found.calibrated.cost_pence_yearly <= 2_500_000_00
    assert found.tried.values.whole("allocation.price_per_point") == found.calibrated.found[0]


def test_people_of_ones_own_are_put_to_both_sides() -> None:
    question = Question("westminster", ON, file=EXAMPLES / "older_person.json", percent_on_prices=10)
    assert ask(question).comparison.all.people == 1


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (Question("nowhere", ON), "there is no such council"),
        (Question("council_e", date(2001, 1, 1)), "There are no rates for 1 January 2001"),
        (Question("council_e", ON, people=0), "give a number from 1 to"),
        (Question("council_e", ON, trial="nothing"), "there is no such trial"),
        (Question("council_e", ON, file=Path("nobody.csv")), "nobody.csv: there is no such file"),
        (Question("council_e", ON, fit="prices"), "give a budget a year"),
        (Question("council_e", ON, changes={"allocation.nothing": "1"}), "there is no value called"),
        (Question("council_d", ON, file=EXAMPLES / "carer.parquet"), "there is no such file"),
    ],
)
def test_each_fault_is_named(question: Question, why: str) -> None:
    with pytest.raises(ModelRefused, match=why):
        ask(question)


def test_rows_of_a_file_are_refused_where_a_trust_has_sums_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("client_group\nphysical\n")
    with pytest.raises(ModelRefused, match="Give people as JSON"):
        ask(Question("council_d", ON, file=file))
    with pytest.raises(ModelRefused, match="These columns are missing: "):
        ask(Question("council_e", ON, file=file))
