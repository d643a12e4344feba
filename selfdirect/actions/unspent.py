"""Money left over: looking at what is there, talking about why, using it for something else, and what comes back.

Nothing comes back before somebody talked with the holder, asked why, and gave them the days to answer.

Values: policy/councils
Next:   selfdirect/actions/support/unspent.py
Tests:  tests/actions/test_unspent.py
"""

from dataclasses import replace
from datetime import date

from django.db.models import Sum

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.decision_letter import how_to_disagree
from selfdirect.actions.support.outbox import write_letter
from selfdirect.actions.support.paying import one_at_a_time
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.actions.support.unspent import (
    Part,
    direct_pence_weekly,
    may_come_back_pence,
    open_requests,
    outcomes_of,
    parts_of,
    reused_pence,
    waiting_parts,
)
from selfdirect.ledger.chart import BANK
from selfdirect.ledger.funds import fund, funded_from
from selfdirect.ledger.posting import Entry, post_many
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.people import Person
from selfdirect.records.unspent import (
    AccountLook,
    Recouped,
    ReuseAnswer,
    ReuseRequest,
    SurplusContact,
    SurplusDecision,
)
from selfdirect.rules.access import Permission
from selfdirect.rules.assessments import OUTCOMES
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds, share_out
from selfdirect.rules.problems import Problem
from selfdirect.rules.recouping import HOW_ASKED, WHY_BUILT_UP, budget_code, may_come_back_from
from selfdirect.rules.unspent import KEEP, Account, AccountRefused, unspent
from selfdirect.rules.working import to_json

CONTACT, DECIDE, BACK, REVIEW, REUSE = (
    "surplus_contact",
    "surplus_decision",
    "surplus_back",
    "surplus_review",
    "reuse_answer",
)
ASK = (Permission.TELL_US, Permission.PLAN)
"""The holder, a carer or a representative; or a worker to whom they said it."""


@action(needs=Permission.LOOK_AT_ACCOUNTS)
def look(*, budget: Budget, as_at: date, account: Account, key: str, on: date, by: User) -> AccountLook:
    """Look at what is left in the account at the end of a day, and say what may be kept (R-UNS-01).

    The weekly amount is worked out here. What is over opens a step to talk with the holder. Raises Refused while an
    earlier look waits for a decision.
    """
    if as_at > on:
        raise Refused([Problem("as_at", "The day must be today or earlier")])
    if AccountLook.objects.filter(budget=budget, decision=None).exists():
        raise Refused("An earlier look at this account waits for a decision. Decide that first.")
    values = policy_on(on)
    asked = replace(account, net_pence_weekly=direct_pence_weekly(budget, as_at), asked_on=None)
    try:
        found = unspent(asked, values)
    except AccountRefused as refused:
        raise Refused(str(refused)) from refused
    made = AccountLook.objects.create(
        person=budget.person,
        budget=budget,
        as_at=as_at,
        balance_pence=account.balance_pence,
        spoken_for_pence=max(0, account.balance_pence - found.surplus_pence),
        surplus_pence=found.surplus_pence,
        may_keep_pence=found.may_keep_pence,
        over_pence=found.over_pence,
        outcome=found.outcome,
        words=list(found.words),
        working=to_json(found.working),
        policy_fingerprint=values.fingerprint,
        on=on,
        by=by,
    )
    said = f"We looked at what was left on {format_date(as_at)}: {format_pounds(account.balance_pence)}."
    if found.outcome == KEEP:
        _keep_all(made, found.reason, on, by)
    else:
        open_step(CONTACT, person=made.person, record=made, on=on)
        _write(made, f"{about(made)}:look", [*found.words, _TALK], on, by)
        said += f" {format_pounds(found.over_pence)} is above what may be kept. Somebody talks about it first."
    tell(said, person=budget.person_id, about=about(made))
    return made


_TALK = "Your worker will talk with you about why the money built up. Nothing comes back before that."


def _keep_all(look: AccountLook, reason: str, on: date, by: User) -> None:
    kept = {"kept_pence": look.surplus_pence, "reused_pence": 0, "recouped_pence": 0}
    SurplusDecision.objects.create(person=look.person, look=look, reason=reason, on=on, by=by, **kept)


def _write(look: AccountLook, key: str, paragraphs: list[str], on: date, by: User) -> None:
    facts = {"paragraphs": paragraphs, "reference": look.reference}
    write_letter("unspent", key=key, person=look.person, subject="Money left over", facts=facts, on=on, by=by)


