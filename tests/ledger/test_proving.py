"""The nightly proof finds what is wrong, and nothing where nothing is."""

import pytest

from selfdirect.ledger import chart
from selfdirect.ledger.posting import correct, post, record_assertion
from selfdirect.ledger.proving import EXAMPLES, prove
from tests.ledger.book import DAY, account_id, allot, commit, raw_movement, sql

pytestmark = pytest.mark.django_db


def exceptions() -> dict[str, int]:
    return {one.name: one.exceptions for one in prove() if one.exceptions}


def found(words: str) -> int:
    (one,) = [one for one in prove() if words in one.name]
    assert len(one.examples) == min(one.exceptions, EXAMPLES)
    return one.exceptions


def unguarded(table: str, *statements: str) -> None:
    """Do what only the owner of the tables could do, with the guards taken off."""
    sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for statement in statements:
        sql(statement)
    sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_an_empty_book_and_a_used_one_are_sound() -> None:
    assert exceptions() == {}
    allot("B1", 100, key="k")
    commit("B1", 40, "c")
    correct("c", "undo", DAY, "x")
    assert exceptions() == {}
    assert len(prove()) == 10


def test_money_from_another_funder_is_found() -> None:
    allot("B1.nhs", 100)
    assert found("each funder's money apart") == 1


def test_a_balance_changed_behind_the_books_back_is_found() -> None:
    allot("B1", 100)
    unguarded("ledger_balance", "UPDATE ledger_balance SET pence = pence + 1")
    assert found("stored balance") == 1
    assert found("debit accounts together") == 1
    assert found("All that was put in to a budget") == 1
    assert "stored 101, added up 100" in prove()[1].examples[0]


def test_a_movement_taken_out_is_found() -> None:
    allot("B1", 100)
    commit("B1", 40, "c")
    unguarded("ledger_movement", "DELETE FROM ledger_movement WHERE key = 'c'")
    assert found("stored balance") == 2


def test_money_below_zero_is_found_even_if_the_balance_hides_it() -> None:
    allot("B1", 100)
    commit("B1", 40, "c")
    unguarded("ledger_movement", "DELETE FROM ledger_movement WHERE key <> 'c'")
    assert found("below zero") == 1


def test_money_taken_out_of_an_employers_reserve_is_found() -> None:
    post("in", DAY, 100, chart.FUNDING, chart.employer_reserve("B1"), "x")
    taken = (account_id(chart.employer_reserve("B1")), account_id(chart.recovered("B1")))
    sql("ALTER TABLE ledger_movement DISABLE TRIGGER ledger_movement_keeps_reserves")
    raw_movement(key="taken", debit_id=taken[0], credit_id=taken[1])
    sql("ALTER TABLE ledger_movement ENABLE TRIGGER ledger_movement_keeps_reserves")
    assert found("employer's duties") == 1


def test_a_movement_between_accounts_that_do_not_exist_is_found() -> None:
    allot("B1", 100)
    unguarded("ledger_movement", "UPDATE ledger_movement SET debit_id = 999999999")
    assert found("two different accounts") == 1


def test_a_correction_that_is_not_a_mirror_is_found() -> None:
    allot("B1", 100, key="k")
    correct("k", "undo", DAY, "x")
    unguarded("ledger_movement", "UPDATE ledger_movement SET pence = 99 WHERE key = 'undo'")
    assert found("correction") == 1


def test_a_bank_balance_that_does_not_agree_is_found() -> None:
    record_assertion(chart.BANK, DAY, 5, "bank statement")
    assert found("the bank has stated") == 1
    assert prove()[-2].examples == ("council:bank on 2026-04-01, by bank statement: £0.05 too little",)


def test_only_a_few_examples_are_given() -> None:
    for number in range(EXAMPLES + 3):
        raw_movement(key=f"k{number}")
    unguarded("ledger_movement", "UPDATE ledger_movement SET credit_id = 999999999")
    assert found("two different accounts") == EXAMPLES + 3
