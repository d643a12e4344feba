"""A book that was exported and wiped is read back to the last hash, or not at all."""

import json
from collections.abc import Callable

import pytest
from django.core.management import call_command

from selfdirect.ledger import chart
from selfdirect.ledger.chain import BEGINNING, Head, head
from selfdirect.ledger.importing import BookRefused, import_book
from selfdirect.ledger.posting import NotEnough, PostingRefused, post
from selfdirect.ledger.proving import prove
from selfdirect.ledger.reading import balances, movement
from selfdirect.ledger.refusals import PeriodClosed
from tests.ledger.book import DAY, allot, sql
from tests.ledger.exported import NEXT, as_text, write_a_book

TABLES = "ledger_close, ledger_link, ledger_assertion, ledger_movement, ledger_balance, ledger_slot, ledger_account"
EVERY = [chart.FUNDING, chart.BANK, chart.free("B1"), chart.committed("B1"), chart.owed("P_1"), chart.free("B1.nhs")]


def wipe() -> None:
    sql(f"TRUNCATE {TABLES}")


@pytest.mark.django_db(transaction=True)
def test_exported_wiped_and_imported_the_book_has_the_same_chain_to_the_last_hash() -> None:
    end, held = write_a_book_in_steps(), balances(EVERY)
    text = as_text()
    call_command("flush", interactive=False, verbosity=0)
    assert head() == Head(0, BEGINNING)
    assert import_book(text.splitlines()) == end == head()
    assert as_text() == text
    assert balances(EVERY) == held
    assert [one.name for one in prove() if one.exceptions] == []


def write_a_book_in_steps() -> Head:
    from django.db import transaction

    with transaction.atomic():
        return write_a_book()


@pytest.mark.django_db
def test_a_book_read_back_goes_on_as_before() -> None:
    write_a_book()
    text = as_text()
    was = movement("undo p1")
    wipe()
    import_book(text.splitlines())
    now = movement("undo p1")
    assert (now.at, now.corrects, now.about) == (was.at, "p1", "x")
    with pytest.raises(PeriodClosed):
        post("late", DAY, 5, chart.FUNDING, chart.free("B1"), "x")
    with pytest.raises(NotEnough):
        post("too much", NEXT, 10_000, chart.free("B1"), chart.committed("B1"), "x")
    assert post("more", NEXT, 5, chart.FUNDING, chart.free("B1"), "x").id > now.id


@pytest.mark.django_db
def test_an_empty_book_is_read_back_and_goes_on() -> None:
    assert import_book(as_text().splitlines()) == Head(0, BEGINNING)
    allot("B1", 5)
    assert sql("SELECT id FROM ledger_movement") == [(1,)]


@pytest.mark.django_db
def test_a_book_is_read_into_an_empty_one_only() -> None:
    write_a_book()
    text = as_text()
    with pytest.raises(BookRefused, match="already"):
        import_book(text.splitlines())


def changed(kind: str, **fields: object) -> Callable[[list[dict]], list[dict]]:
    """Say something else in the last row of a kind."""

    def change(rows: list[dict]) -> list[dict]:
        last = [row for row in rows if kind in row][-1]
        last.update(fields)
        return rows

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (changed("hash", pence=999), "has been changed"),
        (changed("hash", about="y"), "has been changed"),
        (changed("hash", pence=1_001), "not enough"),
        (changed("hash", pence=1.5), "whole number of pence"),
        (changed("hash", on="2026-04-01"), "closed up to"),
        (changed("hash", corrects="nothing"), "A correction is"),
        (changed("hash", debit="budget:none:free"), "does not open it"),
        (changed("hash", key="p2"), "once only"),
        (changed("account", account="budget:x"), "no account"),
        (changed("close", place=3), "a head that the chain does not have"),
        (changed("close", head="1" * 64), "a head that the chain does not have"),
        (changed("end", head="1" * 64), "has been changed"),
        (changed("end", end=6), "has been changed"),
        (changed("book", version=2), "version 1"),
        (changed("stated", more=1), r"Line 1\d is not a line"),
        (lambda rows: rows[:-1], "no end"),
        (lambda rows: rows[1:], "version 1"),
        (lambda rows: [row for row in rows if row.get("key") != "p2"], "not enough"),
        (lambda rows: [*rows, {"x": 1}], "Line 19 is not a line"),
        (lambda rows: [*rows, 5], "Line 19 is not a line"),
    ],
)
@pytest.mark.django_db
def test_a_file_that_was_changed_is_refused_and_nothing_of_it_is_kept(
    change: Callable[[list[dict]], list[dict]], words: str
) -> None:
    write_a_book()
    text = as_text()
    wipe()
    lines = [json.dumps(row) for row in change([json.loads(line) for line in text.splitlines()])]
    with pytest.raises((PostingRefused, chart.UnknownAccount), match=words):
        import_book(lines)
    assert sql("SELECT count(*) FROM ledger_movement")[0][0] == sql("SELECT count(*) FROM ledger_account")[0][0] == 0
