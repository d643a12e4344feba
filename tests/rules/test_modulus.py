"""Every test case that the scheme publishes, and what it says in words of exceptions that its cases leave out."""

import pytest

from selfdirect.rules.modulus import Modulus, TableRefused, modulus_check, read_table
from tests.rules.modulus_table import CASES, ROWS, SUBSTITUTES

TABLE = read_table(ROWS, SUBSTITUTES)


@pytest.mark.parametrize(("sort_code", "account", "is_valid"), [case[2:] for case in CASES], ids=[c[1] for c in CASES])
def test_the_published_cases(sort_code: str, account: str, is_valid: bool) -> None:
    assert modulus_check(sort_code, account, TABLE) == (Modulus.PASSES if is_valid else Modulus.FAILS)


@pytest.mark.parametrize(
    ("sort_code", "account", "found"),
    [
        ("180002", "98093517", Modulus.PASSES),  # the example in the text: the first check passes
        ("180002", "00000195", Modulus.FAILS),  # its 8th digit is not 0, 1 or 9, so there is no second check
        ("180002", "00000291", Modulus.FAILS),  # fails twice
        ("200915", "41011167", Modulus.FAILS),  # g and h differ, so it is not a foreign currency
        ("871427", "09123486", Modulus.FAILS),  # g is not 9, so nothing is left out, and neither check passes
        ("772798", "99345684", Modulus.FAILS),  # g is not 9
        ("309070", "12345669", Modulus.FAILS),  # neither the sterling nor the euro check
        ("938600", "42368013", Modulus.FAILS),
        ("000000", "12345678", Modulus.NOT_COVERED),
    ],
)
def test_what_the_words_say_of_the_rest(sort_code: str, account: str, found: Modulus) -> None:
    assert modulus_check(sort_code, account, TABLE) == found


def test_the_worked_examples_of_the_two_methods() -> None:
    """Figures 2 and 3 of the specification."""
    rows = "499273 499273 DBLAL 2 1 2 1 2 1 2 1 2 1 2 1 2 1\n000000 000000 MOD11 0 0 0 0 0 0 7 5 8 3 4 6 2 1"
    table = read_table(rows)
    assert modulus_check("499273", "12345678", table) == modulus_check("000000", "58177632", table) == Modulus.PASSES


def test_without_a_table_nothing_is_said() -> None:
    found = modulus_check("089999", "66374959", None)
    assert found == Modulus.NO_TABLE and found.words == "Not checked: the banks’ table is not loaded."


@pytest.mark.parametrize(
    ("weights", "substitutes", "says"),
    [
        ("", "", "empty"),
        ("089000 089999 MOD10 1 2 3", "", "Line 1 of the weight table is not"),
        (ROWS.replace("MOD10", "MOD12"), "", "Line 2 of the weight table is not"),
        (ROWS.replace("089000 089999", "089999 089000"), "", "Line 2"),
        (ROWS.replace("   14", "   99").replace("  14", "  99"), "", "exception 99, which we do not know"),
        (ROWS.replace("128", "x").replace("   10    9", "   xx    9"), "", "not a number"),
        (ROWS, "938600", "Line 1 of the table of substitutes"),
    ],
)
def test_a_spoiled_file_is_refused_with_its_line(weights: str, substitutes: str, says: str) -> None:
    with pytest.raises(TableRefused, match=says):
        read_table(weights, substitutes)
