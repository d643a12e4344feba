"""How a budget is held: the talks, whether a direct payment suits, the choice, and the accounts that are paid.

Values: policy/councils
Next:   selfdirect/actions/agreements.py
Tests:  tests/actions/test_direct_payments.py
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from selfdirect.actions.action import NotAllowed, Refused, about, action, tell
from selfdirect.actions.support.account_checks import checked_account, keep_numbers_check
from selfdirect.actions.support.card_orders import note_card
from selfdirect.actions.support.decision_letter import how_to_disagree
from selfdirect.actions.support.holding import AGAIN, close_early_talk, keep_choice
from selfdirect.actions.support.outbox import write_letter
from selfdirect.actions.support.paying import one_at_a_time
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.receiving import check_may_receive
from selfdirect.actions.support.signing_again import ask_after_new_payee
from selfdirect.actions.support.steps import close_step
from selfdirect.records.access import User
from selfdirect.records.authority import Authority
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import (
    CHEQUE,
    STAGES,
    HoldingChoice,
    HoldingConversation,
    Payee,
    SuitabilityRecord,
)
from selfdirect.records.market import Provider
from selfdirect.records.payments import PaymentLine
from selfdirect.records.people import Person
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission
from selfdirect.rules.direct_payments import ANSWERS, FACTORS, FactorAnswer, suitability
from selfdirect.rules.problems import Problem

KINDS = {"bank_account": "A bank account", "prepaid_card": "A prepaid card", "third_party": "Somebody else's account"}


@action(needs=Permission.CHOOSE_HOLDING)
def record_conversation(
    *, person: Person, stage: str, what_was_said: str, held_on: date, key: str, on: date, by: User
) -> HoldingConversation:
    """Keep that ways of holding the budget were talked about. A choice needs this at more than one stage (R-DEP-04)."""
    problems = []
    if stage not in STAGES:
        problems.append(Problem("stage", "Choose when you talked about this"))
    if stage == AGAIN and not HoldingConversation.objects.filter(person=person, held_on__lt=held_on).exists():
        words = "There is no talk on an earlier day. Choose another time, or write that one down first"
        problems.append(Problem("stage", words))
    if not what_was_said.strip():
        problems.append(Problem("what_was_said", "Write what was said"))
    if held_on > on:
        problems.append(Problem("held_on", "The date of the talk must be today or earlier"))
    if problems:
        raise Refused(problems)
    talk = HoldingConversation.objects.create(
        person=person, stage=stage, what_was_said=what_was_said.strip(), held_on=held_on, by=by
    )
    close_step("other_ways", person=person, on=on, by=by)
    close_early_talk(person, on, by)
    tell("We talked about ways to hold the budget.", person=person, about=about(talk))
    return talk


@action(needs=Permission.PLAN)
def record_suitability(
    *,
    budget: Budget,
    factors: Mapping[str, Mapping[str, str]],
    has_capacity: bool,
    consents: bool,
    excluded_by_law: bool,
    representative_name: str,
    authority: str,
    reasons: str,
    considered_on: date,
    key: str,
    on: date,
    by: User,
) -> SuitabilityRecord:
    """Keep the four factors and what follows from them (R-DEP-12, R-DEP-13, R-DEP-15). A no is told to the person."""
    answers = tuple(
        FactorAnswer(code, str(given.get("met", "")), str(given.get("note", "")).strip())
        for code, given in factors.items()
        if code in FACTORS
    )
    found = suitability(
        answers,
        has_capacity=has_capacity,
        authorised_person=representative_name,
        excluded_by_order=excluded_by_law,
    )
    problems = list(found.problems)
    if considered_on > on:
        problems.append(Problem("considered_on", "The date must be today or earlier"))
    if representative_name.strip() and not authority.strip():
        problems.append(Problem("authority", "Say what authority the representative has"))
    if not problems and not found.suitable and not reasons.strip():
        problems.append(Problem("reasons", "Give the reasons, in words the person will understand"))
    if problems:
        raise Refused(problems)
    kept = SuitabilityRecord.objects.create(
        person=budget.person,
        budget=budget,
        considered_on=considered_on,
        factors={answer.factor: {"met": answer.met, "note": answer.note} for answer in answers},
        is_suitable=found.suitable,
        is_excluded_by_law=excluded_by_law,
        reasons=reasons.strip(),
        consents=consents,
        has_capacity=has_capacity,
        representative_name=representative_name.strip(),
        authority=authority.strip(),
        by=by,
    )
    close_step("suitability", person=budget.person, on=on, by=by)
    if found.suitable:
        tell("A direct payment would suit you.", person=budget.person_id, about=about(kept))
    else:
        _write_refusal(kept, found.reasons, on, by)
    return kept


@action(needs=Permission.CHOOSE_HOLDING)
def choose(
    *,
    budget: Budget,
    by_line: Mapping[str, Mapping[str, Any]],
    own_reason: str,
    chosen_by_name: str,
    conflict_note: str = "",
    key: str,
    on: date,
    by: User,
) -> HoldingChoice:
    """Keep how each line of the budget will be held, and why, in the person's words (R-DEP-01, R-DEP-02, R-DEP-04)."""
    return keep_choice(budget, by_line, own_reason, chosen_by_name, conflict_note, on, by)


