"""A wish while the plan is written and a choice at the end; help with an owner and a date; starting while unwell."""

from datetime import timedelta
from typing import Any

import pytest

from selfdirect.actions import choosing
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.support.holding import way_of
from selfdirect.actions.support.timer import timer
from selfdirect.jobs import due
from selfdirect.records.audit import AuditEntry
from selfdirect.records.budgets import Budget
from selfdirect.records.choosing import HelpOutcome, HelpToChoose, HoldingView, HoldingWish, LaterTalk
from selfdirect.records.direct_payments import HoldingChoice
from selfdirect.records.market import Provider
from selfdirect.records.plans import Plan
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from tests.actions.choosing_people import (
    asked,
    budget_of,
    own_user,
    plan_of,
    refused,
    speaks_for,
    talked_early,
    wished,
)
from tests.actions.first_half import ON, Town, line, town, worker_of
from tests.actions.paying_people import problems
from tests.actions.story import DECIDED_ON, by_line, choose, found_suitable, talked
from tests.councils import under

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def plan(here: Town) -> Plan:
    return plan_of(here)


def is_open(code: str, plan: Plan) -> bool:
    return Step.objects.open().filter(code=code, person=plan.person_id).exists()


@pytest.mark.requirement("R-DEP-05")
def test_the_wish_at_planning_and_the_choice_at_the_end_may_both_change_and_each_is_kept(
    here: Town, plan: Plan
) -> None:
    wished(plan, "council_managed", own_reason="I have no energy for it now.")
    wished(plan, "direct_payment", own_reason="My sister will help.")
    budget = budget_of(here, plan)
    with pytest.raises(Refused, match="the choice itself is made now"):
        wished(plan, "mixed")
    talked(budget)
    found_suitable(budget)
    choose(budget)
    choose(budget, ("council_managed", "", None), key="again", own_reason="I changed my mind.")
    kept = [(row.option, row.own_reason) for row in HoldingWish.objects.order_by("pk")]
    assert kept == [
        ("council_managed", "I have no energy for it now."),
        ("direct_payment", "My sister will help."),
    ]
    chosen = [next(iter(row.by_line.values()))["held_as"] for row in HoldingChoice.objects.order_by("pk")]
    assert chosen == ["direct_payment", "council_managed"]
    assert {line.held_as for line in budget.lines.all()} == {"council_managed"}


def test_a_wish_says_why_in_the_persons_words_but_nobody_has_to_be_sure(plan: Plan, here: Town) -> None:
    with pytest.raises(Refused) as said:
        wished(plan, "direct_payment", own_reason=" ", said_by_name="")
    assert set(problems(said)) == {"own_reason", "said_by_name"}
    with pytest.raises(Refused) as said:
        wished(plan, "gold")
    assert set(problems(said)) == {"option"}
    assert wished(plan, "unsure", own_reason="").own_reason == ""
    assert wished(plan, "third_party", by=own_user(here, plan.person)).option == "third_party"
    assert wished(plan, "mixed", by=speaks_for(here, plan.person)).option == "mixed"
    with pytest.raises(NotAllowed):
        wished(plan, "mixed", key="x", by=speaks_for(here, plan.person, Role.CARER))


@pytest.mark.requirement("R-DEP-04")
def test_the_early_talk_is_owned_and_dated_and_done_when_it_was_held_and_the_wish_is_known(plan: Plan) -> None:
    step = Step.objects.open().get(code="holding_talk", person=plan.person)
    assert step.owner == worker_of(plan.person) and step.due_on > ON
    talked_early(plan.person)
    assert is_open("holding_talk", plan)
    wished(plan, "unsure", own_reason="")
    assert not is_open("holding_talk", plan)


@pytest.mark.requirement("R-DEP-04")
def test_a_final_choice_is_refused_while_no_talk_was_held(here: Town, plan: Plan) -> None:
    budget = budget_of(here, plan)
    with pytest.raises(Refused) as said:
        choose(budget, ("council_managed", "", None))
    assert set(problems(said)) == {"conversation"}
    talked(budget)
    assert choose(budget, ("council_managed", "", None)).own_reason


@pytest.mark.requirement("R-DEP-06")
def test_where_a_direct_payment_is_usual_another_way_needs_the_persons_own_reason(here: Town, plan: Plan) -> None:
    budget = budget_of(here, plan)
    talked(budget)
    with under("council_a"), pytest.raises(Refused) as said:
        choose(budget, ("council_managed", "", None), own_reason="  ")
    assert "is the usual way here" in problems(said)["own_reason"]
    fields = {field.name for model in (HoldingChoice, HoldingWish) for field in model._meta.get_fields()}
    assert not [name for name in fields if "group" in name or "age" in name], "a group is no reason"


