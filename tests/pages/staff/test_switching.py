"""A worker has a budget held another way on one page, sees every day of it, and finance writes down what comes back."""

from datetime import date

import pytest

from selfdirect.actions import access, book, market
from selfdirect.actions.support.paying import due_back_account
from selfdirect.ledger.reading import balance
from selfdirect.records.holdings import HoldingSwitch, holdings_on, instruction_for
from selfdirect.rules.access import Role
from selfdirect.rules.holdings import Holding
from tests.actions.first_half import Town, commissioner
from tests.actions.story import FIRST_PAY_ON, Story, paid, story, with_account
from tests.actions.test_switching import MANAGED, MIDDLE, holder, own_payee, switch
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import send, text


@pytest.fixture
def told(here: Town, monkeypatch: pytest.MonkeyPatch) -> Story:
    """Somebody with an agreed budget, on the day on which it starts."""
    for place in ("middleware", "context"):
        monkeypatch.setattr(f"selfdirect.pages.{place}.today", lambda: FIRST_PAY_ON)
    return story(here=here)


def at(told: Story, more: str = "") -> str:
    return f"/staff/people/{told.person.pk}/budgets/{told.budget.pk}/switches/{more}"


def typed(told: Story, day: date = MIDDLE, **more: str) -> dict[str, str]:
    line = told.budget.lines.get()
    return {
        f"line_{line.pk}": "council_managed",
        "from_on-day": str(day.day),
        "from_on-month": str(day.month),
        "from_on-year": str(day.year),
        "how_long": "for_good",
        "own_reason": "I am tired of the paperwork.",
        "asked_by_name": "Amara Foxglove",
    } | more


@pytest.mark.requirement("R-DEP-08")
def test_it_is_switched_on_one_page_and_every_day_is_shown(told: Story, browser: Browser) -> None:
    client = browser(told.worker)
    assert "Switch how it is held" in text(client.get(f"/staff/people/{told.person.pk}/budgets/{told.budget.pk}/"))
    answer = send(client, at(told, "new/"), **typed(told))
    assert (answer.status_code, answer["Location"]) == (302, at(told))
    assert set(holdings_on(told.budget.lines.all(), MIDDLE).values()) == {Holding("council_managed")}
    page = text(client.get(at(told)))
    assert "13 July 2026" in page and "12 July 2026" in page and "I am tired of the paperwork." in page
    assert HoldingSwitch.objects.get().reference in page


def test_what_is_wrong_is_named_and_kept(told: Story, browser: Browser) -> None:
    client = browser(told.worker)
    answer = send(client, at(told, "new/"), **typed(told, date(2026, 7, 1), own_reason="Because I say so"))
    page = text(answer)
    assert answer.status_code == 422
    assert "The budget starts on 6 July 2026. Choose that day or a later one" in page and "Because I say so" in page
    assert not HoldingSwitch.objects.exists()


def test_the_second_of_two_is_told_and_loses_nothing(told: Story, browser: Browser) -> None:
    client = browser(told.worker)
    switch(told, MANAGED)
    answer = send(client, at(told, "new/"), **typed(told, seen="1", own_reason="Mine came second"))
    page = text(answer)
    assert answer.status_code == 422 and "Mine came second" in page
    assert "Somebody has switched this budget since you opened this page" in page


def test_a_day_in_a_closed_period_is_asked_about_and_what_was_entered_is_kept(told: Story, browser: Browser) -> None:
    book.close_period(until=date(2026, 7, 14), on=date(2026, 7, 15), by=told.town.cast.approvers[0])
    answer = send(browser(told.worker), at(told, "new/"), **typed(told, own_reason="Kept words"))
    page = text(answer)
    assert answer.status_code == 422 and "Kept words" in page and not HoldingSwitch.objects.exists()
    assert (
        "The book is closed up to 14 July 2026. Choose 15 July 2026 or a later day: what was paid before is settled "
        "from then on"
    ) in page


