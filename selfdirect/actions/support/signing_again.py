"""Asking for a new signature: why, who signs and by when. Everybody who may sign hears of it, and payments go on.

Values: policy/councils
Next:   selfdirect/actions/agreements.py
Tests:  tests/actions/support/test_signing_again.py
"""

from datetime import date
from typing import Final

from selfdirect.actions.support.agreement_words import RECEIVES, Wording, wording
from selfdirect.actions.support.outbox import put
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import open_step
from selfdirect.records.access import ActingFor, User, acting_on
from selfdirect.records.authority import Authority
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import SignatureRequest, SuitabilityRecord
from selfdirect.records.holdings import HoldingSwitch
from selfdirect.records.people import Person
from selfdirect.rules.authority import ActsAs, Scope
from selfdirect.rules.calendar import format_date

# Policy value read here: after which switches the agreement is signed again.
SIGNED_AGAIN_AFTER: Final = "direct_payments.signed_again_after"

EMAIL = (
    "Something in the agreement of somebody you act for has changed. Please sign in to read it and sign it again. "
    "Payments go on until then."
)


def ask_for_signature(
    now: Wording, budget: Budget, reason: str, on: date, by: User, switch: HoldingSwitch | None = None
) -> str:
    """Keep that the version that stands has to be signed again, on a clock; give, in words, who signs and by when.

    Asked for already, it is not asked for twice.
    """
    assert now.stands is not None
    step = open_step("agreement", person=budget.person, record=budget, on=on)
    if now.asked is None:
        made = SignatureRequest.objects.create(
            person=budget.person, budget=budget, agreement=now.stands, reason=reason, switch=switch, on=on, by=by
        )
        _tell_signers(made, on)
    return f"{who_signs(budget, on)} Please do this by {format_date(step.due_on)}. Payments go on until then."


def ask_after_switch(made: HoldingSwitch, on: date, by: User) -> str:
    """Ask where a switch changes what was signed: who signs and by when, in words; "" where nothing is asked.

    What a person asked for in advance they have agreed to already, and nobody is asked while they are unwell.
    """
    goes_back = made.return_on is not None or made.instruction_id is not None
    if goes_back and policy_on(on).choice(SIGNED_AGAIN_AFTER) == "for_good":
        return ""
    now = wording(made.budget, on)
    if now.stands is None or not now.changes:
        return ""
    reason = f"The money is held another way from {format_date(made.from_on)}."
    return ask_for_signature(now, made.budget, reason, on, by, made)


def ask_after_new_payee(person: Person, on: date, by: User) -> str:
    """Ask where somebody else receives the payment than the signed agreement says; "" where that is not so."""
    said = ""
    for budget in Budget.objects.filter(person=person, ends_on__gte=on).select_related("person").order_by("pk"):
        now = wording(budget, on)
        if now.stands is not None and any(change.label == RECEIVES for change in now.changes):
            said = ask_for_signature(now, budget, "Somebody else receives the payment now.", on, by)
    return said


def who_signs(budget: Budget, on: date) -> str:
    """Who the right person to sign is, as a sentence to the person."""
    suits = SuitabilityRecord.objects.filter(budget=budget).order_by("-pk").first()
    can_decide = suits is None or suits.has_capacity
    found = Authority.objects.filter(person=budget.person_id).in_force(on).that_may(Scope.SIGN)
    wrong = ActsAs.AUTHORISED if can_decide else ActsAs.NOMINATED
    names = [one.holder_name for one in found.exclude(acts_as=wrong.value).order_by("pk")]
    if can_decide:
        return f"You sign it, or {' or '.join(names)} for you." if names else "You sign it."
    return f"{' or '.join(names) or 'Somebody with authority'} signs it for you."


def _tell_signers(made: SignatureRequest, on: date) -> None:
    """An email without a name in it, to everybody who may sign in and sign for the person."""
    signers = Authority.objects.filter(person=made.person_id).in_force(on).that_may(Scope.SIGN)
    acting = ActingFor.objects.filter(acting_on(on), under__in=signers).select_related("user").order_by("pk")
    for one in acting:
        put(
            key=f"sign_again:{made.pk}:{one.user_id}",
            channel="email",
            to=one.user.email,
            subject="An agreement to sign again",
            body=EMAIL,
            person=None,
            on=on,
        )
