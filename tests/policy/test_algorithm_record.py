"""The public record says what the running policy says, and never what it does not."""

import json
from datetime import date
from pathlib import Path

import pytest

from selfdirect.policy import Policy, councils, load
from selfdirect.policy import algorithm_record_words as fixed
from selfdirect.policy.algorithm_record import AlgorithmRecord, algorithm_record, as_lines
from tests.policy.packs import copy

ON = date(2026, 6, 1)
# The parts of the Algorithmic Transparency Recording Standard, in its order.
PARTS = [
    "Summary",
    "1. Owner and responsibility",
    "2. Description and rationale",
    "3. Decision-making process",
    "4. Tool specification",
    "5. Risks, mitigations and impact assessments",
]


def _record(council: str) -> AlgorithmRecord:
    return algorithm_record(load(council), ON)


def _says(record: AlgorithmRecord, number: str) -> str:
    (entry,) = [entry for part in record.parts for entry in part.entries if entry.title.startswith(number)]
    return "\n".join(entry.says)


@pytest.mark.parametrize("council", councils())
def test_every_council_has_a_record_with_every_heading_filled(council: str) -> None:
    record = _record(council)
    assert [part.title for part in record.parts] == PARTS
    assert all(entry.says and all(entry.says) for part in record.parts for entry in part.entries)
    assert "client" not in "\n".join(as_lines(record)).lower()


def test_the_method_is_the_one_that_runs() -> None:
    assert "Units of support, each with its price" in _says(_record("council_a"), "2.1")
    assert "£5.75 a week" in _says(_record("council_c"), "2.1")
    assert "Price of one point" not in _says(_record("council_a"), "2.1")
    assert "Points times the price of one point" in _says(_record("council_c"), "4.5")


def test_a_changed_policy_changes_the_record(tmp_path: Path) -> None:
    pack = copy(tmp_path, "council_c")
    pack.edit("council/allocation.toml", "amount = 5.75", "amount = 5.85")
    before, after = _record("council_c"), algorithm_record(pack.load(), ON)
    assert "£5.85 a week" in _says(after, "2.1")
    assert before.fingerprint != after.fingerprint
    assert after.fingerprint in _says(after, "4.2")


def test_who_decides_is_said_and_so_is_where_nobody_needs_to() -> None:
    a = _says(_record("council_a"), "3.4")
    assert "Team manager: everybody; above £250.00 a week" in a
    assert fixed.ALWAYS_DECIDED in a
    straight = [council for council in councils() if _goes_straight_through(load(council))]
    assert straight
    for council in straight:
        assert fixed.ALWAYS_DECIDED not in _says(_record(council), "3.4")


def _goes_straight_through(policy: Policy) -> bool:
    rows = policy.on(ON)["decisions.conditions"].amount
    return isinstance(rows, tuple) and any(row["role"] == "nobody" for row in rows)


def test_values_that_are_examples_or_not_checked_are_listed_and_those_not_used_are_not() -> None:
    c = _record("council_c")
    assert "How needs become money: Price of one point" in _says(c, "5.4")
    assert "Units of support" not in _says(c, "5.4")
    assert "Minimum income guarantee: carer premium" in _says(c, "5.5")
    assert "Help to regain independence comes before" not in _says(c, "5.4"), "the council states it"


@pytest.mark.requirement("R-RAS-13")
def test_changes_are_listed_with_who_signed_them_and_when() -> None:
    assert (
        "Price of one point, from 1 April 2026: signed on 23 February 2026 by Adult social care finance, "
        "Head of service, Programme lead"
    ) in _says(_record("council_c"), "4.3")
    assert _says(_record("westminster"), "4.3") == "None yet."


def test_versions_on_trial_are_named() -> None:
    assert "Revised questionnaire. It is never used for live work." in _says(_record("council_d"), "4.4")


def test_how_to_disagree_and_what_needs_a_person_are_there() -> None:
    record = _record("council_c")
    assert "Ombudsman" in _says(record, "3.6")
    assert "Living in a care home" in _says(record, "5.3")


def test_what_the_policy_does_not_hold_is_left_to_the_council() -> None:
    assert _says(_record("council_c"), "1.3") == fixed.NOT_KNOWN


def test_the_record_is_data_too() -> None:
    record = _record("council_c")
    data = json.loads(json.dumps(record.as_json()))
    assert data["on"] == "2026-06-01"
    assert data["fingerprint"] == record.fingerprint
    assert [part["title"] for part in data["parts"]] == PARTS