def test_a_change_that_is_planned_already_is_asked_about(told: Story, browser: Browser) -> None:
    switch(told, MANAGED, date(2026, 8, 3))
    client, line = browser(told.worker), told.budget.lines.get()
    again = {f"line_{line.pk}_paid_by": "prepaid_card", "own_reason": "Kept words"}
    with_account(told.person, kind="prepaid_card", key="card")
    words = typed(told, **again) | {f"line_{line.pk}": "direct_payment"}
    page = text(send(client, at(told, "new/"), **words))
    assert "A change is planned for 3 August 2026" in page and "Say that this takes its place" in page
    assert "Kept words" in page and HoldingSwitch.objects.count() == 1
    assert send(client, at(told, "new/"), **words, replaces_planned=["yes"]).status_code == 302


def test_somebody_who_closes_cannot_be_given_the_money(told: Story, browser: Browser) -> None:
    fund, line = holder(told.worker), told.budget.lines.get()
    market.close_provider(
        provider=fund, last_on=date(2026, 7, 31), reason="They retire.", on=FIRST_PAY_ON, by=commissioner()
    )
    to_fund = {f"line_{line.pk}_fund_holder": str(fund.pk), "own_reason": "Kept words"}
    words = typed(told, **to_fund) | {f"line_{line.pk}": "third_party"}
    client = browser(told.worker)
    page = text(send(client, at(told, "new/"), **words))
    assert "Fund Holders closes after 31 July 2026. Choose somebody else, or have it go back by then" in page
    assert "Kept words" in page
    back = {"return_on-day": "1", "return_on-month": "8", "return_on-year": "2026", "how_long": "for_a_while"}
    assert send(client, at(told, "new/"), **(words | back)).status_code == 302


def test_finance_writes_down_what_came_back(told: Story, browser: Browser) -> None:
    paid(told.town, FIRST_PAY_ON)
    switch(told, MANAGED)
    assert "Money that has to come back" in text(browser(told.worker).get(at(told)))
    client, payee = browser(told.town.cast.finance[0]), own_payee(told)
    page = at(told, f"back/{payee.pk}/council/")
    assert "£160.00 has to come back" in text(client.get(page))
    day = {"arrived_on-day": "6", "arrived_on-month": "7", "arrived_on-year": "2026"}
    assert "up to £160.00" in text(send(client, page, pence="160.01", **day))
    assert send(client, page, pence="160.00", **day).status_code == 302
    assert balance(due_back_account(told.budget.pk, payee.pk)) == 0
    assert "Money that has to come back" not in text(client.get(at(told)))


@pytest.mark.requirement("R-DEP-10")
def test_what_is_asked_in_advance_is_kept_and_begun_with_one_button(told: Story, browser: Browser) -> None:
    sister = access.add_user(
        email="sister@example.org", name="Rosa Foxglove", roles=[Role.CARER], on=FIRST_PAY_ON,
        by=told.town.cast.administrator,
    )  # fmt: skip
    access.act_for(
        user=sister, person=told.person, role=Role.CARER, may_see_money=True, authority="Asked",
        on=FIRST_PAY_ON, by=told.worker,
    )  # fmt: skip
    client = browser(told.worker)
    answer = send(client, at(told, "in-advance/"), held_as="council_managed", when_words="", named_users=[])
    assert "Say when this should happen" in text(answer)
    sent = send(
        client, at(told, "in-advance/"), held_as="council_managed", when_words="When I am low.",
        named_users=[str(sister.pk)],
    )  # fmt: skip
    assert sent.status_code == 302
    found = instruction_for(told.budget)
    assert found is not None and found.named_users == [sister.pk]
    assert "When I am low." in text(client.get(at(told)))
    day = {"from_on-day": "13", "from_on-month": "7", "from_on-year": "2026"}
    assert send(client, at(told, "now/"), what_happened="She is very low.", **day).status_code == 302
    assert HoldingSwitch.objects.get().instruction == found
