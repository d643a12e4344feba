"""The banks' published tables for the modulus check, read from the folder into which the council puts them.

Nothing is shipped: the tables are the scheme's, reissued a few times a year. Without them nothing is checked, and
every page says so. A table that cannot be read counts as none, and `problem` says why.

Next:   selfdirect/rules/modulus.py
Tests:  tests/outside/test_modulus_tables.py
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from selfdirect.rules.modulus import Table, TableRefused, read_table

WEIGHTS, SUBSTITUTES = "valacdos.txt", "scsubtab.txt"


@dataclass(frozen=True)
class Loaded:
    """The tables of now. `mark` tells one issue from another: the first figures of the files' SHA-256."""

    table: Table | None
    mark: str = ""
    problem: str = ""


def load(folder: Path) -> Loaded:
    """Read the tables in a folder; again only when the files have changed."""
    found = {path.name.lower(): path for path in sorted(folder.glob("*.[tT][xX][tT]"))} if folder.is_dir() else {}
    weights, substitutes = found.get(WEIGHTS), found.get(SUBSTITUTES)
    if weights is None:
        return Loaded(None, problem=f"There is no {WEIGHTS} in the folder for the banks’ tables.")
    return _read(weights, substitutes, *(path.stat().st_mtime_ns if path else 0 for path in (weights, substitutes)))


@lru_cache(maxsize=4)
def _read(weights: Path, substitutes: Path | None, weights_at: int, substitutes_at: int) -> Loaded:
    contents = [path.read_bytes() if path else b"" for path in (weights, substitutes)]
    try:
        table = read_table(*(content.decode("ascii") for content in contents))
    except (TableRefused, UnicodeDecodeError) as wrong:
        return Loaded(None, problem=str(wrong) if isinstance(wrong, TableRefused) else "The file is not plain text.")
    return Loaded(table, hashlib.sha256(b"".join(contents)).hexdigest()[:12])
