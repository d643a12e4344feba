"""Many at once: nothing is promised twice, nobody waits in a ring."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from selfdirect.ledger import chart
from selfdirect.ledger.posting import KeyUsedDifferently, NotEnough, lock, post, post_many
from selfdirect.ledger.proving import prove
from selfdirect.ledger.reading import balance, balances, position
from tests.ledger.book import DAY, account_id, allot, entry, sql

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*asks: Callable[[], object], threads: int = 10) -> list[object]:
    """Run all of these, each on a connection of its own; a refusal by the book is an answer."""

    def one(ask: Callable[[], object]) -> object:
        try:
            with transaction.atomic():
                return ask()
        except (NotEnough, KeyUsedDifferently) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, asks))


def sound() -> bool:
    return all(invariant.exceptions == 0 for invariant in prove())


def test_fifty_holds_at_once_on_one_budget_never_promise_more_than_there_is() -> None:
    allot("B1", 1_000)

    def hold(number: int) -> Callable[[], object]:
        return lambda: post(f"hold{number}", DAY, 70, chart.free("B1"), chart.committed("B1"), "x")

    answers = at_once(*(hold(number) for number in range(50)), threads=50)
    refused = [answer for answer in answers if isinstance(answer, NotEnough)]
    assert len(refused) == 50 - 14
    assert {answer.short_by for answer in refused} == {50}
    assert (position("B1").available, position("B1").committed) == (20, 980)
    assert sound()


def test_one_key_from_twenty_askers_is_one_movement() -> None:
    def ask() -> object:
        return post("double click", DAY, 70, chart.FUNDING, chart.free("B1"), "x").first_time

    answers = at_once(*[ask] * 20)
    assert sorted(map(bool, answers)) == [False] * 19 + [True]
    assert balance(chart.free("B1")) == 70


def test_one_key_for_two_things_at_once_is_one_of_them() -> None:
    def ask(pence: int) -> Callable[[], object]:
        return lambda: post("k", DAY, pence, chart.FUNDING, chart.free("B1"), "x")

    answers = at_once(*(ask(pence) for pence in (1, 2, 3, 4)))
    assert sum(isinstance(answer, KeyUsedDifferently) for answer in answers) == 3
    assert balance(chart.free("B1")) in {1, 2, 3, 4}


@pytest.mark.parametrize("count", [5, 300])
def test_the_same_batch_from_two_askers_is_written_once(count: int) -> None:
    batch = [entry(f"k{n}", 5, chart.FUNDING, chart.free(f"B{n}")) for n in range(count)]
    tallies = at_once(*[lambda: post_many(batch)] * 4)
    assert sorted((tally.posted, tally.already) for tally in tallies) == [(0, count)] * 3 + [(count, 0)]
    assert balance(chart.FUNDING) == 5 * count
    assert sound()


def test_batches_over_the_same_budgets_in_opposite_orders_do_not_wait_in_a_ring() -> None:
    refs = [f"B{n}" for n in range(40)]
    for ref in refs:
        allot(ref, 100_000)

    def batch(number: int) -> Callable[[], object]:
        order = refs if number % 2 else refs[::-1]
        moves = [entry(f"{number}:{ref}", 1, chart.free(ref), chart.committed(ref)) for ref in order]
        return lambda: post_many(moves)

    tallies = at_once(*(batch(number) for number in range(40)))
    assert [tally.posted for tally in tallies] == [40] * 40
    assert balances(chart.committed(ref) for ref in refs) == {chart.committed(ref): 40 for ref in refs}
    assert sound()


def test_actions_that_lock_first_may_post_in_steps_in_any_order() -> None:
    allot("B1", 1_000)
    allot("B2", 1_000)

    def steps(number: int) -> Callable[[], object]:
        first, second = ("B1", "B2") if number % 2 else ("B2", "B1")

        def ask() -> object:
            lock(chart.free(first), chart.free(second), chart.committed(first), chart.committed(second))
            post(f"{number}a", DAY, 1, chart.free(first), chart.committed(first), "x")
            return post(f"{number}b", DAY, 1, chart.free(second), chart.committed(second), "x")

        return ask

    at_once(*(steps(number) for number in range(40)))
    assert (position("B1").committed, position("B2").committed) == (40, 40)
    assert sound()


def test_nobody_waits_at_the_bank_for_somebody_elses_payment() -> None:
    """While one payment is not finished, another connection pays from the bank account as well."""
    allot("B1", 100)
    allot("B2", 100)
    account_id(chart.BANK)
    paid = threading.Event()

    def pay_beside(slot: int) -> None:
        try:
            with transaction.atomic():
                if sql("SELECT pg_backend_pid() %% 16")[0][0] != slot:
                    post("theirs", DAY, 5, chart.free("B2"), chart.BANK, "x")
                    paid.set()
        finally:
            connection.close()

    with transaction.atomic():
        post("mine", DAY, 5, chart.free("B1"), chart.BANK, "x")
        slot = sql("SELECT pg_backend_pid() %% 16")[0][0]
        for _ in range(4):  # one connection in sixteen has the same slot, and does not try
            thread = threading.Thread(target=pay_beside, args=(slot,))
            thread.start()
            thread.join(20)
            if paid.is_set():
                break
        assert paid.is_set()
    assert balance(chart.BANK) == -10


def test_an_action_that_fails_leaves_nothing() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        post("k", DAY, 5, chart.FUNDING, chart.free("B1"), "x")
        raise ZeroDivisionError
    assert sql("SELECT count(*) FROM ledger_movement") == [(0,)]
    assert balance(chart.free("B1")) == 0
