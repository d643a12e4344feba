"""The clock from referral to the eligibility decision, for one person and counted for the team manager."""

from datetime import date, timedelta

import pytest

from selfdirect.pages.staff.clocks import TO_THE_DECISION, clocks_of, waits
from tests.actions.first_half import ON, Town, assessed, referred, screened, worker_of
from tests.councils import under
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import text


@pytest.mark.requirement("R-ELG-05")
def test_the_record_says_how_long_the_decision_took(here: Town, browser: Browser) -> None:
    done = assessed(here)
    shown = text(browser(worker_of(done.person)).get(f"/staff/people/{done.person_id}/"))
    assert "From referral to the eligibility decision 0 days, decided on 1 June 2026." in shown


@pytest.mark.requirement("R-ELG-05")
def test_each_standard_of_the_council_runs_from_the_referral() -> None:
    with under("richmond"):
        found = clocks_of(ON, ON + timedelta(days=40), None, ON + timedelta(days=41))
        own, wait, *rest = found
        assert own.label == TO_THE_DECISION and own.words == "41 days so far. We have no standard for it."
        assert wait.label == "Nobody waits more than 20 working days for an assessment"
        assert (wait.state, wait.is_illustrative) == ("Late", True) and "29 June 2026" in wait.words
        assert not rest, "what a referral and its assessment do not show is left out"
        assert clocks_of(ON, ON + timedelta(days=28), None, ON + timedelta(days=41))[1].state == "In time"
        assert clocks_of(ON, None, None, ON)[1].state == ""


def test_an_assessment_before_the_referral_belongs_to_another() -> None:
    assert "so far" in clocks_of(ON, ON - timedelta(days=9), ON - timedelta(days=1), ON)[0].words
    assert clocks_of(None, None, None, ON) == []


@pytest.mark.requirement("R-ELG-05")
def test_the_manager_sees_the_clocks_counted(here: Town, browser: Browser) -> None:
    assessed(here)
    screened(here, first_name="Other")
    referred(here, first_name="Third")
    own = waits(ON)[0]
    assert (own.label, own.running, own.usual_days) == (TO_THE_DECISION, 2, 0)
    shown = text(browser(here.manager).get("/staff/"))
    assert "From referral to the eligibility decision No standard No standard 2 0 days" in shown


def test_a_standard_counts_who_was_in_time_and_who_is_late(here: Town) -> None:
    screened(here)
    referred(here, first_name="Waiting")
    with under("richmond"):
        found = {wait.label: wait for wait in waits(date(2026, 7, 27))}
        wait = found["Nobody waits more than 20 working days for an assessment"]
        assert (wait.in_time, wait.late, wait.running, wait.usual_days) == (1, 1, 1, 0)


def test_without_referrals_there_is_nothing_to_count(here: Town) -> None:
    assert waits(ON) == []
