"""A hand-off can be read by anybody; an answer is read back whole, or refused with the line and the field."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.outside.payroll import (
    HAND_OFF_FIELDS,
    MONEY_FIELDS,
    RESULT_FIELDS,
    HandOffRow,
    PayrollFileRefused,
    ResultRow,
    hand_off,
    read_result,
)

REF = "Z-000001"
ROW = HandOffRow("K-000001", "Amara Foxglove", "=Tess, Marlow", "U-000001", "2026-07-06", 600, 60, 0, 1300)
GOOD = ("K-000001", 100_00, 10_00, 5_00, 4_00, 3_00, 88_00, 2_00, 3_00)


def as_csv(*rows: tuple[object, ...], reference: str = REF, names: tuple[str, ...] = RESULT_FIELDS) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("hand_off", *names))
    writer.writerows((reference, *row) for row in rows)
    return out.getvalue().encode()


def with_totals(*rows: tuple[object, ...], **more: object) -> bytes:
    sums = [sum(int(str(row[place])) for row in rows) for place in range(1, len(RESULT_FIELDS))]
    last = dict(zip(MONEY_FIELDS, sums, strict=True)) | more
    return as_csv(*rows, ("totals", *last.values()))


def test_both_forms_of_a_hand_off_say_the_same_and_no_name_is_a_formula() -> None:
    found = list(csv.DictReader(io.StringIO(hand_off(REF, [ROW], "csv").decode())))
    assert tuple(found[0]) == ("hand_off", *HAND_OFF_FIELDS) and found[0]["employee"] == "'=Tess, Marlow"
    content = json.loads(hand_off(REF, [ROW], "json"))
    assert content["hand_off"] == REF and content["rows"][0]["worked_minutes"] == 600


@pytest.mark.requirement("R-EMP-03")
def test_an_answer_is_read_back_from_either_form() -> None:
    expected = [ResultRow(*GOOD)]  # type: ignore[arg-type]
    assert read_result(with_totals(GOOD), REF, {"K-000001"}) == expected
    assert read_result(b"\xef\xbb\xbf" + with_totals(GOOD), REF, {"K-000001"}) == expected
    row = dict(zip(RESULT_FIELDS, GOOD, strict=True))
    content = json.dumps({"hand_off": REF, "rows": [row], "totals": row}).encode()
    assert read_result(content, REF, {"K-000001"}) == expected


@pytest.mark.requirement("R-EMP-03")
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"\xff\xfe", "Line 1: this is not text in UTF-8"),
        (b"{", "Line 1: this is not JSON"),
        (b'{"rows": 1}', "Line 1, rows: the file has no list"),
        (b'{"rows": [1]}', "Row 1: this is not a row"),
        (b"[" * 100_000, "this is not JSON"),
        (as_csv(names=RESULT_FIELDS[:-1]), "Line 1, employer_pension_pence: this column is missing"),
        (with_totals(GOOD, net_pence=1), "Line 3, net_pence: the total 1 is not what the lines come to, 8800"),
        (as_csv(GOOD), "there must be one line of totals"),
        (
            as_csv((*GOOD[:3], "5.00", *GOOD[4:]), ("totals", *GOOD[1:])),
            "Line 2, tax_pence: 5.00 is not a whole number",
        ),
        (as_csv((*GOOD[:3], "-5", *GOOD[4:]), ("totals", *GOOD[1:])), "Line 2, tax_pence: -5 is below nothing"),
        (with_totals((*GOOD[:6], 87_00, *GOOD[7:])), "Line 2, net_pence: 8700 is not gross less what comes off, 8800"),
        (with_totals((*GOOD[:2], 200_00, *GOOD[3:])), "Line 2, holiday_pence: 20000 is more than the gross pay"),
        (with_totals(GOOD, GOOD), "Line 3, employment: K-000001 is there twice"),
        (with_totals(("K-000009", *GOOD[1:])), "Line 2, employment: K-000009 was not in the hand-off"),
        (as_csv(GOOD, reference="Z-000002"), "Line 2, hand_off: this is not the answer to Z-000001"),
        (as_csv(GOOD[:-1]), "Line 2: this line has more or fewer fields"),
        (b'hand_off,"a\n', "Line"),
    ],
)
def test_a_bad_file_is_refused_naming_line_and_field(content: bytes, words: str) -> None:
    with pytest.raises(PayrollFileRefused) as refused:
        read_result(content, REF, {"K-000001"})
    assert any(words in message for message in refused.value.messages), refused.value.messages


def test_somebody_missing_is_said() -> None:
    with pytest.raises(PayrollFileRefused, match="K-000002 was in the hand-off and is missing"):
        read_result(with_totals(GOOD), REF, {"K-000001", "K-000002"})


@given(content=st.binary(max_size=400))
def test_whatever_is_sent_is_read_or_refused_in_words(content: bytes) -> None:
    try:
        read_result(content, REF, {"K-000001"})
    except PayrollFileRefused as refused:
        assert refused.messages
