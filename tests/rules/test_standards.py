"""Clocks from one event to another, each its own, and standards that are a share."""

from dataclasses import replace
from datetime import date

import pytest

from selfdirect.rules.standards import clocks, due_on, in_words, share
from selfdirect.rules.values import ValueRefused
from tests.rules.packs import on, policy

VALUES = on("richmond")
CLOSED = policy("richmond").holidays(2025, 2026)
ELIGIBLE = date(2025, 12, 22)


@pytest.mark.parametrize(
    ("code", "started", "due"),
    [
        ("appointment", ELIGIBLE, date(2025, 12, 24)),
        ("visit", date(2025, 12, 24), date(2026, 1, 8)),  # two bank holidays and New Year's Day are no working days
        ("equipment", date(2026, 1, 8), date(2026, 1, 19)),
        ("assessment_wait", date(2025, 6, 2), date(2025, 6, 30)),
        ("plan", date(2025, 6, 2), date(2025, 6, 30)),
        ("enquiry_time", date(2025, 6, 6), date(2025, 6, 9)),
    ],
)
def test_each_clock_runs_on_its_own_days(code: str, started: date, due: date) -> None:
    assert due_on(code, started, VALUES, CLOSED) == due


@pytest.mark.requirement("R-ELG-05")
@pytest.mark.parametrize(("decided", "kept"), [(date(2025, 6, 30), True), (date(2025, 7, 1), False), (None, None)])
def test_a_council_may_run_a_clock_from_referral_to_the_decision_on_eligibility(
    decided: date | None, kept: bool | None
) -> None:
    row = {
        "code": "eligibility",
        "label": "We decide within 20 working days",
        "starts_at": "referral",
        "ends_at": "eligibility_decided",
        "within": 20,
        "unit": "working_days",
        "source": "The council's standard",
        "status": "stated",
    }
    own = replace(VALUES.value("standards.clocks"), amount=(row,))
    values = replace(VALUES, values_by_key={**VALUES, own.key: own})
    events = {"referral": date(2025, 6, 2)} | ({"eligibility_decided": decided} if decided else {})
    (found,) = clocks(events, values, CLOSED, date(2025, 6, 20))
    assert (found.due_on, found.kept) == (date(2025, 6, 30), kept)


def test_two_and_eight_days_to_a_visit_never_stand_for_twenty_to_an_assessment() -> None:
    events = {"referral": date(2025, 6, 2), "eligible_for_support": date(2025, 6, 2)}
    found = {each.code: each for each in clocks(events, VALUES, CLOSED, date(2025, 6, 10))}
    assert (found["appointment"].due_on, found["appointment"].kept) == (date(2025, 6, 4), False)
    assert (found["assessment_wait"].due_on, found["assessment_wait"].kept) == (date(2025, 6, 30), None)
    assert "visit" not in found
    assert in_words(found["appointment"]).endswith("Late: it was due by 4 June 2025.")
    assert found["assessment_wait"].working[-1].status == "illustrative"
    assert found["appointment"].working[-1].status == "worked_out"


def test_a_clock_that_ended_is_in_time_or_late_for_good() -> None:
    events = {"eligible_for_support": date(2025, 6, 2), "appointment_made": date(2025, 6, 4)}
    found = {each.code: each for each in clocks(events, VALUES, CLOSED, date(2026, 6, 10))}
    assert found["appointment"].kept is True and in_words(found["appointment"]).endswith("in time.")
    late = clocks(events | {"appointment_made": date(2025, 6, 5)}, VALUES, CLOSED, date(2026, 6, 10))
    assert late[0].kept is False and in_words(late[0]).endswith("late.")
    assert found["visit"].due_on == date(2025, 6, 16)


@pytest.mark.parametrize(("in_time", "of", "reached"), [(79, 100, False), (80, 100, True), (4, 5, True), (0, 0, None)])
def test_exactly_the_share_wanted_is_enough(in_time: int, of: int, reached: bool | None) -> None:
    assert share("calls", in_time, of, VALUES).reached is reached


def test_what_is_not_a_standard_is_refused() -> None:
    with pytest.raises(ValueRefused, match="no standard dance"):
        due_on("dance", ELIGIBLE, VALUES, CLOSED)
    with pytest.raises(ValueRefused, match="no standard dance"):
        share("dance", 1, 1, VALUES)
    with pytest.raises(ValueError, match="cannot be"):
        share("calls", 2, 1, VALUES)
