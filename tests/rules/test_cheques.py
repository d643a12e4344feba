"""Cheques: the group's own row, else that of all, else nobody; always with a last day."""

from datetime import date

import pytest

from selfdirect.policy import load
from selfdirect.rules.access import Role
from selfdirect.rules.cheques import CHEQUES, Cheques, cheques_for
from selfdirect.rules.values import ValueRefused, Values
from tests.rules.samples import SINCE, value

LAST = date(2026, 12, 31)
ROW = {"client_group": "mental_health", "role": "team_manager", "label": "the co-ordinator", "last_on": LAST}


def values(*rows: dict[str, object]) -> Values:
    return Values({CHEQUES: value(CHEQUES, tuple(rows) or "none")}, SINCE, "fingerprint")


@pytest.mark.requirement("R-PAY-15")
def test_cheques_are_for_a_group_with_a_named_authoriser_and_a_last_day() -> None:
    theirs = Cheques(Role.TEAM_MANAGER, "the co-ordinator", LAST)
    assert cheques_for("mental_health", values(ROW)) == theirs
    assert cheques_for("physical", values(ROW)) is None
    assert cheques_for("physical", values(ROW, ROW | {"client_group": "all"})) == theirs
    assert cheques_for("mental_health", values()) is None


def test_council_b_s_cheques_have_ended() -> None:
    assert cheques_for("mental_health", load("council_b").on(date(2026, 7, 1))) is None


def test_a_row_without_a_day_is_refused() -> None:
    with pytest.raises(ValueRefused, match="must hold a date in last_on"):
        cheques_for("mental_health", values(ROW | {"last_on": "soon"}))
