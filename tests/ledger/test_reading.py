"""What the book answers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.ledger import chart
from selfdirect.ledger.posting import correct, post, post_many
from selfdirect.ledger.reading import (
    BudgetPosition,
    available,
    balance,
    balance_as_at,
    balances,
    known_as_at,
    moved_by_day,
    movement,
    movements_about,
    net_moved,
    net_moved_many,
    position,
    positions,
)
from tests.ledger.book import DAY, account_id, allot, commit, entry, sql

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 1)
JUNE = date(2026, 6, 1)


def test_an_account_never_used_holds_nothing() -> None:
    assert balance(chart.free("B1")) == 0
    assert balance_as_at(chart.free("B1"), DAY) == 0
    assert known_as_at(chart.free("B1"), DAY, datetime.now(UTC)) == 0
    assert position("B1") == BudgetPosition("B1", 0, 0, 0)
    assert net_moved(chart.committed("B1"), chart.owed("P1")) == 0
    assert movement("k") is None
    assert movements_about("x") == []


@pytest.mark.requirement("R-PAY-16")
def test_available_is_cash_less_commitments_less_reserves() -> None:
    allot("B1", 10_000)
    commit("B1", 6_000, "c1")
    post("r1", DAY, 1_500, chart.free("B1"), chart.reserved("B1"), "contingency")
    post("p1", DAY, 2_000, chart.committed("B1"), chart.owed("P1"), "plan line 1")
    now = position("B1")
    assert now == BudgetPosition("B1", free=2_500, committed=4_000, reserved=1_500)
    assert (now.cash, now.available) == (8_000, 2_500)
    assert available("B1") == 2_500
    assert [row.key for row in movements_about("plan line 1")] == ["p1"]


def test_the_balance_on_a_day_counts_that_day_and_not_the_next() -> None:
    allot("B1", 100, on=DAY)
    allot("B1", 30, on=MAY)
    commit("B1", 50, "c1", on=JUNE)
    days = [DAY - timedelta(1), DAY, MAY - timedelta(1), MAY, JUNE - timedelta(1), JUNE]
    assert [balance_as_at(chart.free("B1"), day) for day in days] == [0, 100, 100, 130, 130, 80]
    assert [balance_as_at(chart.FUNDING, day) for day in days] == [0, 100, 100, 130, 130, 130]
    assert position("B1", on=MAY) == BudgetPosition("B1", 130, 0, 0)


def test_a_movement_written_late_changes_the_day_but_not_what_was_known() -> None:
    funding, free = account_id(chart.FUNDING), account_id(chart.free("B1"))
    for key, on, at, pence in (
        ("on time", DAY, "2026-04-01 09:00+00", 100),
        ("written late", DAY, "2026-05-20 09:00+00", 7),
        ("later", MAY, "2026-05-01 09:00+00", 1_000),
    ):
        sql(
            'INSERT INTO ledger_movement (key, "on", at, pence, debit_id, credit_id, about)'
            " VALUES (%s, %s, %s, %s, %s, %s, 'x')",
            *(key, on, at, pence, funding, free),
        )
    before, after = datetime(2026, 5, 10, tzinfo=UTC), datetime(2026, 5, 21, tzinfo=UTC)
    assert known_as_at(chart.free("B1"), DAY, before) == known_as_at(chart.FUNDING, DAY, before) == 100
    assert known_as_at(chart.free("B1"), DAY, after) == balance_as_at(chart.free("B1"), DAY) == 107
    assert known_as_at(chart.free("B1"), MAY, before) == 1_100


def test_what_moved_between_two_accounts_is_less_what_came_back() -> None:
    allot("B1", 1_000)
    commit("B1", 900, "c1")
    spent, owed = chart.committed("B1"), chart.owed("P1")
    post("p1", DAY, 100, spent, owed, "april")
    post("p2", MAY, 200, spent, owed, "may")
    post("p3", MAY, 50, spent, chart.owed("P2"), "may")
    correct("p2", "p2 undone", JUNE, "may")
    assert [net_moved(spent, owed, day) for day in (DAY - timedelta(1), DAY, MAY, JUNE)] == [0, 100, 300, 100]
    assert net_moved(spent, owed) == 100
    pairs = [(spent, owed), (owed, spent), (spent, chart.owed("P2")), (spent, owed), (spent, chart.BANK)]
    assert moved_by_day([(spent, owed)]) == [(DAY, 100), (MAY, 200), (JUNE, -200)] and moved_by_day([]) == []
    assert net_moved_many(pairs) == {
        (spent, owed): 100,
        (owed, spent): -100,
        (spent, chart.owed("P2")): 50,
        (spent, chart.BANK): 0,
    }


def test_movements_about_one_thing_are_in_the_order_of_days() -> None:
    post("k1", MAY, 1, chart.FUNDING, chart.free("B1"), "line 7")
    post("k2", DAY, 2, chart.FUNDING, chart.free("B1"), "line 7")
    post("k3", DAY, 3, chart.FUNDING, chart.free("B1"), "line 8")
    assert [row.key for row in movements_about("line 7")] == ["k2", "k1"]


@pytest.mark.parametrize(
    "ask",
    [
        balance,
        lambda code: balance_as_at(code, DAY),
        lambda code: known_as_at(code, DAY, datetime.now(UTC)),
        lambda code: net_moved(code, chart.BANK),
        available,
    ],
)
def test_an_account_outside_the_chart_is_refused(ask: object) -> None:
    with pytest.raises(chart.UnknownAccount):
        ask("person:ann")  # type: ignore[operator]


def test_every_question_is_one_query_however_many_accounts() -> None:
    refs = [f"B{n}" for n in range(300)]
    post_many(entry(f"k{ref}", 5, chart.FUNDING, chart.free(ref)) for ref in refs)
    pairs = [(chart.FUNDING, chart.free(ref)) for ref in refs]
    for ask, expected in (
        (lambda: positions(refs)["B299"].available, 5),
        (lambda: positions(refs, on=DAY)["B299"].cash, 5),
        (lambda: balances([chart.free(ref) for ref in refs])[chart.free("B7")], 5),
        (lambda: net_moved_many(pairs)[pairs[9]], 5),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert ask() == expected
        assert len(asked) == 1
