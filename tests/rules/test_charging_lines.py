"""Which lines are free, why, and what is paid of the others: the parts add up to the whole."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.charging_lines import (
    Support,
    charges,
    in_words,
    outside_the_indicative_budget,
    reablement_free_until,
    why_free,
)
from tests.rules.samples import values

NOT_CHARGED = (
    {"code": "professional_support", "label": "Professional support", "reason": "Given by nurses."},
    {"code": "telecare", "label": "Telecare", "reason": "The council gives it to everybody."},
)
LOCAL = values(charging__not_charged=NOT_CHARGED)
BY_SHARE = values(charging__not_charged=NOT_CHARGED, charging__method="share_of_plan", charging__share_of_plan=75)


@pytest.mark.requirement("R-FIN-04")
def test_lines_without_a_charge_stay_out_of_the_contribution_and_the_indicative_budget() -> None:
    lines = (Support("Help to wash", "home_care", 100_00), Support("Nurse", "professional_support", 60_00))
    found = charges(lines, 200_00, BY_SHARE)
    assert (found.gross_pence_weekly, found.chargeable_pence_weekly) == (160_00, 100_00)
    assert found.contribution_pence_weekly == 75_00
    assert found.lines[1].free_because == "Given by nurses."
    assert found.lines[1].contribution_pence_weekly == 0
    assert outside_the_indicative_budget("professional_support", BY_SHARE)
    assert not outside_the_indicative_budget("home_care", BY_SHARE)
    assert not outside_the_indicative_budget("professional_support", values())


@pytest.mark.requirement("R-FIN-05")
def test_telecare_is_free_where_the_council_says_so_and_only_there() -> None:
    telecare = Support("Alarm", "telecare", 5_00)
    assert why_free(telecare, LOCAL) == "The council gives it to everybody."
    assert why_free(telecare, values()) == ""


@pytest.mark.requirement("R-FIN-05")
@pytest.mark.parametrize(
    ("on", "free"), [(date(2025, 6, 2), True), (date(2025, 7, 13), True), (date(2025, 7, 14), False)]
)
def test_reablement_is_free_for_six_weeks_to_the_day(on: date, free: bool) -> None:
    began = date(2025, 6, 2)
    assert reablement_free_until(began, values()) == date(2025, 7, 13)
    assert bool(why_free(Support("Reablement", "reablement", 90_00, started_on=began), values(on))) is free


@pytest.mark.requirement("R-FIN-05")
def test_a_council_may_keep_reablement_free_for_longer_or_always() -> None:
    support = Support("Reablement", "reablement", 90_00, started_on=date(2025, 1, 6))
    assert why_free(support, values()) == ""
    always = ({"code": "reablement", "label": "Reablement", "reason": "Free however long it lasts."},)
    assert why_free(support, values(charging__not_charged=always)) == "Free however long it lasts."
    assert why_free(support, values(charging__reablement_free_weeks=30))


@pytest.mark.parametrize(("pence", "free"), [(1_000_00, True), (1_000_01, False)])
def test_a_change_to_the_home_is_free_up_to_a_thousand_pounds(pence: int, free: bool) -> None:
    assert bool(why_free(Support("Ramp", "minor_adaptation", pence_once=pence), values())) is free


def test_equipment_after_care_and_care_to_the_cared_for_are_never_charged() -> None:
    assert why_free(Support("Hoist", "equipment"), values())
    assert why_free(Support("Nurse visits", "home_care", 50_00, is_after_care=True), values())
    assert why_free(Support("Sitting with mother", "care_to_the_cared_for", 50_00), values())
    assert why_free(Support("Help to wash", "home_care", 50_00), values()) == ""


@pytest.mark.requirement("R-FIN-08")
def test_what_each_service_costs_and_what_is_paid_of_it_is_said_in_words() -> None:
    lines = (Support("Day club", "day_care", 30_00), Support("Alarm", "telecare", 5_00))
    first, second = (in_words(line) for line in charges(lines, 10_00, LOCAL).lines)
    assert first == "Day club costs £30.00 a week. The person pays £10.00 of it."
    assert second == "Alarm costs £5.00 a week. It is free. The council gives it to everybody."


LINES = st.lists(
    st.builds(Support, st.just("A"), st.sampled_from(["home_care", "telecare", "equipment"]), st.integers(0, 500_00)),
    max_size=6,
)


@pytest.mark.requirement("R-FIN-07")
@given(LINES, st.none() | st.integers(0, 900_00), st.sampled_from([LOCAL, BY_SHARE]))
def test_gross_is_contribution_and_net_together_for_the_plan_and_for_every_line(
    lines: list[Support], assessed: int | None, policy: object
) -> None:
    found = charges(lines, assessed, policy)  # type: ignore[arg-type]
    assert found.gross_pence_weekly == found.contribution_pence_weekly + found.net_pence_weekly
    assert sum(line.contribution_pence_weekly for line in found.lines) == found.contribution_pence_weekly
    for line in found.lines:
        assert 0 <= line.contribution_pence_weekly <= line.gross_pence_weekly
        assert line.net_pence_weekly == line.gross_pence_weekly - line.contribution_pence_weekly
        assert not (line.free_because and line.contribution_pence_weekly)
