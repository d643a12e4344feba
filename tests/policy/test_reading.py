"""A folder is read file by file; what the program does not read is refused, not passed over."""

import re
from pathlib import Path

import pytest

from selfdirect.policy.kinds import Level, Quantity, Shape
from selfdirect.policy.reading import read_folder

SHAPES = {"reviews.weeks": Shape("reviews.weeks", Quantity("weeks"), Level.LOCAL)}
GOOD = (
    '[weeks]\nlabel = "Weeks"\nunit = "weeks"\nsource = "Minute 1"\nstatus = "stated"\n[weeks.from]\n2024-04-01 = 6\n'
)


def test_a_good_folder_has_no_problems(tmp_path: Path) -> None:
    (tmp_path / "reviews.toml").write_text(GOOD, encoding="utf-8")
    folder = read_folder(tmp_path, "here", SHAPES)
    assert folder.problems == []
    assert folder.histories["reviews.weeks"].file == "here/reviews.toml"


def test_a_file_saved_with_a_mark_at_its_start_is_read(tmp_path: Path) -> None:
    (tmp_path / "reviews.toml").write_text(GOOD, encoding="utf-8-sig")
    assert read_folder(tmp_path, "here", SHAPES).problems == []


def test_a_file_that_the_program_does_not_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "review.toml").write_text(GOOD, encoding="utf-8")
    problem = read_folder(tmp_path, "here", SHAPES).problems[0]
    assert "here/review.toml" in problem
    assert '"reviews"' in problem


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "no such folder" in read_folder(tmp_path / "no", "here", SHAPES).problems[0]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[weeks\n", b"weeks = ", b"\x00", b"weeks = " + b"9" * 5000])
def test_a_file_that_cannot_be_read_is_named_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "reviews.toml").write_bytes(content)
    problem = read_folder(tmp_path, "here", SHAPES).problems[0]
    assert re.match(r"here/reviews.toml(:1)?: ", problem)
    assert "Save it as UTF-8" in problem or "Check quotes" in problem
