"""The chain: what breaks it, and what it covers."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from selfdirect.ledger import chart
from selfdirect.ledger.chain import BEGINNING, Head, Line, broken, closed_until, closes, head, next_hash, not_covered
from selfdirect.ledger.closing import close_until, extend
from selfdirect.ledger.posting import correct, post, post_many
from tests.ledger.book import DAY, allot, commit, entry, sql
from tests.ledger.test_proving import unguarded

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
LINE = Line("k", DAY, NOON, 5, chart.FUNDING, chart.free("B1"), "x", None)


def test_the_hash_covers_everything_a_movement_says_and_the_hash_before() -> None:
    others = [
        LINE._replace(key="l"),
        LINE._replace(on=DAY + timedelta(1)),
        LINE._replace(at=NOON + timedelta(microseconds=1)),
        LINE._replace(pence=6),
        LINE._replace(debit=chart.BANK),
        LINE._replace(credit=chart.free("B2")),
        LINE._replace(about="y"),
        LINE._replace(corrects="j"),
        LINE._replace(debit=LINE.credit, credit=LINE.debit),
    ]
    hashes = [next_hash(BEGINNING, line) for line in (LINE, *others)] + [next_hash("1" * 64, LINE)]
    assert len(set(hashes)) == len(hashes) == 11
    assert next_hash(BEGINNING, LINE) == "ec8a00f18cf066957ab62db4913fb2ed9bd0c9ae98ec22aaa570b08defe89ae9"


def test_the_same_moment_said_elsewhere_is_the_same_moment() -> None:
    there = LINE._replace(at=NOON.astimezone(timezone(timedelta(hours=5))))
    assert next_hash(BEGINNING, there) == next_hash(BEGINNING, LINE)


@pytest.mark.django_db
def test_an_empty_book_has_a_chain_of_nothing() -> None:
    assert (head(), extend(), not_covered()) == (Head(0, BEGINNING), Head(0, BEGINNING), 0)
    assert (closes(), closed_until(), list(broken())) == ([], None, [])


@pytest.mark.django_db
def test_what_was_posted_is_covered_when_the_chain_is_made_longer() -> None:
    allot("B1", 100)
    commit("B1", 40, "c")
    assert (head().place, not_covered()) == (0, 2)
    first = extend()
    assert (first.place, head(), not_covered()) == (2, first, 0)
    assert extend() == first
    correct("c", "undo", DAY, "x")
    second = extend()
    assert (second.place, not_covered()) == (3, 0)
    assert list(broken()) == []


@pytest.mark.django_db
def test_in_one_go_or_in_many_the_chain_is_the_same() -> None:
    post_many(entry(f"k{n}", 5, chart.FUNDING, chart.free("B1")) for n in range(10))
    whole = extend()
    links = sql("SELECT place, hash FROM ledger_link ORDER BY place")
    sql("TRUNCATE ledger_link")
    sql("CREATE TEMPORARY TABLE kept AS TABLE ledger_movement")
    sql("TRUNCATE ledger_movement, ledger_link")
    for number in range(10):
        # Put back one at a time, past the door and the balances.
        sql("ALTER TABLE ledger_movement DISABLE TRIGGER USER")
        sql("INSERT INTO ledger_movement SELECT * FROM kept ORDER BY id LIMIT 1 OFFSET %s", number)
        sql("ALTER TABLE ledger_movement ENABLE TRIGGER USER")
        extend()
    assert head() == whole
    assert sql("SELECT place, hash FROM ledger_link ORDER BY place") == links


@pytest.fixture
def linked(db: None) -> None:
    post_many(entry(f"k{n}", 5 + n, chart.FUNDING, chart.free("B1")) for n in range(6))
    extend()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE ledger_movement SET pence = 99 WHERE key = 'k2'", ["k2"]),
        ("UPDATE ledger_movement SET at = at - interval '1 day' WHERE key = 'k2'", ["k2"]),
        ("UPDATE ledger_movement SET about = 'another' WHERE key = 'k5'", ["k5"]),
        (
            "UPDATE ledger_movement SET key = CASE key WHEN 'k2' THEN 'k3 ' ELSE 'k2 ' END WHERE key IN ('k2', 'k3')",
            ["k3 ", "k2 "],
        ),
    ],
)
def test_whatever_is_changed_breaks_the_chain_there(linked: None, change: str, found: list[str]) -> None:
    unguarded("ledger_movement", change)
    assert list(broken()) == found


def test_a_movement_taken_out_or_put_in_between_breaks_the_chain(linked: None) -> None:
    sql("ALTER TABLE ledger_link DISABLE TRIGGER ALL")
    sql("ALTER TABLE ledger_link DROP CONSTRAINT ledger_link_of_a_movement")
    unguarded("ledger_movement", "DELETE FROM ledger_movement WHERE key = 'k2'")
    assert list(broken()) == ["k3"]
    unguarded(
        "ledger_movement",
        'INSERT INTO ledger_movement (id, key, "on", pence, debit_id, credit_id, about)'
        " SELECT id + 1, 'new', \"on\", 9, debit_id, credit_id, 'x' FROM ledger_movement WHERE key = 'k1'",
    )
    assert list(broken()) == ["new"]


def test_a_close_whose_head_is_no_longer_there_is_found(linked: None) -> None:
    close_until(DAY, "User:1")
    assert [(one.until, one.by, one.head) for one in closes()] == [(DAY, "User:1", head())]
    assert closed_until() == DAY
    unguarded("ledger_link", "DELETE FROM ledger_link WHERE place = 6")
    assert list(broken()) == ["closed up to 2026-04-01"]


@pytest.mark.django_db
def test_the_chain_goes_on_over_numbers_that_were_never_used() -> None:
    allot("B1", 100)
    sql("SELECT nextval(pg_get_serial_sequence('ledger_movement', 'id'))")
    post("later", date(2026, 4, 2), 5, chart.FUNDING, chart.free("B1"), "x")
    assert extend().place == 2
    assert list(broken()) == []
