"""The person has the budget held another way at any time; somebody they named begins what they asked for in advance."""

import pytest

from selfdirect.actions import switching
from selfdirect.records.holdings import HoldingSwitch
from selfdirect.rules.access import Role
from tests.actions.first_half import town, worker_of
from tests.actions.story import FIRST_PAY_ON, story
from tests.pages.person.conftest import Life, SetDay, browser, said, user_of

DAY = {"from_on-day": "13", "from_on-month": "7", "from_on-year": "2026"}


@pytest.fixture
def agreed(db: None, set_day: SetDay) -> Life:
    """Somebody with a signed agreement, on the day on which the budget starts."""
    here = town()
    told = story(here=here)
    set_day(FIRST_PAY_ON)
    return Life(here, told.budget, user_of(here, told.person))


def at(agreed: Life, more: str = "") -> str:
    return agreed.path(f"budgets/{agreed.budget.pk}/switches/{more}")


@pytest.mark.requirement("R-DEP-08")
@pytest.mark.parametrize("role", [None, Role.REPRESENTATIVE])
def test_it_is_switched_for_a_while_from_the_money_page(agreed: Life, role: Role | None) -> None:
    client = browser(agreed.helper(role) if role else agreed.user)
    assert at(agreed) in client.get(agreed.path("money/")).content.decode()
    line = agreed.budget.lines.get()
    asked = {
        f"line_{line.pk}": "council_managed",
        "how_long": "for_a_while",
        "return_on-day": "10",
        "return_on-month": "8",
        "return_on-year": "2026",
        "own_reason": "I go into hospital.",
        "key": "a",
        **DAY,
    }
    wrong = client.post(at(agreed, "new/"), {**asked, "return_on-day": "", "key": "b"})
    assert wrong.status_code == 422 and "I go into hospital." in said(wrong)
    assert client.post(at(agreed, "new/"), asked)["Location"] == at(agreed)
    page = said(client.get(at(agreed)))
    assert "13 July 2026 to 9 August 2026" in page, page[-6000:]
    assert "back on 10 August 2026: I go into hospital." in page
    assert HoldingSwitch.objects.get().return_on is not None


def test_a_carer_switches_nothing(agreed: Life) -> None:
    client = browser(agreed.helper(Role.CARER))
    assert client.get(at(agreed, "new/")).status_code == 403
    assert "Hold it another way" not in said(client.get(at(agreed)))


@pytest.mark.requirement("R-DEP-10")
def test_a_carer_who_was_named_says_that_the_time_has_come(agreed: Life) -> None:
    carer = agreed.helper(Role.CARER)
    client = browser(carer)
    assert client.get(at(agreed, "now/")).status_code == 404
    switching.ask_in_advance(
        budget=agreed.budget,
        when_words="When I cannot open my post.",
        held_as="council_managed",
        paid_by="",
        fund_holder=None,
        named_users=[carer.pk],
        named_words="",
        key="advance",
        on=FIRST_PAY_ON,
        by=worker_of(agreed.budget.person),
    )
    assert "The time has come" in said(client.get(at(agreed)))
    assert client.post(at(agreed, "now/"), {"what_happened": "", "key": "c", **DAY}).status_code == 422
    assert client.post(at(agreed, "now/"), {"what_happened": "Very low.", "key": "d", **DAY}).status_code == 302
    assert HoldingSwitch.objects.get().by == carer
