"""Paying somebody by cheque where the policy still lets it: for whom, and who authorises each cheque (R-PAY-15).

Values: policy/councils
Next:   selfdirect/actions/support/cheques.py
Tests:  tests/actions/test_cheques.py
"""

from datetime import date

from selfdirect.actions.action import NotAllowed, Refused, about, action, tell
from selfdirect.actions.support.cheques import cheques_of, lines_by_cheque, why_not_by_cheque
from selfdirect.actions.support.paying import one_at_a_time
from selfdirect.records.access import User
from selfdirect.records.cheques import Cheque
from selfdirect.records.direct_payments import CHEQUE, Payee
from selfdirect.records.payments import PaymentRun, RunState
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.problems import Problem

LAST_NUMBER = 999_999
LONGEST_NAME = 120


@action(needs=Permission.SET_UP_PAYMENTS)
def pay_by_cheque(*, person: Person, name: str, reason: str, key: str, on: date, by: User) -> Payee:
    """Pay somebody who has no account by cheque, in this name, for a reason, as long as the policy lets it."""
    now = Person.objects.with_details().get(pk=person.pk)
    rule, why_not = cheques_of(now, on), why_not_by_cheque(now, on)
    if rule is None or why_not:
        raise Refused(why_not)
    problems = [] if name.strip() else [Problem("name", "Enter the name to write on the cheque")]
    if not reason.strip():
        problems.append(Problem("reason", "Say why they cannot be paid into an account"))
    if problems:
        raise Refused(problems)
    payee = Payee.objects.create(
        person=person,
        kind=CHEQUE,
        account_name=name.strip()[:LONGEST_NAME],
        sort_code="",
        account_number="",
        change_reason=reason.strip(),
        on=on,
        by=by,
    )
    words = f"Payments come by cheque, until {format_date(rule.last_on)} at the latest: {payee.change_reason}"
    tell(words, person=person, about=about(payee))
    return payee


@action(needs=Permission.AUTHORISE_CHEQUES)
def authorise_cheques(*, run: PaymentRun, first_number: str, key: str, on: date, by: User) -> PaymentRun:
    """Authorise every cheque of an approved run, and give them numbers in a row from the first one.

    By whoever has the role that the policy names for each person's client group, and neither prepared nor approved
    the run.
    """
    one_at_a_time()
    now = PaymentRun.objects.get(pk=run.pk)
    if now.state != RunState.APPROVED:
        raise Refused(f"Cheques are authorised when a run is approved. This one is: {RunState(now.state).label}.")
    if by.pk in (now.prepared_by_id, now.approved_by_id):
        raise NotAllowed("You prepared or approved this run, so somebody else has to authorise its cheques.")
    lines = [line for line in lines_by_cheque(now) if not hasattr(line, "cheque")]
    if not lines:
        raise Refused("There is no cheque in this run that waits to be authorised.")
    _check_role([line.person_id for line in lines], now.pay_on, on, by)
    first = _number(first_number, len(lines))
    made = Cheque.objects.bulk_create(
        Cheque(line=line, number=f"{number:06d}", on=on, by=by) for number, line in enumerate(lines, first)
    )
    for cheque in made:
        words = f"Cheque {cheque.number} was authorised by {by.name}."
        tell(words, person=cheque.line.person_id, about=about(now))
    return now


def _check_role(person_ids: list[int], pay_on: date, on: date, by: User) -> None:
    """By the policy of the day that was approved: a run that is signed a day late must not stand still for ever."""
    roles = by.roles_on(on)
    for person in Person.objects.with_details().filter(pk__in=person_ids).order_by("pk"):
        rule = cheques_of(person, pay_on)
        if rule is None:
            raise Refused(f"The policy has no cheques for {person.name} on {format_date(pay_on)}.")
        if rule.role not in roles:
            raise NotAllowed(f"Cheques are authorised by: {rule.label}.")


def _number(first_number: str, many: int) -> int:
    digits = first_number.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) == len(str(LAST_NUMBER))):
        raise Refused([Problem("first_number", "Enter the number of the first cheque, 6 digits")])
    first = int(digits)
    if first + many - 1 > LAST_NUMBER:
        raise Refused([Problem("first_number", f"There are {many} cheques, so the last would have 7 digits")])
    numbers = [f"{number:06d}" for number in range(first, first + many)]
    used = Cheque.objects.filter(number__in=numbers).order_by("number").values_list("number", flat=True).first()
    if used:
        raise Refused([Problem("first_number", f"Cheque {used} was used already. Enter the number of another one")])
    return first
