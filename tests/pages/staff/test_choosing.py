"""A worker talks early, notes wishes, offers help and records what came of it, and starts with somebody unwell."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from selfdirect.records.budgets import Budget
from selfdirect.records.choosing import HelpOutcome, HelpToChoose, HoldingView, HoldingWish, LaterTalk
from selfdirect.records.plans import Plan
from selfdirect.records.work import Step
from tests.actions.choosing_people import asked, budget_of, plan_of, wished
from tests.actions.first_half import ON, Town, line, worker_of
from tests.actions.story import DECIDED_ON, choose, signed, talked
from tests.councils import under
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import RIGHT_TO_LEFT, day, said, send, text


@pytest.fixture
def plan(here: Town) -> Plan:
    return plan_of(here, line(provider_name="Corner Gym"))


@pytest.fixture
def worker(plan: Plan, browser: Browser) -> Client:
    return browser(worker_of(plan.person))


def early(plan: Plan, page: str = "") -> str:
    return f"/staff/people/{plan.person_id}/ways/{plan.pk}/{page}"


@pytest.fixture
def budget(here: Town, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> Budget:
    it_is(monkeypatch, DECIDED_ON)
    return budget_of(here, plan)


def late(budget: Budget, page: str = "") -> str:
    return f"/staff/people/{budget.person_id}/budgets/{budget.pk}/holding/{page}"


@pytest.mark.requirement("R-DEP-04")
@pytest.mark.requirement("R-DEP-05")
def test_the_early_talk_and_the_wish_are_reached_from_the_plan_and_close_their_step(plan: Plan, worker: Client) -> None:
    assert early(plan) in worker.get(f"/staff/people/{plan.person_id}/plans/{plan.pk}/").content.decode()
    talk = {"stage": "planning", **day("held_on", ON), "what_was_said": RIGHT_TO_LEFT}
    assert send(worker, early(plan, "talk/"), **talk).status_code == 302
    wish = {"option": "direct_payment", "own_reason": RIGHT_TO_LEFT, "said_by_name": "Amara Foxglove"}
    assert said(send(worker, early(plan, "wish/"), **(wish | {"own_reason": "", "said_by_name": ""}))) == [
        "Enter who said so"
    ]
    assert said(send(worker, early(plan, "wish/"), **(wish | {"own_reason": ""}))) == [
        "Write why, in the person's own words"
    ]
    assert send(worker, early(plan, "wish/"), **wish).status_code == 302
    shown = text(worker.get(early(plan)))
    assert shown.count(RIGHT_TO_LEFT) >= 2 and "The direct payment service" in shown
    assert HoldingWish.objects.get().option == "direct_payment"
    assert not Step.objects.open().filter(code="holding_talk").exists()


@pytest.mark.requirement("R-DEP-03")
@pytest.mark.requirement("R-DEP-20")
def test_the_ways_are_compared_for_this_plan_with_what_help_costs_and_what_can_be_bought(
    plan: Plan, worker: Client
) -> None:
    shown = text(worker.get(early(plan)))
    for words in ("Who holds the money", "What help costs", "£7.00 a month, which is £1.62 a week", "Paperwork"):
        assert words in shown
    assert "no contract with" not in shown
    with under("council_c"):
        assert "We have no contract with Corner Gym" in text(worker.get(early(plan)))


@pytest.mark.requirement("R-DEP-06")
def test_the_usual_way_is_named_where_there_is_one(plan: Plan, worker: Client) -> None:
    assert "is the usual way here" not in text(worker.get(early(plan, "wish/")))
    with under("council_a"):
        assert "A direct payment, with full control is the usual way here." in text(worker.get(early(plan, "wish/")))
        assert "(the usual way here)" in text(worker.get(early(plan)))


@pytest.mark.requirement("R-DEP-16")
@pytest.mark.requirement("R-DEP-21")
def test_help_is_offered_and_what_came_of_it_is_written_down(plan: Plan, worker: Client) -> None:
    shown = text(worker.get(early(plan)))
    assert "Offer somebody to speak for them" in shown and "somebody who already has a budget" in shown
    at = f"/staff/people/{plan.person_id}/help-to-choose/"
    assert "An independent advocate" in text(worker.get(f"{at}advocate/"))
    assert said(send(worker, f"{at}advocate/", is_wanted="", who="", words="")) == ["Select yes if they want this"]
    assert send(worker, f"{at}advocate/", is_wanted="no", who="", words="Her sister does.")["Location"] == early(plan)
    assert send(worker, f"{at}peer_talk/", is_wanted="yes", who="Bo", words="").status_code == 302
    assert worker.get(f"{at}magic/").status_code == 404
    shown = text(worker.get(early(plan)))
    assert "Not wanted: Her sister does." in shown and "Write down what came of it" in shown
    own = f"{at}{HelpToChoose.objects.get(kind='peer_talk').pk}/"
    empty: dict[str, Any] = {"took_place": "yes", "what_came_of_it": "Liked it"}
    assert said(send(worker, own, **empty)) == ["Enter the day it took place"]
    assert send(worker, own, **(empty | day("took_place_on", ON))).status_code == 302
    assert HelpOutcome.objects.get().took_place_on == ON
    assert "Took place on 1 June 2026. Liked it" in text(worker.get(early(plan)))
    assert worker.get(own).status_code == 404, "it is written down already"


@pytest.mark.requirement("R-DEP-14")
def test_a_referral_shows_who_has_it_and_is_done_from_the_list_of_work(plan: Plan, worker: Client) -> None:
    wished(plan, "direct_payment")
    referral = HelpToChoose.objects.get()
    shown = worker.get("/staff/work/")
    assert f"/help-to-choose/{referral.pk}/" in shown.content.decode()
    assert f"With {worker_of(plan.person).name}, by" in text(worker.get(early(plan)))


@pytest.mark.requirement("R-DEP-11")
def test_somebody_unwell_starts_now_and_the_prompt_leads_to_the_talk(budget: Budget, worker: Client) -> None:
    talked(budget)
    assert "They are too unwell to choose" in text(worker.get(late(budget)))
    page = worker.get(late(budget, "later/"))
    assert 'value="7"' in page.content.decode(), "twelve weeks on is 7 September 2026"
    given = {"why": "In hospital", "chosen_by_name": "Ruth", "own_reason": "Not now"}
    again = DECIDED_ON + timedelta(weeks=12)
    past = send(worker, late(budget, "later/"), **given, **day("ask_again_on", DECIDED_ON - timedelta(days=1)))
    assert past.status_code == 422
    assert send(worker, late(budget, "later/"), **given, **day("ask_again_on", again)).status_code == 302
    later = LaterTalk.objects.get()
    shown = text(worker.get(late(budget)))
    assert "We talk again about other ways on 7 September 2026. In hospital" in shown
    assert "too unwell" not in shown
    prompt = worker.get(f"/staff/people/{budget.person_id}/later-talks/{later.pk}/")
    assert prompt["Location"] == late(budget, "talk/")


def test_once_agreed_nobody_starts_while_unwell(budget: Budget, worker: Client) -> None:
    talked(budget)
    choose(budget, ("council_managed", "", None))
    signed(budget)
    assert worker.get(late(budget, "later/"))["Location"] == late(budget)


@pytest.mark.requirement("R-DEP-23")
def test_the_three_questions_are_asked_in_a_visit(budget: Budget, worker: Client) -> None:
    talked(budget)
    choose(budget, ("council_managed", "", None))
    assert late(budget, "views/") in worker.get(late(budget)).content.decode()
    assert len(said(send(worker, late(budget, "views/"), words=""))) == 3
    answers = {"choice": "5", "control": "2", "satisfaction": "4", "words": ""}
    assert send(worker, late(budget, "views/"), **answers).status_code == 302
    view = HoldingView.objects.get()
    assert (view.way, view.choice, view.control, view.satisfaction) == ("council_managed", 5, 2, 4)


def test_once_there_is_a_budget_the_wish_is_closed_and_shown_on_the_choice(budget: Budget, worker: Client) -> None:
    assert worker.get(early(budget.plan, "wish/")).status_code == 404
    assert "Go to the choice" in text(worker.get(early(budget.plan)))


def test_the_wish_is_shown_beside_the_choice(here: Town, plan: Plan, worker: Client) -> None:
    wished(plan, "third_party", own_reason="I trust them.")
    budget = budget_of(here, plan)
    shown = text(worker.get(late(budget)))
    assert "What the person said while the plan was written" in shown and "I trust them." in shown


def test_who_may_write(here: Town, plan: Plan, browser: Browser) -> None:
    manager = browser(here.manager)
    assert manager.get(early(plan)).status_code == 200
    for page in ("talk/", "wish/"):
        assert manager.get(early(plan, page)).status_code == 403
    assert browser(here.cast.administrator).get(early(plan)).status_code == 403
    asked(plan.person, "advocate")
    own = f"/staff/people/{plan.person_id}/help-to-choose/{HelpToChoose.objects.get().pk}/"
    assert manager.get(own).status_code == 403
