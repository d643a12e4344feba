"""The one door into the book."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from selfdirect.ledger import chart
from selfdirect.ledger.posting import (
    MANY,
    Entry,
    KeyUsedDifferently,
    NotEnough,
    OutsideTransaction,
    PostingRefused,
    Tally,
    correct,
    lock,
    post,
    post_many,
    record_assertion,
)
from selfdirect.ledger.proving import prove
from selfdirect.ledger.reading import balance, balances, movement
from tests.ledger.book import DAY, allot, commit, entry, sql

pytestmark = pytest.mark.django_db


def test_a_movement_is_written_as_it_was_asked() -> None:
    posted = post("k1", DAY, 12_345, chart.FUNDING, chart.free("B1"), "budget B1")
    assert (posted.key, posted.on, posted.pence, posted.debit) == ("k1", DAY, 12_345, chart.FUNDING)
    assert (posted.credit, posted.about, posted.corrects) == (chart.free("B1"), "budget B1", None)
    assert posted.first_time
    assert abs(datetime.now(UTC) - posted.at).total_seconds() < 60
    assert balances([chart.FUNDING, chart.free("B1")]) == {chart.FUNDING: 12_345, chart.free("B1"): 12_345}


def test_the_same_key_twice_is_one_movement() -> None:
    first = post("k1", DAY, 100, chart.FUNDING, chart.free("B1"), "budget B1")
    second = post("k1", DAY, 100, chart.FUNDING, chart.free("B1"), "budget B1")
    assert (second.id, second.at, second.first_time) == (first.id, first.at, False)
    assert balance(chart.free("B1")) == 100


@pytest.mark.parametrize(
    "changed",
    [
        {"on": date(2026, 4, 2)},
        {"pence": 101},
        {"credit": chart.free("B2")},
        {"debit": chart.BANK},
        {"about": "something else"},
    ],
)
def test_a_key_used_for_something_else_is_refused(changed: dict) -> None:
    asked = {"on": DAY, "pence": 100, "debit": chart.FUNDING, "credit": chart.free("B1"), "about": "budget B1"}
    post("k1", **asked)
    with pytest.raises(KeyUsedDifferently, match="'k1' has already been used") as caught:
        post("k1", **(asked | changed))
    assert caught.value.key == "k1"
    assert balance(chart.free("B1")) == 100


@pytest.mark.parametrize(
    "pence", [True, 1.0, 10.5, Decimal(10), Decimal("10.5"), Fraction(1, 2), "10", None, 0, -5, 10**14 + 1]
)
def test_an_amount_that_is_not_a_believable_whole_number_of_pence_is_refused(pence: object) -> None:
    with pytest.raises(PostingRefused, match="An amount is"):
        post("k1", DAY, pence, chart.FUNDING, chart.free("B1"), "x")  # type: ignore[arg-type]
    assert movement("k1") is None


@pytest.mark.parametrize("on", [None, "2026-04-01", datetime(2026, 4, 1), 20260401])
def test_a_day_that_is_not_a_date_is_refused(on: object) -> None:
    with pytest.raises(PostingRefused, match="a date"):
        post("k1", on, 100, chart.FUNDING, chart.free("B1"), "x")  # type: ignore[arg-type]


def test_an_account_cannot_pay_itself() -> None:
    with pytest.raises(PostingRefused, match="itself"):
        post("k1", DAY, 100, chart.BANK, chart.BANK, "x")


@pytest.mark.parametrize("account", ["person:ann", "budget:B1", "", None, "budget:B1:free "])
def test_an_account_outside_the_chart_is_refused(account: object) -> None:
    with pytest.raises(chart.UnknownAccount):
        post("k1", DAY, 100, account, chart.free("B1"), "x")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", None, 5, "two\nlines", "nul\x00", "half \ud800", "x" * 501])
@pytest.mark.parametrize("where", ["key", "about", "corrects"])
def test_text_that_is_not_one_plain_line_is_refused(where: str, text: object) -> None:
    if where == "corrects" and text is None:
        return
    asked = {"key": "k1", "about": "x", "corrects": None} | {where: text}
    with pytest.raises(PostingRefused, match="one line of text"):
        post(asked["key"], DAY, 100, chart.FUNDING, chart.free("B1"), asked["about"], asked["corrects"])


@pytest.mark.parametrize("text", ["حساب", "👩🏽‍🦽 help", "back\\slash\tno".replace("\t", " "), "\\N", "'; --", "%s"])
@pytest.mark.parametrize("many", [1, MANY])
def test_any_other_text_is_kept_as_it_is(text: str, many: int) -> None:
    post_many(Entry(f"{text}{n}", DAY, 1, chart.FUNDING, chart.free("B1"), text) for n in range(many))
    assert movement(f"{text}0").about == text


@pytest.mark.django_db(transaction=True)
def test_posting_outside_a_transaction_is_refused() -> None:
    for ask in (
        lambda: post("k1", DAY, 1, chart.FUNDING, chart.free("B1"), "x"),
        lambda: post_many([]),
        lambda: lock(chart.free("B1")),
        lambda: record_assertion(chart.BANK, DAY, 1, "bank"),
    ):
        with pytest.raises(OutsideTransaction, match="inside an action"):
            ask()


def test_money_that_is_not_there_cannot_be_promised() -> None:
    allot("B1", 1_000)
    with pytest.raises(NotEnough) as caught:
        post("k1", DAY, 1_250, chart.free("B1"), chart.committed("B1"), "x")
    assert (caught.value.account, caught.value.short_by) == (chart.free("B1"), 250)
    assert str(caught.value) == "There is not enough money free to use in budget B1: £2.50 more is needed."


def test_after_a_refusal_the_action_can_go_on() -> None:
    allot("B1", 1_000)
    with transaction.atomic():
        with pytest.raises(NotEnough):
            post("k1", DAY, 1_001, chart.free("B1"), chart.committed("B1"), "x")
        post("k1", DAY, 1_000, chart.free("B1"), chart.committed("B1"), "x")
    assert balance(chart.committed("B1")) == 1_000


def test_a_payee_is_not_paid_more_than_is_owed() -> None:
    allot("B1", 1_000)
    commit("B1", 600, "c1")
    post("p1", DAY, 400, chart.committed("B1"), chart.owed("P1"), "x")
    with pytest.raises(NotEnough, match=r"money owed to them in payee P1: £0\.01"):
        post("p2", DAY, 401, chart.owed("P1"), chart.BANK, "x")
    post("p2", DAY, 400, chart.owed("P1"), chart.BANK, "x")
    assert balances([chart.owed("P1"), chart.BANK]) == {chart.owed("P1"): 0, chart.BANK: -400}


@pytest.mark.parametrize("count", [3, MANY, 2_000])
def test_many_movements_are_written_at_once(count: int) -> None:
    entries = [entry(f"k{n}", n + 1, chart.FUNDING, chart.free(f"B{n}")) for n in range(count)]
    assert post_many(entries) == Tally(count, 0)
    assert balance(chart.FUNDING) == count * (count + 1) // 2
    assert balance(chart.free(f"B{count - 1}")) == count
    assert [invariant.exceptions for invariant in prove()] == [0] * len(prove())


@pytest.mark.parametrize("count", [3, MANY])
def test_many_movements_asked_for_again_are_written_once(count: int) -> None:
    entries = [entry(f"k{n}", 5, chart.FUNDING, chart.free(f"B{n}")) for n in range(count)]
    post_many(entries[: count // 2])
    assert post_many(entries + entries) == Tally(count - count // 2, count // 2)
    assert post_many(entries) == Tally(0, count)
    assert balance(chart.FUNDING) == 5 * count


@pytest.mark.parametrize("count", [3, MANY])
def test_many_movements_are_all_written_or_none(count: int) -> None:
    entries = [entry(f"k{n}", 5, chart.FUNDING, chart.free("B1")) for n in range(count)]
    with pytest.raises(NotEnough):
        post_many([*entries, entry("too much", 5 * count + 1, chart.free("B1"), chart.reserved("B1"))])
    post("k0", DAY, 6, chart.FUNDING, chart.free("B1"), "a test")
    with pytest.raises(KeyUsedDifferently):
        post_many(entries)
    with pytest.raises(PostingRefused, match="whole number"):
        post_many([*entries[1:], entry("half", 0.5, chart.FUNDING, chart.free("B1"))])  # type: ignore[arg-type]
    assert sql("SELECT count(*) FROM ledger_movement") == [(1,)]
    assert balance(chart.FUNDING) == 6


def test_one_batch_cannot_use_a_key_for_two_things() -> None:
    with pytest.raises(KeyUsedDifferently):
        post_many([entry("k", 5, chart.FUNDING, chart.free("B1")), entry("k", 6, chart.FUNDING, chart.free("B1"))])


def test_balances_are_looked_at_after_the_whole_batch_and_rows_keep_their_order() -> None:
    post_many(
        [
            entry("z", 40, chart.free("B1"), chart.committed("B1")),
            entry("a", 100, chart.FUNDING, chart.free("B1")),
        ]
    )
    assert balance(chart.free("B1")) == 60
    assert sql("SELECT key FROM ledger_movement ORDER BY id") == [("z",), ("a",)]


def test_nothing_to_post_is_nothing_written() -> None:
    assert post_many([]) == Tally(0, 0)


def test_a_correction_undoes_a_movement_and_names_it() -> None:
    allot("B1", 1_000, key="wrong")
    undone = correct("wrong", "undo", date(2026, 4, 9), "typed twice")
    assert (undone.debit, undone.credit, undone.pence) == (chart.free("B1"), chart.FUNDING, 1_000)
    assert (undone.corrects, undone.on) == ("wrong", date(2026, 4, 9))
    assert balances([chart.FUNDING, chart.free("B1")]) == {chart.FUNDING: 0, chart.free("B1"): 0}
    assert correct("wrong", "undo", date(2026, 4, 9), "typed twice").first_time is False


def test_a_movement_is_corrected_once_and_a_correction_never() -> None:
    allot("B1", 1_000, key="wrong")
    correct("wrong", "undo", DAY, "x")
    with pytest.raises(PostingRefused, match="corrected already"):
        correct("wrong", "undo again", DAY, "x")
    with pytest.raises(PostingRefused, match="not itself corrected"):
        correct("undo", "redo", DAY, "x")
    with pytest.raises(PostingRefused, match="no movement 'nothing' to correct"):
        correct("nothing", "undo nothing", DAY, "x")
    with pytest.raises(PostingRefused, match="no movement 'nothing' to correct"):
        post("k", DAY, 5, chart.FUNDING, chart.free("B1"), "x", corrects="nothing")


def test_a_correction_that_is_not_a_mirror_image_is_refused() -> None:
    allot("B1", 1_000, key="wrong")
    with pytest.raises(PostingRefused, match="turned round"):
        post("undo", DAY, 999, chart.free("B1"), chart.FUNDING, "x", corrects="wrong")


def test_a_correction_of_money_already_used_is_refused() -> None:
    allot("B1", 1_000, key="wrong")
    commit("B1", 300, "c1")
    with pytest.raises(NotEnough) as caught:
        correct("wrong", "undo", DAY, "x")
    assert caught.value.short_by == 300


def test_many_corrections_at_once() -> None:
    post_many(entry(f"k{n}", 5, chart.FUNDING, chart.free("B1")) for n in range(MANY))
    undo = [Entry(f"u{n}", DAY, 5, chart.free("B1"), chart.FUNDING, "x", f"k{n}") for n in range(MANY)]
    assert post_many(undo) == Tally(MANY, 0)
    assert balance(chart.free("B1")) == 0
    assert movement("u7").corrects == "k7"


def test_posting_takes_as_many_questions_for_five_hundred_as_for_three_hundred() -> None:
    def questions(first: int, count: int) -> int:
        entries = [entry(f"k{n}", 5, chart.FUNDING, chart.free(f"B{n}")) for n in range(first, first + count)]
        with CaptureQueriesContext(connection) as asked:
            post_many(entries)
        return len(asked)

    assert questions(0, 300) == questions(1_000, 500) <= 8
    assert questions(2_000, 2) == questions(3_000, 20) <= 8


def test_accounts_are_held_and_opened_by_lock() -> None:
    lock(chart.free("B1"), chart.BANK)
    assert balances([chart.free("B1"), chart.BANK]) == {chart.free("B1"): 0, chart.BANK: 0}
    with pytest.raises(chart.UnknownAccount):
        lock("nowhere")
