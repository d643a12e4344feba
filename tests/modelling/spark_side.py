"""The side that runs on Spark, in its own environment: works out sums for files of people, prints the amounts.

Next:   selfdirect/modelling/engines.py
"""

import json
import sys
from datetime import date
from pathlib import Path

from pyspark.sql import SparkSession

from selfdirect.modelling.engines import on_spark
from selfdirect.policy import load
from selfdirect.rules.charging_formulas import FORMULAS
from selfdirect.rules.determination_formulas import formulas_for

# The day of tests/modelling/alike.py, which this environment has not everything for.
ON = date(2026, 5, 1)


def main(asked: str) -> None:
    """One session, on one processor, with no page and no port that others could reach.

    `asked` is a list of sums: charging, or a council for the whole of its set; each with its file and its scalars.
    """
    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.ansi.enabled", "true")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    found = {}
    for each in json.loads(asked):
        name = each["sums"]
        formulas = FORMULAS if name == "charging" else formulas_for(load(name).on(ON)).formulas
        rows = on_spark(formulas, each["scalars"], session, Path(each["file"]), keep=["place"]).orderBy("place")
        kept = rows.select(*formulas.by_name).collect()
        found[name] = {formula: [row[formula] for row in kept] for formula in formulas.by_name}
    print(json.dumps(found))
    session.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
