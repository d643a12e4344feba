"""What a bank writes is read whole; what is cut off, in the wrong characters, or not to be trusted is refused."""

import pytest

from selfdirect.outside.bank_files import ReportRefused, read_pain_002
from tests.outside.bank_files.reports import payment, report, schema

TWO = [payment("N-000001-7", "RJCT", "AC04", "Closed on 1 June"), payment("N-000001-8", "ACSC")]


@pytest.mark.parametrize("version", ["03", "12"])
def test_what_the_schema_allows_is_read(version: str) -> None:
    content = report("N-000001", TWO, status="PART", version=version)
    schema(version).validate(content.decode())
    found = read_pain_002(content)
    assert (found.message_id, found.about, found.status) == ("BANK-1", "N-000001", "PART")
    assert found.created_at.isoformat() == "2026-06-29T09:00:00+00:00"
    rejected, arrived = found.payments
    assert (rejected.end_to_end_id, rejected.status, rejected.codes) == ("N-000001-7", "RJCT", ("AC04",))
    assert rejected.words == ("Closed on 1 June",) and arrived.codes == ()


def test_a_status_of_the_whole_file_needs_no_payment() -> None:
    found = read_pain_002(report("N-000001", status="RJCT", code="FF01"))
    assert (found.status, found.codes, found.payments) == ("RJCT", ("FF01",), ())


WHOLE = report("N-000001", TWO)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (WHOLE[:-40], "cut off"),
        (WHOLE[: len(WHOLE) // 2], "cut off"),
        (WHOLE.replace(b"Closed", b"Ferm\xe9"), "set of characters"),
        (WHOLE.replace(b"UTF-8", b"KLINGON"), "set of characters"),
        (WHOLE.replace(b"UTF-8", b"UTF-16"), "set of characters"),
        (b"N-000001-7;RJCT;AC04", "UTF-8"),
        (WHOLE.replace(b"</OrgnlGrpInfAndSts>", b"</Orgnl>"), "not whole"),
        (WHOLE.replace(b"pain.002.001.10", b"pain.001.001.09"), "called pain.002"),
        (WHOLE.replace(b"pain.002.001.10", b"pain.002.001.99"), "called pain.002"),
        (WHOLE.replace(b"CstmrPmtStsRpt", b"Other"), "called pain.002"),
        (WHOLE.replace(b"<MsgId>BANK-1</MsgId>", b""), "no MsgId"),
        (WHOLE.replace(b"<CreDtTm>2026-06-29T09:00:00", b"<CreDtTm>yesterday"), "when the bank wrote it"),
        (WHOLE.replace(b"<TxSts>RJCT</TxSts>", b""), "what became of it"),
        (report("N-000001"), "nothing about any payment"),
        (WHOLE.replace(b"<Document", b'<!DOCTYPE d [<!ENTITY a "b">]><Document', 1), "security team"),
    ],
)
def test_anything_else_is_refused_in_words(content: bytes, says: str) -> None:
    with pytest.raises(ReportRefused, match=says):
        read_pain_002(content)


def test_another_set_of_characters_is_read_when_the_file_says_so() -> None:
    content = WHOLE.replace(b"UTF-8", b"ISO-8859-1").replace(b"Closed", b"Ferm\xe9")
    assert read_pain_002(content).payments[0].words == ("Fermé on 1 June",)
