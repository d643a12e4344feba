"""Whether a direct payment suits is decided by a date; a no may be challenged, and somebody else looks again."""

import pytest

from selfdirect.actions import suitability
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.budgets import Budget
from selfdirect.records.choosing import ChallengeAnswer, SuitabilityChallenge
from selfdirect.records.direct_payments import SuitabilityRecord
from selfdirect.records.messages import Letter
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from tests.actions.choosing_people import (
    agreed,
    answer,
    budget_of,
    challenged,
    own_user,
    plan_of,
    refused,
    speaks_for,
    wished,
)
from tests.actions.first_half import Town, town, worker_of
from tests.actions.paying_people import problems
from tests.actions.story import DECIDED_ON, choose, factors, finalised, found_suitable, talked
from tests.councils import under

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def budget(here: Town) -> Budget:
    return budget_of(here, plan_of(here))


def clock(budget: Budget) -> Step | None:
    return Step.objects.open().filter(code="suitability", about=f"Budget:{budget.pk}").first()


def asked(budget: Budget, **more: object) -> Step:
    words = {"key": "ask", "on": DECIDED_ON, "by": worker_of(budget.person)} | more
    return suitability.ask(budget=budget, **words)  # type: ignore[arg-type]


@pytest.mark.requirement("R-DEP-13")
def test_asking_for_a_direct_payment_starts_a_clock_that_a_decision_stops(here: Town, budget: Budget) -> None:
    assert clock(budget) is None
    step = asked(budget, by=own_user(here, budget.person))
    assert step.owner == worker_of(budget.person) and step.due_on > DECIDED_ON
    assert (step.due_on - step.opened_on).days == 7, "five working days, by the policy"
    assert asked(budget, key="again").pk == step.pk
    found_suitable(budget)
    assert clock(budget) is None


def test_the_clock_starts_by_itself_where_one_was_wished_for(here: Town) -> None:
    plan = plan_of(here)
    wished(plan, "mixed")
    assert clock(budget_of(here, plan)) is not None


def test_the_clock_starts_by_itself_where_a_direct_payment_is_usual_unless_another_was_wished_for(here: Town) -> None:
    usual, other = plan_of(here), plan_of(here, first_name="Bo")
    wished(other, "council_managed")
    decisions = [agreed(here, usual), agreed(here, other)]
    with under("council_a"):
        assert [clock(finalised(one)) is not None for one in decisions] == [True, False]


def test_a_choice_of_another_way_stops_the_clock(budget: Budget) -> None:
    asked(budget)
    talked(budget)
    choose(budget, ("council_managed", "", None))
    assert clock(budget) is None


@pytest.mark.requirement("R-DEP-13")
def test_a_refusal_is_challenged_by_the_person_or_who_speaks_for_them_and_gets_an_owner_and_a_date(
    here: Town, budget: Budget
) -> None:
    record = refused(budget)
    with pytest.raises(NotAllowed):
        challenged(record, by=speaks_for(here, budget.person, Role.CARER))
    with pytest.raises(Refused) as said:
        challenged(record, why=" ", by=own_user(here, budget.person))
    assert problems(said) == {"why": "Say why you disagree"}
    made = challenged(record, by=speaks_for(here, budget.person))
    step = Step.objects.open().get(code="disagreement", about=f"SuitabilityChallenge:{made.pk}")
    assert step.owner in here.cast.managers and step.owner != record.by and step.due_on > DECIDED_ON
    with pytest.raises(Refused, match="already"):
        challenged(record, key="twice")


def test_only_the_latest_no_is_challenged(budget: Budget) -> None:
    first = refused(budget)
    yes = found_suitable(budget, key="second")
    for record in (first, yes):
        with pytest.raises(Refused, match="latest answer"):
            challenged(record, key=f"c{record.pk}")


@pytest.mark.requirement("R-DEP-13")
def test_somebody_else_answers_with_reasons_and_a_letter(here: Town, budget: Budget) -> None:
    made = challenged(refused(budget))
    with pytest.raises(NotAllowed):
        answer(made, worker_of(budget.person))
    with pytest.raises(Refused) as said:
        answer(made, here.manager, outcome="", reasons=" ")
    assert set(problems(said)) == {"outcome", "reasons"}
    answer(made, here.manager)
    letter = Letter.objects.get(kind="suitability_again")
    assert (letter.facts["answer"], letter.facts["reasons"]) == (
        "The answer stays the same",
        "Nothing has changed yet.",
    )
    assert len(letter.facts["how_to_disagree"]) > 1
    assert not Step.objects.open().filter(code="disagreement", person=budget.person).exists()
    assert SuitabilityRecord.objects.count() == 1
    with pytest.raises(Refused, match="already looked"):
        answer(made, here.manager, key="twice")


@pytest.mark.requirement("R-DEP-13")
def test_where_it_suits_after_all_the_support_is_said_and_a_direct_payment_may_be_chosen(
    here: Town, budget: Budget
) -> None:
    record = refused(budget)
    made = challenged(record)
    with pytest.raises(Refused) as said:
        answer(made, here.manager, outcome="suits")
    assert set(problems(said)) == {"support"}
    answer(made, here.manager, outcome="suits", support="A payroll service", reasons="With help it works.")
    latest = SuitabilityRecord.objects.order_by("-pk").first()
    assert latest is not None and latest.pk != record.pk and latest.is_suitable
    assert latest.factors["ability"] == {"met": "with_support", "note": "A payroll service"}
    assert Letter.objects.get(kind="suitability_again").facts["support"] == "A payroll service"
    talked(budget)
    assert choose(budget).own_reason


def test_the_law_cannot_be_argued_with(here: Town, budget: Budget) -> None:
    made = challenged(refused(budget, excluded_by_law=True, factors=factors()))
    with pytest.raises(Refused) as said:
        answer(made, here.manager, outcome="suits", support="Help")
    assert "court order" in problems(said)["outcome"]


def test_somebody_with_authority_has_to_ask_first(here: Town, budget: Budget) -> None:
    made = challenged(refused(budget, has_capacity=False, consents=False))
    with pytest.raises(Refused) as said:
        answer(made, here.manager, outcome="suits", support="Help")
    assert "authority" in problems(said)["outcome"]


def test_whoever_refused_does_not_answer_even_as_a_manager(here: Town, budget: Budget) -> None:
    record = refused(budget)
    made = SuitabilityChallenge.objects.create(
        person=budget.person, suitability=record, why="x", on=DECIDED_ON, by=worker_of(budget.person)
    )
    with pytest.raises(NotAllowed):
        answer(made, record.by)
    assert not ChallengeAnswer.objects.exists()
