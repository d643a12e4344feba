"""The exported book loses nothing and says where it ends."""

import io
import json

import pytest

from selfdirect.ledger.chain import BEGINNING, Head, head
from selfdirect.ledger.exporting import export_book
from tests.ledger.book import allot, sql
from tests.ledger.exported import NEXT, as_text, write_a_book

pytestmark = pytest.mark.django_db


def rows_of(kind: str) -> list[dict]:
    return [row for row in map(json.loads, as_text().splitlines()) if kind in row]


def test_every_movement_is_a_line_with_its_hash_in_the_order_of_the_chain() -> None:
    end = write_a_book()
    rows = rows_of("hash")
    assert [row["key"] for row in rows] == ["allot:B1:10000", "c1", "nhs", "p1", "undo p1", "p2", "p3"]
    assert rows[3] | {"at": "", "hash": ""} == {
        "key": "p1",
        "on": "2026-04-01",
        "at": "",
        "pence": 1_234,
        "debit": "budget:B1:committed",
        "credit": "payee:P_1:owed",
        "about": 'a line with "quotes", a \\ and é',
        "corrects": None,
        "hash": "",
    }
    assert rows[4]["corrects"] == "p1"
    assert rows[-1]["hash"] == end.hash
    assert [row["hash"] for row in rows] == [hash_ for (hash_,) in sql("SELECT hash FROM ledger_link ORDER BY place")]


def test_accounts_closes_and_what_the_bank_said_are_there_too() -> None:
    write_a_book()
    assert len(rows_of("account")) == sql("SELECT count(*) FROM ledger_account")[0][0]
    (closed,) = rows_of("close")
    assert (closed["close"], closed["by"], closed["place"]) == ("2026-04-01", "User:1", 4)
    (stated,) = rows_of("stated")
    assert (stated["stated"], stated["pence"], stated["source"]) == ("council:bank", -1_000, "bank statement")


def test_what_the_chain_does_not_cover_is_not_in_the_file() -> None:
    end = write_a_book()
    allot("B2", 1, on=NEXT)
    to = io.StringIO()
    assert export_book(to) == end == head()
    assert json.loads(to.getvalue().splitlines()[-1]) == {"end": 7, "head": end.hash}


def test_an_empty_book_is_a_beginning_and_an_end() -> None:
    assert [json.loads(line) for line in as_text().splitlines()] == [
        {"book": "selfdirect", "version": 1},
        {"end": 0, "head": BEGINNING},
    ]
    assert export_book(io.StringIO()) == Head(0, BEGINNING)
