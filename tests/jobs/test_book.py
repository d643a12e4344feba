"""The book out to files and back, from the command line."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from selfdirect.actions.action import Refused
from selfdirect.jobs import book
from selfdirect.ledger import chart
from selfdirect.ledger.chain import BEGINNING, Head, head
from selfdirect.ledger.reading import balance
from selfdirect.records.audit import AuditEntry
from tests.ledger.book import allot

ON = date(2026, 4, 2)


@pytest.mark.django_db(transaction=True)
def test_a_book_goes_out_is_proved_by_the_script_and_comes_back_with_the_same_head(tmp_path: Path) -> None:
    for number in range(5):
        allot("B1", 10 + number)
    went = book.export_book(tmp_path / "book.jsonl", ON)
    assert (went.place, went) == (5, head())
    proved = subprocess.run([sys.executable, "-I", "tools/verify_book.py", tmp_path / "book.jsonl", went.hash])
    assert proved.returncode == 0
    call_command("flush", interactive=False, verbosity=0)
    assert head() == Head(0, BEGINNING)
    assert book.import_book(tmp_path / "book.jsonl", ON) == went == head()
    assert balance(chart.free("B1")) == 60
    with pytest.raises(Refused, match="already"):
        book.import_book(tmp_path / "book.jsonl", ON)


@pytest.mark.django_db
def test_a_file_that_is_no_text_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(Refused, match="Line 1 is not a line of an exported book"):
        book.import_book(tmp_path / "photo.jpg", ON)


@pytest.mark.django_db
def test_accounts_go_out_whole_or_one_by_one(tmp_path: Path) -> None:
    allot("B1", 10)
    allot("B2", 10)
    assert book.export_accounts(tmp_path / "all.beancount") == 2
    assert book.export_accounts(tmp_path / "one.beancount", chart.free("B2")) == 1
    assert "budget:B1:free" not in (tmp_path / "one.beancount").read_text()


@pytest.mark.django_db
def test_the_audit_says_how_far_the_chain_goes_and_with_which_head() -> None:
    allot("B1", 10)
    covered = book.extend_chain(ON)
    entry = AuditEntry.objects.get(verb="book.extend_chain")
    assert entry.said == "The chain of the book covers 1 movements."
    assert entry.detail == {"head": covered.hash}
