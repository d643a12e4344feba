"""No cell is a formula, and pounds are to the penny."""

import pytest

from selfdirect.outside.csv_cells import pounds, safe, table


@pytest.mark.parametrize(
    ("words", "cell"), [("Ana", "Ana"), ("", ""), ("=1+1", "'=1+1"), ("@a", "'@a"), ("-5", "'-5"), ("\tx", "'\tx")]
)
def test_words_are_never_a_formula(words: str, cell: str) -> None:
    assert safe(words) == cell


def test_pounds_have_two_decimals() -> None:
    assert [pounds(pence) for pence in (0, 5, 163_000)] == ["0.00", "0.05", "1630.00"]


def test_a_table_is_a_header_and_its_rows() -> None:
    assert table(("a", "b"), [(1, "two, three"), ("é", "")]).decode() == 'a,b\r\n1,"two, three"\r\né,\r\n'
