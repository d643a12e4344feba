"""What any bank file refuses, all at once and in words that name no person and no account."""

from datetime import date, datetime

import pytest

from selfdirect.outside.bank_files import (
    BankAccount,
    BankFileRefused,
    PaymentOrder,
    bacs_standard_18,
    pain_001_001_09,
)
from tests.outside.bank_files.orders import MONDAY, OURS, TWO_PAYMENTS, line, order

WRITERS = pytest.mark.parametrize("write", [bacs_standard_18, pain_001_001_09])
REFUSALS = {
    "nothing to pay": order(lines=()),
    "reference must be": order(reference="RUN 42\n"),
    "reference must be 1": order(reference="A" * 36),
    "service user number": order(service_user_number="12345"),
    "comes from needs a sort code": order(originator=BankAccount("20-00-0", "55779911")),
    "comes from needs an account number": order(originator=BankAccount("200000", "5577991")),
    "name of the account the money comes from": order(originator_name="李"),
    "28 November 2026: it is a weekend": order(processing_on=date(2026, 11, 28)),
    "before the day the file was made": order(processing_on=date(2026, 11, 20)),
    "no time zone": order(created_at=datetime(2026, 11, 23, 9, 30)),
    "payee's account needs a sort code": order(line(payee=BankAccount("3O9482", "12345678"))),
    "payee's account needs an account number": order(line(payee=BankAccount("309482", "1234567"))),
    "figures a bank file can hold": order(line(reference="£€")),
    "end to end id must be": order(line(end_to_end_id="PAY 1")),
    "more than nothing": order(line(pence=0)),
    "less than £1,000,000,000": order(line(pence=100_000_000_000)),
    "whole number of pence": order(line(pence=1.5)),
    "Line 1 .PAY-1.: the amount must be a whole": order(line(pence=True)),
    "may be a second payment": order(line(1), line(2, end_to_end_id="PAY-1")),
    "pays the account the money comes from": order(line(payee=BankAccount("200000", "55779911"))),
}


@WRITERS
@pytest.mark.parametrize("reason", REFUSALS)
def test_what_a_bank_would_send_back_is_refused(write, reason: str) -> None:
    with pytest.raises(BankFileRefused, match=reason):
        write(REFUSALS[reason])


@WRITERS
def test_a_holiday_is_refused_and_the_next_day_is_not(write) -> None:
    christmas, after = date(2026, 12, 25), date(2026, 12, 29)
    holidays = frozenset({christmas, date(2026, 12, 28)})
    with pytest.raises(BankFileRefused, match="25 December 2026: it is a holiday"):
        write(order(processing_on=christmas), holidays=holidays)
    assert write(order(processing_on=after), holidays=holidays)


@WRITERS
def test_every_problem_is_told_at_once(write) -> None:
    bad = order(line(1, pence=0), line(2, payee_name=""), service_user_number="")
    with pytest.raises(BankFileRefused) as refused:
        write(bad)
    assert len(refused.value.messages) == 3
    assert str(refused.value).count("\n") == 2


@WRITERS
def test_a_refusal_names_no_person_and_no_account(write) -> None:
    bad = line(payee=BankAccount("123", "45678"), payee_name="", reference="Secret Name")
    with pytest.raises(BankFileRefused) as refused:
        write(order(bad))
    assert not any(told in str(refused.value) for told in ("123", "45678", "Secret"))


def test_a_printed_order_shows_no_name_and_no_account() -> None:
    shown = repr(TWO_PAYMENTS) + repr(TWO_PAYMENTS.lines[0]) + repr(OURS)
    assert not any(told in shown for told in ("Bront", "00123456", "309482", "55779911"))


def test_an_order_on_the_day_it_was_made_is_taken() -> None:
    assert isinstance(order(processing_on=MONDAY), PaymentOrder)
    assert bacs_standard_18(order(processing_on=MONDAY))
