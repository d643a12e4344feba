"""The questions that decide: what hangs on an answer is dropped with it, and one outcome leads to the next."""

from typing import Any

import pytest
from django.test import Client

from selfdirect.pages.staff.assessment_questions import deciding_words, outcome_questions, outcome_words
from selfdirect.records.assessments import Assessment
from selfdirect.rules.assessments import OUTCOMES
from selfdirect.rules.values import Values
from tests.actions.first_half import ON
from tests.pages.staff.forms import LONG, hidden, said, send, text
from tests.pages.staff.test_assessments import UNABLE, assessment, at, client

__all__ = ["assessment", "client"]


def test_one_outcome_leads_to_the_next_and_the_last_back_to_the_list(client: Client, assessment: Assessment) -> None:
    codes = list(OUTCOMES)
    for number, code in enumerate(codes):
        answer = send(client, at(assessment, f"outcome/{code}/"), able="able")
        last = number + 1 == len(codes)
        assert answer.url == (at(assessment) if last else at(assessment, f"outcome/{codes[number + 1]}/"))


def test_a_changed_answer_drops_what_hung_on_it(client: Client, assessment: Assessment) -> None:
    send(client, at(assessment, "outcome/hygiene/"), **UNABLE)
    assert Assessment.objects.get().answers["hygiene_level"] == "some"
    send(client, at(assessment, "outcome/hygiene/"), **{**UNABLE, "able": "able"})
    assert Assessment.objects.get().answers == {"hygiene_able": "able"}


def test_a_second_click_saves_once(client: Client, assessment: Assessment) -> None:
    path = at(assessment, "outcome/hygiene/")
    typed = {**hidden(client, path), **UNABLE}
    assert [client.post(path, typed).status_code for _ in range(2)] == [302, 302]
    assert Assessment.objects.get().version == 2


def test_what_was_answered_is_shown_again(client: Client, assessment: Assessment) -> None:
    send(client, at(assessment, "outcome/hygiene/"), **UNABLE)
    page = client.get(at(assessment, "outcome/hygiene/")).content.decode()
    assert "Nobody helps" in page and page.count("checked") >= 4


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({}, ["Select yes if they can do this"]),
        (
            {"able": "unable"},
            [
                "Select in what way they are unable to do this",
                "Select how much support they need",
                "Enter how this is met now, or that it is not met",
                "Select yes if an unpaid carer meets any of this",
            ],
        ),
        ({**UNABLE, "limbs": ["flying"]}, ["Select in what way they are unable to do this"]),
        ({**UNABLE, "met_now": LONG}, ["Your answer must be 2,000 characters or fewer. It is 14,999 now"]),
    ],
)
def test_what_is_wrong_is_said_plainly(
    client: Client, assessment: Assessment, typed: dict[str, Any], problems: list[str]
) -> None:
    answer = send(client, at(assessment, "outcome/hygiene/"), **typed)
    assert answer.status_code == 422 and said(answer) == problems
    assert Assessment.objects.get().answers == {}


def test_an_outcome_half_answered_is_marked_as_missing_something(client: Client, assessment: Assessment) -> None:
    Assessment.objects.update(answers={"hygiene_able": "unable"})
    assert "Information missing" in text(client.get(at(assessment)))


def test_section_117_asks_which_needs_only_when_it_applies(client: Client, assessment: Assessment) -> None:
    path = at(assessment, "test/section_117/")
    assert said(send(client, path, answer="yes")) == ["Select which needs after-care covers"]
    assert send(client, path, answer="yes", covers="some_needs").status_code == 302
    assert Assessment.objects.get().answers == {"section_117": "yes", "section_117_covers": "some_needs"}
    assert send(client, path, answer="no", covers="some_needs").status_code == 302
    assert Assessment.objects.get().answers == {"section_117": "no"}


def test_well_being_is_explained(client: Client, assessment: Assessment) -> None:
    page = text(client.get(at(assessment, "test/wellbeing_impact/")))
    assert "What well-being is" in page and "dignity" in page


def test_answers_in_words() -> None:
    given = {
        "hygiene_able": "unable",
        "hygiene_limbs": ["takes_longer"],
        "hygiene_level": "a_lot",
        "hygiene_met_now": "Ann",
    }
    words = outcome_words({**given, "hygiene_met_by_carer": "yes"}, "hygiene")
    assert "takes much longer" in words and "a lot of support" in words and "An unpaid carer" in words
    assert outcome_words({}, "hygiene") == "" and outcome_words({"hygiene_able": "able"}, "hygiene") == "Can do this"
    assert deciding_words({}, "section_117") == ""
    assert (
        deciding_words({"section_117": "yes", "section_117_covers": "all_needs"}, "section_117")
        == "Yes, for all the needs"
    )
    assert deciding_words({"wellbeing_impact": "no"}, "wellbeing_impact") == "No"


def test_every_outcome_has_a_plain_question() -> None:
    from selfdirect.actions.support.policy import policy

    values: Values = policy().on(ON)
    assert all(question.endswith("?") for question in outcome_questions(values).values())
