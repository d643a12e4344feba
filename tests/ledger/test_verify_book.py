"""The auditor's script: it needs nothing but Python, and finds whatever was done to an exported book."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from selfdirect.ledger.chain import head
from selfdirect.ledger.exporting import MOVEMENT_FIELDS
from tests.ledger.exported import as_file, write_a_book

SCRIPT = Path(__file__).parents[2] / "tools" / "verify_book.py"
pytestmark = pytest.mark.django_db


def verify(*words: object) -> subprocess.CompletedProcess[str]:
    """Run it by itself: -I leaves out everything that is installed and every path of ours."""
    return subprocess.run([sys.executable, "-I", "-S", str(SCRIPT), *map(str, words)], capture_output=True, text=True)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    write_a_book()
    return as_file(tmp_path)


def rewritten(book: Path, change: Callable[[list[dict]], object]) -> Path:
    rows = [json.loads(line) for line in book.read_text(encoding="utf-8").splitlines()]
    change(rows)
    book.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return book


def at(rows: list[dict], key: str) -> int:
    return next(number for number, row in enumerate(rows) if row.get("key") == key)


def test_a_sound_book_is_sound(book: Path) -> None:
    done = verify(book)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"7 movements, 0 faults, head {head().hash}\n"
    assert verify(book, head().hash).returncode == 0


def test_a_changed_amount_is_found(book: Path) -> None:
    done = verify(rewritten(book, lambda rows: rows[at(rows, "p2")].update(pence=999)))
    assert done.returncode == 1
    assert done.stdout.startswith("p2: does not follow")


@pytest.mark.parametrize("field", MOVEMENT_FIELDS)
def test_a_change_of_any_field_is_found(book: Path, field: str) -> None:
    done = verify(rewritten(book, lambda rows: rows[at(rows, "p2")].update({field: "2027-01-01"})))
    assert (done.returncode, "does not follow" in done.stdout) == (1, True)


def test_a_movement_taken_out_is_found(book: Path) -> None:
    done = verify(rewritten(book, lambda rows: rows.pop(at(rows, "undo p1"))))
    assert done.returncode == 1
    assert "p2: does not follow" in done.stdout


def test_a_movement_taken_off_the_end_is_found(book: Path) -> None:
    done = verify(rewritten(book, lambda rows: rows.pop(at(rows, "p3"))))
    assert done.returncode == 1
    assert "the end of the file is not the end of its chain" in done.stdout


def test_two_movements_swapped_are_found(book: Path) -> None:
    def swap(rows: list[dict]) -> None:
        one, two = at(rows, "undo p1"), at(rows, "p2")
        rows[one], rows[two] = rows[two], rows[one]

    done = verify(rewritten(book, swap))
    assert done.returncode == 1
    assert "p2: does not follow" in done.stdout
    assert "undo p1: does not follow" in done.stdout


def test_a_whole_chain_made_again_is_found_by_a_head_written_down_earlier(book: Path) -> None:
    kept = head().hash

    def forge(rows: list[dict]) -> None:
        import hashlib

        before = "0" * 64
        rows[at(rows, "p1")]["pence"] = 1
        for row in (row for row in rows if "key" in row):
            text = json.dumps(
                [before, *(row[name] for name in MOVEMENT_FIELDS)], ensure_ascii=False, separators=(",", ":")
            )
            before = row["hash"] = hashlib.sha256(text.encode()).hexdigest()
        rows[-1]["head"] = before

    forged = rewritten(book, forge)
    assert verify(forged).stdout.startswith("closed up to 2026-04-01: something was changed")
    assert "the head you wrote down is not in this book" in verify(forged, kept).stdout


def test_what_was_added_to_a_closed_period_is_found(book: Path) -> None:
    done = verify(rewritten(book, lambda rows: next(row for row in rows if "close" in row).update(close="2026-04-02")))
    assert done.returncode == 1
    assert "closed up to 2026-04-02: something was changed or added afterwards" in done.stdout
