"""What a fictional person answers fits what their council asks, and what comes off is what it takes off."""

from random import Random

import pytest

from selfdirect.actions.support.policy import policy
from selfdirect.demo.allocating import asked_for, services_used
from selfdirect.rules.allocation import AllocationBasis, check_basis
from tests.actions.first_half import ON, assessed, town
from tests.councils import under


@pytest.mark.django_db
@pytest.mark.parametrize("council", ["council_a", "council_b", "council_c", "council_e", "city_of_london"])
def test_whatever_is_asked_is_answered_whole(council: str) -> None:
    with under(council):
        done = assessed(town())
        for seed in range(12):
            changes = asked_for(done, policy().on(ON), Random(seed), has_carer=seed % 2 == 0)
            basis = AllocationBasis(
                needs=done.needs,
                answers=changes.get("answers", {}),
                units=changes.get("units", {}),
                services=changes.get("services", {}),
                client_group="physical",
            )
            assert not check_basis(basis, policy().on(ON))


def test_services_come_off_only_where_the_council_takes_them_off() -> None:
    chance = Random(1)
    with under("council_c"):
        assert all(services_used(policy().on(ON), chance) == {"universal": [], "block": []} for _ in range(20))
    with under("westminster"):
        assert any(services_used(policy().on(ON), chance)["block"] for _ in range(20))
