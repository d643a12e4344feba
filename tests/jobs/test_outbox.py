"""Letters of every kind are written from their facts and sent; one that cannot be made ready holds up no other."""

import ast
from pathlib import Path

import pytest
from django.conf import settings as configured
from pytest_django import Settings

from selfdirect.jobs import outbox
from selfdirect.records.messages import Letter, Message
from tests.actions.story import FIRST_PAY_ON
from tests.house.tree import dotted, in_rooms
from tests.jobs.conftest import Council

ON = FIRST_PAY_ON


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.NOTICES, settings.NOTICES_FOLDER = "local", tmp_path
    return tmp_path


def test_everything_that_waits_is_written_and_sent_once(council: Council, folder: Path) -> None:
    waiting = Message.objects.count()
    assert outbox.send_waiting(ON) == waiting > 5
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    assert not Letter.objects.filter(html="").exists()
    assert len(list(folder.glob("*.txt"))) == waiting
    assert outbox.send_waiting(ON) == 0
    assert len(list(folder.glob("*.txt"))) == waiting


def test_a_letter_by_post_has_its_pdf(council: Council, folder: Path) -> None:
    message = Message.objects.filter(letter__kind="decision").earliest("pk")
    Message.objects.filter(pk=message.pk).update(channel="letter", to="1 Willow Court\nZZ1 1AA")
    message.refresh_from_db()
    assert outbox.send_one(message, ON).state == "sent"
    (pdf,) = folder.glob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert message.letter is not None
    assert bytes(Letter.objects.get(pk=message.letter_id).pdf or b"") == pdf.read_bytes()


@pytest.mark.requirement("R-DEC-12")
def test_a_decision_letter_holds_its_figures_its_reasons_and_how_to_disagree(council: Council, folder: Path) -> None:
    letter = Letter.objects.get(kind="decision", person=council.told.person)
    html = outbox.write(letter, ON).html
    for words in ("You pay", "The council pays", council.told.budget.decision.reasons, council.told.budget.reference):
        assert words in html
    assert all(str(words) in html for words in letter.facts["how_to_disagree"])
    assert outbox.write(letter, ON).html == html


def test_one_that_cannot_be_made_ready_holds_up_no_other(council: Council, folder: Path) -> None:
    first = Message.objects.exclude(letter=None).earliest("pk")
    unknown = Letter.objects.create(
        person=council.told.person, kind="no_such_kind", subject="x", on=ON, facts={}, by=council.town.worker
    )
    Message.objects.filter(pk=first.pk).update(letter=unknown)
    with pytest.raises(outbox.NotAllSent, match=first.key):
        outbox.send_waiting(ON)
    assert list(Message.objects.filter(state="waiting")) == [first]


def test_no_more_than_asked_for_are_sent_at_a_time(council: Council, folder: Path) -> None:
    assert outbox.send_waiting(ON, most=2) == 2
    assert Message.objects.filter(state="sent").count() == 2


def test_every_kind_of_letter_that_an_action_writes_has_its_page() -> None:
    pages = Path(str(configured.TEMPLATES[0]["DIRS"][0])) / "letters"  # type: ignore[index]
    asked = {
        kind.value
        for source in in_rooms("actions")
        for call in source.calls()
        if dotted(call.func) == "write_letter"
        for kind in call.args
        if isinstance(kind, ast.Constant)
    }
    assert len(asked) > 8
    assert {kind for kind in asked if not (pages / f"{kind}.html").exists()} == set()
