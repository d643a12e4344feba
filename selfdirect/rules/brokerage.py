"""Which organisation helps somebody find and set up support, by the council's rule of age, main need and who pays.

Values: policy/defaults/support.toml
Next:   selfdirect/rules/choosing.py
Tests:  tests/rules/test_brokerage.py
"""

from typing import Final, NamedTuple

from selfdirect.rules.choosing import ORGANISATIONS
from selfdirect.rules.findings import table_or_none
from selfdirect.rules.values import NO_LIMIT, Values, text_cell, whole_cell

RULE: Final = "support.brokerage"
WHO_PAYS: Final = {"council": "The council, from a personal budget", "self": "The person, with their own money"}
ANY: Final = ("any", "all")


class Proposed(NamedTuple):
    """The organisation the rule leads to, and why, in words."""

    organisation: str
    why: str


def organisations(values: Values) -> dict[str, str]:
    """Every organisation that helps here, by code."""
    return {text_cell(row, "code"): text_cell(row, "label") for row in table_or_none(values, ORGANISATIONS)}


def proposed(age: int, client_group: str, who_pays: str, values: Values) -> Proposed | None:
    """What the first fitting row of the rule says (R-BRK-06); None when the council has no rule for this."""
    for row in table_or_none(values, RULE):
        under = row["under_age"]
        fits_age = whole_cell(row, "from_age") <= age and (under == NO_LIMIT or age < whole_cell(row, "under_age"))
        if fits_age and row["client_group"] in (*ANY, client_group) and row["who_pays"] in (*ANY, who_pays):
            return Proposed(text_cell(row, "organisation"), _why(age, who_pays, row["client_group"] not in ANY))
    return None


def _why(age: int, who_pays: str, by_group: bool) -> str:
    paid = "pays for support themselves" if who_pays == "self" else "has support paid by the council"
    return f"The person is {age}, {paid}{', and has this main need' if by_group else ''}."
