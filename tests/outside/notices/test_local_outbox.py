"""The outbox folder: a readable file for each notice, whole or absent, once for each key."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from selfdirect.outside.notices import LocalOutbox, Notice, NoticeFailed

LETTER = Notice(
    "decision:7:letter",
    "letter",
    "Ada Example\n1 High Street\nAnytown",
    "Your personal budget",
    "Dear Ada\n\nYour budget is £1,234.50 a year.",
    b"%PDF-1.7 letter",
)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_letter_can_be_read_and_its_pdf_is_beside_it(tmp_path: Path) -> None:
    sent = LocalOutbox(tmp_path / "new" / "outbox").send(LETTER)
    folder = tmp_path / "new" / "outbox"
    assert (folder / sent.reference).read_text("utf-8").splitlines() == [
        "To: Ada Example, 1 High Street, Anytown",
        "By: letter",
        "Subject: Your personal budget",
        "Key: decision:7:letter",
        f"Letter: {Path(sent.reference).stem}.pdf",
        "",
        "Dear Ada",
        "",
        "Your budget is £1,234.50 a year.",
    ]
    assert (folder / sent.reference).with_suffix(".pdf").read_bytes() == LETTER.pdf
    assert len(files(folder)) == 2


def test_only_its_owner_can_read_the_outbox(tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    sent = LocalOutbox(folder).send(LETTER)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / sent.reference).stat().st_mode & 0o777 == 0o600


def test_the_same_key_twice_is_one_file_and_the_first_one_stands(tmp_path: Path) -> None:
    outbox = LocalOutbox(tmp_path)
    first = outbox.send(LETTER)
    assert outbox.send(replace(LETTER, body="Something else", pdf=b"%PDF-2.0 other")) == first
    assert "1,234.50" in (tmp_path / first.reference).read_text("utf-8")
    assert (tmp_path / first.reference).with_suffix(".pdf").read_bytes() == LETTER.pdf


def test_keys_that_look_alike_are_different_files(tmp_path: Path) -> None:
    outbox = LocalOutbox(tmp_path)
    keys = ["a:b", "a-b", "A-b", "../../etc/passwd", "/etc/passwd", "é", "👩", "a" * 200]
    names = {outbox.send(replace(LETTER, key=key, channel="email", pdf=None)).reference for key in keys}
    assert len(names) == len(keys) == len(files(tmp_path))
    assert all((tmp_path / name).parent == tmp_path for name in names)


def test_many_at_once_with_one_key_make_one_whole_file(tmp_path: Path) -> None:
    start = threading.Barrier(8)
    references = []

    def send(number: int) -> None:
        start.wait()
        notice = replace(LETTER, body=f"{number}" * 50_000)
        references.append(LocalOutbox(tmp_path).send(notice).reference)

    senders = [threading.Thread(target=send, args=(number,)) for number in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert len(set(references)) == 1 and len(references) == 8
    assert len(files(tmp_path)) == 2
    body = (tmp_path / references[0]).read_text("utf-8").splitlines()[-1]
    assert len(body) == 50_000 and len(set(body)) == 1


def test_a_stop_before_the_end_leaves_no_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(source: str, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.link", stop)
    with pytest.raises(NoticeFailed, match="no space left on device") as failed:
        LocalOutbox(tmp_path).send(LETTER)
    assert failed.value.retry
    assert files(tmp_path) == []
    monkeypatch.undo()
    assert LocalOutbox(tmp_path).send(LETTER)


def test_a_folder_that_cannot_be_made_is_told_without_the_person(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NoticeFailed) as failed:
        LocalOutbox(tmp_path / "file" / "outbox").send(LETTER)
    assert failed.value.retry and "Ada" not in failed.value.message


def test_an_address_cannot_add_a_line_of_its_own(tmp_path: Path) -> None:
    sent = LocalOutbox(tmp_path).send(replace(LETTER, to="Ada\r\nKey: other\x0bSubject: x", subject="a\nTo: b"))
    lines = (tmp_path / sent.reference).read_text("utf-8").splitlines()
    assert lines[0] == "To: Ada, Key: other, Subject: x"
    assert lines[2] == "Subject: a, To: b"
