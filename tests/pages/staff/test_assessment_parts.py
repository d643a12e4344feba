"""The parts in words keep what was typed, ask what hangs on an answer, and tell the second of two writers."""

from datetime import date

import pytest
from django.test import Client

from selfdirect.actions import assessments as actions
from selfdirect.pages.staff.assessment_parts import PARTS, as_kept, from_kept
from selfdirect.records.assessments import Assessment
from tests.actions.first_half import ON, Town
from tests.pages.staff.forms import EMOJI, LONG, RIGHT_TO_LEFT, day, hidden, said, send, text
from tests.pages.staff.test_assessments import ABOUT_ME, SAFETY, VISIT, assessment, at, client

__all__ = ["assessment", "client"]

CARER = {
    "has_carer": "yes",
    "carer_name": "Ann",
    "carer_relation": "Sister",
    "willing_to": "Shops on Fridays",
    "offered_own_assessment": "yes",
    **day("offered_on", date(2026, 6, 1)),
}

NOT_SAID = {"offered_on-day": "", "offered_on-month": "", "offered_on-year": ""}


@pytest.mark.requirement("R-ASM-08")
def test_carers_are_asked_about_and_the_offer_is_kept_with_its_date(client: Client, assessment: Assessment) -> None:
    assert send(client, at(assessment, "part/carers/"), **CARER).status_code == 302
    kept = Assessment.objects.get().carers
    assert kept["has_carer"] == "yes" and kept["offered_own_assessment"] == "yes" and kept["offered_on"] == "2026-06-01"
    assert "Ann" in text(client.get(f"/staff/people/{assessment.person_id}/"))


def test_no_carer_drops_what_was_typed_about_one(client: Client, assessment: Assessment) -> None:
    send(client, at(assessment, "part/carers/"), **{**CARER, "has_carer": "no"})
    assert Assessment.objects.get().carers == {"has_carer": "no"}


@pytest.mark.requirement("R-ASM-07")
@pytest.mark.parametrize(
    ("part", "typed", "problems"),
    [
        ("visit", {**VISIT, "place": "elsewhere"}, ["Enter where, and why not at home"]),
        ("visit", {**VISIT, **day("visited_on", date(2026, 6, 2))}, ["The date must be today or in the past"]),
        ("visit", {**VISIT, "visited_on-day": "31"}, ["The date must be a real date. June 2026 has 30 days"]),
        ("visit", {**VISIT, "needs_advocate": "yes"}, ["Enter who the advocate is"]),
        ("about_me", {**ABOUT_ME, "what_matters": "\u200b"}, ["Enter what matters most to them"]),
        ("about_me", {**ABOUT_ME, "wants": LONG}, ["Your answer must be 4,000 characters or fewer. It is 14,999 now"]),
        ("carers", {}, ["Select yes if anybody unpaid helps them"]),
        ("carers", {**CARER, **NOT_SAID, "offered_own_assessment": "declined"}, ["Enter the date you offered it"]),
        ("safety", {**SAFETY, "has_risks": "maybe"}, ["Select yes if there is a risk the plan must answer"]),
    ],
)
def test_what_is_wrong_is_said_plainly_and_nothing_is_written(
    client: Client, assessment: Assessment, part: str, typed: dict[str, str], problems: list[str]
) -> None:
    answer = send(client, at(assessment, f"part/{part}/"), **typed)
    assert answer.status_code == 422 and said(answer) == problems
    assert not getattr(Assessment.objects.get(), part)


@pytest.mark.parametrize("words", [RIGHT_TO_LEFT, EMOJI, "£1,234.50", "<b>bold</b>", "one\r\ntwo"])
def test_words_of_any_kind_come_back_as_typed(client: Client, assessment: Assessment, words: str) -> None:
    send(client, at(assessment, "part/about_me/"), **{**ABOUT_ME, "what_matters": words})
    assert Assessment.objects.get().about_me["what_matters"] == words.replace("\r\n", "\n")


def test_a_second_click_saves_once(client: Client, assessment: Assessment) -> None:
    path = at(assessment, "part/about_me/")
    typed = {**hidden(client, path), **ABOUT_ME}
    assert [client.post(path, typed).status_code for _ in range(2)] == [302, 302]
    assert Assessment.objects.get().version == 2


def test_half_filled_it_is_kept_for_later_and_comes_back(client: Client, assessment: Assessment) -> None:
    answer = send(client, at(assessment, "part/visit/"), who_was_there="Amara and Ann", later="yes")
    assert answer.url == at(assessment)
    page = client.get(at(assessment, "part/visit/"))
    assert "Amara and Ann" in page.content.decode() and "You saved this to finish later." in text(page)
    assert not Assessment.objects.get().visit


def test_the_second_of_two_writers_is_told_and_loses_nothing(
    client: Client, assessment: Assessment, here: Town
) -> None:
    path = at(assessment, "part/about_me/")
    seen = hidden(client, path)
    words = {"what_matters": "Her music"}
    actions.save_part(
        assessment=assessment, part="about_me", words=words, seen_version=1, on=ON, by=here.cast.workers[5]
    )
    answer = client.post(path, {**seen, **ABOUT_ME})
    assert answer.status_code == 409
    shown = text(answer)
    assert here.cast.workers[5].name in shown and "Her music" in shown and "My garden" in shown
    newer = {**seen, "seen_version": "2"}
    assert client.post(path, {**newer, **ABOUT_ME}).status_code == 302
    assert Assessment.objects.get().about_me["what_matters"] == "My garden"


def test_what_is_kept_reads_back_as_it_was() -> None:
    given = {"visited_on": date(2026, 6, 1), "needs_advocate": False, "place": "home", "advocate": ""}
    kept = as_kept(given)
    assert kept == {"visited_on": "2026-06-01", "needs_advocate": "no", "place": "home"}
    assert from_kept(PARTS["visit"].form, kept) == {k: v for k, v in given.items() if v != ""}


def test_a_risk_said_to_be_there_leads_to_writing_it_down(client: Client, assessment: Assessment) -> None:
    answer = send(client, at(assessment, "part/safety/"), **{**SAFETY, "has_risks": "yes"})
    assert answer.url == at(assessment, "risks/")
