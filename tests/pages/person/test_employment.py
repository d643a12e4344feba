"""A person sees what it costs to employ somebody, every pound explained."""

import pytest

from selfdirect.rules.access import Role
from tests.pages.person.conftest import Life, browser
from tests.pages.staff.forms import send, text
from tests.pages.staff.test_employment import COST


@pytest.mark.parametrize("role", [None, Role.REPRESENTATIVE, Role.CARER])
def test_what_it_costs_is_shown_with_every_pound_explained(role: Role | None, life: Life) -> None:
    client = browser(life.helper(role) if role else life.user)
    shown = text(send(client, life.path("employing/cost/"), **COST))
    assert "It costs" in shown and "How we worked out every pound" in shown and "The lowest wage at this age" in shown
