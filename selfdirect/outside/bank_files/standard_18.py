"""Writes a payment order as a Bacs Standard 18 file: fixed columns, one line for each payment.

It is the form that Bacs-approved software and bureaux take in. Sending it needs a service user number
and a Bacstel-IP connection, which are theirs; this file is what you hand to them.

The order of records, the columns of a payment line, the character set and the 106 or 100 column widths come
from published guides. Unverified, so check them against your bank's guide before the first live file: the
meaning of the fields inside HDR1, HDR2, UHL1 and UTL1, the days until HDR1 expires, the contra line
(transaction code 17, reference CONTRA), the work codes, the four noughts of free format, and CR LF at the
end of every record. docs/running/bank-files.md lists them one by one.

A multi-day file (106 columns) carries the processing day on every line. A single-day file (100 columns) says
it once, in UHL1. Amounts are whole pence. The contra line takes the sum of the payments from our own account,
so that debits and credits balance.

Next: selfdirect/outside/bank_files/common.py
Tests: tests/outside/bank_files/test_standard_18.py
"""

from collections.abc import Iterator
from datetime import date, timedelta

from selfdirect.outside.bank_files.common import (
    LARGEST_PENCE,
    NAME_LENGTH,
    BankAccount,
    BankFileRefused,
    PaymentOrder,
    Writing,
    problems_of,
    written,
)

CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.&/- ")
CREDIT = "99"
CONTRA_DEBIT = "17"
CONTRA = "CONTRA"
KEPT_DAYS = 7
END_OF_RECORD = "\r\n"


def bacs_standard_18(order: PaymentOrder, *, holidays: frozenset[date] = frozenset(), multi_day: bool = True) -> bytes:
    """The whole file. Refuses, with every reason, an order that a bank would send back."""
    problems = tuple(_problems(order, holidays))
    if problems:
        raise BankFileRefused(problems)
    records = [*_headers(order, multi_day), *_payments(order, multi_day), *_trailers(order, multi_day)]
    return "".join(record + END_OF_RECORD for record in records).encode("ascii")


def _problems(order: PaymentOrder, holidays: frozenset[date]) -> Iterator[str]:
    yield from problems_of(order, holidays, Writing(name=_text, reference=_text))
    if not _serial_number(order).strip("0"):
        yield "The last six letters and figures of the run's reference must not all be 0."
    for position, line in enumerate(order.lines, start=1):
        if _text(line.reference).startswith(CONTRA):
            yield f"Line {position}: a reference may not begin with CONTRA, the mark of our balancing line."
    if sum(line.pence for line in order.lines if isinstance(line.pence, int)) > LARGEST_PENCE:
        yield "The run adds up to £1,000,000,000 or more, too much for one balancing line. Split the run."


def _text(text: str) -> str:
    """In the Bacs set of characters, cut to the 18 columns there are."""
    return written(text.upper(), CHARACTERS)[:NAME_LENGTH].rstrip()


def _column(text: str) -> str:
    return _text(text).ljust(NAME_LENGTH)


def _day(day: date) -> str:
    """A space, two figures of the year, three figures of the day in the year."""
    return f" {day:%y%j}"


def _serial_number(order: PaymentOrder) -> str:
    """Six characters unlike those of any other file that day: the end of the run's reference."""
    return "".join(filter(str.isalnum, written(order.reference.upper(), CHARACTERS)))[-6:].rjust(6, "0")


def _headers(order: PaymentOrder, multi_day: bool) -> list[str]:
    return [
        _vol1(order),
        _label_1(order, "HDR1"),
        _label_2("HDR2", multi_day),
        _uhl1(order, multi_day),
    ]


def _vol1(order: PaymentOrder) -> str:
    return f"VOL1{_serial_number(order)}{'':31}{order.service_user_number}{'':4}{'':28}1"


def _label_1(order: PaymentOrder, label: str) -> str:
    """HDR1, and EOF1 which repeats it at the end."""
    number = order.service_user_number
    identifier = f"A{number}S{'':2}1{number}"
    expires_on = order.processing_on + timedelta(days=KEPT_DAYS)
    return (
        f"{label}{identifier}{_serial_number(order)}00010001{'':4}{'':2}"
        f"{_day(order.created_on)}{_day(expires_on)} 000000{'':13}{'':7}"
    )


def _label_2(label: str, multi_day: bool) -> str:
    """HDR2, and EOF2 which repeats it at the end: how long the data lines are."""
    return f"{label}F02000{_width(multi_day):05}{'':35}00{'':28}"


def _uhl1(order: PaymentOrder, multi_day: bool) -> str:
    work_code = "4 MULTI  " if multi_day else "1 DAILY  "
    return f"UHL1{_day(order.processing_on)}999999{'':4}00000000{work_code}001{'':40}"


def _width(multi_day: bool) -> int:
    return 106 if multi_day else 100


def _payments(order: PaymentOrder, multi_day: bool) -> Iterator[str]:
    """A line for each payment, then the contra line that balances them."""
    day = _day(order.processing_on) if multi_day else ""
    ours = _account(order.originator)
    name = _column(order.originator_name)
    for line in order.lines:
        yield (
            f"{_account(line.payee)}0{CREDIT}{ours}0000{line.pence:011}"
            f"{name}{_column(line.reference)}{_column(line.payee_name)}{day}"
        )
    yield f"{ours}0{CONTRA_DEBIT}{ours}0000{order.total_pence:011}{name}{_column(CONTRA)}{name}{day}"


def _account(account: BankAccount) -> str:
    return account.sort_code_digits + account.account_number


def _trailers(order: PaymentOrder, multi_day: bool) -> list[str]:
    total, credits = order.total_pence, len(order.lines)
    return [
        _label_1(order, "EOF1"),
        _label_2("EOF2", multi_day),
        f"UTL1{total:013}{total:013}{1:07}{credits:07}{'':36}",
    ]