@action(needs=(Permission.AGREE, Permission.SET_UP_PAYMENTS))
def add_payee(
    *,
    person: Person | None,
    provider: Provider | None,
    kind: str,
    account_name: str,
    sort_code: str,
    account_number: str,
    card_reference: str = "",
    authority: Authority | None = None,
    key: str,
    on: date,
    by: User,
) -> Payee:
    """Keep an account that money may be paid to: the person's own, a card's, or that of whoever holds the money.

    `authority` is that of whoever receives the payment for the person, when the account is theirs.
    """
    if kind not in KINDS or (kind == "third_party") != (provider is not None) or (person is None) == (provider is None):
        raise Refused([Problem("kind", "Choose whose account this is")])
    if kind == "third_party" and not by.may(Permission.SET_UP_PAYMENTS, on):
        raise NotAllowed("You are not able to do this.")
    if kind == "bank_account" and Payee.objects.filter(person=person, kind=CHEQUE, later_details=None).exists():
        raise Refused("They are paid by cheque. Change that to the new account, so that nothing is paid twice.")
    check_may_receive(authority, person, on)
    name, code, number = checked_account(account_name, sort_code, account_number)
    payee = Payee.objects.create(
        person=person,
        provider=provider,
        kind=kind,
        account_name=name,
        sort_code=code,
        account_number=number,
        card_reference=card_reference.strip(),
        under=authority,
        on=on,
        by=by,
    )
    keep_numbers_check(payee, on)
    if kind == "prepaid_card" and person is not None:
        note_card(person, payee, on, by)
    said = f"{KINDS[kind]} that ends in {number[-4:]} was added, to pay money to."
    tell(said, person=person, about=about(payee))
    return payee


@action(needs=(Permission.AGREE, Permission.SET_UP_PAYMENTS))
def change_payee(
    *,
    payee: Payee,
    account_name: str,
    sort_code: str,
    account_number: str,
    reason: str,
    authority: Authority | None = None,
    key: str,
    on: date,
    by: User,
) -> Payee:
    """Give a payee new account details. What is owed, and what the bank sent back, goes to the new account.

    Without `authority` the new account is the person's own, or that of whoever holds the money.
    """
    one_at_a_time()
    if payee.kind == "third_party" and not by.may(Permission.SET_UP_PAYMENTS, on):
        raise NotAllowed("You are not able to do this.")
    if not reason.strip():
        raise Refused([Problem("reason", "Say why the account changes")])
    name, code, number = checked_account(account_name, sort_code, account_number)
    first = payee.first or payee
    check_may_receive(authority, first.person, on)
    changed = Payee.objects.create(
        person=first.person,
        provider=first.provider,
        kind="bank_account" if first.kind == CHEQUE else first.kind,
        account_name=name,
        sort_code=code,
        account_number=number,
        card_reference=payee.card_reference,
        first=first,
        under=authority,
        change_reason=reason.strip(),
        on=on,
        by=by,
    )
    keep_numbers_check(changed, on)
    returned = PaymentLine.objects.filter(schedule__payee=first, state="returned")
    names = [about(line) for line in returned]
    Step.objects.open().filter(code="payment_returned", about__in=names).update(done_on=on, done_by=by)
    said = f"Payments will go to the account that ends in {number[-4:]} from now on. {reason.strip()}"
    if first.person is not None:
        said = f"{said} {ask_after_new_payee(first.person, on, by)}".strip()
    tell(said, person=first.person_id, about=about(changed))
    return changed


def _write_refusal(kept: SuitabilityRecord, worked_out: tuple[str, ...], on: date, by: User) -> None:
    tell(f"A direct payment does not suit now: {kept.reasons}", person=kept.person_id, about=about(kept))
    facts = {
        "paragraphs": [
            "We looked with you at whether a direct payment would suit you. Our answer for now is no.",
            kept.reasons,
            "Your personal budget stays the same. You can choose another way to hold it, and you can ask us again.",
        ],
        "reasons": kept.reasons,
        "worked_out": list(worked_out),
        "factors": [
            {"question": question, "answer": ANSWERS.get(given["met"], ""), "note": given["note"]}
            for code, question in FACTORS.items()
            if (given := kept.factors.get(code))
        ],
        "how_to_disagree": how_to_disagree(policy_on(on)),
    }
    write_letter(
        "suitability",
        key=f"suitability:{kept.pk}",
        person=kept.person,
        subject="Our decision about a direct payment",
        facts=facts,
        on=on,
        by=by,
    )
