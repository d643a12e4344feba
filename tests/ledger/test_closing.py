"""Making the chain longer beside others who post, and closing the book up to a day."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from selfdirect.ledger import chart
from selfdirect.ledger.chain import broken, closed_until, closes, head, not_covered
from selfdirect.ledger.closing import close_until, extend
from selfdirect.ledger.posting import correct, post, post_many
from selfdirect.ledger.proving import prove
from selfdirect.ledger.reading import balance, balance_as_at
from selfdirect.ledger.refusals import ClosedAlready, OutsideTransaction, PeriodClosed, PostingRefused
from tests.ledger.book import DAY, allot, commit, entry, raw_movement, refused, sql

MARCH = date(2026, 3, 31)
NEXT = DAY + timedelta(1)


@pytest.mark.django_db
@pytest.mark.parametrize("on", [DAY, MARCH, date(2020, 1, 1)])
def test_nothing_can_be_dated_in_a_closed_period(on: date) -> None:
    allot("B1", 100)
    close_until(DAY, "User:1")
    words = r"closed up to 1 April 2026\. Post the correction in the open period, from 2 April 2026"
    with pytest.raises(PeriodClosed, match=words) as caught:
        post("late", on, 5, chart.FUNDING, chart.free("B1"), "x")
    assert caught.value.until == DAY
    with pytest.raises(PeriodClosed):
        post_many([entry(f"k{n}", 5, chart.FUNDING, chart.free("B1"), NEXT if n else on) for n in range(300)])
    with refused("ledger_movement_period_open"):
        raw_movement(on=on)
    assert balance(chart.free("B1")) == 100


@pytest.mark.django_db
def test_a_correction_to_a_closed_period_is_a_new_movement_in_the_open_one() -> None:
    allot("B1", 100)
    commit("B1", 40, "too much")
    close_until(DAY, "User:1")
    was = head()
    with pytest.raises(PeriodClosed):
        correct("too much", "undo", DAY, "x")
    assert correct("too much", "undo", NEXT, "x").corrects == "too much"
    post("right", NEXT, 30, chart.free("B1"), chart.committed("B1"), "x")
    assert (balance_as_at(chart.committed("B1"), DAY), balance_as_at(chart.committed("B1"), NEXT)) == (40, 30)
    assert extend().place == was.place + 2
    assert closes()[0].head == was
    assert [one.name for one in prove() if one.exceptions] == []


@pytest.mark.django_db
def test_what_was_posted_before_the_close_is_given_back_when_it_is_asked_for_again() -> None:
    allot("B1", 100, key="k")
    close_until(DAY, "User:1")
    allot("B1", 100, key="k")
    assert balance(chart.free("B1")) == 100


@pytest.mark.django_db
def test_closes_move_on_and_are_never_changed() -> None:
    close_until(MARCH, "User:1")
    close_until(DAY, "User:2")
    for until in (DAY, MARCH):
        with pytest.raises(ClosedAlready, match="closed up to 1 April 2026 already"):
            close_until(until, "User:1")
    assert [(one.until, one.by) for one in closes()] == [(DAY, "User:2"), (MARCH, "User:1")]
    for statement in ("UPDATE ledger_close SET until = '2020-01-01'", "DELETE FROM ledger_close"):
        with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
            sql(statement)
    assert closed_until() == DAY


@pytest.mark.django_db
def test_links_are_never_changed() -> None:
    allot("B1", 100)
    extend()
    for statement in ("UPDATE ledger_link SET hash = repeat('1', 64)", "DELETE FROM ledger_link"):
        with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
            sql(statement)
    with refused("ledger_link_is_a_hash"):
        sql("INSERT INTO ledger_link (movement_id, place, hash) VALUES (0, 2, 'x')")


@pytest.mark.django_db
@pytest.mark.parametrize("place_and_head", ["0, repeat('0', 64)", "1, repeat('1', 64)"])
def test_a_close_names_the_head_of_the_whole_chain(place_and_head: str) -> None:
    allot("B1", 100)
    statement = f"INSERT INTO ledger_close (until, by, place, head) VALUES ('2026-04-01', 'me', {place_and_head})"
    with refused("ledger_close_names_the_head"):
        sql(statement)
    extend()
    with refused("ledger_close_names_the_head"):
        sql(statement)


@pytest.mark.django_db
def test_a_close_is_of_a_day_and_says_who() -> None:
    with pytest.raises(PostingRefused, match="a date"):
        close_until("2026-04-01", "User:1")  # type: ignore[arg-type]
    with pytest.raises(PostingRefused, match="who closed the book"):
        close_until(DAY, "")


@pytest.mark.django_db(transaction=True)
def test_the_chain_is_made_longer_inside_an_action() -> None:
    with pytest.raises(OutsideTransaction):
        extend()


def _in_turn(work: object) -> None:
    try:
        with transaction.atomic():
            work()  # type: ignore[operator]
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_chain_waits_for_whoever_is_posting_and_leaves_nothing_out() -> None:
    """Somebody has a number already and is not done: whoever links must not link past that number."""
    posted, go_on = threading.Event(), threading.Event()

    def post_slowly() -> None:
        post("slow", DAY, 5, chart.FUNDING, chart.free("B1"), "x")
        posted.set()
        assert go_on.wait(20)

    allot("B1", 1)  # The accounts are open already.
    allot("B2", 1)
    slow = threading.Thread(target=_in_turn, args=(post_slowly,))
    slow.start()
    assert posted.wait(20)
    allot("B2", 7)
    linking = threading.Thread(target=_in_turn, args=(extend,))
    linking.start()
    while not sql("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")[0][0]:
        assert linking.is_alive()
    go_on.set()
    slow.join(20)
    linking.join(20)
    assert (head().place, not_covered(), list(broken())) == (4, 0, [])


@pytest.mark.django_db(transaction=True)
def test_while_many_post_and_several_link_the_chain_is_whole() -> None:
    def ask(number: int) -> None:
        if number % 8 == 0:
            _in_turn(extend)
        else:
            _in_turn(lambda: post(f"k{number}", DAY, 5, chart.FUNDING, chart.free(f"B{number % 3}"), "x"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(80)))
    _in_turn(extend)
    assert (head().place, not_covered(), list(broken())) == (70, 0, [])


@pytest.mark.django_db(transaction=True)
def test_somebody_who_is_posting_while_the_book_is_closed_is_in_it_or_refused() -> None:
    def ask(number: int) -> object:
        try:
            if number == 10:
                return _in_turn(lambda: close_until(DAY, "User:1"))
            return _in_turn(lambda: post(f"k{number}", DAY, 5, chart.FUNDING, chart.free("B1"), "x"))
        except PeriodClosed as refusal:
            return refusal

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(30)))
    kept = sum(answer is None for answer in answers) - 1
    assert closes()[0].head.place == sql("SELECT count(*) FROM ledger_movement")[0][0] == kept
    assert (not_covered(), list(broken())) == (0, [])
