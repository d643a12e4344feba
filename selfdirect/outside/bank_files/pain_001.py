"""Writes a payment order as ISO 20022 pain.001.001.09, the XML credit transfer, for United Kingdom accounts.

Newer bank channels take this instead of Standard 18. What the schema asks for is verified against the
schema itself in the tests.

Unverified, so check it against your bank's guide before the first live file: GBDSC with the six-figure sort
code for a bank, the eight-figure account number marked BBAN, service level NURG (not urgent) to mean Bacs and
URNS to mean Faster Payments, whether the requested day is the day of processing or the day the money arrives,
the service user number as the sender's identity, and the plain set of characters. docs/running/bank-files.md
lists them one by one.

Next: selfdirect/outside/bank_files/common.py
Tests: tests/outside/bank_files/test_pain_001.py
"""

import string
from datetime import date
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from selfdirect.outside.bank_files.common import (
    NAME_LENGTH,
    BankAccount,
    BankFileRefused,
    PaymentLine,
    PaymentOrder,
    Writing,
    problems_of,
    written,
)

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
CHARACTERS = frozenset(string.ascii_letters + string.digits + "/-?:().,'+ ")
NAME_CHARACTERS = 70
NOT_URGENT, SAME_DAY = "NURG", "URNS"
"""Service levels, both unverified: by Bacs, and on the day by Faster Payments."""

_Element = ElementTree.Element


def pain_001_001_09(order: PaymentOrder, *, holidays: frozenset[date] = frozenset(), same_day: bool = False) -> bytes:
    """The whole file. Refuses, with every reason, an order that a bank would send back.

    With `same_day` the payments are to arrive on the day, which may be a weekend or a holiday.
    """
    problems = tuple(problems_of(order, holidays, Writing(name=_name, reference=_reference), any_day=same_day))
    if problems:
        raise BankFileRefused(problems)
    document = _Element("Document", {"xmlns": NAMESPACE})
    root = _add(document, "CstmrCdtTrfInitn")
    _group_header(root, order)
    _payment_information(root, order, SAME_DAY if same_day else NOT_URGENT)
    ElementTree.indent(document)
    frame: bytes = ElementTree.tostring(document, encoding="UTF-8", xml_declaration=True)
    before, end, after = frame.rpartition(_END_OF_PAYMENTS)
    return b"".join((before, *(_transfer(line) for line in order.lines), end, after, b"\n"))


def _add(parent: _Element, path: str, text: str | None = None) -> _Element:
    """Adds one element inside another for each name in the path, and puts the text in the last."""
    for name in path.split("/"):
        parent = ElementTree.SubElement(parent, name)
    parent.text = text
    return parent


def _name(text: str) -> str:
    return written(text, CHARACTERS)[:NAME_CHARACTERS].rstrip()


def _reference(text: str) -> str:
    return written(text, CHARACTERS)[:NAME_LENGTH].rstrip()


def _pounds(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02}"


def _totals(parent: _Element, order: PaymentOrder) -> None:
    _add(parent, "NbOfTxs", str(len(order.lines)))
    _add(parent, "CtrlSum", _pounds(order.total_pence))


def _group_header(root: _Element, order: PaymentOrder) -> None:
    header = _add(root, "GrpHdr")
    _add(header, "MsgId", order.reference)
    _add(header, "CreDtTm", order.created_at.isoformat(timespec="seconds"))
    _totals(header, order)
    sender = _add(header, "InitgPty")
    _add(sender, "Nm", _name(order.originator_name))
    _add(sender, "Id/OrgId/Othr/Id", order.service_user_number)


def _payment_information(root: _Element, order: PaymentOrder, service_level: str) -> None:
    payment = _add(root, "PmtInf")
    _add(payment, "PmtInfId", order.reference)
    _add(payment, "PmtMtd", "TRF")
    _totals(payment, order)
    _add(payment, "PmtTpInf/SvcLvl/Cd", service_level)
    _add(payment, "ReqdExctnDt/Dt", order.processing_on.isoformat())
    _add(payment, "Dbtr/Nm", _name(order.originator_name))
    _account(_add(payment, "DbtrAcct"), order.originator)
    _bank(_add(payment, "DbtrAgt"), order.originator)


_END_OF_PAYMENTS = b"\n    </PmtInf>"
_TRANSFER = """
      <CdtTrfTxInf>
        <PmtId>
          <EndToEndId>{id}</EndToEndId>
        </PmtId>
        <Amt>
          <InstdAmt Ccy="GBP">{pounds}</InstdAmt>
        </Amt>
        <CdtrAgt>
          <FinInstnId>
            <ClrSysMmbId>
              <ClrSysId>
                <Cd>GBDSC</Cd>
              </ClrSysId>
              <MmbId>{sort_code}</MmbId>
            </ClrSysMmbId>
          </FinInstnId>
        </CdtrAgt>
        <Cdtr>
          <Nm>{name}</Nm>
        </Cdtr>
        <CdtrAcct>
          <Id>
            <Othr>
              <Id>{account}</Id>
              <SchmeNm>
                <Cd>BBAN</Cd>
              </SchmeNm>
            </Othr>
          </Id>
        </CdtrAcct>
        <RmtInf>
          <Ustrd>{reference}</Ustrd>
        </RmtInf>
      </CdtTrfTxInf>"""
"""One payment. Written as text, not as elements: there are thousands, and this is ten times as quick."""


def _transfer(line: PaymentLine) -> bytes:
    return _TRANSFER.format(
        id=escape(line.end_to_end_id),
        pounds=_pounds(line.pence),
        sort_code=escape(line.payee.sort_code_digits),
        name=escape(_name(line.payee_name)),
        account=escape(line.payee.account_number),
        reference=escape(_reference(line.reference)),
    ).encode("ascii")


def _account(parent: _Element, account: BankAccount) -> None:
    other = _add(parent, "Id/Othr")
    _add(other, "Id", account.account_number)
    _add(other, "SchmeNm/Cd", "BBAN")
    _add(parent, "Ccy", "GBP")


def _bank(parent: _Element, account: BankAccount) -> None:
    member = _add(parent, "FinInstnId/ClrSysMmbId")
    _add(member, "ClrSysId/Cd", "GBDSC")
    _add(member, "MmbId", account.sort_code_digits)
