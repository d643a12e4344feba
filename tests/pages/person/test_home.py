"""The first screen answers without a click: what I have, what happens next and when, who to ask, what is needed."""

from datetime import date, timedelta

import pytest
from django.test.utils import CaptureQueriesContext

from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from tests.actions import story
from tests.actions.first_half import screened
from tests.pages.person.conftest import Life, SetDay, browser, said, user_of

MOST_QUERIES = 15


def test_before_there_is_a_budget_it_says_where_things_are(life: Life) -> None:
    other = screened(life.here, first_name="Other").person
    page = said(browser(user_of(life.here, other, "other@example.org")).get(f"/my/{other.pk}/"))
    assert "This is step 2 of 7: <strong>Assessment</strong>" in page
    assert "We meet you and talk about what you need" in page
    assert "You do not have a budget yet" in page


@pytest.mark.requirement("R-SUP-01")
def test_the_named_worker_can_be_phoned(life: Life) -> None:
    page = said(browser(life.user).get(life.path()))
    assert life.worker.name in page and f'href="tel:{life.worker.phone.replace(" ", "")}"' in page


def test_the_next_step_says_who_since_when_and_by_when(life: Life) -> None:
    step = Step.objects.open().get(person=life.person, code="holding_choice")
    page = said(browser(life.user).get(life.path()))
    assert "You choose how your money is looked after" in page
    assert f"{step.owner.name}, since 15 June 2026" in page
    assert "If it is late" in page or "We are sorry" in page


def test_a_late_step_is_said_kindly(life: Life, set_day: SetDay) -> None:
    step = Step.objects.open().get(person=life.person, code="holding_choice")
    set_day(step.due_on)
    assert "We are sorry" not in said(browser(life.user).get(life.path()))
    set_day(step.due_on + timedelta(days=1))
    page = said(browser(life.user).get(life.path()))
    assert "We are sorry. This is taking longer than we said." in page and "You do not lose your place" in page
    assert f"phone {step.owner.name}" in page


def test_the_first_thing_to_do_is_the_main_action(life: Life) -> None:
    page = said(browser(life.user).get(life.path()))
    assert "Choose who looks after your money </a>" in page.replace("</a>", " </a>")
    assert 'class="govuk-button govuk-button--secondary" data-module="govuk-button">Tell us' in page


def test_when_nothing_is_asked_the_main_action_is_to_tell_us(life: Life) -> None:
    story.chosen(life.budget, ("council_managed", "", None))
    story.signed(life.budget)
    page = said(browser(life.user).get(life.path()))
    assert "For you to do" not in page
    assert 'class="govuk-button " data-module="govuk-button">Tell us something has changed' in page


def test_an_account_and_an_agreement_are_asked_for_in_that_order(life: Life) -> None:
    story.chosen(life.budget)
    page = said(browser(life.user).get(life.path()))
    assert page.index("Tell us which account to pay into") < page.index("Read and sign your agreement")


def test_money_left_this_month_is_shown_with_what_it_is_for(life: Life, set_day: SetDay) -> None:
    story.chosen(life.budget, ("council_managed", "", None))
    story.signed(life.budget)
    set_day(date(2026, 8, 25))
    page = said(browser(life.user).get(life.path()))
    assert "£160.00" in page and "for your support, from today to 31 August 2026" in page
    assert "<span>Swimming</span> <strong>£80.00</strong>" in page


def test_after_its_last_day_a_budget_has_ended(life: Life, set_day: SetDay) -> None:
    story.chosen(life.budget, ("council_managed", "", None))
    story.signed(life.budget)
    set_day(life.budget.ends_on + timedelta(days=1))
    assert "Your budget ended on" in said(browser(life.user).get(life.path()))


def test_the_page_costs_the_same_however_much_happened(life: Life) -> None:
    from django.db import connection

    client = browser(life.user)
    client.get(life.path())
    with CaptureQueriesContext(connection) as before:
        client.get(life.path())
    for number in range(30):
        Step.objects.create(
            person=life.person,
            code="message_reply",
            about=f"Note:{number}",
            owner=life.worker,
            opened_on=story.DECIDED_ON,
            due_on=story.DECIDED_ON,
        )
    with CaptureQueriesContext(connection) as after:
        client.get(life.path())
    assert len(after) == len(before)
    asked = [one for one in after.captured_queries if one["sql"].startswith(("SELECT", "INSERT"))]
    assert len(asked) <= MOST_QUERIES


def test_my_pages_begin_with_my_own(life: Life) -> None:
    answer = browser(life.user).get("/my/")
    assert answer.status_code == 302 and answer.url == life.path()


@pytest.mark.requirement("R-DIG-05")
def test_a_helper_sees_whom_they_help_and_what_they_may_see(life: Life) -> None:
    page = said(browser(life.helper(Role.CARER, may_see_money=False)).get("/my/"))
    assert "Amara Foxglove" in page and "Everything but money" in page and "carer" in page
    assert "You choose how your money is looked after. By" in page
    again = said(browser(life.helper(Role.REPRESENTATIVE)).get("/my/"))
    assert "Everything, with money" in again and "sign the agreement" in again


def test_a_helper_of_nobody_is_told_what_will_appear(life: Life) -> None:
    user = life.helper(Role.CARER)
    user.acts_for.update(until_on=date(2026, 6, 16))
    assert "You do not help anybody here now" in said(browser(user).get("/my/"))
    assert browser(user).get(life.path()).status_code == 404
