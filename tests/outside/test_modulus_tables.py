"""The tables are read from the folder, again when they change; none, or a spoiled one, is said to be so."""

import os
from pathlib import Path

from selfdirect.outside.modulus_tables import load
from tests.rules.modulus_table import ROWS, SUBSTITUTES


def test_a_folder_with_the_published_files(tmp_path: Path) -> None:
    assert load(tmp_path / "none").table is None and "no valacdos.txt" in load(tmp_path).problem
    (tmp_path / "VALACDOS.TXT").write_text(ROWS, encoding="ascii")
    only_weights = load(tmp_path)
    assert only_weights.table is not None and not only_weights.table.substitutes
    (tmp_path / "scsubtab.txt").write_text(SUBSTITUTES, encoding="ascii", newline="")
    both = load(tmp_path)
    assert both.table is not None and both.table.substitutes == {"938600": "938611"}
    assert both.mark and both.mark != only_weights.mark


def test_a_new_issue_is_read_and_a_spoiled_one_counts_as_none(tmp_path: Path) -> None:
    path = tmp_path / "valacdos.txt"
    path.write_text(ROWS, encoding="ascii")
    assert load(tmp_path).table is not None
    path.write_text("Not the table", encoding="ascii")
    os.utime(path, ns=(1, 1))
    assert load(tmp_path).table is None and load(tmp_path).problem.startswith("Line 1 of the weight table")
    path.write_bytes(b"\xff\xfe")
    os.utime(path, ns=(2, 2))
    assert load(tmp_path).problem == "The file is not plain text."
