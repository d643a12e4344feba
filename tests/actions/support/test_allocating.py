"""What is kept with an indicative budget gives the rules back exactly what they had."""

from datetime import date

from selfdirect.actions.support.allocating import basis_from_kept, kept_from_basis
from selfdirect.rules.allocation import AllocationBasis


def test_what_was_kept_is_read_back_whole() -> None:
    basis = AllocationBasis(
        {"nutrition": "some"}, {"a": "b", "c": ("d", "e")}, {"hour": 150}, {"home_care": 75}, 250, "learning"
    )
    assert basis_from_kept(kept_from_basis(basis, date(2026, 11, 22))) == basis


def test_a_budget_from_before_there_were_other_ways_is_still_read() -> None:
    assert basis_from_kept({"needs": {"nutrition": "some"}, "client_group": ""}) == AllocationBasis(
        {"nutrition": "some"}
    )
