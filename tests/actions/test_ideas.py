"""Looking for something within the time allowed, and what was learned in the library once somebody has checked it."""

from typing import Any

import pytest

from selfdirect.actions import ideas
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.ideas import Idea, SourcingEnd, SourcingTask
from selfdirect.records.work import Step
from tests.actions.first_half import ON, Town, assessed, town, worker_of
from tests.actions.paying_people import problems

pytestmark = pytest.mark.django_db

IDEA = {"idea_title": "A choir", "idea_words": "Ask the church hall on Tuesdays.", "idea_cost": "£4.00 a week"}


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def task(here: Town) -> SourcingTask:
    person = assessed(here).person
    words = {"what": "A choir on a weekday", "key": "start", "on": ON, "by": worker_of(person)}
    return ideas.start_looking(person=person, **words)


def used(task: SourcingTask, minutes: int, **more: Any) -> None:
    words = {"what_was_done": "Rang five choirs", "key": f"time-{minutes}", "on": ON, "by": worker_of(task.person)}
    ideas.use_time(**({"task": task, "minutes": minutes} | words | more))


def ended(task: SourcingTask, **more: Any) -> SourcingEnd:
    words = {"found": True, "learned": "She sings on Tuesdays.", "key": "end", "on": ON, "by": worker_of(task.person)}
    return ideas.end_looking(**({"task": task} | words | IDEA | more))


@pytest.mark.requirement("R-BRK-10")
def test_time_beyond_what_is_allowed_is_a_question_for_the_manager(here: Town, task: SourcingTask) -> None:
    assert task.minutes == 300
    used(task, 250)
    assert not Step.objects.open().filter(code="sourcing_time").exists()
    used(task, 80)
    assert task.left == -30 and Step.objects.open().get(code="sourcing_time").owner in here.cast.managers
    words = {"minutes": 60, "reason": "She is nearly there.", "key": "more", "on": ON}
    with pytest.raises(NotAllowed):
        ideas.allow_more(task=task, **words, by=worker_of(task.person))
    ideas.allow_more(task=task, **words, by=here.manager)
    assert task.left == 30 and not Step.objects.open().filter(code="sourcing_time").exists()


@pytest.mark.requirement("R-BRK-10")
def test_what_was_learned_goes_into_the_library_when_somebody_else_has_checked_it(
    here: Town, task: SourcingTask
) -> None:
    ended(task)
    idea = Idea.objects.get()
    assert Step.objects.open().get(code="idea_check").about == f"Idea:{idea.pk}"
    with pytest.raises(Refused) as refused:
        ideas.check_idea(idea=idea, is_published=False, note=" ", key="c1", on=ON, by=here.manager)
    assert "why it is kept out" in problems(refused)["note"]
    ideas.check_idea(idea=idea, is_published=True, note="", key="c2", on=ON, by=here.manager)
    assert not Step.objects.open().filter(code="idea_check").exists()
    with pytest.raises(Refused, match="checked already"):
        ideas.check_idea(idea=idea, is_published=True, note="", key="c3", on=ON, by=here.manager)
    mine = Idea.objects.create(title="Mine", words="x", on=ON, by=here.manager)
    with pytest.raises(Refused, match="somebody else has to check it"):
        ideas.check_idea(idea=mine, is_published=True, note="", key="c4", on=ON, by=here.manager)


def test_nobodys_name_goes_into_the_library(task: SourcingTask) -> None:
    name = task.person.details.first_name
    with pytest.raises(Refused) as refused:
        ended(task, idea_words=f"Ask {name}’s choir, says {name}.")
    assert name in problems(refused)["idea_words"] and not Idea.objects.exists()


def test_what_is_wrong_is_named_and_after_the_end_nothing_is_added(task: SourcingTask) -> None:
    for more, field in (
        ({"learned": " "}, "learned"),
        ({"idea_title": ""}, "idea_title"),
        ({"idea_words": ""}, "idea_words"),
    ):
        with pytest.raises(Refused) as refused:
            ended(task, **more)
        assert field in problems(refused)
    with pytest.raises(Refused) as refused:
        used(task, 0, what_was_done=" ")
    assert set(problems(refused)) == {"minutes", "what_was_done"}
    ended(task, idea_title="", idea_words="", idea_cost="")
    assert not Idea.objects.exists()
    with pytest.raises(Refused, match="has ended"):
        used(task, 5)
    with pytest.raises(Refused, match="Say what you look for"):
        ideas.start_looking(person=task.person, what=" ", key="x", on=ON, by=worker_of(task.person))
