"""One person's circumstances in, every answer out, under every council's policy."""

from dataclasses import replace

import pytest

from selfdirect.policy import councils
from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.circumstances_reading import CircumstancesRefused
from selfdirect.rules.determination import determine
from selfdirect.rules.sections import NEEDS, NOT_REACHED, SAID
from tests.rules.packs import DAY, on, policy
from tests.rules.people import determined, known

ORDER = (
    "eligibility",
    "indicative_budget",
    "contribution",
    "planning_amount",
    "budget",
    "decision",
    "holding",
    "monitoring",
    "surplus",
    "reviews",
    "standards",
)


@pytest.mark.parametrize("council", councils())
def test_every_section_is_answered_for_the_same_person_everywhere(council: str) -> None:
    found = determined(council)
    assert tuple(section.code for section in found.sections) == ORDER
    assert [section.code for section in found.sections if section.status != SAID] == []
    assert all(section.answer and section.working for section in found.sections)
    assert found.on == DAY and len(found.fingerprint) == 64


@pytest.mark.parametrize("council", councils())
@pytest.mark.parametrize("group", ["mental_health", "learning", "memory", "sensory"])
def test_every_group_of_people_is_answered_everywhere(council: str, group: str) -> None:
    found = determined(council, known(client_group=group))
    assert [section.code for section in found.sections if section.status != SAID] == []


@pytest.mark.parametrize("council", councils())
def test_every_key_in_the_working_was_used_and_every_doubtful_row_is_shown(council: str) -> None:
    found = determined(council)
    for section in found.sections:
        assert {row.rule for row in section.working if row.rule in on(council)} <= set(found.keys_used)
        assert set(section.doubtful) <= set(section.working)
    assert {"eligibility.model", "decisions.decided", "monitoring.tiers", "unspent.rule"} <= set(found.keys_used)


@pytest.mark.parametrize("council", councils())
def test_of_somebody_unknown_nothing_is_guessed(council: str) -> None:
    found = determine(Circumstances(), on(council), policy(council).holidays(2025, 2026))
    unsaid = [section for section in found.sections if section.status == NEEDS]
    assert {section.code for section in unsaid} >= set(ORDER) - {"standards"}
    assert all(section.needs and not section.figures for section in unsaid)


def test_the_figures_carry_on_from_section_to_section() -> None:
    found = determined("westminster")
    indicative = found.section("indicative_budget").figures["pence_weekly"]
    planning, budget = found.section("planning_amount").figures, found.section("budget").figures
    assert indicative == budget["gross_pence_weekly"] == 117_80
    assert planning["contribution_pence_weekly"] == budget["contribution_pence_weekly"] == 27_40
    assert planning["pence_weekly"] == budget["net_pence_weekly"] == budget["paid_pence_weekly"] == 90_40


def test_needs_that_are_not_eligible_end_it_but_for_the_clocks() -> None:
    found = determined("westminster", known(needs=()))
    assert found.section("eligibility").answer == "The needs are not eligible."
    assert {section.status for section in found.sections[1:-1]} == {NOT_REACHED}
    assert "the needs are not eligible" in found.section("decision").answer
    assert found.section("standards").status == SAID


def test_the_partner_trust_is_asked_where_it_serves_the_group() -> None:
    assert determined("council_d").fingerprint == on("council_d").fingerprint
    by_trust = determined("council_d", known(client_group="mental_health"))
    assert by_trust.fingerprint == on("council_d", trust="mental_health_trust").fingerprint
    assert by_trust.fingerprint != on("council_d").fingerprint


def test_a_fault_stops_everything() -> None:
    with pytest.raises(CircumstancesRefused, match="is not known here"):
        determined("westminster", replace(known(), option="gold_coins"))


def test_the_sum_of_a_doubtful_figure_is_doubtful() -> None:
    found = determined("westminster")
    for code in ("planning_amount", "budget", "decision", "holding", "monitoring"):
        assert found.section(code).doubtful
