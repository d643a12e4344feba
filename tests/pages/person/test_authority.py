"""The person reads who may act, and ends it in one step; whoever holds an authority ends their own."""

import pytest

from selfdirect.actions import access
from selfdirect.actions.action import Refused
from selfdirect.records.access import ActingFor
from selfdirect.records.authority import Authority, AuthorityEnd
from selfdirect.rules.access import Role
from tests.actions import story
from tests.actions.giving_authority import given_authority, with_access
from tests.pages.person.conftest import ON, Life, browser, said


def held(life: Life, **more: str) -> Authority:
    return given_authority(life.person, life.worker, story.DECIDED_ON, **more)


@pytest.mark.requirement("R-DIG-05")
def test_the_person_reads_it_and_ends_it_in_one_step(life: Life) -> None:
    one = held(life)
    client = browser(life.user)
    page = said(client.get(life.path("helpers/")))
    assert "Ruth Foxglove" in page and "Nominated person" in page and "Nobody else can open your pages" not in page
    end = life.path(f"helpers/authority/{one.pk}/end/")
    assert "Stop Ruth Foxglove from acting for you?" in said(client.get(end))
    assert client.post(end, {"key": "a"}).status_code == 302
    ended = AuthorityEnd.objects.get()
    assert (ended.why, ended.on, ended.by) == ("person_wants", ON, life.user)
    assert "Nobody else can open your pages" in said(client.get(life.path("helpers/")))
    assert client.get(end).status_code == 404


def test_whoever_holds_it_ends_it_and_may_say_that_the_person_can_decide_again(life: Life) -> None:
    one = held(life, acts_as="authorised_person")
    user = life.helper(Role.REPRESENTATIVE, email="ruth@example.org")
    ActingFor.objects.filter(user=user).delete()
    acting = with_access(one, user, story.DECIDED_ON, life.worker)
    with pytest.raises(Refused, match="End the authority"):
        access.stop_acting_for(acting=acting, on=ON, by=user)
    client = browser(user)
    end = life.path(f"helpers/authority/{one.pk}/end/")
    page = said(client.get(end))
    assert "Stop acting for" in page and "The person can decide for themselves again" in page
    assert "Select why you stop" in said(client.post(end, {"key": "a"}))
    done = client.post(end, {"key": "b", "why": "capacity_back"})
    assert done.status_code == 302 and done.url == "/my/"
    assert client.get(life.path()).status_code == 404, "they no longer open the person's pages"


def test_the_person_who_could_not_decide_is_told_what_to_do(life: Life) -> None:
    one = held(life, acts_as="authorised_person")
    answer = browser(life.user).post(life.path(f"helpers/authority/{one.pk}/end/"), {"key": "a"})
    assert answer.status_code == 422 and "If you can decide now" in said(answer)


def test_another_helper_neither_reads_nor_ends_it(life: Life) -> None:
    one = held(life)
    client = browser(life.helper(Role.CARER))
    assert "Ruth Foxglove" not in said(client.get(life.path("helpers/")))
    assert client.get(life.path(f"helpers/authority/{one.pk}/end/")).status_code == 404
