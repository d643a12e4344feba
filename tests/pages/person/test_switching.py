"""The person has the budget held another way at any time; somebody they named begins what they asked for in advance."""

from datetime import date, timedelta

import pytest

from selfdirect.actions import book, switching
from selfdirect.records.access import ActingFor
from selfdirect.records.holdings import HoldingSwitch
from selfdirect.rules.access import Role
from tests.actions.first_half import town, worker_of
from tests.actions.giving_authority import ended_authority, given_authority, with_access
from tests.actions.story import FIRST_PAY_ON, Story, story
from tests.actions.test_switching import MANAGED, switch
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


def test_what_stands_in_the_way_is_said_and_nothing_typed_is_lost(agreed: Life) -> None:
    client, line = browser(agreed.user), agreed.budget.lines.get()
    book.close_period(until=date(2026, 7, 14), on=date(2026, 7, 15), by=agreed.here.cast.approvers[0])
    asked = {f"line_{line.pk}": "council_managed", "how_long": "for_good", "own_reason": "Kept words", **DAY}
    for more, words in (
        ({}, "The book is closed up to 14 July 2026. Choose 15 July 2026 or a later day"),
        ({"from_on-day": "1"}, "The budget starts on 6 July 2026. Choose that day or a later one"),
        ({"from_on-day": "20", "seen": "1"}, "Somebody has switched this budget since you opened this page"),
    ):
        answer = client.post(at(agreed, "new/"), {**asked, **more, "key": words[:20]})
        assert answer.status_code == 422 and words in said(answer) and "Kept words" in said(answer)
    switch(Story(agreed.here, agreed.budget), MANAGED, date(2026, 8, 3))
    answer = client.post(at(agreed, "new/"), {**asked, "from_on-day": "20", "key": "last"})
    assert answer.status_code == 422 and "A change is planned for 3 August 2026" in said(answer)


def test_a_representative_whose_authority_ended_is_told_so(agreed: Life) -> None:
    user, line = agreed.helper(Role.REPRESENTATIVE), agreed.budget.lines.get()
    held = given_authority(agreed.person, agreed.worker, FIRST_PAY_ON)
    with_access(held, user, FIRST_PAY_ON, agreed.worker)
    client = browser(user)
    assert client.get(at(agreed, "new/")).status_code == 200
    ended_authority(held, agreed.worker, FIRST_PAY_ON)
    asked = {f"line_{line.pk}": "council_managed", "how_long": "for_good", "own_reason": "Kept words", **DAY}
    answer = client.post(at(agreed, "new/"), {**asked, "key": "late"})
    ended = "Your authority to act for this person ended on 6 July 2026."
    assert answer.status_code == 422 and ended in said(answer) and "Kept words" in said(answer)
    ActingFor.objects.filter(user=user, under=None).update(until_on=FIRST_PAY_ON - timedelta(days=1))
    answer = client.post(at(agreed, "new/"), {**asked, "key": "later"})
    assert answer.status_code == 422 and ended in said(answer), "also when the way in has ended with it"
    assert not HoldingSwitch.objects.exists()


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


def test_a_budget_that_has_ended_is_not_held_another_way(agreed: Life, set_day: SetDay) -> None:
    set_day(agreed.budget.ends_on + timedelta(days=1))
    answer = browser(agreed.user).get(at(agreed, "new/"))
    assert answer.status_code == 422 and "so it cannot be held another way" in said(answer)
