"""Refusals are in plain words."""

from datetime import date

import pytest
from django.db import IntegrityError

from selfdirect.ledger import chart
from selfdirect.ledger.refusals import (
    ClosedAlready,
    NotEnough,
    PeriodClosed,
    PostingRefused,
    plain_refusals,
    refused_by,
)
from tests.ledger.book import account_id, raw_movement, sql


def test_not_enough_says_which_money_and_how_much_is_missing() -> None:
    refusal = NotEnough("budget:B-1:free", 123_456)
    assert str(refusal) == "There is not enough money free to use in budget B-1: £1,234.56 more is needed."
    assert (refusal.account, refusal.short_by) == ("budget:B-1:free", 123_456)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"pence": 0}, "at least one penny"),
        ({"pence": 1.5}, "whole number of pence"),
        ({"debit_id": 999_999_999}, "does not exist"),
    ],
)
def test_what_the_database_refuses_is_told_in_words(change: dict, words: str) -> None:
    with pytest.raises(PostingRefused, match=words), plain_refusals():
        raw_movement(**change)


def test_a_closed_period_says_where_the_correction_goes() -> None:
    assert str(PeriodClosed(date(2026, 3, 31))) == (
        "The book is closed up to 31 March 2026. Post the correction in the open period, from 1 April 2026: "
        "a new movement that says what it corrects."
    )
    assert str(ClosedAlready(date(2026, 3, 31))) == "The book is closed up to 31 March 2026 already."


@pytest.mark.django_db
def test_a_kind_the_database_does_not_know_is_an_unknown_account() -> None:
    with pytest.raises(chart.UnknownAccount), plain_refusals():
        sql("INSERT INTO ledger_account (code, kind, normal, may_go_below_zero) VALUES ('x', 'x', 'debit', false)")


@pytest.mark.django_db
def test_any_other_refusal_goes_on_as_it_was() -> None:
    account_id(chart.BANK)
    with pytest.raises(IntegrityError) as caught, plain_refusals():
        raw_movement(about=None)
    assert refused_by(caught.value) == ""
