"""Signing the agreement: by the person, or by somebody with authority to sign; and again when what is agreed changes.

Values: policy/councils
Next:   selfdirect/actions/support/agreeing.py
Tests:  tests/actions/test_agreements.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.agreeing import check_not_signed, keep_agreement, promise_money, readiness_problems
from selfdirect.actions.support.agreement_words import wording
from selfdirect.actions.support.decision_letter import how_to_disagree
from selfdirect.actions.support.letters import look_of_letters
from selfdirect.actions.support.outbox import write_letter
from selfdirect.actions.support.paying import one_at_a_time
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.schedules import missing_payees, open_schedules, open_what_follows, pays_something
from selfdirect.actions.support.signing import Signature, check_own, signature_problems
from selfdirect.actions.support.signing_again import ask_for_signature
from selfdirect.actions.support.steps import close_step
from selfdirect.outside.pdf import letter_pdf
from selfdirect.records.access import User
from selfdirect.records.authority import Authority
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import Agreement, SignatureRequest
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.problems import Problem


@action(needs=Permission.AGREE)
def sign_agreement(
    *,
    budget: Budget,
    signed_by_name: str,
    authority: Authority | None,
    signed_how: str,
    signed_on: date,
    seen_version: int = 0,
    key: str,
    on: date,
    by: User,
) -> Agreement:
    """Keep the signed agreement as it reads on the day of its signature (R-BRK-01, R-BRK-02).

    Without `authority` the person signs. `seen_version` is the version that stood when the page was opened, 0 for
    none. The first one promises the money of every line; a later one supersedes the one before, and both are kept.
    """
    one_at_a_time()
    signature = Signature(signed_by_name.strip(), authority, signed_how, signed_on)
    now = wording(budget, signed_on)
    check_own(budget, signature, on, by)
    check_not_signed(now, seen_version)
    problems = readiness_problems(budget, on) + signature_problems(budget, signature, on)
    if problems:
        raise Refused(problems)
    agreement = keep_agreement(budget, now, signature, by)
    if agreement.version > 1:
        close_step("agreement", person=budget.person, on=on, by=by)
        said = f"{agreement.signed_by_name} signed the agreement again."
        tell(said, person=budget.person_id, about=about(agreement))
        return agreement
    said = f"{agreement.signed_by_name} signed the agreement. The schedule of monitoring was handed over with it."
    tell(said, person=budget.person_id, about=about(agreement))
    promise_money(agreement, on)
    open_what_follows(agreement, on, by)
    if pays_something(budget) and not missing_payees(budget):
        open_schedules(agreement, on, by)
    return agreement


@action(needs=None)
def make_pdf(*, agreement: Agreement, html: str, on: date, by: User) -> bytes:
    """The signed agreement as a PDF, for anybody who may see the person. It is made from what was kept, each time."""
    made = letter_pdf(html, base_url=look_of_letters())
    tell("The agreement was made ready to print.", about=about(agreement))
    return made


@action(needs=Permission.PLAN)
def ask_to_sign_again(*, budget: Budget, reason: str, key: str, on: date, by: User) -> SignatureRequest:
    """Ask for a new signature, with the reason: something changed, or somebody else signs now (R-BRK-01).

    What was signed stands until then, and payments go on. The person gets a letter; whoever may sign, an email.
    """
    one_at_a_time()
    now = wording(budget, on)
    if now.stands is None:
        raise Refused("Nothing is signed yet, so there is nothing to sign again.")
    if now.asked is not None:
        raise Refused(f"A new signature was asked for already, on {format_date(now.asked.on)}.")
    if not reason.strip():
        raise Refused([Problem("reason", "Write why it has to be signed again")])
    said = ask_for_signature(now, budget, reason.strip(), on, by)
    made = SignatureRequest.objects.get(agreement=now.stands)
    write_letter(
        "sign_again",
        key=f"sign_again:{made.pk}",
        person=budget.person,
        subject="Your agreement: please sign it again",
        facts={
            "reason": made.reason,
            "changes": [change.words for change in now.changes],
            "who_and_when": said,
            "how_to_disagree": how_to_disagree(policy_on(on)),
        },
        on=on,
        by=by,
    )
    tell(
        f"Please read your agreement and sign it again. {made.reason} {said}",
        person=budget.person_id,
        about=about(made),
    )
    return made
