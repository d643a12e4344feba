"""One flexible sum, or tied to the parts of life whose points made it: no penny lost."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.allocation import AllocationBasis, indicative_budget
from selfdirect.rules.assessments import LEVELS, OUTCOMES
from selfdirect.rules.spending import SPENDING, SPENDING_RULE, made_by, spending
from selfdirect.rules.values import ValueRefused, Values
from tests.rules.packs import on, policy
from tests.rules.people import answers, known
from tests.rules.samples import value
from tests.rules.test_allocation import policy_values

NEEDS = st.dictionaries(st.sampled_from(sorted(OUTCOMES)), st.sampled_from(sorted(LEVELS)))


def choosing(choice: str, values: Values) -> Values:
    return replace(values, values_by_key={**values, SPENDING_RULE: value(SPENDING_RULE, choice, "choice")})


def tied(council: str, basis: AllocationBasis) -> tuple[Any, Any]:
    values = choosing("tied_to_domains", on(council))
    found = indicative_budget(basis, values)
    return found, spending(found.method, basis, found.pence_weekly, values)


@pytest.mark.requirement("R-RAS-08")
def test_one_flexible_sum_is_the_rule_where_nothing_else_is_said_and_has_no_shares() -> None:
    found = spending("points_by_price", AllocationBasis({"nutrition": "some"}), 31_00, on("westminster"))
    assert found.choice == "one_flexible_sum" and not found.shares and "one sum" in found.words
    assert [row.rule for row in found.working] == [SPENDING_RULE]


@pytest.mark.requirement("R-RAS-08")
def test_tied_to_domains_says_which_points_made_which_share() -> None:
    """Levels give 5 and 10 points, £4.25 each: £63.75 is 21.25 and 42.50."""
    values = choosing("tied_to_domains", policy_values())
    basis = AllocationBasis({"nutrition": "some", "hygiene": "a_lot"})
    found = spending("points_by_price", basis, indicative_budget(basis, values).pence_weekly, values)
    assert found.shares == {"Eating and drinking well": 21_25, "Washing and keeping clean": 42_50}
    assert "Eating and drinking well £21.25" in found.words
    assert [row.amount for row in found.working[1:]] == [21_25, 42_50]


@pytest.mark.requirement("R-RAS-08")
@given(NEEDS)
def test_shares_add_up_to_the_budget_to_the_penny(needs: dict[str, str]) -> None:
    found, use = tied("westminster", AllocationBasis(needs, client_group="physical"))
    assert sum(use.shares.values()) == found.pence_weekly


def test_a_questionnaire_is_shared_by_its_sections_and_units_by_what_they_cost() -> None:
    given_answers = answers(policy("council_d"), known())
    found, use = tied("council_d", AllocationBasis(answers=given_answers, client_group="physical"))
    assert sum(use.shares.values()) == found.pence_weekly
    assert set(use.shares) == {"Daily life", "People and places"}
    basis = AllocationBasis(answers=given_answers, client_group="physical")
    assert sum(made_by(found.method, basis, on("council_d")).values()) == found.points
    _, units = tied("council_a", AllocationBasis(units={"hour": 200, "half_hour": 300}, client_group="physical"))
    assert units.shares == {"One hour": 44_00, "Half an hour": 36_00}
    _, nothing = tied("council_a", AllocationBasis(client_group="physical"))
    assert nothing.shares == {} and "nothing" in nothing.words


def test_an_unknown_choice_is_refused() -> None:
    assert set(SPENDING) == {"one_flexible_sum", "tied_to_domains"}
    with pytest.raises(ValueRefused, match="must be one of one_flexible_sum"):
        spending("points_by_price", AllocationBasis(), 0, choosing("as_they_like", on("westminster")))
