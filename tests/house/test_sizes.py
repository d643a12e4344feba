"""A function fits on a screen and a file can be read in one sitting."""

from tests.house.tree import sources

LONGEST_FUNCTION = 70
LONGEST_FILE = 400


def test_every_function_fits_on_a_screen() -> None:
    long = []
    for source in sources("selfdirect", "tests", "tools"):
        for function in source.functions():
            lines = (function.end_lineno or 0) - function.lineno + 1
            if lines > LONGEST_FUNCTION:
                long.append(f"{source.at(function)} {function.name}: {lines} lines")
    assert not long


def test_every_file_can_be_read_in_one_sitting() -> None:
    lengths = {str(source): source.text.count("\n") for source in sources("selfdirect", "tests", "tools")}
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE}
