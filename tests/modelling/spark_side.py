"""The side that runs on Spark, in its own environment: works out charging for a file of people, prints the amounts.

Next:   selfdirect/modelling/engines.py
"""

import json
import sys
from pathlib import Path

from pyspark.sql import SparkSession

from selfdirect.modelling.engines import on_spark
from selfdirect.rules.charging_formulas import FORMULAS


def main(path: str, scalars: str) -> None:
    """One session, on one processor, with no page and no port that others could reach."""
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
    given = json.loads(scalars)
    rows = on_spark(FORMULAS, given, session, Path(path), keep=["place"]).orderBy("place").collect()
    print(json.dumps({name: [row[name] for row in rows] for name in FORMULAS.by_name}))
    session.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
