"""A referral is screened from what we were told, once, and leads to an assessment, to help for now or to advice."""

import pytest
from django.test import Client

from selfdirect.actions import referrals as actions
from selfdirect.records.assessments import Assessment
from selfdirect.records.audit import Draft
from selfdirect.records.referrals import Referral
from selfdirect.rules.access import Role
from tests.actions.first_half import ON, Town, referred, worker_of
from tests.pages.conftest import AUser
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import EMOJI, LONG, hidden, said, send, text

ANSWERS = {
    "needs": "Washing is hard.",
    "help_now": "Nobody",
    "urgent": "No",
    "existing_package": "No",
    "communication": "By phone",
}


@pytest.fixture
def referral(here: Town) -> Referral:
    return referred(here)


@pytest.fixture
def client(referral: Referral, browser: Browser) -> Client:
    return browser(worker_of(referral.person))


def at(referral: Referral, page: str = "") -> str:
    return f"/staff/people/{referral.person_id}/referrals/{referral.pk}/{page}"


@pytest.mark.requirement("R-REF-03")
def test_screening_starts_from_what_we_were_told_and_goes_on_into_the_assessment(
    client: Client, referral: Referral
) -> None:
    assert "It is hard to wash and to cook." in text(client.get(at(referral, "screening/")))
    assert send(client, at(referral, "screening/"), **ANSWERS).url == at(referral, "outcome/")
    answer = send(client, at(referral, "outcome/"), outcome="assess", reason="Only an assessment can tell.")
    assessment = Assessment.objects.get(referral=referral)
    assert answer.url == f"/staff/people/{referral.person_id}/assessments/{assessment.pk}/"
    assert "Washing is hard." in text(client.get(answer.url))
    assert not Draft.objects.exists()


@pytest.mark.requirement("R-REF-16")
@pytest.mark.parametrize(
    ("outcome", "words"), [("prevent", "Help that may be enough for now"), ("advise", "Information and advice")]
)
def test_other_outcomes_lead_back_to_the_referral_with_the_reason(
    client: Client, referral: Referral, outcome: str, words: str
) -> None:
    send(client, at(referral, "screening/"), **ANSWERS)
    answer = send(client, at(referral, "outcome/"), outcome=outcome, reason=EMOJI)
    assert answer.url == at(referral)
    shown = text(client.get(answer.url))
    assert words in shown and EMOJI in shown and "Screen this referral" not in shown
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({"outcome": "", "reason": ""}, ["Select what happens next", "Enter why, in words the person will understand"]),
        ({"outcome": "fly", "reason": "Because"}, ["Select what happens next"]),
        ({"outcome": "assess", "reason": LONG}, ["Your answer must be 1,000 characters or fewer. It is 14,999 now"]),
    ],
)
def test_what_is_wrong_is_said_plainly(
    client: Client, referral: Referral, typed: dict[str, str], problems: list[str]
) -> None:
    send(client, at(referral, "screening/"), **ANSWERS)
    answer = send(client, at(referral, "outcome/"), **typed)
    assert answer.status_code == 422
    assert said(answer) == problems
    assert Referral.objects.get().screened_on is None


def test_every_question_has_to_be_answered(client: Client, referral: Referral) -> None:
    answer = send(client, at(referral, "screening/"), **{**ANSWERS, "urgent": " "})
    assert said(answer) == ["Answer this question: Is anything urgent or unsafe?"]


def test_the_outcome_without_the_questions_goes_back_to_them(client: Client, referral: Referral) -> None:
    assert send(client, at(referral, "outcome/"), outcome="advise", reason="Because").url == at(referral, "screening/")


def test_two_workers_screen_one_referral_and_the_second_is_told(client: Client, referral: Referral, here: Town) -> None:
    send(client, at(referral, "screening/"), **ANSWERS)
    seen = hidden(client, at(referral, "outcome/"))
    actions.screen(
        referral=referral, screening={}, outcome="advise", reason="Done", seen_version=1, on=ON, by=here.cast.workers[4]
    )
    answer = client.post(at(referral, "outcome/"), {**seen, "outcome": "assess", "reason": "Mine"})
    assert answer.status_code == 422
    assert said(answer) == ["This referral is already screened"] and "Mine" in answer.content.decode()
    assert Referral.objects.get().outcome == "advise"


def test_a_second_click_screens_once(client: Client, referral: Referral) -> None:
    send(client, at(referral, "screening/"), **ANSWERS)
    typed = {**hidden(client, at(referral, "outcome/")), "outcome": "assess", "reason": "Because"}
    assert client.post(at(referral, "outcome/"), typed).status_code == 302
    assert client.post(at(referral, "outcome/"), typed).url == at(referral)
    assert Assessment.objects.count() == 1


def test_a_screened_referral_cannot_be_screened_again(client: Client, referral: Referral, here: Town) -> None:
    actions.screen(
        referral=referral, screening={}, outcome="advise", reason="Done", seen_version=1, on=ON, by=here.worker
    )
    assert client.get(at(referral, "screening/")).status_code == 404


@pytest.mark.parametrize("role", [Role.FINANCE_OFFICER, Role.AUDITOR, Role.PANEL_MEMBER])
def test_who_only_reads_sees_the_referral_and_may_not_screen(
    a_user: AUser, browser: Browser, referral: Referral, role: Role
) -> None:
    reader = browser(a_user(role))
    page = reader.get(at(referral))
    assert page.status_code == 200 and "Screen this referral" not in text(page)
    assert reader.get(at(referral, "screening/")).status_code == 403


def test_a_referral_of_somebody_else_is_not_found(client: Client, referral: Referral, here: Town) -> None:
    other = referred(here, first_name="Other")
    assert client.get(f"/staff/people/{other.person_id}/referrals/{referral.pk}/").status_code == 404