@pytest.mark.requirement("R-DEP-14")
def test_whoever_would_like_a_direct_payment_is_referred_once_and_what_came_of_it_is_kept(plan: Plan) -> None:
    wished(plan, "third_party")
    assert not HelpToChoose.objects.exists()
    wished(plan, "direct_payment")
    wished(plan, "mixed")
    referral = HelpToChoose.objects.get()
    assert (referral.kind, referral.is_wanted) == ("direct_payment_service", True)
    step = Step.objects.open().get(code="help_to_choose", about=f"HelpToChoose:{referral.pk}")
    assert step.owner == worker_of(plan.person) and step.due_on > ON
    outcome = choosing.record_help(
        asked=referral,
        took_place_on=ON,
        what_came_of_it="Wants one, with a payroll service.",
        key="o",
        on=ON,
        by=worker_of(plan.person),
    )
    assert outcome.took_place_on == ON and not Step.objects.open().filter(pk=step.pk).exists()
    with pytest.raises(Refused, match="written down already"):
        choosing.record_help(
            asked=referral, took_place_on=None, what_came_of_it="x", key="p", on=ON, by=worker_of(plan.person)
        )


def test_the_direct_payment_service_has_its_local_name(here: Town) -> None:
    person = plan_of(here).person
    with under("city_of_london"):
        assert asked(person, "direct_payment_service").who == "Direct Payment Service"


@pytest.mark.requirement("R-DEP-21")
def test_a_talk_with_somebody_who_has_a_budget_is_asked_for_owned_dated_and_its_taking_place_kept(
    plan: Plan, here: Town
) -> None:
    wanted = asked(plan.person, "peer_talk", by=own_user(here, plan.person))
    step = Step.objects.open().get(about=f"HelpToChoose:{wanted.pk}")
    assert (step.owner, step.opened_on) == (worker_of(plan.person), ON) and step.due_on > ON
    with pytest.raises(Refused, match="being arranged already"):
        asked(plan.person, "peer_talk", key="twice")
    words: dict[str, Any] = {"asked": wanted, "key": "o", "on": DECIDED_ON, "by": worker_of(plan.person)}
    with pytest.raises(Refused) as said:
        choosing.record_help(**words, took_place_on=ON - timedelta(days=1), what_came_of_it=" ")
    assert set(problems(said)) == {"took_place_on", "what_came_of_it"}
    choosing.record_help(**words, took_place_on=DECIDED_ON, what_came_of_it="Heard how payroll works.")
    assert HelpOutcome.objects.get().took_place_on == DECIDED_ON
    assert not Step.objects.open().filter(pk=step.pk).exists()
    entry = AuditEntry.objects.filter(person=plan.person, verb="choosing.record_help").get()
    assert "took place on 15 June 2026: a talk with somebody who already has a budget" in entry.said


@pytest.mark.requirement("R-DEP-16")
def test_somebody_to_speak_for_the_person_is_offered_and_a_no_is_kept_too(plan: Plan) -> None:
    declined = asked(plan.person, "advocate", is_wanted=False, words="My sister speaks for me.")
    assert not declined.is_wanted and not Step.objects.open().filter(code="help_to_choose").exists()
    wanted = asked(plan.person, "advocate", who="An independent advocate", key="later")
    assert Step.objects.open().filter(about=f"HelpToChoose:{wanted.pk}").exists()
    with pytest.raises(Refused) as said:
        asked(plan.person, "magic", key="x")
    assert set(problems(said)) == {"kind"}


@pytest.mark.requirement("R-DEP-11")
def test_somebody_unwell_starts_with_what_the_council_arranges_and_is_asked_again_later(here: Town, plan: Plan) -> None:
    budget = budget_of(here, plan)
    talked(budget)
    words: dict[str, Any] = {"budget": budget, "key": "u", "on": DECIDED_ON, "by": worker_of(plan.person)}
    given = {"why": "In hospital and very tired.", "own_reason": "Not now, please.", "chosen_by_name": "Ruth Foxglove"}
    with pytest.raises(Refused) as said:
        choosing.start_while_unwell(**words, **(given | {"why": " "}), ask_again_on=DECIDED_ON)
    assert set(problems(said)) == {"why", "ask_again_on"}
    later_on = DECIDED_ON + timedelta(weeks=12)
    later = choosing.start_while_unwell(**words, **given, ask_again_on=later_on)
    assert {line.held_as for line in budget.lines.all()} == {"council_managed"} and is_open("agreement", plan)
    assert due.what_falls_due(later_on - timedelta(days=1))["talks about other ways opened"] == 0
    assert due.what_falls_due(later_on)["talks about other ways opened"] == 1
    assert due.open_later_talks(later_on + timedelta(days=1)) == 0, "the prompt comes once"
    step = Step.objects.open().get(code="other_ways", about=f"LaterTalk:{later.pk}")
    assert step.owner == worker_of(plan.person) and step.opened_on == later_on and step.due_on > later_on
    talked_early(plan.person, "choosing", on=later_on)
    assert not is_open("other_ways", plan)
    assert due.open_later_talks(later_on + timedelta(days=1)) == 0


