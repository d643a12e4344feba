"""The modelling page: who may see it, what it says, an address that can be shared, and few people never counted out."""

from typing import Any

import pytest
from django.test import Client

from selfdirect.modelling.what_if import MEASURES, Sums
from selfdirect.pages.staff.modelling import below_row, change_row, count
from tests.actions.first_half import Town
from tests.actions.story import approved
from tests.councils import under
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import said, text

PAGE = "/staff/modelling/"


@pytest.fixture
def approver(here: Town, browser: Browser) -> Client:
    return browser(here.cast.approvers[0])


def test_it_opens_with_its_questions_and_nothing_worked_out(approver: Client) -> None:
    page = text(approver.get(PAGE))
    assert "What budgets would come to" in page and "Price of one point each week" in page
    assert "The result" not in page


@pytest.mark.requirement("R-RAS-14")
def test_a_change_is_shown_before_and_after_with_winners_losers_and_cost(approver: Client) -> None:
    address = f"{PAGE}?whom=fictional&price=&percent=-5&ceiling=400&share="
    page = text(approver.get(address))
    assert "20,000 fictional people" in page and "Example figures" in page
    for words in ("What it costs a year", "0 people gain", "people lose", "newly fall below", "By level of need"):
        assert words in page
    assert page == text(approver.get(address))
    assert "Who gains and who loses: the numbers are in the table below" in approver.get(address).content.decode()


@pytest.mark.requirement("R-RAS-15")
def test_averages_by_main_reason_and_need_stand_there_and_disadvantage_is_flagged(
    approver: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = text(approver.get(f"{PAGE}?whom=fictional&price=7.00"))
    assert "Learning disability: high need" in page
    assert "Older people with high needs" in page and "others of the same need" in page
    assert "Look at this" not in page
    monkeypatch.setattr("selfdirect.modelling.what_if.FLAGGED_BELOW", 200)
    assert "Look at this" in text(approver.get(f"{PAGE}?whom=fictional&price=7.00"))


def test_what_was_typed_stays_and_a_fault_is_named(approver: Client) -> None:
    answer = approver.get(f"{PAGE}?whom=fictional&price=abc&percent=900&share=101")
    assert len(said(answer)) == 3
    assert 'value="abc"' in answer.content.decode() and 'value="900"' in answer.content.decode()
    assert said(approver.get(f"{PAGE}?whom=")) == ["Select over whom"]


def test_the_councils_own_people_are_worked_out_and_few_of_them_are_not_counted(here: Town, approver: Client) -> None:
    address = f"{PAGE}?whom=council&percent=10"
    assert "Nobody of our own people can be worked out" in said(approver.get(address))[0]
    approved(here)
    page = text(approver.get(address))
    assert "Over 1 of our own people" in page
    assert "Fewer than 5 people gain" in page


def test_a_trial_that_asks_other_questions_leaves_out_whoever_did_not_answer_them(here: Town, approver: Client) -> None:
    approved(here)
    with under("council_d"):
        answer = approver.get(f"{PAGE}?whom=council&trial=revised_questionnaire")
    assert "not known: answers." in said(answer)[0]


def test_each_council_is_asked_what_makes_sense_there(here: Town, browser: Browser) -> None:
    with under("council_d"):
        page = text(browser(here.cast.managers[0]).get(f"{PAGE}?whom=fictional&trial=revised_questionnaire"))
    assert "On trial: revised questionnaire" in page and "Price of one point each week" not in page
    with under("council_a"):
        assert "A version on trial" not in text(browser(here.cast.managers[0]).get(PAGE))


def test_only_those_who_may_see_models_get_in(here: Town, browser: Browser) -> None:
    cast = here.cast
    for user in (cast.managers[0], cast.approvers[0]):
        assert browser(user).get(PAGE).status_code == 200
    for user in (cast.workers[0], cast.finance[0], cast.panel[0], cast.administrator):
        assert browser(user).get(PAGE).status_code == 403


def test_small_numbers_are_not_shown_of_our_own_people() -> None:
    few: dict[str, Any] = dict.fromkeys(MEASURES, 0) | {
        "people": 9,
        "winners": 2,
        "won": 10_00,
        "losers": 6,
        "lost": 60,
    }
    row = change_row(Sums("Some", few), hide=True)
    assert row[4:] == ["Fewer than 5", "", "6", "£0.10"]
    assert change_row(Sums("Some", few), hide=False)[4:6] == ["2", "£5.00"]
    assert change_row(Sums("Some", few | {"people": 3}), hide=True)[1:] == ["Fewer than 5", *[""] * 6]
    assert below_row(Sums("Some", few | {"people": 3}), hide=True) == ["Some", "", "", "", ""]
    assert (count(0, True), count(4, True), count(4, False)) == ("0", "Fewer than 5", "4")
