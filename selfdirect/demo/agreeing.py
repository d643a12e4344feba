"""Who signs in a story, and what may follow: somebody who acts, an authority that ends, a new version.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_agreeing.py
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from selfdirect.actions import agreements, authority, charge_waivers, direct_payments, reminders
from selfdirect.actions.support.agreement_words import wording
from selfdirect.actions.support.signing import who_signs_problems
from selfdirect.actions.support.steps import named_worker
from selfdirect.records.access import User
from selfdirect.records.authority import Authority, authority_on
from selfdirect.records.budgets import Budget
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.direct_payments import SignatureRequest
from selfdirect.records.people import Person
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from selfdirect.rules.authority import Scope

if TYPE_CHECKING:
    from selfdirect.demo.walks import Today

ENDS_FOR_ONE_IN = 2
WAIVED_FOR_ONE_IN = 7


def represent(person: Person, helper: User, worker: User, on: date) -> Authority:
    """Give a helper authority as the nominated person, and let them sign in under it."""
    first_name = person.details.first_name
    held = authority.give(
        person=person,
        holder_name=helper.name,
        relationship="Family",
        acts_as="nominated_person",
        came_about="person_asked",
        scopes=[scope.value for scope in Scope],
        from_on=on,
        until_on=None,
        evidence=f"{first_name} asked for this when we spoke, and said why.",
        evidence_kept="In the note of the visit",
        evidence_seen_on=on,
        evidence_seen_by=worker.name,
        conditions_agreed_on=on,
        key=f"demo-authority-{person.pk}",
        on=on,
        by=worker,
    )
    authority.let_in(authority=held, email=helper.email, key=f"demo-let-in-{person.pk}", on=on, by=worker)
    return held


def agree(budget: Budget, today: "Today", worker: User, signed_how: str) -> None:
    """Sign: whoever has authority to, else the person."""
    held = _signer(budget, today.on)
    agreements.sign_agreement(
        budget=budget,
        signed_by_name=held.holder_name if held else budget.person.name,
        authority=held,
        signed_how=signed_how,
        signed_on=today.on,
        key=f"demo-agreement-{budget.pk}",
        on=today.on,
        by=worker,
    )


def change_hands(budget: Budget, today: "Today", worker: User) -> Iterator[int]:
    """For some, whoever acted stops: the person gets the money in their own account, and signs the new version."""
    held = authority_on(budget.person, Scope.SIGN, today.on)
    if held is None or not _is_one_in(ENDS_FOR_ONE_IN, budget.person):
        return
    yield 40
    authority.end(
        authority=held, why="holder_wants", words="", key=f"demo-authority-end-{held.pk}", on=today.on, by=worker
    )
    for payee in held.payees.filter(later_details=None):
        direct_payments.change_payee(
            payee=payee,
            account_name=budget.person.name,
            sort_code="089999",
            account_number=f"{20_000_000 + payee.pk}",
            reason=f"{held.holder_name} no longer receives the payment.",
            key=f"demo-own-account-{payee.pk}",
            on=today.on,
            by=worker,
        )
    yield 3
    for step in Step.objects.open().filter(person=budget.person, code="authority_ended"):
        reminders.follow_up(
            step=step,
            what_was_done="We talked. The person looks after the money themselves now.",
            on=today.on,
            by=worker,
        )
    now = wording(budget, today.on)
    if now.stands is None:
        return
    if now.asked is None:
        agreements.ask_to_sign_again(
            budget=budget,
            reason=f"{held.holder_name} no longer acts for you.",
            key=f"demo-sign-again-{budget.pk}",
            on=today.on,
            by=worker,
        )
    yield 5
    agreements.sign_agreement(
        budget=budget,
        signed_by_name=budget.person.name,
        authority=None,
        signed_how="on_paper",
        signed_on=today.on,
        seen_version=now.stands.version,
        key=f"demo-agreement-again-{budget.pk}",
        on=today.on,
        by=worker,
    )


def sign_again_some(on: date) -> None:
    """A week or two after a new signature was asked for, whoever signs has signed; for one in four it still waits."""
    asked = SignatureRequest.objects.filter(on__lt=on - timedelta(days=7), agreement__superseded_by=None)
    for request in asked.select_related("budget__person", "agreement").order_by("pk"):
        worker = named_worker(request.budget.person)
        if worker is None or Random(f"again:{request.budget.person.details.email}").randrange(4) == 0:
            continue
        held = _signer(request.budget, on)
        agreements.sign_agreement(
            budget=request.budget,
            signed_by_name=held.holder_name if held else request.budget.person.name,
            authority=held,
            signed_how="on_paper",
            signed_on=on,
            seen_version=request.agreement.version,
            key=f"demo-signed-again-{request.pk}",
            on=on,
            by=worker,
        )


def waive(finances: FinancialAssessment, today: "Today") -> None:
    """For a few, a team manager decides that support need not wait until the amount was told."""
    if finances.is_free or not _is_one_in(WAIVED_FOR_ONE_IN, finances.person):
        return
    manager = User.objects.filter(role_grants__role=Role.TEAM_MANAGER.value).order_by("pk").first()
    assert manager is not None
    charge_waivers.waive_telling(
        financial_assessment=finances,
        reason="They come home from hospital this week, and help has to be there.",
        waived_until=today.on + timedelta(weeks=4),
        accepts_may_pay=True,
        key=f"demo-waiver-{finances.pk}",
        on=today.on,
        by=manager,
    )


def _signer(budget: Budget, on: date) -> Authority | None:
    """Whoever may sign for the person now; None when the person signs."""
    found = Authority.objects.filter(person=budget.person).in_force(on).that_may(Scope.SIGN).order_by("-from_on", "-pk")
    return next((one for one in found if not who_signs_problems(budget, one, on, on)), None)


def _is_one_in(many: int, person: Person) -> bool:
    """One person in so many, the same in every telling of a story."""
    return person.details.date_of_birth.toordinal() % many == 0
