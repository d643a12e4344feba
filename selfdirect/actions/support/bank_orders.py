"""An approved run as an order to the bank, and the files made of it, once.

Values: policy/councils
Next:   selfdirect/outside/bank_files/__init__.py
Tests:  tests/actions/support/test_bank_orders.py
"""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from selfdirect.actions.action import Refused
from selfdirect.actions.support.card_loads import with_the_bank
from selfdirect.actions.support.cheques import LIST, lines_by_cheque, list_of_cheques
from selfdirect.actions.support.policy import holidays_around, in_working_days, policy_on
from selfdirect.outside import bank_files
from selfdirect.records.budgets import Budget
from selfdirect.records.payments import LineState, PaymentFile, PaymentRun
from selfdirect.rules.calendar import is_working_day

FORMATS = ("bacs_standard_18", "pain_001_001_09")
SAME_DAY = "pain_001_same_day"


def earliest_pay_on(on: date) -> date:
    """The first day on which money can arrive when it is sent on a day."""
    return in_working_days(on, policy_on(on).whole("payments.bank_working_days"))


def working_day_before(day: date) -> date:
    """The last working day before a day: the day the bank processes what arrives on the next."""
    holidays = holidays_around(day)
    day -= timedelta(days=1)
    while not is_working_day(day, holidays):
        day -= timedelta(days=1)
    return day


def processing_day(pay_on: date, on: date) -> date:
    """The working day on which the bank processes what is sent on a day, to arrive on another."""
    day, holidays = max(working_day_before(pay_on), on), holidays_around(on)
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day


def make_files(run: PaymentRun, on: date, at: datetime) -> dict[str, str]:
    """Make both files of a run, and give the sha256 of each. Raises Refused with every reason a bank would give."""
    order = _order(run, processing_day(run.pay_on, on), on, at)
    if not order.lines:
        return {}
    holidays = holidays_around(on)
    try:
        contents = (
            bank_files.bacs_standard_18(order, holidays=holidays),
            bank_files.pain_001_001_09(order, holidays=holidays),
        )
    except bank_files.BankFileRefused as refused:
        raise Refused(" ".join(refused.messages)) from refused
    return _keep(run, order, dict(zip(FORMATS, contents, strict=True)), on)


def make_same_day_file(run: PaymentRun, on: date, at: datetime) -> dict[str, str]:
    """Make the one file of payments that arrive on the day, weekends too, and give its sha256."""
    order = _order(run, on, on, at)
    if not order.lines:
        return {}
    try:
        content = bank_files.pain_001_001_09(order, same_day=True)
    except bank_files.BankFileRefused as refused:
        raise Refused(" ".join(refused.messages)) from refused
    return _keep(run, order, {SAME_DAY: content}, on)


def make_cheque_list(run: PaymentRun, on: date) -> dict[str, str]:
    """Make the list of a run's cheques, if it has any, with its sha256. Raises Refused before all are authorised."""
    lines = lines_by_cheque(run)
    if not lines:
        return {}
    return _kept(run, {LIST: list_of_cheques(run, lines)}, sum(line.pence for line in lines), len(lines), on)


def _keep(run: PaymentRun, order: bank_files.PaymentOrder, made: dict[str, bytes], on: date) -> dict[str, str]:
    return _kept(run, made, order.total_pence, len(order.lines), on)


def _kept(run: PaymentRun, made: dict[str, bytes], total: int, count: int, on: date) -> dict[str, str]:
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}
    _write([(run.pk, name, content, digests[name], total, count, on) for name, content in made.items()])
    return digests


def _write(rows: Sequence[tuple[Any, ...]]) -> None:
    """Write files byte for byte: as literals in an INSERT, megabytes would be spelled out first and read back."""
    columns = "run_id, format, content, sha256, total_pence, line_count, made_on"
    table = PaymentFile._meta.db_table
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)") as copy,
    ):
        copy.set_types(["int8", "varchar", "bytea", "varchar", "int8", "int4", "date"])
        for row in rows:
            copy.write_row(row)


def _order(run: PaymentRun, processing_on: date, on: date, at: datetime) -> bank_files.PaymentOrder:
    (ours,) = policy_on(on).table("payments.originator")
    fields = ("pk", "pence", "schedule__budget_id", "payee__sort_code", "payee__account_number", "payee__account_name")
    lines = with_the_bank(run.lines.filter(state=LineState.APPROVED)).order_by("pk").values_list(*fields)
    return bank_files.PaymentOrder(
        reference=run.reference,
        service_user_number=str(ours["service_user_number"]),
        originator=bank_files.BankAccount(str(ours["sort_code"]), str(ours["account_number"])),
        originator_name=str(ours["name"]),
        processing_on=processing_on,
        created_on=on,
        created_at=at,
        lines=tuple(
            bank_files.PaymentLine(
                end_to_end_id=f"{run.reference}-{pk}",
                payee=bank_files.BankAccount(sort_code, account_number),
                payee_name=name,
                pence=pence,
                reference=f"PB {Budget.PREFIX}-{budget_id:06d}",
            )
            for pk, pence, budget_id, sort_code, account_number, name in lines
        ),
    )
