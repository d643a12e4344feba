"""Fictional people for every council's sums, the same from one seed; and the rows of a file, or what is wrong in it."""

from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pytest

from selfdirect.modelling.caseload import KNOWN, MOST_NEED, NEED_BANDS, band_of, fictional, from_file
from selfdirect.modelling.columns import ColumnsRefused, joined
from selfdirect.modelling.running import write
from selfdirect.modelling.sides import side, work_out
from selfdirect.policy import councils, load
from selfdirect.rules.formulas import YES_OR_NO
from selfdirect.rules.questionnaires import ONE, questionnaire
from selfdirect.rules.scoring_formulas import input_names
from tests.modelling.alike import one_by_one

ON = date(2026, 5, 1)
LIVE = {council: side("live", load(council), ON) for council in councils()}


@pytest.mark.parametrize("council", councils())
def test_fictional_people_answer_everything_that_each_council_asks_and_get_the_pennies_of_one_person(
    council: str,
) -> None:
    (arm, *_) = LIVE[council].arms
    people = fictional(60, 3, arm.values)
    (chunk,) = people.chunks()
    asked = people.asked(arm, chunk)
    assert set(asked) == set(arm.sums.person_inputs)
    assert all(int(np.min(column)) >= 0 for column in asked.values())
    alone = one_by_one(arm.sums.formulas, arm.sums.policy_amounts, asked)
    for answer in ("indicative_budget", "net_budget"):
        own = [arm.values, *(each.values for each in LIVE[council].arms[1:])]
        if len(own) == 1:
            assert work_out(LIVE[council], chunk, people.asked)[answer].tolist() == alone[answer].tolist()


@pytest.mark.parametrize("council", councils())
def test_they_reach_every_answer_of_the_questionnaire_and_every_band_of_need(council: str) -> None:
    (arm, *_) = LIVE[council].arms
    people = fictional(4_000, 5, arm.values)
    (chunk,) = people.chunks()
    assert set(KNOWN) <= set(chunk)
    assert set(np.unique(band_of(chunk["need"]))) == set(range(len(NEED_BANDS)))
    assert int(chunk["need"].max()) <= MOST_NEED
    asked = people.asked(arm, chunk)
    for question in questionnaire(arm.values).questions:
        for name in input_names(question):
            if name in asked:
                reached = set(np.unique(asked[name]).tolist())
                assert reached == (set(range(1, len(question.answers) + 1)) if question.kind == ONE else {0, 1})
    for name, unit in arm.sums.person_inputs.items():
        if unit == YES_OR_NO:
            assert set(np.unique(asked[name]).tolist()) <= {0, 1}


def test_the_same_seed_gives_the_same_people_however_often_they_are_asked_for() -> None:
    values = LIVE["council_e"].values
    one, again, other = (fictional(500, seed, values, size=200) for seed in (1, 1, 2))
    assert all(np.array_equal(joined(one.chunks())[name], column) for name, column in joined(again.chunks()).items())
    assert not np.array_equal(joined(one.chunks())["need"], joined(other.chunks())["need"])
    first, second = next(one.chunks()), next(one.chunks())
    arm = LIVE["council_e"].arms[0]
    assert all(
        np.array_equal(one.asked(arm, first)[name], one.asked(arm, second)[name]) for name in one.asked(arm, first)
    )


def test_the_rows_of_a_file_are_taken_as_they_are(tmp_path: Path) -> None:
    live = LIVE["council_c"]
    people = fictional(300, 9, live.values)
    (chunk,) = people.chunks()
    asked = people.asked(live.arms[0], chunk)
    write(tmp_path / "people.parquet", [{**asked, "client_group": chunk["client_group"], "need": chunk["need"]}])
    given = from_file(tmp_path / "people.parquet", live.arms[0], size=120)
    found = joined(work_out(live, each, given.asked) for each in given.chunks())
    expected = work_out(live, chunk, people.asked)
    assert all(np.array_equal(found[name], expected[name]) for name in expected)
    assert joined(given.chunks())["present_pence_weekly"].tolist() == [0] * 300


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("SELECT * EXCLUDE savings", "These columns are missing: savings"),
        ("SELECT * REPLACE (-1 AS savings)", "The column savings has an amount below zero"),
        ("SELECT * REPLACE (2 AS is_couple)", "is yes or no: write 1 or 0"),
        ("SELECT * REPLACE ('x' AS client_group)", "client_group: x is not known. Choose from physical"),
        ("SELECT * REPLACE ('x' AS savings)", "The column savings must be whole numbers"),
    ],
)
def test_what_is_wrong_in_a_file_is_named(tmp_path: Path, change: str, why: str) -> None:
    live = LIVE["council_d"]
    people = fictional(20, 9, live.values)
    (chunk,) = people.chunks()
    write(tmp_path / "right.parquet", [people.asked(live.arms[0], chunk)])
    duckdb.sql(f"COPY ({change} FROM '{tmp_path}/right.parquet') TO '{tmp_path}/wrong.parquet'")
    with pytest.raises(ColumnsRefused, match=why):
        list(from_file(tmp_path / "wrong.parquet", live.arms[0]).chunks())
