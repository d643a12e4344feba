"""Who is eligible by the law of the day, and what they are offered at each council."""

from dataclasses import replace
from datetime import date

import pytest

from selfdirect.policy import councils
from selfdirect.rules.eligibility import (
    CarerNeeds,
    OfferFacts,
    by_band,
    carer,
    cohorts,
    offer,
    outside_threshold,
    placement,
    self_check,
)
from selfdirect.rules.values import ValueRefused
from tests.rules.packs import DAY, on

BEFORE, AFTER = date(2015, 3, 31), date(2015, 4, 1)


@pytest.mark.requirement("R-ELG-02")
@pytest.mark.parametrize(
    ("council", "band", "answer"),
    [
        ("council_a", "critical", "eligible"),
        ("council_a", "substantial", "eligible"),
        ("council_a", "moderate", "not_eligible"),
        ("council_d", "moderate", "not_eligible"),
        ("council_e", "moderate", "eligible"),
        ("council_e", "low", "not_eligible"),
    ],
)
def test_a_band_decides_to_the_last_day_and_never_after(council: str, band: str, answer: str) -> None:
    assert by_band(band, on(council, BEFORE)).answer == answer
    now = by_band(band, on(council, AFTER))
    assert now.answer == "read_only" and "shown only" in now.reason
    with pytest.raises(ValueRefused, match="no band severe"):
        by_band("severe", on(council, BEFORE))


CARER = CarerNeeds(necessary_care=True, health_at_risk=False, wellbeing_impact=True, outcomes={})


@pytest.mark.requirement("R-ELG-02")
@pytest.mark.parametrize("outcome", ["nutrition", "recreation", "caring_for_child", "other_care"])
def test_a_carer_needs_one_outcome_of_eight(outcome: str) -> None:
    values = on("westminster")
    assert carer(CARER, values).answer == "not_eligible"
    found = carer(replace(CARER, outcomes={outcome: ("pain_or_distress",)}), values)
    assert found.answer == "eligible" and found.working[-1].amount == "yes"


@pytest.mark.requirement("R-ELG-02")
def test_a_carer_with_failing_health_needs_no_outcome_but_always_the_rest() -> None:
    values = on("westminster")
    at_risk = replace(CARER, health_at_risk=True)
    assert carer(at_risk, values).answer == "eligible"
    assert carer(replace(at_risk, necessary_care=False), values).answer == "not_eligible"
    assert carer(replace(at_risk, wellbeing_impact=False), values).answer == "not_eligible"


def test_taking_longer_is_no_limb_for_a_carer() -> None:
    assert carer(replace(CARER, outcomes={"nutrition": ("takes_longer",)}), on("westminster")).answer == "not_eligible"
    with pytest.raises(ValueRefused, match="no outcome dancing"):
        carer(replace(CARER, outcomes={"dancing": ("pain_or_distress",)}), on("westminster"))


@pytest.mark.requirement("R-ELG-03")
@pytest.mark.parametrize(
    ("council", "day", "may"),
    [
        ("council_c", DAY, True),
        ("council_d", date(2015, 3, 31), False),
        ("council_d", date(2015, 4, 1), True),
        ("westminster", DAY, True),
    ],
)
def test_a_carer_has_a_budget_where_the_council_gives_one(council: str, day: date, may: bool) -> None:
    found = offer(OfferFacts(is_carer=True), on(council, day))
    assert (found.path != "not_offered") is may
    assert offer(OfferFacts(), on(council)).path != "not_offered"


@pytest.mark.requirement("R-ELG-04")
def test_everybody_is_on_the_path_and_an_exception_has_a_reason() -> None:
    values = on("council_e")
    assert offer(OfferFacts(), values).path == "on_path"
    assert offer(OfferFacts(declined=True), values).path == "reason_needed"
    found = offer(OfferFacts(declined=True, exception_reason="Moving away next month"), values)
    assert found.path == "exception"
    assert "Moving away next month" in [row.amount for row in found.working]


def test_where_it_is_a_choice_the_person_chooses() -> None:
    values = on("council_e")
    no = replace(values.value("eligibility.default_to_personal_budget"), amount=False)
    choice = replace(values, values_by_key={**values, no.key: no})
    assert offer(OfferFacts(), choice).path == "offered"
    assert offer(OfferFacts(declined=True), choice).path == "exception"


@pytest.mark.requirement("R-ELG-06")
def test_in_a_crisis_the_offer_waits_and_somebody_has_the_task() -> None:
    waiting = offer(OfferFacts(in_crisis=True), on("council_c"))
    assert (waiting.path, waiting.task) == ("later", "Offer a personal budget once things are stable")
    assert offer(OfferFacts(), on("council_c")).path == "on_path"
    assert offer(OfferFacts(in_crisis=True), on("westminster")).path == "on_path"


@pytest.mark.requirement("R-ELG-08")
def test_telecare_is_supplied_below_the_threshold_where_the_council_says_so() -> None:
    assert outside_threshold(on("council_c")) == ("Telecare",)
    assert outside_threshold(on("westminster")) == ()


@pytest.mark.requirement("R-ELG-09")
@pytest.mark.parametrize(("present", "answer"), [(119_99, "no_loss"), (120_00, "no_loss"), (120_01, "would_lose")])
def test_somebody_in_a_placement_is_warned_of_a_loss_first(present: int, answer: str) -> None:
    found = placement("adult_placement", present, 120_00, on("council_b"))
    assert found.answer == answer
    assert ("would lose £0.01 a week" in found.reason) is (answer == "would_lose")
    assert placement("adult_placement", present, 120_00, on("westminster")).answer == "not_checked"


@pytest.mark.parametrize("council", councils())
def test_the_groups_we_look_for_are_each_councils_own(council: str) -> None:
    assert cohorts(["nobody"], on(council)) == ()
    assert bool(cohorts(["day_service"], on(council))) == (council == "council_b")


@pytest.mark.parametrize("yes", [True, False])
def test_a_self_check_is_plainly_no_decision(yes: bool) -> None:
    found = self_check({"condition": True, "hard_things": True, "wellbeing": yes})
    assert found.answer == ("may_be_eligible" if yes else "may_not_be_eligible")
    assert "This is not a decision. Anybody can ask us for an assessment." in found.reason
    assert len(found.working) == 3
