"""A file is there whole, once, and no unfinished one is left beside it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from selfdirect.outside.whole_files import put_once


def test_the_first_stands_and_nothing_unfinished_is_left(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    put_once(path, b"first")
    put_once(path, b"second")
    assert path.read_bytes() == b"first" and list(tmp_path.iterdir()) == [path]


def test_many_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    path, contents = tmp_path / "one.txt", [bytes([65 + number]) * 50_000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda content: put_once(path, content), contents))
    assert path.read_bytes() in contents and list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        put_once(tmp_path / "none" / "one.txt", b"x")