def test_a_later_talk_needs_a_talk_now_and_a_day_within_the_budget(here: Town, plan: Plan) -> None:
    budget = budget_of(here, plan)
    words: dict[str, Any] = {"budget": budget, "why": "Unwell", "own_reason": "Later", "chosen_by_name": "Ruth"}
    words |= {"key": "u", "on": DECIDED_ON, "by": worker_of(plan.person)}
    with pytest.raises(Refused) as said:
        choosing.start_while_unwell(**words, ask_again_on=budget.ends_on + timedelta(days=1))
    assert set(problems(said)) == {"ask_again_on"}
    with pytest.raises(Refused) as said:
        choosing.start_while_unwell(**words, ask_again_on=budget.ends_on)
    assert set(problems(said)) == {"conversation"}
    assert not LaterTalk.objects.exists()


def test_only_the_timer_prompts_the_later_talk(here: Town, plan: Plan) -> None:
    budget = budget_of(here, plan)
    later = LaterTalk.objects.create(
        person=plan.person, budget=budget, why="x", ask_again_on=DECIDED_ON, on=ON, by=timer()
    )
    with pytest.raises(NotAllowed):
        choosing.open_later_talk(later=later, on=DECIDED_ON, by=worker_of(plan.person))


@pytest.mark.requirement("R-DEP-20")
def test_where_commissioned_means_contracts_only_a_line_with_another_provider_is_refused(here: Town) -> None:
    plan = plan_of(here, line(provider_name="Corner Gym"))
    budget = budget_of(here, plan)
    talked(budget)
    with under("council_c"), pytest.raises(Refused) as said:
        choose(budget, ("council_managed", "", None))
    assert "We have no contract with Corner Gym" in next(iter(problems(said).values()))
    assert choose(budget, ("council_managed", "", None), key="here").own_reason


def test_a_provider_with_a_contract_may_be_bought_from(here: Town) -> None:
    provider = Provider.objects.create(name="Contracted Care", has_contract=True)
    budget = budget_of(here, plan_of(here, line(provider=provider)))
    talked(budget)
    with under("council_c"):
        assert choose(budget, ("council_managed", "", None)).own_reason


@pytest.mark.requirement("R-DEP-23")
def test_three_questions_are_answered_and_kept_with_the_way_and_the_day(here: Town, plan: Plan) -> None:
    budget = budget_of(here, plan)
    good = {"choice": 5, "control": 4, "satisfaction": 3}
    words: dict[str, Any] = {"budget": budget, "words": " It works. ", "on": DECIDED_ON}
    own = own_user(here, plan.person)
    with pytest.raises(Refused, match="Nobody has chosen yet"):
        choosing.give_view(**words, answers=good, key="v", by=own)
    talked(budget)
    choose(budget, ("council_managed", "", None))
    with pytest.raises(Refused) as said:
        choosing.give_view(**words, answers={"choice": 6}, key="v", by=own)
    assert set(problems(said)) == set(good)
    choosing.give_view(**words, answers=good, key="v", by=own)
    choosing.give_view(**words, answers=dict.fromkeys(good, 5), key="w", by=worker_of(plan.person))
    rows = [
        (row.way, row.choice, row.control, row.satisfaction, row.words) for row in HoldingView.objects.order_by("pk")
    ]
    assert rows == [("council_managed", 5, 4, 3, "It works."), ("council_managed", 5, 5, 5, "It works.")]


def test_a_mix_of_ways_is_mixed(here: Town) -> None:
    plan = plan_of(here, line(), line(what="Swimming", outcomes=["community"], quantity_hundredths=100))
    budget = budget_of(here, plan)
    talked(budget)
    found_suitable(budget)
    choose(budget, ("direct_payment", "bank_account", None), ("council_managed", "", None))
    assert way_of(Budget.objects.get(pk=budget.pk), DECIDED_ON) == "mixed"
    assert by_line(budget) and refused(budget, key="later").is_suitable is False
