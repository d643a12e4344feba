"""A person, a carer or a representative uses the money kept for emergencies from the money page, at once."""

import pytest

from selfdirect.records.contingency import ContingencyEnd, ContingencyStart
from selfdirect.rules.access import Role
from tests.actions.emergencies import WHO, with_money_kept
from tests.actions.first_half import town
from tests.actions.story import FIRST_PAY_ON
from tests.pages.person.conftest import Life, SetDay, browser, said, user_of


@pytest.fixture
def kept(db: None, set_day: SetDay) -> Life:
    """Somebody whose final budget keeps money for emergencies, on the day that it starts."""
    here = town()
    line = with_money_kept(here)
    set_day(FIRST_PAY_ON)
    return Life(here, line.budget, user_of(here, line.budget.person))


@pytest.mark.requirement("R-CTG-03")
@pytest.mark.parametrize("role", [None, Role.CARER, Role.REPRESENTATIVE])
def test_it_is_used_at_once_and_ended_from_the_money_page(kept: Life, role: Role | None) -> None:
    client = browser(kept.helper(role) if role else kept.user)
    page = said(client.get(kept.path("money/")))
    assert "Money kept for emergencies" in page and f"Who may use it: {WHO}" in page and "Use it now" in page
    line = kept.budget.lines.get(purpose="contingency")
    address = kept.path(f"money/emergencies/{line.pk}/")
    assert "Nobody has to agree first" in said(client.get(address))
    assert client.post(address, {"reason": "", "key": "a"}).status_code == 422
    assert client.post(address, {"reason": "My sister is ill.", "key": "b"})["Location"] == kept.path("money/")
    start = ContingencyStart.objects.get()
    page = said(client.get(kept.path("money/")))
    assert "In use" in page and "My sister is ill." in page and "since 6 July 2026" in page
    over = kept.path(f"money/emergencies/over/{start.pk}/")
    assert client.post(over, {"what_happened": "Two nights of cover.", "key": "c"}).status_code == 302
    assert ContingencyEnd.objects.get().start == start
    assert "Used for: Two nights of cover." in said(client.get(kept.path("money/")))
    assert client.get(over).status_code == 404, "it is over already"


def test_who_may_not_see_money_may_not_use_it(kept: Life) -> None:
    line = kept.budget.lines.get(purpose="contingency")
    client = browser(kept.helper(Role.CARER, may_see_money=False))
    assert client.get(kept.path(f"money/emergencies/{line.pk}/")).status_code == 403


@pytest.mark.requirement("R-CTG-02")
def test_what_stays_at_the_end_of_the_year_is_said(kept: Life) -> None:
    assert "What is not used by the end of the year stays with you." in said(
        browser(kept.user).get(kept.path("money/"))
    )
