"""In the simulation people are talked to early, say what they would like, have help, disagree, and say how it works."""

from datetime import timedelta

import pytest

from selfdirect.actions.action import about
from selfdirect.demo import choosing as demo
from selfdirect.records.choosing import ChallengeAnswer, HelpOutcome, HelpToChoose, HoldingView, HoldingWish, LaterTalk
from selfdirect.records.work import Step
from tests.actions.choosing_people import asked, budget_of, plan_of
from tests.actions.first_half import ON, town, worker_of
from tests.actions.story import DECIDED_ON, choose, talked

pytestmark = pytest.mark.django_db


def test_people_are_talked_to_early_or_not_and_the_same_each_time() -> None:
    here = town()
    for number in range(8):
        plan = plan_of(here, first_name=f"P{number}", email=f"p{number}@example.org")
        demo.talk_early(plan, ON, worker_of(plan.person))
    wishes = HoldingWish.objects.count()
    assert 4 <= wishes < 9 and HelpToChoose.objects.filter(kind="advocate").exists()


def test_a_week_brings_help_a_second_look_and_views() -> None:
    here = town()
    budget = budget_of(here, plan_of(here))
    worker = worker_of(budget.person)
    help_asked = asked(budget.person, "peer_talk", on=DECIDED_ON)
    demo.refuse_first(budget, DECIDED_ON, worker)
    talked(budget)
    choose(budget, ("council_managed", "", None))
    assert demo.go_on(1, DECIDED_ON) == {"helped": 0, "looked again": 0, "views": 0}
    done = demo.go_on(1, DECIDED_ON + timedelta(days=8))
    assert (done["helped"], done["looked again"]) == (1, 1)
    assert HelpOutcome.objects.get().asked == help_asked
    assert ChallengeAnswer.objects.get().by != worker
    later = [budget.starts_on + timedelta(weeks=weeks) for weeks in range(12, 14)]
    assert sum(demo.go_on(seed, on)["views"] for seed in range(4) for on in later) == HoldingView.objects.count() <= 1


def test_somebody_unwell_starts_and_is_asked_again() -> None:
    here = town()
    budget = budget_of(here, plan_of(here))
    talked(budget)
    demo.start_while_unwell(budget, DECIDED_ON, worker_of(budget.person))
    assert LaterTalk.objects.get().ask_again_on == DECIDED_ON + timedelta(weeks=12)
    assert Step.objects.open().filter(code="agreement", about=about(budget)).exists()
