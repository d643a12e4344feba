"""Migrations stand in one line: no two have one number, and each comes after the one before it."""

from itertools import pairwise
from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.house.tree import ROOT


@pytest.mark.parametrize("room", ["ledger", "records"])
def test_migrations_stand_in_one_line(room: str) -> None:
    files = sorted(Path(ROOT, "selfdirect", room, "migrations").glob("0*.py"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    graph = MigrationLoader(None).graph
    assert len(graph.leaf_nodes(room)) == 1
    for before, after in pairwise(files):
        assert (room, before.stem) in graph.node_map[room, after.stem].parents