@action(needs=Permission.LOOK_AT_ACCOUNTS)
def contacted(
    *, look: AccountLook, asked_on: date, how: str, why: str, why_words: str, key: str, on: date, by: User
) -> SurplusContact:
    """Keep that somebody talked with the holder about what built up, and why it did (R-UNS-05)."""
    problems = [] if how in HOW_ASKED else [Problem("how", "Select how you talked with them")]
    if why not in WHY_BUILT_UP:
        problems.append(Problem("why", "Select why the money built up"))
    if not why_words.strip():
        problems.append(Problem("why_words", "Enter what they said"))
    if not look.on <= asked_on <= on:
        words = f"The day must be from {format_date(look.on)}, when it was found, to today"
        problems.append(Problem("asked_on", words))
    if problems:
        raise Refused(problems)
    if SurplusContact.objects.filter(look=look).exists() or SurplusDecision.objects.filter(look=look).exists():
        raise Refused("Somebody has already written down what was said about this money.")
    kept = {"asked_on": asked_on, "how": how, "why": why, "why_words": why_words.strip()}
    made = SurplusContact.objects.create(person=look.person, look=look, on=on, by=by, **kept)
    close_step(CONTACT, person=look.person, on=on, by=by, record=look)
    open_step(DECIDE, person=look.person, record=look, on=on)
    said = f"We talked about the money left over. Why it built up: {WHY_BUILT_UP[why]}. {made.why_words}"
    tell(said, person=look.person_id, about=about(look))
    return made


@action(needs=Permission.RECOUP)
def decide(*, look: AccountLook, recouped_pence: int, reason: str, key: str, on: date, by: User) -> SurplusDecision:
    """Decide how much of a surplus comes back; the rest is kept. Nought is kept whole (R-UNS-05).

    Raises Refused before somebody talked with the holder, within the days they have to answer, while a request to use
    it for something else is open, and for more than is over.
    """
    one_at_a_time()
    reused = reused_pence(look)
    _check_decision(look, recouped_pence, reason, reused, on)
    made = SurplusDecision.objects.create(
        person=look.person,
        look=look,
        kept_pence=look.surplus_pence - reused - recouped_pence,
        reused_pence=reused,
        recouped_pence=recouped_pence,
        reason=reason.strip(),
        on=on,
        by=by,
    )
    close_step(DECIDE, person=look.person, on=on, by=by, record=look)
    if recouped_pence:
        _claim(made, parts_of(look.budget, recouped_pence), on)
        open_step(BACK, person=look.person, record=look, on=on)
        open_step(REVIEW, person=look.person, record=look, on=on)
    said = _decided(made)
    _write(look, f"{about(look)}:decision", [*said, f"Why: {made.reason}"], on, by)
    tell(" ".join([*said, f"Why: {made.reason}"]), person=look.person_id, about=about(look))
    return made


def _check_decision(look: AccountLook, recouped_pence: int, reason: str, reused: int, on: date) -> None:
    if SurplusDecision.objects.filter(look=look).exists():
        raise Refused("Somebody has already decided this.")
    contact = SurplusContact.objects.filter(look=look).first()
    if contact is None:
        raise Refused("Talk with the holder first, and write down why the money built up. Then decide.")
    if open_requests(look.budget):
        raise Refused("Somebody has asked to use this money for something else. Answer that first.")
    problems = [] if reason.strip() else [Problem("reason", "Enter why you decided this")]
    most = min(look.over_pence, look.surplus_pence - reused, may_come_back_pence(look.budget))
    if not 0 <= recouped_pence <= most:
        problems.append(Problem("recouped_pence", f"What comes back must be between £0.00 and {format_pounds(most)}"))
    first = may_come_back_from(contact.asked_on, policy_on(on))
    if recouped_pence and on < first:
        words = f"They have until {format_date(first)} to answer. Ask for money back from that day on"
        problems.append(Problem("recouped_pence", words))
    if problems:
        raise Refused(problems)


def _claim(decision: SurplusDecision, parts: list[Part], on: date) -> None:
    """Claim what has to come back from whoever has it. It waits apart from what the budget may promise."""
    subject = about(decision.look)
    post_many(
        Entry(
            f"unspent:{decision.look.reference}:{part.pair[1]}:{part.funder}:claim",
            on,
            part.pence,
            part.due_back,
            part.recovered,
            subject,
        )
        for part in parts
    )


def _decided(made: SurplusDecision) -> list[str]:
    said = [f"We decided about the money left over. You keep {format_pounds(made.kept_pence)}."]
    if made.reused_pence:
        said.append(f"{format_pounds(made.reused_pence)} is for something else in your plan, as agreed.")
    if made.recouped_pence:
        said.append(f"{format_pounds(made.recouped_pence)} comes back to us.")
    else:
        said.append("Nothing comes back.")
    return said


