"""What cheques share: who may still be paid by them, which lines of a run are, and the list that goes out.

Values: policy/councils
Next:   selfdirect/rules/cheques.py
Tests:  tests/actions/support/test_cheques.py
"""

from collections.abc import Sequence
from datetime import date

from selfdirect.actions.action import Refused
from selfdirect.actions.support.policy import policy
from selfdirect.outside.cheque_list import ChequeRow, cheque_list
from selfdirect.records.direct_payments import CHEQUE, Payee
from selfdirect.records.payments import LineState, PaymentLine, PaymentRun
from selfdirect.records.people import Person, PersonDetails
from selfdirect.rules.calendar import format_date
from selfdirect.rules.cheques import Cheques, cheques_for
from selfdirect.rules.direct_payments import BANK_ACCOUNT

LIST = "cheque_list"


def cheques_of(person: Person, on: date) -> Cheques | None:
    """How somebody may be paid by cheque, by the policy of a day; None where they may not."""
    return cheques_for(person.details.client_group, policy().on(on))


def why_not_by_cheque(person: Person, on: date) -> str:
    """Why somebody cannot be paid by cheque, in words; nothing when they can."""
    rule = cheques_of(person, on)
    if rule is None or rule.last_on < on:
        ended = f" They ended on {format_date(rule.last_on)}." if rule else ""
        return f"The policy does not let this person be paid by cheque.{ended} Add an account instead."
    if Payee.objects.filter(person=person, kind__in=(CHEQUE, BANK_ACCOUNT)).exists():
        return "There is a bank account, or they are paid by cheque already."
    return ""


def no_cheques_after(day: date) -> dict[int, str]:
    """The payees who can no longer be paid by cheque on a day, with why and what to do, by their number."""
    paid_so = Payee.objects.filter(kind=CHEQUE).values_list("pk", "person_id")
    groups = dict(
        PersonDetails.objects.filter(person__in=[person for _, person in paid_so], superseded_at=None).values_list(
            "person_id", "client_group"
        )
    )
    values = policy().on(day)
    found = {}
    for payee_id, person_id in paid_so:
        rule = cheques_for(groups[person_id], values)
        if rule is None or rule.last_on < day:
            ended = f"Cheques ended on {format_date(rule.last_on)}" if rule else "Nobody is paid by cheque any more"
            found[payee_id] = f"{ended}. Add a bank account or a prepaid card, and the payment goes there."
    return found


def lines_by_cheque(run: PaymentRun) -> list[PaymentLine]:
    """The lines of a run that are paid by cheque and go on, with what a cheque says."""
    lines = run.lines.filter(payee__kind=CHEQUE, state__in=(LineState.APPROVED, LineState.SENT))
    return list(lines.select_related("payee", "cheque__by").order_by("pk"))


def cheques_wait(run: PaymentRun) -> bool:
    """Whether a payment of an approved run is by cheque and not authorised yet."""
    return run.lines.filter(payee__kind=CHEQUE, state=LineState.APPROVED, cheque=None).exists()


def list_of_cheques(run: PaymentRun, lines: Sequence[PaymentLine]) -> bytes:
    """The list for whoever prints and posts them. Raises Refused while a cheque is not authorised."""
    waiting = [line for line in lines if not hasattr(line, "cheque")]
    if waiting:
        many = "1 cheque is" if len(waiting) == 1 else f"{len(waiting)} cheques are"
        raise Refused(f"{many} not authorised yet. Whoever authorises cheques does so on the page of this run.")
    details = PersonDetails.objects.filter(person__in=[line.person_id for line in lines], superseded_at=None)
    posted_to = {one.person_id: ", ".join([*one.address.splitlines(), one.postcode]) for one in details}
    return cheque_list(
        [
            ChequeRow(
                line.cheque.number,
                line.payee.account_name,
                line.pence,
                f"{run.reference}-{line.pk}",
                line.cheque.by.name,
                posted_to[line.person_id],
            )
            for line in lines
        ]
    )
