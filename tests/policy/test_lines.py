"""What is printed for a policy file is read back as the very amount, with who signed and when."""

import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from selfdirect.policy import councils, load
from selfdirect.policy.entries import read_history
from selfdirect.policy.lines import lines_for
from selfdirect.policy.shape import SHAPES
from tests.policy.days import DAY

SINCE, SIGNED_ON = date(2027, 4, 1), date(2027, 2, 3)


def _lines(council: str, key: str, amount: Any) -> Any:
    source = 'Cabinet, 3 February 2027, item 4: "prices"'
    signed = ["finance", "operations"]
    return lines_for(load(council), key, amount, since=SINCE, source=source, signed=signed, signed_on=SIGNED_ON)


@pytest.mark.parametrize("council", councils())
def test_every_value_of_allocation_is_read_back_as_it_was(council: str) -> None:
    for key, value in load(council).on(DAY).items():
        if key.partition(".")[0] not in ("allocation", "questionnaire"):
            continue
        shape, found = SHAPES[key], _lines(council, key, value.amount)
        if not found.is_new:
            unit = f'unit = "{shape.kind.unit}"\n' if hasattr(shape.kind, "unit") else ""
            section = (
                f'[{shape.name}]\nlabel = "x"\n{unit}source = "x"\nstatus = "stated"\n{found.heading}\n{found.text}'
            )
        else:
            section = found.text
        raw = tomllib.loads(section, parse_float=Decimal)[shape.name]
        history, problems = read_history(raw, shape)
        assert not problems and history is not None
        (entry,) = history.entries
        assert entry.amount == value.amount
        assert (entry.since, entry.signed, entry.signed_on) == (SINCE, ("finance", "operations"), SIGNED_ON)


def test_the_file_and_the_heading_are_named_and_a_new_value_brings_its_heading() -> None:
    there, new = (_lines(council, "allocation.price_per_point", 6_50) for council in ("council_e", "westminster"))
    assert (there.file, there.heading) == ("policy/councils/council_e/allocation.toml", "[price_per_point.from]")
    assert there.text.startswith("2027-04-01 = { amount = 6.50, ")
    assert not there.is_new and new.is_new and new.text.startswith("[price_per_point]\n")
