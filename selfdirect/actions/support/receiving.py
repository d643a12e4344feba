"""Who may receive somebody's payment: an account of somebody else counts only as long as their authority does.

An account of which the bank says that it is somebody else's is not paid either, nor a card while cards cannot be used,
nor a cheque once cheques have ended.

Next:   selfdirect/records/authority.py
Tests:  tests/actions/support/test_receiving.py
"""

from collections.abc import Iterable
from datetime import date

from selfdirect.actions.action import Refused
from selfdirect.actions.support.account_checks import names_that_differ
from selfdirect.actions.support.cheques import no_cheques_after
from selfdirect.records.authority import Authority
from selfdirect.records.direct_payments import Payee
from selfdirect.records.must_be_paid import Rail, failing
from selfdirect.records.people import Person
from selfdirect.rules.authority import Scope
from selfdirect.rules.calendar import format_date
from selfdirect.rules.problems import Problem

MEND = "Add the account of whoever receives the payment now, or the person’s own"


def check_may_receive(authority: Authority | None, person: Person | None, on: date) -> None:
    """Raise Refused unless this authority lets its holder receive the person's payment on this day."""
    if authority is None:
        return
    if person is None or authority.person_id != person.pk:
        raise Refused([Problem("authority", "This authority is for somebody else. Choose whose account this is")])
    if not authority.counts_on(on):
        words = f"The authority of {authority.holder_name} does not count on this day. {MEND}"
        raise Refused([Problem("authority", words)])
    if not authority.may(Scope.RECEIVE):
        words = f"The authority of {authority.holder_name} does not cover receiving the payment. {MEND}"
        raise Refused([Problem("authority", words)])


def no_longer_may_receive(day: date) -> dict[int, str]:
    """The accounts that nothing is paid to on a day, each with why and what to do, by the number of the payee."""
    theirs = Payee.objects.exclude(under=None).select_related("under__end")
    ended = {payee.pk: words for payee in theirs if payee.under and (words := _why_not(payee.under, day))}
    return _by_a_failing_rail() | names_that_differ() | no_cheques_after(day) | ended


def _by_a_failing_rail() -> dict[int, str]:
    """The cards that nothing is loaded onto while the card company cannot be used."""
    failure = failing(Rail.PREPAID_CARD)
    if failure is None:
        return {}
    words = f"Prepaid cards cannot be used since {format_date(failure.from_on)}: {failure.what_happened}"
    return dict.fromkeys(Payee.objects.filter(kind="prepaid_card").values_list("pk", flat=True), words)


def check_may_be_paid(payee_ids: Iterable[int], day: date) -> None:
    """Raise Refused when one of these accounts may not be paid on this day."""
    gone = no_longer_may_receive(day)
    for payee_id in payee_ids:
        if payee_id in gone:
            raise Refused(gone[payee_id])


def _why_not(authority: Authority, day: date) -> str:
    if authority.counts_on(day) and authority.may(Scope.RECEIVE):
        return ""
    ended = authority.ended.on if authority.ended and authority.ended.on <= day else authority.until_on
    since = f" ended on {format_date(ended)}" if ended and ended <= day else " does not count on this day"
    return f"The authority of {authority.holder_name} to receive this payment{since}. {MEND}."
