"""The register holds only who agreed; searches that find nobody are kept; training is offered and written down."""

from datetime import date
from typing import Any

import pytest

from selfdirect.actions import assistants as actions
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.assistants import Assistant, RegisterEntry, RegisterSearch, Training
from tests.actions.employed import Employer, employer

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 13)


@pytest.fixture
def life() -> Employer:
    return employer()


def entered(life: Employer, one: Assistant, **more: Any) -> RegisterEntry:
    given: dict[str, Any] = {
        "areas": ["outlying"],
        "tasks": ["personal_care", "therapeutic"],
        "languages": ["English", "Polish"],
        "hours_hundredths": 12_00,
        "when_words": "Mornings",
        "covers": "emergency",
        "agreed_to_be_found": True,
        "is_listed": True,
        "key": life.key(),
        "on": ON,
        "by": life.worker,
    }
    return actions.enter(assistant=one, **(given | more))


def wanted(life: Employer, **more: Any) -> Any:
    given = {"area": "outlying", "tasks": ["therapeutic"], "languages": [], "hours_hundredths": 4_00}
    given |= {"key": life.key(), "on": ON, "by": life.worker}
    return actions.want(person=life.person, **(given | more))


@pytest.mark.requirement("R-EMP-04")
def test_only_who_agreed_is_in_the_register_with_a_place_a_task_and_a_language(life: Employer) -> None:
    one = life.assistant()
    for more, words in (
        ({"agreed_to_be_found": False}, "has not agreed"),
        ({"areas": ["moon"]}, "at least one area"),
        ({"tasks": []}, "at least one thing"),
        ({"languages": []}, "at least one language"),
        ({"covers": "x"}, "stand in"),
    ):
        with pytest.raises(Refused, match=words):
            entered(life, one, **more)
    assert entered(life, one).languages == ["English", "Polish"]
    with pytest.raises(NotAllowed):
        entered(life, one, by=life.here.cast.finance[0])


@pytest.mark.requirement("R-EMP-11")
def test_a_holder_may_be_on_the_list_of_who_stands_in_for_others(life: Employer) -> None:
    one = life.assistant("Amara Foxglove", also=life.person)
    assert entered(life, one).covers == "emergency"
    with pytest.raises(Refused, match="already"):
        life.assistant("Amara Foxglove", also=life.person)
    with pytest.raises(Refused, match="16 or over"):
        life.assistant(born=date(2012, 1, 1))


@pytest.mark.requirement("R-EMP-13")
def test_a_search_that_finds_nobody_is_kept_until_somebody_is_found(life: Employer) -> None:
    place = wanted(life)
    assert place.is_rural and RegisterSearch.objects.get().found == 0
    entered(life, life.assistant())
    found = actions.search(vacancy=place, key="s1", on=ON, by=life.worker)
    assert found.found == 1
    with pytest.raises(Refused, match="Say why"):
        actions.stop_looking(vacancy=place, assistant=None, reason="", key="e0", on=ON, by=life.worker)
    actions.stop_looking(vacancy=place, assistant=Assistant.objects.get(), reason="", key="e1", on=ON, by=life.worker)
    place.refresh_from_db()
    with pytest.raises(Refused, match="any more"):
        actions.search(vacancy=place, key="s2", on=ON, by=life.worker)
    for more, words in (({"area": "moon"}, "Select the area"), ({"hours_hundredths": 0}, "hours a week")):
        with pytest.raises(Refused, match=words):
            wanted(life, **more)


@pytest.mark.requirement("R-EMP-05")
def test_training_is_offered_and_what_came_of_it_is_written_down(life: Employer) -> None:
    given = {"assistant": life.assistant(), "course": "first_aid", "on": ON, "by": life.worker}
    actions.train(**given, state="offered", done_on=None, key="t1")
    actions.train(**given, state="taken", done_on=ON, key="t2")
    assert list(Training.objects.order_by("pk").values_list("state", flat=True)) == ["offered", "taken"]
    for more, words in (
        ({"state": "taken", "done_on": date(2027, 1, 1)}, "the day it was finished"),
        ({"state": "x", "done_on": None}, "what came of it"),
        ({"state": "offered", "done_on": None, "course": "x"}, "Select a course"),
    ):
        with pytest.raises(Refused, match=words):
            actions.train(**{**given, **more}, key="t3")
