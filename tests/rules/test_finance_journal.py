"""A journal has every movement on both sides, under the council's own codes, or it is not made at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from selfdirect.ledger.chart import KINDS
from selfdirect.policy import load
from selfdirect.rules.finance_journal import CODES, PARTS, Codes, Flow, Place, journal
from selfdirect.rules.values import ValueRefused, Values
from tests.rules.samples import SINCE, value

ON = date(2026, 7, 6)
WITH_BUDGET = [kind for kind in PARTS if kind.startswith(("budget:", "person:", "payee:due_back"))]
CODES_ON = Codes(load("council_d").on(ON))
BANK, OWED = Place("council:bank", "", ""), Place("payee:owed", "", "")


def place(kind: str, funder: str = "council", group: str = "physical") -> Place:
    if kind in WITH_BUDGET:
        return Place(kind, "own" if kind == "person:contribution" else funder, group)
    return Place(kind, kind.partition(":")[0] if kind.endswith(":funding") else "", "")


PLACES = some.builds(
    place,
    some.sampled_from(sorted(PARTS)),
    some.sampled_from(["council", "nhs", "own"]),
    some.sampled_from(["physical", "mental_health", "memory"]),
)
FLOWS = some.builds(Flow, some.just(ON), PLACES, PLACES, some.integers(1, 10**9), some.integers(1, 50))


def test_every_kind_of_account_has_a_part() -> None:
    assert set(PARTS) == set(KINDS)


@given(some.lists(FLOWS, max_size=30))
def test_both_sides_come_to_what_moved_to_the_penny(flows: list[Flow]) -> None:
    lines = journal(flows, lambda on: CODES_ON)
    moved = sum(flow.pence for flow in flows)
    assert sum(line.debit_pence for line in lines) == sum(line.credit_pence for line in lines) == moved
    assert sum(line.movements for line in lines) == 2 * sum(flow.movements for flow in flows)
    assert [line.head for line in lines] == sorted({line.head for line in lines})


@pytest.mark.requirement("R-PAY-14")
def test_a_line_says_which_group_owner_and_manager_and_a_group_has_its_own_code() -> None:
    flows = [
        Flow(ON, place("budget:committed", group="mental_health"), OWED, 5_000, 1),
        Flow(ON, place("budget:committed"), OWED, 3_000, 1),
        Flow(ON, OWED, BANK, 8_000, 2),
    ]
    found = {line.head[1:]: (line.debit_pence, line.credit_pence) for line in journal(flows, lambda on: CODES_ON)}
    assert found == {
        ("ASC-BANK-010", "The bank account that pays", "", "", ""): (0, 8_000),
        ("ASC-CRED-200", "Payments on their way", "", "", ""): (8_000, 8_000),
        ("ASC-DP-100", "Direct payments, all adults", "physical", "council", "council"): (3_000, 0),
        ("ASC-DP-140", "Direct payments, mental health", "mental_health", "council", "trust"): (5_000, 0),
    }


def test_what_came_back_goes_to_the_code_that_left_over_money_goes_to() -> None:
    flow = Flow(ON, place("budget:recovered", group="mental_health"), Place("council:funding", "council", ""), 100, 1)
    assert {line.head.code for line in journal([flow], lambda on: CODES_ON)} == {"ASC-DP-140", "ASC-FUND-020"}


def test_without_a_code_for_anything_there_is_no_journal() -> None:
    rows = ({"part": "bank", "funder": "all", "client_group": "all", "code": "X", "label": "The bank"},)
    codes = Codes(Values({CODES: value(CODES, rows)}, SINCE, "fingerprint"))
    with pytest.raises(ValueRefused, match="no code for owed"):
        journal([Flow(ON, OWED, BANK, 100, 1)], lambda on: codes)
