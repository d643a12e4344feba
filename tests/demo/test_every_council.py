"""The same lives under other councils' policies: each one's own askings, deciders and money, all in order."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import override_settings

from selfdirect.jobs import checks, replay
from selfdirect.records.allocation import AllocationBasis, IndicativeBudget, IndicativeConfirmation, PlanningAmount
from selfdirect.records.budgets import Budget
from selfdirect.records.decisions import Decision
from selfdirect.records.payments import PaymentLine
from tests.councils import under
from tests.demo.small import small_council
from tests.undone import undone

UNTIL = date(2026, 8, 7)

# What tells each council from the others: the method of its budgets, and roles that decide.
METHODS = {
    "council_a": {"standard_units"},
    "council_b": {"points_by_price", "professional_costing"},
    "council_c": {"points_by_price"},
    "council_d": {"points_by_price"},
    "council_e": {"points_by_price"},
}


@pytest.fixture(params=sorted(METHODS))
def council(request: pytest.FixtureRequest, db: None) -> Iterator[str]:
    with under(request.param), undone(), override_settings(DEMO=True):
        small_council(people=8, ends_on=UNTIL)
        yield str(request.param)


def test_people_go_from_referral_to_a_first_payment(council: str) -> None:
    assert {one.method for one in IndicativeBudget.objects.all()} <= METHODS[council]
    assert AllocationBasis.objects.exists()
    assert Budget.objects.exists() and PaymentLine.objects.exists()
    found = {one.name: one.examples for one in checks.run(UNTIL) if one.exceptions}
    assert not found
    again = replay.replay_all()
    assert again.replayed and not again.differences
    _own_ways(council)


def _own_ways(council: str) -> None:
    """What only this council does."""
    deciders = {one.decider_role for one in Decision.objects.all()}
    if council == "council_a":
        assert deciders <= {"social_worker", "team_manager", "panel_member"}
        assert all(one.decided_by_id != one.proposed_by_id for one in Decision.objects.exclude(outcome=None))
    if council == "council_b":
        assert deciders == {"panel_member"}
        assert IndicativeConfirmation.objects.exists(), "the panel looks at the indicative budget first"
    if council == "council_d":
        assert "social_worker" in deciders, "a practitioner signs plans off"
    if council == "council_e":
        assert IndicativeConfirmation.objects.exists(), "the manager confirms"
    if council != "westminster":
        for planning in PlanningAmount.objects.exclude(discussed_on=None):
            assert not planning.universal_services and not planning.block_services
            assert planning.pence_weekly == planning.indicative_budget.pence_weekly, "the contribution comes off later"
