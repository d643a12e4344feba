"""What a Standard 18 file holds: by hand, by a reader that shares nothing with the writer, for any order."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from selfdirect.outside.bank_files import BankAccount, BankFileRefused, PaymentOrder, bacs_standard_18
from tests.outside.bank_files.orders import TWO_PAYMENTS, line, order, orders
from tests.outside.bank_files.standard_18_reader import day_of, read

# Written by hand from the published columns.
# 23 November 2026 is day 327 of the year, 25 is day 329, and 2 December is day 336.
BY_HAND = [
    "VOL1000042                               123456                                1",
    "HDR1A123456S  112345600004200010001       26327 26336 000000                    ",
    "HDR2F0200000106                                   00                            ",
    "UHL1 26329999999    000000004 MULTI  001                                        ",
    "3094820012345609920000055779911000000000012345EXAMPLE COUNCIL ADDP 23 NOV         ZOE BRONTE-LUKASZ  26329",
    "4040408765432109920000055779911000000000000100EXAMPLE COUNCIL ADINV/77 & 78       SUNNY DAY CLUB LTD 26329",
    "2000005577991101720000055779911000000000012445EXAMPLE COUNCIL ADCONTRA            EXAMPLE COUNCIL AD 26329",
    "EOF1A123456S  112345600004200010001       26327 26336 000000                    ",
    "EOF2F0200000106                                   00                            ",
    "UTL10000000012445000000001244500000010000002                                    ",
]


@pytest.mark.requirement("R-PAY-17")
def test_the_file_is_the_one_written_by_hand() -> None:
    assert bacs_standard_18(TWO_PAYMENTS).decode("ascii").split("\r\n") == [*BY_HAND, ""]


def test_trap_12_a_single_day_file_says_the_day_once_and_its_lines_are_100_wide() -> None:
    records = bacs_standard_18(TWO_PAYMENTS, multi_day=False).decode("ascii").split("\r\n")
    assert records[2].startswith("HDR2F0200000100")
    assert "1 DAILY  001" in records[3]
    assert records[4:7] == [record[:100] for record in BY_HAND[4:7]]
    assert len(read("\r\n".join(records).encode()).credits) == 2


def test_the_reader_finds_every_payment() -> None:
    found = read(bacs_standard_18(TWO_PAYMENTS))
    assert [(c["sort_code"], c["account"], int(c["pence"])) for c in found.credits] == [
        ("309482", "00123456", 12345),
        ("404040", "87654321", 100),
    ]
    assert day_of(found.labels["UHL"]["processing"]) == date(2026, 11, 25)
    assert [int(c["pence"]) for c in found.contras] == [12445]


@pytest.mark.parametrize("position", [4, 5, 6, 9])
def test_the_reader_notices_one_changed_figure(position: int) -> None:
    records = list(BY_HAND)
    place = 45 if position < 9 else 29
    records[position] = records[position][:place] + "9" + records[position][place + 1 :]
    with pytest.raises(ValueError, match="not so"):
        read(("\r\n".join(records) + "\r\n").encode())


@given(orders())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_order_reads_back_as_it_was(wanted: PaymentOrder) -> None:
    for multi_day in (True, False):
        content = bacs_standard_18(wanted, multi_day=multi_day)
        found = read(content)
        assert [(credit["sort_code"], credit["account"], int(credit["pence"])) for credit in found.credits] == [
            (line.payee.sort_code, line.payee.account_number, line.pence) for line in wanted.lines
        ]
        assert int(found.contras[0]["pence"]) == wanted.total_pence
        assert day_of(found.labels["UHL"]["processing"]) == wanted.processing_on
        assert all(credit["name"].startswith("A") for credit in found.credits)
        assert content == bacs_standard_18(wanted, multi_day=multi_day)


def test_a_run_of_twenty_thousand_lines_is_one_file() -> None:
    big = order(*(line(number) for number in range(1, 20_001)))
    found = read(bacs_standard_18(big))
    assert len(found.credits) == 20_000
    assert int(found.labels["UTL"]["credit_total"]) == sum(100 + number for number in range(1, 20_001))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Siân O'Neill", "SIAN O NEILL"),
        ("  José\tMaría  Ñúñez ", "JOSE MARIA NUNEZ"),
        ("Groß & Söhne (UK) Ltd", "GROSS & SOHNE UK L"),
        ("Ｚｏｅ 😀 ①", "ZOE 1"),
        ("李 Wei", "WEI"),
        ("Bad\r\nUTL1", "BAD UTL1"),
        ("A name of exactly eighteen and more", "A NAME OF EXACTLY"),
    ],
)
def test_trap_12_names_are_written_in_the_set_of_characters_and_cut_to_18(name: str, written: str) -> None:
    found = read(bacs_standard_18(order(line(payee_name=name))))
    assert found.credits[0]["name"] == written.ljust(18)


@pytest.mark.parametrize("name", ["", "   ", "李伟", "😀", "-&./", "....................Jo"])
def test_a_name_that_would_be_empty_is_refused(name: str) -> None:
    with pytest.raises(BankFileRefused, match=r"Line 1 \(PAY-1\): the payee's name"):
        bacs_standard_18(order(line(payee_name=name)))


def test_a_payment_that_looks_like_a_contra_line_is_refused() -> None:
    with pytest.raises(BankFileRefused, match="may not begin with CONTRA"):
        bacs_standard_18(order(line(reference="contra 5")))


def test_a_run_too_large_for_one_contra_line_is_refused() -> None:
    largest = 99_999_999_999
    assert read(bacs_standard_18(order(line(pence=largest)))).contras[0]["pence"] == str(largest)
    with pytest.raises(BankFileRefused, match="Split the run"):
        bacs_standard_18(order(line(1, pence=largest), line(2, pence=1)))


def test_the_serial_number_comes_from_the_end_of_the_reference_and_is_never_noughts() -> None:
    assert read(bacs_standard_18(order(reference="RUN/2026-7"))).labels["VOL"]["serial"] == "N20267"
    assert read(bacs_standard_18(order(reference="7"))).labels["VOL"]["serial"] == "000007"
    with pytest.raises(BankFileRefused, match="must not all be 0"):
        bacs_standard_18(order(reference="000000"))


def test_nothing_is_written_for_a_bad_account() -> None:
    with pytest.raises(BankFileRefused):
        bacs_standard_18(order(line(payee=BankAccount("30948", "12345678"))))
