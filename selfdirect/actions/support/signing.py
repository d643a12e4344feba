"""Who may sign an agreement for a budget on a day: the person, or somebody whose authority covers it.

Next:   selfdirect/records/authority.py
Tests:  tests/actions/support/test_signing.py
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.access import User
from selfdirect.records.authority import Authority, authority_of
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import SuitabilityRecord
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.authority import ActsAs, Scope
from selfdirect.rules.calendar import format_date
from selfdirect.rules.problems import Problem

SIGNED_HOW = {"on_screen": "On screen", "on_paper": "On paper"}
PERSON = "person"
ASK = "Ask the person's worker to record it again, or ask the person to do it."
NOT_TO_CHOOSE = (
    "Your authority does not cover how the budget is held. Ask the person's worker to record one that does, or ask the "
    "person to do it."
)
NO_AUTHORITY = (
    "You have no authority to sign for this person. Ask the person's worker to record it, or ask the person to sign."
)


@dataclass(frozen=True)
class Signature:
    """Who signs, by what authority when it is not the person, how and when."""

    name: str
    authority: Authority | None
    how: str
    on: date

    @property
    def signed_as(self) -> str:
        """The person, or the role of whoever signs for them."""
        return self.authority.acts_as if self.authority else PERSON


def signature_problems(budget: Budget, signature: Signature, on: date) -> list[Problem]:
    """Everything that is wrong with a signature, field by field; nothing when it stands."""
    problems = []
    if not signature.name:
        problems.append(Problem("signed_by_name", "Enter the name of whoever signs"))
    if signature.how not in SIGNED_HOW:
        problems.append(Problem("signed_how", "Choose how it is signed"))
    if not budget.finalised_on <= signature.on <= on:
        problems.append(Problem("signed_on", "The date must be today or earlier, and after the final budget was made"))
    return problems + who_signs_problems(budget, signature.authority, signature.on, on)


def who_signs_problems(budget: Budget, authority: Authority | None, signed_on: date, on: date) -> list[Problem]:
    """Why this is not the right person to sign, in words that say what to do; nothing when it is."""
    found = SuitabilityRecord.objects.filter(budget=budget).order_by("-pk").first()
    can_decide = found.has_capacity if found else None
    return [Problem("signed_as", words) for words in _wrong_signer(budget, authority, can_decide, signed_on, on)]


def _wrong_signer(
    budget: Budget, authority: Authority | None, can_decide: bool | None, signed_on: date, on: date
) -> Iterator[str]:
    if authority is None:
        if can_decide is False:
            yield (
                "The record says that the person cannot decide about this. An authorised person signs: record their "
                "authority first"
            )
        return
    if authority.person_id != budget.person_id:
        yield "This authority is for somebody else. Record one for this person first"
        return
    name = authority.holder_name
    ended = authority.ended
    if ended is not None and ended.on <= on:
        yield f"The authority of {name} ended on {format_date(ended.on)}. Record a new one, or choose who else signs"
    elif not authority.counts_on(signed_on) or not authority.counts_on(on):
        until = f" to {format_date(authority.until_on)}" if authority.until_on else ""
        yield (
            f"The authority of {name} counts from {format_date(authority.from_on)}{until}. Record a new one, or "
            "choose who else signs"
        )
    elif not authority.may(Scope.SIGN):
        yield f"The authority of {name} does not cover signing. Record one that does, or choose who else signs"
    elif authority.acts_as == ActsAs.NOMINATED and can_decide is False:
        yield (
            f"{name} was nominated when the person could decide. Now the record says they cannot: an authorised "
            "person signs. Record their authority first"
        )
    elif authority.acts_as == ActsAs.AUTHORISED and can_decide is True:
        yield (
            f"{name} may sign only while the person cannot decide. The record says they can: the person signs, or "
            "nominates somebody"
        )


def authority_to_sign(user: User, person: Person, on: date) -> Authority:
    """The authority under which this user signs for the person. Raises Refused with why there is none."""
    found = authority_of(user, person, Scope.SIGN, on)
    if found is None:
        raise Refused(why_no_longer(user, person.pk, on) or NO_AUTHORITY)
    return found


def check_may_switch(user: User, person: Person, on: date) -> None:
    """Raise Refused for a representative whose authority has ended, or does not cover how the budget is held.

    The person, staff, and a representative who was let in without a recorded authority are not asked for one.
    """
    if user.person_id == person.pk or user.may(Permission.SEE_ANY_RECORD, on):
        return
    held = Authority.objects.filter(person=person, access__user=user)
    if held.exists() and authority_of(user, person, Scope.SIGN, on) is None:
        raise Refused(why_no_longer(user, person.pk, on) or NOT_TO_CHOOSE)


def why_no_longer(user: User, person_id: int, on: date) -> str:
    """Why somebody who had authority for a person has none on a day, and what to do; "" when that is not so."""
    held = Authority.objects.filter(person=person_id, access__user=user).select_related("end").order_by("-pk").first()
    if held is None or held.counts_on(on):
        return ""
    if held.ended is not None:
        return f"Your authority to act for this person ended on {format_date(held.ended.on)}. {ASK}"
    until = f" to {format_date(held.until_on)}" if held.until_on else ""
    return f"Your authority to act for this person counts from {format_date(held.from_on)}{until}. {ASK}"


def check_own(budget: Budget, signature: Signature, on: date, by: User) -> None:
    """The person signs for themselves, a representative by their own authority; staff write down either.

    Raises NotAllowed for a signature that is not theirs to give, and Refused for somebody without authority.
    """
    if by.may(Permission.SEE_ANY_RECORD, on):
        return
    if by.person_id == budget.person_id:
        if signature.authority is not None:
            raise NotAllowed("You are not able to do this.")
    elif signature.authority is None:
        raise Refused(NO_AUTHORITY)
    elif not signature.authority.access.filter(user=by).exists():
        raise NotAllowed("You are not able to do this.")
