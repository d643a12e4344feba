"""Each line of a budget is held in its own way, and the choice keeps the person's own reason."""

from typing import Any

import pytest
from django.test import Client

from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.direct_payments import HoldingChoice
from tests.actions.first_half import Town, line, worker_of
from tests.actions.story import (
    AGREED_ON,
    DECIDED_ON,
    approved,
    chosen,
    finalised,
    found_suitable,
    signed,
    support,
    talked,
)
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import EMOJI, said, send, text


@pytest.fixture
def budget(here: Town, monkeypatch: pytest.MonkeyPatch) -> Budget:
    it_is(monkeypatch, DECIDED_ON)
    swimming = line(what="Swimming", outcomes=["community"], category="leisure", quantity_hundredths=100)
    return finalised(approved(here, support(), swimming))


@pytest.fixture
def worker(budget: Budget, browser: Browser) -> Client:
    return browser(worker_of(budget.person))


def at(budget: Budget) -> str:
    return f"/staff/people/{budget.person_id}/budgets/{budget.pk}/holding/choose/"


def lines(budget: Budget) -> list[BudgetLine]:
    return list(budget.lines.order_by("pk"))


def mixed(budget: Budget, holder: int) -> dict[str, Any]:
    first, second = (f"line_{one.pk}" for one in lines(budget))
    return {
        first: "direct_payment",
        f"{first}_paid_by": "prepaid_card",
        second: "third_party",
        f"{second}_fund_holder": str(holder),
        "chosen_by_name": "Amara Foxglove",
        "own_reason": f"I choose who comes. {EMOJI}",
        "conflict_note": "",
    }


@pytest.mark.requirement("R-DEP-01")
@pytest.mark.requirement("R-DEP-02")
def test_each_line_has_its_own_holder(here: Town, budget: Budget, worker: Client) -> None:
    talked(budget)
    found_suitable(budget)
    holder = next(one for one in here.cast.fund_holders if not one.gives_care)
    assert "Help to wash and dress, £80.00 a week" in text(worker.get(at(budget)))
    answer = send(worker, at(budget), **mixed(budget, holder.pk))
    assert answer.status_code == 302, said(answer)
    first, second = lines(budget)
    assert (first.held_as, first.paid_by, second.held_as, second.fund_holder) == (
        "direct_payment",
        "prepaid_card",
        "third_party",
        holder,
    )
    shown = text(worker.get(answer.url))
    assert EMOJI in shown and holder.name in shown
    assert f'value="{holder.pk}" selected' in worker.get(at(budget)).content.decode()


def test_an_answer_no_longer_reached_is_dropped(here: Town, budget: Budget, worker: Client) -> None:
    talked(budget)
    first, second = (f"line_{one.pk}" for one in lines(budget))
    typed = mixed(budget, here.cast.fund_holders[0].pk) | {first: "council_managed", second: "council_managed"}
    assert send(worker, at(budget), **typed).status_code == 302
    kept = HoldingChoice.objects.get()
    assert all(
        one == {"held_as": "council_managed", "paid_by": "", "fund_holder": None} for one in kept.by_line.values()
    )


@pytest.mark.requirement("R-DEP-17")
def test_a_holder_who_also_gives_care_needs_a_note(here: Town, budget: Budget, worker: Client) -> None:
    talked(budget)
    found_suitable(budget)
    holder = next(one for one in here.cast.fund_holders if one.gives_care)
    typed = mixed(budget, holder.pk)
    assert "conflict of interest" in said(send(worker, at(budget), **typed))[0]
    assert send(worker, at(budget), **{**typed, "conflict_note": "Ann checks the bills."}).status_code == 302


@pytest.mark.requirement("R-DEP-04")
def test_what_is_missing_is_named_at_its_question(here: Town, budget: Budget, worker: Client) -> None:
    answer = send(worker, at(budget))
    assert answer.status_code == 422 and f"Select how the money for {lines(budget)[0].plan_line.what} is held" in said(
        answer
    )
    answer = send(worker, at(budget), **mixed(budget, here.cast.fund_holders[0].pk))
    words = " ".join(said(answer))
    assert "Talk about the ways to hold the budget" in words and "Look at whether a direct payment suits" in words
    assert not HoldingChoice.objects.exists()


def test_after_the_agreement_the_choice_stands(
    here: Town, budget: Budget, worker: Client, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen(budget, ("council_managed", "", None))
    it_is(monkeypatch, AGREED_ON)
    signed(budget)
    assert worker.get(at(budget)).status_code == 302
    assert worker.post(at(budget), {"own_reason": "x"}).status_code == 422
    assert browser(here.manager).get(at(budget)).status_code == 403