@action(needs=ASK)
def ask_to_reuse(
    *, budget: Budget, what: str, outcome: str, pence: int, why: str, key: str, on: date, by: User
) -> ReuseRequest:
    """Ask to use money that is left over for something else that the plan is for (R-UNS-04). A clock begins to run.

    Raises Refused for an outcome that is not in the plan.
    """
    problems = [] if what.strip() else [Problem("what", "Enter what you want to use it for")]
    if outcome not in outcomes_of(budget):
        problems.append(Problem("outcome", "Select which part of your plan it helps with"))
    if pence <= 0:
        problems.append(Problem("pence", "Enter how much it costs"))
    if problems:
        raise Refused(problems)
    made = ReuseRequest.objects.create(
        person=budget.person,
        budget=budget,
        what=what.strip(),
        outcome=outcome,
        pence=pence,
        why=why.strip(),
        on=on,
        by=by,
    )
    step = open_step(REUSE, person=made.person, record=made, on=on)
    tell(
        f"Asked to use {format_pounds(pence)} that is left over for: {made.what}. "
        f"{step.owner.name} answers by {format_date(step.due_on)}.",
        person=budget.person_id,
        about=about(made),
    )
    return made


@action(needs=Permission.PLAN)
def answer_reuse(*, request: ReuseRequest, is_agreed: bool, reason: str, key: str, on: date, by: User) -> ReuseAnswer:
    """Say yes or no, with a reason, and no new assessment (R-UNS-04). A letter tells the person."""
    if not reason.strip():
        raise Refused([Problem("reason", "Enter the reason for your answer")])
    if ReuseAnswer.objects.filter(request=request).exists():
        raise Refused("Somebody has already answered this.")
    kept = {"is_agreed": is_agreed, "reason": reason.strip(), "on": on, "by": by}
    made = ReuseAnswer.objects.create(person=request.person, request=request, **kept)
    close_step(REUSE, person=request.person, on=on, by=by, record=request)
    facts = {
        "reference": request.reference,
        "what": request.what,
        "pence": request.pence,
        "helps_with": OUTCOMES.get(request.outcome, request.outcome),
        "is_agreed": is_agreed,
        "reason": made.reason,
        "by": by.name,
        "how_to_disagree": how_to_disagree(policy_on(on)),
    }
    write_letter(
        "reuse",
        key=f"reuse:{request.pk}",
        person=request.person,
        subject="Your question about money left over",
        facts=facts,
        on=on,
        by=by,
    )
    said = "You may use" if is_agreed else "The answer was no to using"
    words = f"{said} {format_pounds(request.pence)} that is left over for: {request.what}. Why: {made.reason}"
    tell(words, person=request.person_id, about=about(request))
    return made


@action(needs=Permission.CONFIRM_RUNS)
def money_back(*, look: AccountLook, pence: int, arrived_on: date, key: str, on: date, by: User) -> AccountLook:
    """Write down that recouped money came, and journal it to the budget code it belongs to (R-UNS-06)."""
    one_at_a_time()
    decision = SurplusDecision.objects.filter(look=look, recouped_pence__gt=0).first()
    if decision is None:
        raise Refused("Nothing has to come back from this look.")
    came = decision.recouped.aggregate(sum=Sum("pence"))["sum"] or 0
    whole, waiting = decision.recouped_pence - came, waiting_parts(look.budget)
    problems = [] if arrived_on <= on else [Problem("arrived_on", "The date must be today or earlier")]
    if not 0 < pence <= whole:
        words = f"Enter an amount of up to {format_pounds(whole)}, which is what has to come back"
        problems.append(Problem("pence", words if whole else "Nothing more has to come back"))
    if problems:
        raise Refused(problems)
    shares = share_out(pence, [part.pence for part in waiting])
    arrived = [Part(part.pair, share) for part, share in zip(waiting, shares, strict=True) if share]
    codes = _journal(decision, arrived, arrived_on, key, on, by)
    left = whole - pence
    if not left:
        close_step(BACK, person=look.person, on=on, by=by, record=look)
    more = f" {format_pounds(left)} more has to come back." if left else ""
    said = f"{format_pounds(pence)} that was left over came back, for {' and '.join(codes)}.{more}"
    tell(said, person=look.person_id, about=about(look))
    return look


def _journal(
    decision: SurplusDecision, arrived: list[Part], arrived_on: date, key: str, on: date, by: User
) -> list[str]:
    """Settle the claim from the bank, and give the money back to whoever put it in, under their budget code."""
    subject, values = about(decision.look), policy_on(on)
    budget = decision.look.budget
    group = Person.objects.with_details().get(pk=decision.person_id).details.client_group
    entries: list[Entry] = []
    codes: list[str] = []
    for part in arrived:
        code, label = budget_code(part.funder, group, values)
        own = f"unspent:{key}:{part.pair[1]}:{part.funder}"
        giver = funded_from(fund(budget.reference, part.funder), part.funder)
        entries += [
            Entry(f"{own}:came", arrived_on, part.pence, BANK, part.due_back, subject),
            Entry(f"{own}:code:{code}", arrived_on, part.pence, part.recovered, giver, subject),
        ]
        Recouped.objects.create(
            person_id=decision.person_id,
            decision=decision,
            funder=part.funder.value,
            pence=part.pence,
            budget_code=code,
            code_label=label,
            arrived_on=arrived_on,
            on=on,
            by=by,
        )
        codes.append(label)
    post_many(entries)
    return list(dict.fromkeys(codes))
