"""The person, or who speaks for them, says what they would like, asks for help, disagrees, and says how it works."""

from datetime import timedelta
from typing import Any

import pytest

from selfdirect.records.choosing import HelpToChoose, HoldingView, HoldingWish, SuitabilityChallenge
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from tests.actions import story
from tests.actions.choosing_people import answer, asked, own_user, plan_of, refused, speaks_for
from tests.actions.first_half import ON, town
from tests.councils import under
from tests.pages.person.conftest import Life, SetDay, browser, said


@pytest.mark.requirement("R-DEP-05")
@pytest.mark.parametrize("is_own", [True, False])
def test_a_wish_is_said_from_the_first_screen_and_from_the_plan(db: None, set_day: SetDay, is_own: bool) -> None:
    here = town()
    plan = plan_of(here)
    set_day(ON)
    client = browser(own_user(here, plan.person) if is_own else speaks_for(here, plan.person))
    my = f"/my/{plan.person_id}/"
    assert "Say who could look after your money" in said(client.get(my))
    assert f"{my}wish/" in said(client.get(f"{my}plan/"))
    page = said(client.get(f"{my}wish/"))
    assert "What help costs" in page and "£7.00 a month" in page and "Not sure yet" in page
    assert client.post(f"{my}wish/", {"option": "", "own_reason": "", "key": "a"}).status_code == 422
    sent: dict[str, Any] = {"option": "direct_payment", "own_reason": "", "key": "b"}
    assert "Write why, in the person" in said(client.post(f"{my}wish/", sent))
    sent |= {"own_reason": "I want to choose.", "key": "c"}
    assert client.post(f"{my}wish/", sent)["Location"] == f"{my}help-to-choose/"
    assert HoldingWish.objects.get().said_by_name == (plan.person.name if is_own else "Ruth Foxglove")
    assert "The direct payment service" in said(client.get(f"{my}help-to-choose/"))
    assert "I want to choose." in said(client.get(f"{my}wish/"))
    assert "Say who could look after your money" not in said(client.get(my))


def test_who_may_not_choose_does_not_wish(db: None, set_day: SetDay) -> None:
    here = town()
    plan = plan_of(here)
    set_day(ON)
    carer = browser(speaks_for(here, plan.person, Role.CARER))
    my = f"/my/{plan.person_id}/"
    assert carer.get(f"{my}wish/").status_code == 403 and carer.get(f"{my}help-to-choose/").status_code == 403
    assert "Say who could look after" not in said(carer.get(my))


def test_with_a_budget_the_wish_leads_to_the_choice(life: Life) -> None:
    client = browser(life.user)
    assert client.get(life.path("wish/"))["Location"] == life.path(f"budgets/{life.budget.pk}/ways/")


@pytest.mark.requirement("R-DEP-03")
def test_the_ways_are_compared_for_me(life: Life) -> None:
    page = said(browser(life.user).get(life.path(f"budgets/{life.budget.pk}/ways/")))
    for words in ("Who has the money", "What help costs", "What you can buy", "£7.00 a month", "Help to choose"):
        assert words in page
    assert "a week is paid to you." in page and "This is the usual way here" not in page
    with under("council_a"):
        assert "This is the usual way here" in said(
            browser(life.user).get(life.path(f"budgets/{life.budget.pk}/ways/"))
        )


@pytest.mark.requirement("R-DEP-21")
def test_a_talk_with_somebody_who_has_a_budget_is_asked_for(life: Life) -> None:
    client = browser(life.user)
    address = life.path("help-to-choose/")
    assert client.post(address, {"kind": "", "words": "", "key": "a"}).status_code == 422
    assert client.post(address, {"kind": "peer_talk", "words": "By phone", "key": "b"}).status_code == 302
    step = Step.objects.open().get(code="help_to_choose")
    assert HelpToChoose.objects.get().kind == "peer_talk"
    assert f"{step.owner.name} arranges this by" in said(client.get(address))
    assert "being arranged already" in said(client.post(address, {"kind": "peer_talk", "words": "", "key": "c"}))


@pytest.mark.requirement("R-DEP-13")
def test_a_direct_payment_is_asked_for_and_says_by_when(life: Life) -> None:
    client = browser(life.user)
    ways = life.path(f"budgets/{life.budget.pk}/ways/")
    address = life.path(f"budgets/{life.budget.pk}/ask/")
    assert address in said(client.get(ways))
    assert client.get(address).status_code == 200
    assert client.post(address, {"key": "a"})["Location"] == ways
    step = Step.objects.open().get(code="suitability")
    page = said(client.get(ways))
    assert f"{step.owner.name} looks at this way with you. You will hear by 29 June 2026." in page
    assert address not in page


@pytest.mark.requirement("R-DEP-13")
@pytest.mark.parametrize("is_own", [True, False])
def test_a_no_is_disagreed_with_and_the_answer_is_read(life: Life, is_own: bool) -> None:
    record = refused(life.budget)
    client = browser(life.user if is_own else life.helper(Role.REPRESENTATIVE))
    ways = life.path(f"budgets/{life.budget.pk}/ways/")
    address = life.path(f"budgets/{life.budget.pk}/disagree/{record.pk}/")
    page = said(client.get(ways))
    assert "Nobody could help with pay yet." in page and address in page
    assert client.post(address, {"why": "", "key": "a"}).status_code == 422
    assert client.post(address, {"why": "My sister can help.", "key": "b"})["Location"] == ways
    made = SuitabilityChallenge.objects.get()
    owner = Step.objects.open().get(code="disagreement").owner
    page = said(client.get(ways))
    assert f"{owner.name} is looking at this again." in page and address not in page
    assert client.get(address).status_code == 404
    answer(made, owner, on=story.AGREED_ON)
    assert "Nothing has changed yet." in said(client.get(ways))


def test_a_carer_does_not_disagree_for_the_person(life: Life) -> None:
    record = refused(life.budget)
    carer = browser(life.helper(Role.CARER))
    assert carer.get(life.path(f"budgets/{life.budget.pk}/disagree/{record.pk}/")).status_code == 403
    assert "I do not agree" not in said(carer.get(life.path(f"budgets/{life.budget.pk}/ways/")))


@pytest.mark.requirement("R-DEP-23")
def test_how_it_works_is_asked_some_weeks_on_and_not_again_at_once(life: Life, set_day: SetDay) -> None:
    client = browser(life.user)
    address = life.path("how-it-works/")
    assert client.get(address).status_code == 404
    story.chosen(life.budget, ("council_managed", "", None))
    story.signed(life.budget)
    wanted = "Tell us how your budget works for you"
    assert wanted not in said(client.get(life.path()))
    assert address in said(client.get(life.path("money/")))
    later = life.budget.starts_on + timedelta(weeks=26)
    set_day(later)
    assert wanted in said(client.get(life.path()))
    assert client.post(address, {"key": "a"}).status_code == 422
    given = {"choice": "4", "control": "3", "satisfaction": "5", "words": "The same people come."}
    assert client.post(address, given | {"key": "b"})["Location"] == life.path("money/")
    view = HoldingView.objects.get()
    assert (view.way, view.on, view.choice, view.control, view.satisfaction) == ("council_managed", later, 4, 3, 5)
    assert wanted not in said(client.get(life.path()))


def test_what_was_offered_and_not_wanted_is_shown(life: Life) -> None:
    asked(life.person, "advocate", is_wanted=False, on=story.AGREED_ON)
    assert "You did not want this on 22 June 2026." in said(browser(life.user).get(life.path("help-to-choose/")))
