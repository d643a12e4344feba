"""Cheques, where a council still pays some people by them: for which client group, who authorises them, until when.

Values: policy/councils
Next:   selfdirect/actions/cheques.py
Tests:  tests/rules/test_cheques.py
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from selfdirect.rules.access import Role
from selfdirect.rules.findings import table_or_none
from selfdirect.rules.values import ValueRefused, Values, text_cell

CHEQUES: Final = "payments.cheques"
EVERYBODY: Final = "all"


@dataclass(frozen=True)
class Cheques:
    """Who authorises cheques for a client group, by role and by what they are called, and the last day of cheques."""

    role: Role
    label: str
    last_on: date


def cheques_for(client_group: str, values: Values) -> Cheques | None:
    """Give how people of a client group may be paid by cheque; None where they may not (R-PAY-15).

    The group's own row first, else the row for all. Raises ValueRefused for a row without a date.
    """
    rows = {text_cell(row, "client_group"): row for row in table_or_none(values, CHEQUES)}
    row = rows.get(client_group) or rows.get(EVERYBODY)
    if row is None:
        return None
    last_on = row["last_on"]
    if not isinstance(last_on, date):
        raise ValueRefused(f"{CHEQUES} must hold a date in last_on.")
    return Cheques(Role(text_cell(row, "role")), text_cell(row, "label"), last_on)
