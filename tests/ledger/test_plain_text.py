"""Beancount adds our book up again, and comes to the same."""

import io
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from beancount import loader
from beancount.core.data import Balance, Open, Transaction

from selfdirect.ledger import chart
from selfdirect.ledger.plain_text import export_accounts
from selfdirect.ledger.posting import Entry, post, post_many
from selfdirect.ledger.reading import balance, balances
from tests.ledger.book import DAY, allot
from tests.ledger.exported import write_a_book

pytestmark = pytest.mark.django_db


def written(account: str | None = None) -> str:
    to = io.StringIO()
    export_accounts(to, account)
    return to.getvalue()


def added_up(text: str) -> tuple[dict[str, int], list[Transaction]]:
    """What Beancount makes of it: pence by our account codes, on the side each grows. It must find no fault."""
    entries, errors, _ = loader.load_string(text)
    assert errors == []
    codes = {entry.account: entry.meta["code"] for entry in entries if isinstance(entry, Open)}
    moved = [entry for entry in entries if isinstance(entry, Transaction)]
    held: Counter[str] = Counter()
    for entry in moved:
        for posting in entry.postings:
            code = codes[posting.account]
            side = 1 if chart.kind_of(code).normal == "debit" else -1
            held[code] += side * int(posting.units.number * 100)
    return dict(held), moved


def test_the_whole_book_comes_to_the_same_account_by_account() -> None:
    write_a_book()
    held, moved = added_up(written())
    assert held == balances(held)
    assert {chart.FUNDING, chart.NHS_FUNDING, chart.BANK, chart.owed("P_1")} < set(held)
    assert [entry.meta["key"] for entry in moved if entry.meta.get("corrects") == "p1"] == ["undo p1"]
    assert 'a line with "quotes", a \\ and é' in {entry.narration for entry in moved}


def test_a_random_history_comes_to_the_same() -> None:
    chance = Random(7)
    entries = [
        Entry(
            key=f"k{number}",
            on=DAY + timedelta(chance.randrange(90)),
            pence=chance.choice([1, 99, 100, 123_456_789]),
            debit=chart.FUNDING,
            credit=chance.choice([chart.free, chart.committed, chart.owed])(f"R{chance.randrange(9)}"),
            about="x",
        )
        for number in range(400)
    ]
    post_many(entries)
    held, moved = added_up(written())
    assert held == balances(held)
    assert len(moved) == 400


def test_one_account_comes_to_the_same_and_names_nobody_elses_movements() -> None:
    write_a_book()
    account = chart.committed("B1")
    held, moved = added_up(written(account))
    assert held[account] == balance(account) == 3_000
    assert {entry.meta["key"] for entry in moved} == {"c1", "p1", "undo p1", "p2"}


def test_the_tool_itself_complains_when_a_movement_is_changed() -> None:
    write_a_book()
    text = written().replace("12.34", "12.35", 2)  # both ends of the first
    _, errors, _ = loader.load_string(text)
    assert {type(error.entry) for error in errors} == {Balance}


def test_codes_that_look_alike_there_are_kept_apart() -> None:
    for number, ref in enumerate(("b.1", "b_1", "B-1"), 1):
        allot(ref, 10**number)
    held, _ = added_up(written())
    assert [held[chart.free(ref)] for ref in ("b.1", "b_1", "B-1")] == [10, 100, 1_000]
    assert "open Liabilities:Budget:B-1:Free-3 GBP" in written()


def test_pence_are_never_lost() -> None:
    post("one", DAY, 1, chart.FUNDING, chart.free("B1"), "x")
    post("most", DAY, 10**14, chart.FUNDING, chart.free("B1"), "x")
    _, moved = added_up(written())
    assert [entry.postings[0].units.number for entry in moved] == [Decimal("0.01"), Decimal("1000000000000.00")]


def test_an_empty_book_and_an_account_never_used_are_nothing() -> None:
    assert added_up(written()) == ({}, [])
    assert added_up(written(chart.free("B1"))) == ({}, [])
    with pytest.raises(chart.UnknownAccount):
        written("bank")
