"""The files for the bank: made once, adding up, and refused before they could be sent back."""

import hashlib
from datetime import date

import pytest

from selfdirect.actions.action import Refused
from selfdirect.actions.support.bank_orders import processing_day
from selfdirect.records.direct_payments import Payee
from selfdirect.records.payments import PaymentSchedule
from tests.actions.paying_people import (
    ON,
    Office,
    approve,
    confirm,
    people_to_pay,
    prepare,
    said,
    send,
)

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R-PAY-17")
def test_both_files_are_made_once_and_add_up(here: Office) -> None:
    people_to_pay(3, here)
    run = approve(here, prepare(here))
    with pytest.raises(Refused, match="Only a run that was sent"):
        confirm(here, run)
    sent = send(here, run)
    bacs, pain = sent.files.order_by("format")
    assert (bacs.format, pain.format) == ("bacs_standard_18", "pain_001_001_09")
    for file in (bacs, pain):
        content = bytes(file.content)
        assert hashlib.sha256(content).hexdigest() == file.sha256
        assert (file.total_pence, file.line_count, file.made_on) == (3 * 65200, 3, ON)
    assert bytes(bacs.content).count(b"00000065200") == 3
    assert b"<CtrlSum>1956.00</CtrlSum>" in bytes(pain.content)
    assert b" 26177" in bytes(bacs.content), "processed on Friday 26 June, in the account on Monday 29 June"
    assert (bacs.name, pain.name) == (f"{run.reference}.txt", f"{run.reference}.xml")
    again = send(here, sent)
    assert [file.pk for file in again.files.order_by("format")] == [bacs.pk, pain.pk]


def test_a_run_that_is_not_approved_is_not_sent(here: Office, schedule: PaymentSchedule) -> None:
    with pytest.raises(Refused, match="Only an approved run can be sent"):
        send(here, prepare(here))


def test_a_run_sent_late_arrives_on_the_first_day_the_bank_can_make(here: Office, schedule: PaymentSchedule) -> None:
    run = send(here, approve(here, prepare(here)), on=date(2026, 6, 29))
    assert run.pay_on == date(2026, 7, 1)
    assert "arrive later than planned, on 1 July 2026" in said(f"PaymentRun:{run.pk}")[-1]


def test_what_a_bank_would_refuse_is_refused_before_it_is_sent(here: Office, schedule: PaymentSchedule) -> None:
    details = {"account_name": "日本", "sort_code": "200000", "account_number": "12345678", "kind": "bank_account"}
    Payee.objects.create(person=schedule.person, first=schedule.payee, on=ON, by=here.finance, **details)
    run = approve(here, prepare(here))
    with pytest.raises(Refused, match="Line 1"):
        send(here, run)
    run.refresh_from_db()
    assert (run.state, run.files.count()) == ("approved", 0)


@pytest.mark.parametrize(
    ("pay_on", "on", "processed"),
    [
        (date(2026, 6, 29), date(2026, 6, 24), date(2026, 6, 26)),
        (date(2026, 6, 29), date(2026, 6, 27), date(2026, 6, 29)),
        (date(2026, 12, 29), date(2026, 12, 22), date(2026, 12, 24)),
    ],
)
def test_the_bank_processes_on_the_working_day_before(pay_on: date, on: date, processed: date) -> None:
    assert processing_day(pay_on, on) == processed
