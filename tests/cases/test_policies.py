"""What the councils' policies say where one differs from another, on the days on which each changes."""

from datetime import date

import pytest

from selfdirect.policy import load
from selfdirect.rules.eligibility import OfferFacts, offer
from selfdirect.rules.questionnaires import questionnaire

FACS_ENDS = date(2015, 3, 31)
CARE_ACT_STARTS = date(2015, 4, 1)
SERVED = {
    "council_c": {"critical", "substantial"},
    "council_d": {"critical", "substantial"},
    "council_e": {"critical", "substantial", "moderate"},
}


@pytest.mark.requirement("R-ELG-02")
@pytest.mark.parametrize("council", SERVED)
def test_bands_decide_to_the_end_of_march_2015_and_the_care_act_after(council: str) -> None:
    policy = load(council)
    before, after = policy.on(FACS_ENDS), policy.on(CARE_ACT_STARTS)
    assert (before.choice("eligibility.model"), after.choice("eligibility.model")) == ("facs", "care_act")
    assert {row["band"] for row in before.table("eligibility.bands") if row["eligible"]} == SERVED[council]
    assert before.value("eligibility.bands").status == "stated"


def test_a_client_group_kept_on_the_pilot_version_is_asked_and_priced_by_it() -> None:
    policy = load("council_d")
    central, pilot = policy.on(CARE_ACT_STARTS), policy.on(CARE_ACT_STARTS, "mental_health_trust")
    kept = [row["client_group"] for row in central.table("referrals.routing") if row["organisation"] == "trust"]
    assert kept == ["mental_health"]
    assert questionnaire(pilot).name != questionnaire(central).name
    assert {each.question for each in questionnaire(pilot).questions} != {
        each.question for each in questionnaire(central).questions
    }
    assert (central.choice("allocation.pricing"), pilot.choice("allocation.pricing")) == (
        "by_client_group",
        "one_price",
    )


@pytest.mark.parametrize(
    ("council", "trust"),
    [("council_c", ""), ("council_d", ""), ("council_d", "mental_health_trust"), ("council_e", "")],
)
def test_every_question_has_answers_and_follows_the_one_that_leads_to_it(council: str, trust: str) -> None:
    asked = questionnaire(load(council).on(CARE_ACT_STARTS, trust)).questions
    earlier: set[str] = set()
    for question in asked:
        assert question.answers
        assert {after for after, _ in question.asked_when} <= earlier
        earlier.add(question.question)


@pytest.mark.requirement("R-CAR-03")
@pytest.mark.parametrize(
    ("council", "on", "path"),
    [
        ("council_b", FACS_ENDS, "not_offered"),
        ("council_d", FACS_ENDS, "not_offered"),
        ("council_c", date(2024, 6, 3), "on_path"),
        ("city_of_london", date(2024, 6, 3), "on_path"),
    ],
)
def test_a_carer_has_a_budget_in_their_own_right_where_the_council_says_so(council: str, on: date, path: str) -> None:
    values = load(council).on(on)
    assert values.value("eligibility.carers_budget").status == "stated"
    assert offer(OfferFacts(is_carer=True), values).path == path
