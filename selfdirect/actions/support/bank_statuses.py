"""What to do about each payment that a bank's answer speaks of, by what is known of the payment already.

Why:    docs/decisions/the-banks-answer.md
Next:   selfdirect/rules/bank_answers.py
Tests:  tests/actions/support/test_bank_statuses.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from selfdirect.actions.action import Refused
from selfdirect.actions.support.card_loads import with_the_bank
from selfdirect.outside.bank_files import PaymentStatus, StatusReport
from selfdirect.records.bank_answers import LineAnswer
from selfdirect.records.payments import LineState, PaymentLine, PaymentRun
from selfdirect.rules.bank_answers import Meaning, meaning_of, reason_in_words
from selfdirect.rules.problems import Problem

WITH_THE_BANK = (LineState.SENT, LineState.CONFIRMED, LineState.RETURNED)


@dataclass(frozen=True)
class Said:
    """What the answer says of one payment, and what is done about it: a word of `LineAnswer.DONE`."""

    line: PaymentLine
    status: str
    reason: str
    done: str


def what_to_do(run: PaymentRun, report: StatusReport) -> list[Said]:
    """Match an answer to the payments of its run. What the card company pays and cheques are in no file.

    Raises Refused when it names one that the run does not have.
    """
    in_the_file = with_the_bank(run.lines.filter(state__in=WITH_THE_BANK))
    found = in_the_file.select_related("person", "schedule").order_by("pk")
    lines = {f"{run.reference}-{line.pk}": line for line in found}
    statuses = _single(report.payments, lines)
    whole = meaning_of(report.status)
    if whole is Meaning.REJECTED or whole is Meaning.ARRIVED:
        spoken = PaymentStatus("", report.status, report.codes, report.words)
        statuses = dict.fromkeys(lines, spoken) | ({} if whole is Meaning.REJECTED else statuses)
    acted = _acted(run)
    return [_said(lines[name], status, report.created_at, acted) for name, status in statuses.items()]


def _single(payments: Iterable[PaymentStatus], lines: dict[str, PaymentLine]) -> dict[str, PaymentStatus]:
    found: dict[str, PaymentStatus] = {}
    for one in payments:
        if one.end_to_end_id not in lines:
            words = f"The answer names a payment that is not in this run: {one.end_to_end_id}. Nothing was read"
            raise Refused([Problem("file", words)])
        if found.setdefault(one.end_to_end_id, one).status != one.status:
            words = f"The answer says two things of the payment {one.end_to_end_id}. Ask the bank. Nothing was read"
            raise Refused([Problem("file", words)])
    return found


def _acted(run: PaymentRun) -> dict[tuple[int, str], datetime]:
    """When the answer was written by which a payment was marked, by payment and mark."""
    marks = LineAnswer.objects.filter(answer__run=run, done__in=["paid", "returned"]).order_by("pk")
    rows = marks.values_list("line_id", "done", "answer__written_at")
    return {(line_id, done): written_at for line_id, done, written_at in rows}


def _said(line: PaymentLine, status: PaymentStatus, at: datetime, acted: dict[tuple[int, str], datetime]) -> Said:
    reason = reason_in_words(status.codes, status.words)
    meaning = meaning_of(status.status)
    if meaning is not Meaning.REJECTED and not (status.codes or status.words):
        reason = ""
    return Said(line, status.status[:10], reason, _done(line, meaning, at, acted))


def _done(line: PaymentLine, meaning: Meaning, at: datetime, acted: dict[tuple[int, str], datetime]) -> str:
    if meaning is Meaning.ARRIVED:
        if line.state == LineState.SENT:
            return "paid"
        if line.state == LineState.CONFIRMED or _came_later(line, "returned", at, acted):
            return "known"
        return "question"
    if meaning is Meaning.REJECTED:
        if line.state == LineState.RETURNED:
            return "known"
        return "question" if _came_later(line, "paid", at, acted) else "returned"
    return "noted" if line.state == LineState.SENT else "known"


def _came_later(line: PaymentLine, mark: str, at: datetime, acted: dict[tuple[int, str], datetime]) -> bool:
    """Whether the payment was marked by something that was written after this answer, which came out of order."""
    marked = acted.get((line.pk, mark))
    if marked is not None:
        return marked > at
    return mark == "returned" and line.returned_on is not None and line.returned_on >= at.date()
