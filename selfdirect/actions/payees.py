"""Whose account it is: what the bank said of the name, and why to go on when it does not match.

Why:    docs/decisions/accounts-are-checked.md
Next:   selfdirect/records/payees.py
Tests:  tests/actions/test_payees.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.paying import one_at_a_time
from selfdirect.records.access import User
from selfdirect.records.direct_payments import Payee
from selfdirect.records.payees import NameAnswer, NameCheck, NameHow
from selfdirect.rules.access import Permission
from selfdirect.rules.problems import Problem


@action(needs=Permission.SET_UP_PAYMENTS)
def record_name_check(
    *, payee: Payee, how: str, answer: str, bank_says: str = "", reason: str = "", key: str, on: date, by: User
) -> NameCheck:
    """Keep what the bank says of the name on an account (Confirmation of Payee).

    A name that is only close needs the bank's name and a reason to go on. One that does not match may be kept without a
    reason: then nothing is paid there.
    """
    one_at_a_time()
    problems = []
    if how not in NameHow.values:
        problems.append(Problem("how", "Select how you asked"))
    if answer not in NameAnswer.values:
        problems.append(Problem("answer", "Select what the answer was"))
    if answer == NameAnswer.CLOSE and not bank_says.strip():
        problems.append(Problem("bank_says", "Enter the name that the bank gave"))
    if answer in (NameAnswer.CLOSE, NameAnswer.NO_ANSWER) and not reason.strip():
        problems.append(Problem("reason", "Say why you are sure that the account is theirs"))
    if problems:
        raise Refused(problems)
    kept = NameCheck.objects.create(
        payee=payee,
        how=how,
        answer=answer,
        bank_says=bank_says.strip() if answer == NameAnswer.CLOSE else "",
        reason="" if answer == NameAnswer.MATCH else reason.strip(),
        on=on,
        by=by,
    )
    paid = "" if kept.lets_pay else " Nothing is paid into it until this is put right."
    said = f"The name on {payee.where} was checked: {_IN_WORDS[answer]}.{paid}"
    tell(said, person=payee.person_id, about=about(payee))
    return kept


_IN_WORDS = {
    "match": "it matches",
    "close": "it is close",
    "no_match": "it does not match",
    "no_answer": "the bank could not say",
}
