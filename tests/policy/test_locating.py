"""A mistake in a policy file is told with the line that it stands on."""

import tomllib
from decimal import Decimal

import pytest

from selfdirect.policy import POLICY_ROOT
from selfdirect.policy.locating import NO_LINES, Lines, place

TEXT = """# Prices. [not_a_heading]
starts_on = 2024-04-01

[price]
label = "What [one] costs # not a remark"
unit = "pounds"
[price.from]
2024-04-01 = 6
2025-04-01 = 7   # raised
[price.from.2026-04-01]
amount = 8
source = "Minute 9"

[bands]
label = "Bands"
[bands.from]
2024-04-01 = [
  # the first
  { label = "a { in words", points = 1 },
  { label = "second", points = 2 }, { label = "third", points = 3 },
]
"2025-04-01" = [
  { label = "later" },
]
[bands.from.2026-04-01]
source = "Minute 10"
amount = [
  { label = "later again" },
  { label = "and more" },
]
"""


@pytest.mark.parametrize(
    ("name", "since", "row", "line"),
    [
        ("starts_on", "", 0, 2),
        ("price", "", 0, 4),
        ("price", "2024-04-01", 0, 8),
        ("price", "2025-04-01", 0, 9),
        ("price", "2026-04-01", 0, 10),
        ("bands", "2024-04-01", 0, 17),
        ("bands", "2024-04-01", 1, 19),
        ("bands", "2024-04-01", 2, 20),
        ("bands", "2024-04-01", 3, 20),
        ("bands", "2025-04-01", 1, 23),
        ("bands", "2026-04-01", 2, 29),
    ],
)
def test_each_thing_has_its_line(name: str, since: str, row: int, line: int) -> None:
    assert Lines(TEXT).line(name, since, row) == line


def test_what_is_not_there_has_the_line_of_what_would_hold_it() -> None:
    lines = Lines(TEXT)
    assert lines.line("bands", "2024-04-01", 9) == 17
    assert lines.line("bands", "2030-04-01") == 14
    assert lines.line("nothing") == NO_LINES.line("price") == 0


def test_the_words_of_a_problem_say_where_it_is() -> None:
    lines = Lines(TEXT)
    assert lines.line_of_problem("bands", "from 2024-04-01: row 2: points is missing") == 20
    assert lines.line_of_problem("price", "from 2025-04-01: 7.001 is not a whole number") == 9
    assert lines.line_of_problem("price", "unit is missing") == 4


def test_a_place_is_written_so_that_an_editor_opens_it() -> None:
    assert place("policy/x.toml", 42, "price") == "policy/x.toml:42, price"
    assert place("policy/x.toml", 0, "price") == "policy/x.toml, price"
    assert place("policy/x.toml", 3) == "policy/x.toml:3"


def test_every_value_date_and_row_of_the_programs_own_policy_is_found() -> None:
    for file in sorted(POLICY_ROOT.rglob("*.toml")):
        text = file.read_text(encoding="utf-8")
        if "cases" in file.parts:
            continue
        written = text.splitlines()
        for name, raw in tomllib.loads(text, parse_float=Decimal).items():
            dates = raw["from"] if isinstance(raw, dict) else {}
            assert name in written[Lines(text).line(name) - 1], file
            lines = Lines(text)
            for since, content in dates.items():
                at = lines.line(name, since)
                assert since in written[at - 1], (file, name, since)
                rows = content["amount"] if isinstance(content, dict) else content
                for number in range(1, len(rows) + 1 if isinstance(rows, list) else 1):
                    assert "{" in written[lines.line(name, since, number) - 1], (file, name, number)
                    assert lines.line(name, since, number) >= at
