"""Formulas put together as a policy chose: for one client group, or for all of them side by side, to the same penny."""

from itertools import product

import pytest

from selfdirect.rules.allocation import AllocationBasis, indicative_budget
from selfdirect.rules.allocation_formulas import allocation_parts, ceiling_for, client_group_codes, method_for
from selfdirect.rules.formulas import Formulas, work_out
from selfdirect.rules.values import ValueRefused, Values
from selfdirect.rules.working import ENTERED, ENTERED_SOURCE, Row
from tests.rules.test_allocation import policy_values

PRICES = ({"client_group": "learning", "pence_weekly": 5_00}, {"client_group": "all", "pence_weekly": 3_00})
BANDS = tuple(
    {"label": label, "pence_weekly": pence, "lowest_points": low, "lowest_inclusive": inclusive}
    | {"highest_points": high, "highest_inclusive": not inclusive}
    for label, pence, low, inclusive, high in (("Low", 10_00, 0, True, 10), ("High", 110_00, 10, True, "none"))
)
CEILINGS = (
    {"client_group": "all", "highest_pence_weekly": 40_00, "kind": "hard", "approver": "none"},
    {"client_group": "mental_health", "highest_pence_weekly": 20_00, "kind": "hard", "approver": "none"},
    {"client_group": "learning", "highest_pence_weekly": 10_00, "kind": "flexible", "approver": "none"},
)
BY_GROUP = ({"client_group": "mental_health", "method": "professional_costing"},)


def for_everybody(policy: Values, group: str, points: int, services: int, carer_hours: int) -> int:
    """The indicative budget from the formulas that serve every client group."""
    parts = allocation_parts(policy)
    given = {"client_group": client_group_codes(policy)[group], "points": points, "carer_hours": carer_hours}
    given["services_home_care"] = services
    rows = {
        name: Row(name, given.get(name, 0), "number", name, ENTERED_SOURCE, ENTERED) for name in parts.person_inputs
    }
    formulas = Formulas(parts.formulas, (*parts.person_inputs, *parts.policy_inputs))
    return work_out(formulas, {**rows, **parts.policy_inputs}).amounts["indicative_budget"]


@pytest.mark.requirement("R-RAS-01")
@pytest.mark.parametrize("group", ["older_people", "mental_health", "learning"])
def test_every_mix_of_choices_gives_one_person_and_everybody_the_same(group: str) -> None:
    choices = product(
        ("one_price", "by_client_group", "banded"), ("none", "hours_by_rate"), ("none", CEILINGS), ("none", BY_GROUP)
    )
    for pricing, carer, ceiling, by_group in choices:
        policy = policy_values(
            pricing=pricing,
            prices_by_group=PRICES,
            price_bands=BANDS,
            carer_adjustment=carer,
            ceiling=ceiling,
            methods_by_group=by_group,
        )
        for level, points in (("some", 5), ("all_the_time", 15)):
            basis = AllocationBasis({"nutrition": level}, {}, {}, {"home_care": 150}, 75, group)
            alone = indicative_budget(basis, policy).pence_weekly
            assert for_everybody(policy, group, points, 150, 75) == alone, (pricing, carer, ceiling, by_group)


def test_an_unknown_choice_is_refused() -> None:
    for changed in ({"pricing": "by_weight"}, {"carer_adjustment": "guess"}):
        with pytest.raises(ValueRefused, match="must be one of"):
            allocation_parts(policy_values(**changed))
    with pytest.raises(ValueRefused, match="must be one of"):
        method_for(policy_values(method="guess"), "learning")


def test_a_groups_own_ceiling_goes_before_everybodys() -> None:
    policy = policy_values(ceiling=CEILINGS)
    for group, highest in (("older_people", 40_00), ("mental_health", 20_00), ("learning", 10_00)):
        found = ceiling_for(policy, group)
        assert found is not None and found["highest_pence_weekly"] == highest
    assert ceiling_for(policy_values(), "learning") is None
