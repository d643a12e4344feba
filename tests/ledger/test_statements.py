"""Statements: rows in order, with the balance after each, page by page."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.ledger import chart
from selfdirect.ledger.posting import correct, post, post_many
from selfdirect.ledger.reading import Place, balance_as_at, statement
from tests.ledger.book import DAY, allot, entry

pytestmark = pytest.mark.django_db
FREE = chart.free("B1")


def days(count: int) -> list[date]:
    return [DAY + timedelta(n) for n in range(count)]


@pytest.mark.requirement("R-PAY-16")
def test_a_statement_shows_each_movement_with_the_balance_after_it() -> None:
    allot("B1", 1_000, key="in")
    post("out", DAY + timedelta(2), 400, FREE, chart.committed("B1"), "plan line 1")
    correct("out", "back", DAY + timedelta(5), "plan line 1")
    told = statement(FREE)
    assert [(row.key, row.pence, row.balance) for row in told.rows] == [
        ("in", 1_000, 1_000),
        ("out", -400, 600),
        ("back", 400, 1_000),
    ]
    assert [row.other_account for row in told.rows] == [chart.FUNDING, chart.committed("B1"), chart.committed("B1")]
    assert [(row.corrects, row.corrected_by) for row in told.rows] == [(None, None), (None, "back"), ("out", None)]
    assert (told.opening, told.closing, told.next_place) == (0, 1_000, None)
    assert [row.pence for row in statement(chart.FUNDING).rows] == [1_000]


def test_a_statement_for_a_period_has_what_came_before_as_its_opening() -> None:
    for n, day in enumerate(days(10)):
        allot("B1", 10, key=f"k{n}", on=day)
    told = statement(FREE, since=days(10)[3], until=days(10)[5])
    assert (told.opening, told.closing) == (30, 60)
    assert [(row.key, row.balance) for row in told.rows] == [("k3", 40), ("k4", 50), ("k5", 60)]


def test_a_statement_of_nothing_is_empty() -> None:
    told = statement(FREE, since=DAY)
    assert (told.opening, told.closing, told.rows, told.next_place) == (0, 0, (), None)
    allot("B1", 10)
    told = statement(FREE, since=DAY + timedelta(1))
    assert (told.opening, told.closing, told.rows) == (10, 10, ())


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("limit", [1, 3, 7, 100])
def test_the_pages_of_a_statement_together_are_the_whole(limit: int, newest_first: bool) -> None:
    allot("B1", 1_000, key="in")
    for n, day in enumerate(days(6)):
        post(f"a{n}", day, 10 + n, FREE, chart.committed("B1"), "x")
        post(f"b{n}", day, 3, chart.FUNDING, FREE, "x")
    whole = statement(FREE, newest_first=newest_first).rows
    pages, place = [], None
    while True:
        told = statement(FREE, limit=limit, newest_first=newest_first, place=place)
        pages.extend(told.rows)
        place = told.next_place
        if place is None:
            break
        assert place == Place(told.rows[-1].on, told.rows[-1].id)
    assert tuple(pages) == whole
    assert len(whole) == 13
    in_time = whole[::-1] if newest_first else whole
    assert [(row.on, row.id) for row in in_time] == sorted((row.on, row.id) for row in whole)
    assert in_time[-1].balance == balance_as_at(FREE, days(6)[-1])
    for earlier, later in pairwise(in_time):
        assert later.balance == earlier.balance + later.pence


def test_a_period_and_a_place_work_together() -> None:
    for n, day in enumerate(days(9)):
        allot("B1", 10, key=f"k{n}", on=day)
    first = statement(FREE, since=days(9)[2], until=days(9)[6], limit=2, newest_first=True)
    second = statement(FREE, since=days(9)[2], until=days(9)[6], limit=9, newest_first=True, place=first.next_place)
    assert [row.key for row in (*first.rows, *second.rows)] == ["k6", "k5", "k4", "k3", "k2"]
    assert second.rows[-1].balance == second.opening + 10


@pytest.mark.parametrize("limit", [0, -1, 1_001])
def test_a_page_without_end_is_refused(limit: int) -> None:
    with pytest.raises(ValueError, match="A page has"):
        statement(FREE, limit=limit)


def test_an_account_outside_the_chart_is_refused() -> None:
    with pytest.raises(chart.UnknownAccount):
        statement("person:ann")


def test_a_statement_is_two_queries_however_long() -> None:
    for count in (10, 900):
        post_many(entry(f"k{n}", 5, chart.FUNDING, FREE) for n in range(count))
        with CaptureQueriesContext(connection) as asked:
            statement(FREE, limit=50)
        assert len(asked) == 2
