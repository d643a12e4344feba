"""A policy as columns: each trust's sums for the groups it serves, changes tried out, on either engine."""

from datetime import date

import numpy as np
import pytest

from selfdirect.modelling.caseload import fictional
from selfdirect.modelling.sides import ANSWERS, side, work_out
from selfdirect.policy import councils, load
from selfdirect.rules.allocation_formulas import client_group_codes
from selfdirect.rules.working import DOUBTFUL

ON = date(2026, 5, 1)


@pytest.mark.parametrize("council", councils())
def test_both_engines_give_the_same_pennies(council: str) -> None:
    live = side("live", load(council), ON)
    people = fictional(200, 4, live.values)
    (chunk,) = people.chunks()
    numpy, duckdb = (work_out(live, chunk, people.asked, engine) for engine in ("numpy", "duckdb"))
    assert all(np.array_equal(numpy[name], duckdb[name]) for name in ANSWERS)
    assert int(numpy["indicative_budget"].sum()) > 0


def test_a_trust_has_its_own_sums_for_the_groups_it_serves_and_only_where_they_differ() -> None:
    live = side("live", load("council_d"), ON)
    codes = client_group_codes(live.values)
    assert [arm.groups for arm in live.arms] == [(), (codes["mental_health"],)]
    assert len(side("live", load("westminster"), ON).arms) == 1
    people = fictional(2_000, 4, live.values)
    (chunk,) = people.chunks()
    dearer = side("dearer", load("council_d"), ON, {"allocation.prices_by_group.learning": "9.00"})
    before, after = (work_out(each, chunk, people.asked)["indicative_budget"] for each in (live, dearer))
    moved = before != after
    assert moved.any()
    assert set(chunk["client_group"][moved].tolist()) == {codes["learning"]}


def test_what_its_figures_rest_on_is_said() -> None:
    rows = side("live", load("council_e"), ON).rests_on()
    assert "allocation.price_per_point" in {row.rule for row in rows}
    assert {row.status for row in rows} <= DOUBTFUL
