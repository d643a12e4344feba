"""A personal budget is offered to everybody eligible; what they said is kept, and a crisis puts it off, not away."""

from datetime import date, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from django.conf import LazySettings

from selfdirect.actions import eligibility
from selfdirect.actions.action import Refused
from selfdirect.policy import POLICY_ROOT
from selfdirect.records.assessments import Assessment
from selfdirect.records.audit import AuditEntry
from selfdirect.records.eligibility import BudgetOffer, TakeUp, take_up
from selfdirect.records.work import Step
from tests.actions.first_half import ON, answers, assessed, town, worker_of
from tests.actions.story import story
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


@pytest.mark.requirement("R-ELG-04")
def test_where_nobody_is_put_on_the_path_a_step_asks_for_the_offer(tmp_path: Path, settings: LazySettings) -> None:
    here = town()
    done = assessed(here)
    assert not Step.objects.filter(person=done.person, code="budget_offer").exists(), "everybody is on the path here"
    root = tmp_path / "policy"
    copytree(POLICY_ROOT, root)
    file = root / "defaults" / "eligibility.toml"
    before, heading, after = file.read_text().partition("[default_to_personal_budget]")
    file.write_text(before + heading + after.replace("2015-04-01 = true", "2015-04-01 = false", 1))
    settings.POLICY_ROOT = root
    with under(settings.COUNCIL):
        other = assessed(here, first_name="Other")
        step = Step.objects.open().get(person=other.person, code="budget_offer")
        assert step.owner == worker_of(other.person)
        offered(other, "accepted", key="other")
        assert not Step.objects.open().filter(person=other.person, code="budget_offer").exists()


def test_a_group_nobody_looks_for_is_refused() -> None:
    done = assessed(town())
    with pytest.raises(Refused, match="Choose groups from the list"):
        offered(done, "accepted", cohorts=["astronauts"])


@pytest.mark.requirement("R-ELG-10")
def test_take_up_is_counted_among_the_eligible() -> None:
    here = town()
    has_one = story(here=here)
    wants_none = assessed(here, first_name="Other")
    assessed(here, answers("hygiene"), first_name="Third")
    assert take_up() == TakeUp(eligible=2, taken_up=1, declined=0), "a budget was made; who is not eligible is left out"
    offered(wants_none, "declined", reason="Wants the council to arrange everything.")
    assert take_up() == TakeUp(eligible=2, taken_up=1, declined=1)
    offered(wants_none, "accepted", on=ON + timedelta(days=1), key="later")
    assert take_up().percent == 100 and has_one.person.pk != wants_none.person_id
