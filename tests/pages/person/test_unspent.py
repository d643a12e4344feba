"""A person reads what may be kept and asks to use a surplus for something else; the answer is on the same page."""

import pytest

from selfdirect.actions import unspent
from selfdirect.records.unspent import ReuseRequest
from selfdirect.rules.access import Role
from tests.actions import story
from tests.actions.first_half import town
from tests.pages.person.conftest import Life, SetDay, browser, said, user_of


@pytest.fixture
def life(db: None, set_day: SetDay) -> Life:
    made = story.story(here=town())
    set_day(story.FIRST_PAY_ON)
    return Life(made.town, made.budget, user_of(made.town, made.person))


@pytest.mark.requirement("R-UNS-04")
def test_the_person_asks_and_reads_the_answer(life: Life) -> None:
    client, home = browser(life.user), life.path(f"budgets/{life.budget.pk}/left-over/")
    assert home in client.get(life.path("money/")).content.decode()
    assert "Nothing comes back before we talk with you" in said(client.get(home))
    bad = client.post(f"{home}use/", {"what": "A bicycle", "pence": "", "key": "a"})
    assert bad.status_code == 422 and "Enter how much it costs" in said(bad) and "A bicycle" in bad.content.decode()
    outcome = life.budget.lines.first().plan_line.outcomes[0]
    typed = {"what": "A bicycle", "pence": "120", "outcome": outcome, "why": "", "key": "b"}
    assert client.post(f"{home}use/", typed)["Location"] == home
    assert "Your worker will answer you" in said(client.get(home))
    unspent.answer_reuse(
        request=ReuseRequest.objects.get(),
        is_agreed=False,
        reason="Your plan has one.",
        key="r",
        on=story.FIRST_PAY_ON,
        by=life.worker,
    )
    assert "Your plan has one." in said(client.get(home))


def test_who_may_not_see_money_may_not_see_this(life: Life) -> None:
    client = browser(life.helper(Role.CARER, may_see_money=False))
    assert client.get(life.path(f"budgets/{life.budget.pk}/left-over/")).status_code == 403
