"""A personal budget is offered to everybody eligible; what they said is kept, and a crisis puts it off, not away."""

from datetime import date, timedelta
from typing import Any

import pytest

from selfdirect.actions import eligibility
from selfdirect.actions.action import Refused
from selfdirect.records.assessments import Assessment
from selfdirect.records.audit import AuditEntry
from selfdirect.records.eligibility import BudgetOffer
from selfdirect.records.work import Step
from tests.actions.first_half import ON, answers, assessed, town, worker_of
from tests.councils import under

pytestmark = pytest.mark.django_db


def offered(assessment: Assessment, outcome: str, **more: Any) -> BudgetOffer:
    given: dict[str, Any] = {"reason": "", "ask_again_on": None, "key": f"offer {outcome}", "on": ON} | more
    return eligibility.record_offer(assessment=assessment, outcome=outcome, by=worker_of(assessment.person), **given)


@pytest.mark.requirement("R-ELG-10")
def test_what_was_said_to_an_offer_is_kept_and_told() -> None:
    done = assessed(town())
    kept = offered(done, "accepted")
    assert (kept.outcome, kept.on, kept.by) == ("accepted", ON, worker_of(done.person))
    assert AuditEntry.objects.filter(said__contains="You want a personal budget", person=done.person).exists()


@pytest.mark.requirement("R-ELG-04")
@pytest.mark.parametrize("outcome", ["declined", "not_offered"])
def test_any_other_path_needs_its_reason(outcome: str) -> None:
    done = assessed(town())
    with pytest.raises(Refused, match="Give the reason"):
        offered(done, outcome)
    assert offered(done, outcome, reason="Wants the council to arrange everything.").reason


@pytest.mark.requirement("R-ELG-06")
def test_in_a_crisis_the_offer_is_put_off_where_the_policy_says_so_and_a_task_asks_again() -> None:
    with under("council_c"):
        done = assessed(town())
        again = ON + timedelta(days=21)
        with pytest.raises(Refused, match="the day by which you will ask again"):
            offered(done, "deferred", reason="Bereaved last week.")
        with pytest.raises(Refused, match="must be after today"):
            offered(done, "deferred", reason="Bereaved last week.", ask_again_on=date(2027, 6, 1))
        offered(done, "deferred", reason="Bereaved last week.", ask_again_on=again)
        step = Step.objects.open().get(person=done.person, code="budget_offer")
        assert step.due_on == again and step.owner == worker_of(done.person)
        offered(done, "accepted", key="later", on=again)
        assert not Step.objects.open().filter(person=done.person, code="budget_offer").exists()


def test_a_council_that_offers_in_a_crisis_puts_nothing_off() -> None:
    done = assessed(town())
    with pytest.raises(Refused, match="offers a budget in a crisis too"):
        offered(done, "deferred", reason="In crisis.", ask_again_on=ON + timedelta(days=7))


def test_it_is_offered_only_once_needs_are_eligible_and_in_known_words() -> None:
    here = town()
    done = assessed(here)
    with pytest.raises(Refused, match="Choose what came"):
        offered(done, "maybe")
    able = assessed(here, answers("hygiene"), first_name="Rowan")
    with pytest.raises(Refused, match="found eligible needs"):
        offered(able, "accepted")
