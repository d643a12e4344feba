"""The person, or whoever represents them, keeps the list of who must be paid."""

import pytest

from selfdirect.actions.support.paying_straight import lists_of
from selfdirect.rules.access import Role
from tests.actions.story import FIRST_PAY_ON, story, support
from tests.pages.person.conftest import Life, SetDay, browser, said, user_of
from tests.pages.staff.test_must_be_paid import ANA


@pytest.fixture
def life(db: None, set_day: SetDay) -> Life:
    told = story(support())
    set_day(FIRST_PAY_ON)
    return Life(told.town, told.budget, user_of(told.town, told.person))


@pytest.mark.parametrize("role", [None, Role.REPRESENTATIVE])
def test_the_list_is_kept_from_the_money_page(life: Life, role: Role | None) -> None:
    client = browser(life.helper(role) if role else life.user)
    assert "Who must be paid if your card or account fails" in said(client.get(life.path("money/")))
    at = life.path(f"budgets/{life.budget.pk}/must-be-paid/")
    assert "Nobody is on the list yet" in said(client.get(at))
    wrong = client.post(f"{at}add/", {**ANA, "sort_code": "", "key": "a"})
    assert wrong.status_code == 422 and "Ana Example" in wrong.content.decode()
    assert client.post(f"{at}add/", {**ANA, "key": "b"})["Location"] == at
    page = said(client.get(at))
    assert "£120.00, every week" in page and "Ana Example, ends in 9911" in page
    (item,) = lists_of([life.budget.pk])
    changed = {name: value for name, value in ANA.items() if not name.startswith(("account", "sort"))}
    assert client.post(f"{at}{item.pk}/", {**changed, "pence": "90", "key": "c"}).status_code == 302
    (item,) = lists_of([life.budget.pk])
    assert item.pence == 9000
    assert client.post(f"{at}{item.pk}/off/").status_code == 302 and lists_of([life.budget.pk]) == []


def test_a_carer_may_look_and_not_change(life: Life) -> None:
    client = browser(life.helper(Role.CARER))
    at = life.path(f"budgets/{life.budget.pk}/must-be-paid/")
    assert "Put somebody on the list" not in said(client.get(at))
    assert client.get(f"{at}add/").status_code == 403
