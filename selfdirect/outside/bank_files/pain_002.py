"""Reads a bank's answer to a payment file: ISO 20022 pain.002, the payment status report.

Versions 03 to 15 are read: what we take from them has not changed in its place or name. The tests check against the
schemas of 03 and 12; a version 10 report, which banks send for our pain.001.001.09, is built of the same parts.

The file comes from outside, so nothing in it is trusted: no entities, a size limit, and any doubt refuses all of it.

Next:   selfdirect/rules/bank_answers.py
Tests:  tests/outside/bank_files/test_pain_002.py
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.etree import ElementTree

MOST_BYTES = 20_000_000
_NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:pain\.002\.001\.(\d{2})")
_VERSIONS = range(3, 16)
_Element = ElementTree.Element


class ReportRefused(ValueError):
    """The file cannot be read as a bank's answer. The message says what is wrong and what to do."""


@dataclass(frozen=True)
class PaymentStatus:
    """What the bank says of one payment, by the end to end id we gave it."""

    end_to_end_id: str
    status: str
    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class StatusReport:
    """One answer. `status` is that of the whole file we sent, empty when the bank speaks of single payments alone."""

    message_id: str
    created_at: datetime
    about: str
    status: str
    codes: tuple[str, ...]
    words: tuple[str, ...] = field(repr=False)
    payments: tuple[PaymentStatus, ...] = ()


def read_pain_002(content: bytes) -> StatusReport:
    """Read a whole report. Raises ReportRefused for a file that is cut off, in another form, or not to be trusted."""
    root, spaced = _parsed(content)
    report = root.find(f"{spaced}CstmrPmtStsRpt")
    if report is None:
        raise ReportRefused("This is not a bank’s answer to payments. Choose the file called pain.002.")
    in_report = _Reading(spaced)
    group = report.find(f"{spaced}OrgnlGrpInfAndSts")
    if group is None:
        raise ReportRefused("The file does not say which payments it is about. Ask the bank for it again.")
    found = StatusReport(
        message_id=in_report.needed(report, "GrpHdr/MsgId"),
        created_at=_moment(in_report.needed(report, "GrpHdr/CreDtTm")),
        about=in_report.needed(group, "OrgnlMsgId"),
        status=in_report.text(group, "GrpSts") or _of_the_only_batch(in_report, report),
        codes=in_report.reason_codes(group),
        words=in_report.reason_words(group),
        payments=tuple(in_report.payments(report)),
    )
    if not found.status and not found.payments:
        raise ReportRefused("The file says nothing about any payment. Ask the bank for it again.")
    return found


def _parsed(content: bytes) -> tuple[_Element, str]:
    if not content.strip():
        raise ReportRefused("The file is empty. Fetch it from the bank again.")
    if len(content) > MOST_BYTES:
        raise ReportRefused("The file is too large to be a bank’s answer.")
    try:
        root = _Careful().read(content)
    except ElementTree.ParseError as wrong:
        raise ReportRefused(_why(wrong)) from None
    except (UnicodeError, LookupError, ValueError) as wrong:
        if isinstance(wrong, ReportRefused):
            raise
        raise ReportRefused(_WRONG_CHARACTERS) from None
    namespace = root.tag.removeprefix("{").partition("}")[0]
    matched = _NAMESPACE.fullmatch(namespace)
    if matched is None or int(matched[1]) not in _VERSIONS:
        raise ReportRefused("This is not a bank’s answer to payments. Choose the file called pain.002.")
    return root, f"{{{namespace}}}"


_WRONG_CHARACTERS = "The file is not in the set of characters that it says it is in. Ask the bank for it as UTF-8."
_CUT_OFF = frozenset({3, 5, 20})  # expat: no element found, unclosed token, unclosed CDATA section
_WRONG_SET = frozenset({4, 6, 18, 19, 30, 31})  # expat: invalid token, partial or unknown character, wrong encoding


def _why(wrong: ElementTree.ParseError) -> str:
    if wrong.code in _CUT_OFF:
        return "The file is cut off before its end. Fetch it from the bank again."
    if wrong.code in _WRONG_SET:
        return _WRONG_CHARACTERS
    return "The file is not whole. Fetch it from the bank again, and do not open or save it in between."


class _Careful:
    """A parser that refuses a file with a document type: that is where entities, and so attacks, come from."""

    def read(self, content: bytes) -> _Element:
        parser = ElementTree.XMLParser(target=_NoDocumentType())
        parser.feed(content)
        root: _Element = parser.close()
        return root


class _NoDocumentType(ElementTree.TreeBuilder):
    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise ReportRefused("The file has a part that no bank’s answer has. Do not open it; tell your security team.")


class _Reading:
    """Reads parts by their names in the report's own version."""

    def __init__(self, spaced: str) -> None:
        self._spaced = spaced

    def path(self, names: str) -> str:
        return "/".join(f"{self._spaced}{name}" if name not in {"", "."} else name for name in names.split("/"))

    def text(self, at: _Element, names: str) -> str:
        return (at.findtext(self.path(names)) or "").strip()

    def needed(self, at: _Element, names: str) -> str:
        found = self.text(at, names)
        if not found:
            raise ReportRefused(f"The file is not whole: it has no {names.rpartition('/')[2]}. Fetch it again.")
        return found

    def reason_codes(self, at: _Element) -> tuple[str, ...]:
        reasons = at.findall(self.path("StsRsnInf/Rsn"))
        found = [self.text(one, "Cd") or self.text(one, "Prtry") for one in reasons]
        return tuple(code for code in found if code)

    def reason_words(self, at: _Element) -> tuple[str, ...]:
        found = [(one.text or "").strip() for one in at.findall(self.path("StsRsnInf/AddtlInf"))]
        return tuple(words for words in found if words)

    def payments(self, report: _Element) -> list[PaymentStatus]:
        found = []
        for batch in report.findall(self.path("OrgnlPmtInfAndSts")):
            for one in batch.findall(self.path("TxInfAndSts")):
                status = self.text(one, "TxSts") or self.text(batch, "PmtInfSts")
                if not status:
                    raise ReportRefused("The file names a payment and does not say what became of it. Fetch it again.")
                codes = self.reason_codes(one) or self.reason_codes(batch)
                found.append(PaymentStatus(self.needed(one, "OrgnlEndToEndId"), status, codes, self.reason_words(one)))
        return found


def _of_the_only_batch(reading: _Reading, report: _Element) -> str:
    """The status of the one batch a run has, where the bank gives it there and not for the whole file."""
    batches = report.findall(reading.path("OrgnlPmtInfAndSts"))
    return reading.text(batches[0], "PmtInfSts") if len(batches) == 1 else ""


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ReportRefused("The file does not say when the bank wrote it. Fetch it again.") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
