"""Letters as they were sent, and telling us that something has changed."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from selfdirect.actions import messages
from selfdirect.jobs import outbox
from selfdirect.records.messages import Letter, Note
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from tests.pages.person.conftest import ON, Life, browser, said

DECISION = "Your personal budget: our decision"


def _letter(life: Life, kind: str = "decision") -> Letter:
    return life.person.letters.get(kind=kind)


def test_a_letter_is_read_as_it_was_sent_and_printed(life: Life) -> None:
    client = browser(life.user)
    letter = _letter(life)
    assert "We are writing this letter" in said(client.get(life.path(f"letters/{letter.pk}/")))
    assert client.get(life.path(f"letters/{letter.pk}/pdf/")).status_code == 422
    outbox.write(letter, ON)
    assert DECISION in said(client.get(life.path("letters/")))
    page = said(client.get(life.path(f"letters/{letter.pk}/")))
    assert f"<h1>{DECISION}</h1>" in page and page.count("<h1") == 1 and "letter.css" in page
    assert "<style" not in page and " style=" not in page, "the content security policy allows no style in a page"
    answer = client.get(life.path(f"letters/{letter.pk}/pdf/"))
    assert answer["Content-Type"] == "application/pdf" and f"{letter.reference}.pdf" in answer["Content-Disposition"]
    assert PdfReader(BytesIO(answer.content)).metadata.title == DECISION


def test_a_carer_without_money_reads_the_letters_without_money(life: Life) -> None:
    client = browser(life.helper(Role.CARER, may_see_money=False))
    page = said(client.get(life.path("letters/")))
    assert "What we found in your assessment" in page and DECISION not in page
    assert client.get(life.path(f"letters/{_letter(life).pk}/")).status_code == 404
    assert client.get(life.path(f"letters/{_letter(life).pk}/pdf/")).status_code == 404
    assert client.get(life.path(f"letters/{_letter(life, 'eligibility').pk}/")).status_code == 200


@pytest.mark.requirement("R-DIG-10")
def test_telling_us_gets_an_owner_a_date_and_an_answer(life: Life) -> None:
    client = browser(life.user)
    words = "My knee is worse 🦵\nCan you ring? مرحبا"
    answer = client.post(life.path("messages/tell/"), {"words": words, "key": "a"})
    assert answer.status_code == 302
    client.post(life.path("messages/tell/"), {"words": words, "key": "a"})
    note = Note.objects.get()
    assert note.words == words
    step = Step.objects.open().get(code="message_reply")
    page = said(client.get(life.path("messages/")))
    assert f"{step.owner.name} will answer by" in page and "My knee is worse 🦵<br>Can you ring?" in page
    messages.answer(person=life.person, words="I will ring tomorrow.", key="b", on=ON, by=life.worker)
    page = said(client.get(life.path("messages/")))
    assert "I will ring tomorrow." in page and "will answer by" not in page


def test_nothing_and_too_much_are_said_at_the_field(life: Life) -> None:
    client = browser(life.user)
    for typed in ["", "   ", "\u200b", "x" * 4001]:
        answer = client.post(life.path("messages/tell/"), {"words": typed, "key": "a"})
        assert answer.status_code == 422 and "There is a problem" in said(answer)
    assert not Note.objects.exists()


def test_what_was_typed_can_be_kept_for_later(life: Life) -> None:
    client = browser(life.user)
    client.post(life.path("messages/tell/"), {"words": "Half a thought", "later": "yes"})
    page = said(client.get(life.path("messages/tell/")))
    assert "Half a thought" in page and "You saved this to finish later" in page


def test_a_carer_tells_us_for_the_person(life: Life) -> None:
    user = life.helper(Role.CARER, may_see_money=False)
    browser(user).post(life.path("messages/tell/"), {"words": "She fell", "key": "a"})
    assert Note.objects.get().by == user
