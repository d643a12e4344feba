"""Spark, on this machine alone, gives the same pennies as the path for one person, where there is a Java to run it."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from selfdirect.modelling.columns import joined
from selfdirect.modelling.population import people
from selfdirect.modelling.running import write
from selfdirect.rules.charging_formulas import ENTERED_INPUTS, FORMULAS
from tests.modelling.alike import (
    as_columns,
    charging_cases,
    charging_scalars,
    differences,
    one_by_one,
    whole_people,
    whole_set,
)
from tools import setup

# One council of each way from needs to money: levels, units, costing by hand, a questionnaire with a carer's help.
WHOLE = ("westminster", "council_a", "city_of_london", "council_c")
PYTHON = setup.BUILD / "spark" / "bin" / "python"


@pytest.mark.skipif(not setup.has_java(), reason=setup.NO_JAVA)
def test_spark_gives_the_same_pennies_for_worked_cases_and_made_up_people(tmp_path: Path) -> None:
    assert PYTHON.exists(), "Java is here and Spark is not. Run: make spark"
    everyone = as_columns([*(inputs for _, inputs in charging_cases()), *_made_up(300)])
    write(tmp_path / "people.parquet", [everyone | {"place": np.arange(len(everyone["savings"]))}])
    asked = [{"sums": "charging", "file": str(tmp_path / "people.parquet"), "scalars": {}}]
    for council in WHOLE:
        file = tmp_path / f"{council}.parquet"
        given = whole_people(council)
        write(file, [given | {"place": np.arange(len(given["savings"]))}])
        asked.append({"sums": council, "file": str(file), "scalars": whole_set(council).policy_amounts})
    found = _on_spark(tmp_path, asked)
    assert not differences(FORMULAS, one_by_one(FORMULAS, {}, everyone), found["charging"])
    for council in WHOLE:
        sums = whole_set(council)
        alone = one_by_one(sums.formulas, sums.policy_amounts, whole_people(council))
        assert not differences(sums.formulas, alone, found[council]), council


def _made_up(count: int) -> list[dict[str, int]]:
    whole = joined(people(count, seed=9))
    rows = [{name: int(whole[name][place]) for name in ENTERED_INPUTS} for place in range(count)]
    return [charging_scalars() | row for row in rows]


def _on_spark(folder: Path, asked: list[dict[str, Any]]) -> dict[str, dict[str, np.ndarray]]:
    environment = os.environ | {"PYTHONPATH": str(setup.ROOT), "SPARK_LOCAL_DIRS": str(folder)}
    command = [PYTHON, "-m", "tests.modelling.spark_side", json.dumps(asked)]
    done = subprocess.run(command, cwd=setup.ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return {
        name: {formula: np.array(column) for formula, column in columns.items()}
        for name, columns in json.loads(done.stdout).items()
    }
