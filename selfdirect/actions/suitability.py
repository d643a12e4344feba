"""When a direct payment is asked for, and when somebody disagrees that it does not suit: a clock, and a second look.

Values: policy/councils
Next:   selfdirect/records/choosing.py
Tests:  tests/actions/test_suitability.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.decisions import LOOKS_AGAIN
from selfdirect.actions.support.decision_letter import how_to_disagree
from selfdirect.actions.support.holding import not_agreed_yet
from selfdirect.actions.support.outbox import write_letter
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step, open_step, owner_for
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.choosing import ChallengeAnswer, ChallengeOutcome, SuitabilityChallenge
from selfdirect.records.direct_payments import SuitabilityRecord
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission, Role
from selfdirect.rules.calendar import format_date
from selfdirect.rules.direct_payments import NOT_MET, WITH_SUPPORT
from selfdirect.rules.problems import Problem


@action(needs=Permission.CHOOSE_HOLDING)
def ask(*, budget: Budget, key: str, on: date, by: User) -> Step:
    """Ask for a direct payment: somebody looks at whether it suits by a date, however often it is asked (R-DEP-13)."""
    not_agreed_yet(budget)
    step = open_step("suitability", person=budget.person, record=budget, on=on)
    said = f"A direct payment was asked for. {step.owner.name} will say by {format_date(step.due_on)} if it suits."
    tell(said, person=budget.person_id, about=about(budget))
    return step


@action(needs=Permission.CHOOSE_HOLDING)
def challenge(*, suitability: SuitabilityRecord, why: str, key: str, on: date, by: User) -> SuitabilityChallenge:
    """Disagree with a refusal. Somebody who did not refuse looks at it again, by a date (R-DEP-13)."""
    if suitability.is_suitable or _latest(suitability) != suitability:
        raise Refused("Only our latest answer can be looked at again, and only when it is a no.")
    if SuitabilityChallenge.objects.filter(suitability=suitability).exists():
        raise Refused("We are looking at this again already, or have done so.")
    if not why.strip():
        raise Refused([Problem("why", "Say why you disagree")])
    made = SuitabilityChallenge.objects.create(
        person=suitability.person, suitability=suitability, why=why.strip(), on=on, by=by
    )
    owner = owner_for(Role.TEAM_MANAGER, suitability.person, on, besides=suitability.by)
    step = open_step("disagreement", person=suitability.person, record=made, on=on, owner=owner)
    said = f"Somebody disagrees that a direct payment does not suit. {step.owner.name} will answer by "
    tell(f"{said}{format_date(step.due_on)}.", person=suitability.person_id, about=about(made))
    return made


def _latest(suitability: SuitabilityRecord) -> SuitabilityRecord | None:
    """The answer that counts now for the same budget."""
    return SuitabilityRecord.objects.filter(budget=suitability.budget_id).order_by("-pk").first()


@action(needs=LOOKS_AGAIN)
def answer_challenge(
    *, challenge: SuitabilityChallenge, outcome: str, reasons: str, support: str, key: str, on: date, by: User
) -> ChallengeAnswer:
    """Answer a challenge with reasons, by somebody who did not refuse, and write to the person (R-DEP-13).

    Where it suits after all, `support` says what makes it possible: each no becomes a yes with that support.
    """
    refused = challenge.suitability
    if by.pk == refused.by_id:
        raise Refused("Somebody who did not give the first answer has to look again.")
    if ChallengeAnswer.objects.filter(challenge=challenge).exists():
        raise Refused("Somebody has already looked at this again.")
    _check_answer(refused, outcome, reasons, support)
    answer = ChallengeAnswer.objects.create(
        person=challenge.person,
        challenge=challenge,
        outcome=outcome,
        reasons=reasons.strip(),
        refused_by_id=refused.by_id,
        on=on,
        by=by,
    )
    if outcome == ChallengeOutcome.SUITS:
        _suits_after_all(refused, support.strip(), on, by)
    close_step("disagreement", person=challenge.person, on=on, by=by, record=challenge)
    label = ChallengeOutcome(outcome).label
    said = f"{by.name} looked again at whether a direct payment suits. {label}. {answer.reasons}"
    tell(said, person=challenge.person_id, about=about(challenge))
    _write(answer, label, support.strip(), on, by)
    return answer


def _check_answer(refused: SuitabilityRecord, outcome: str, reasons: str, support: str) -> None:
    problems = [] if outcome in ChallengeOutcome.values else [Problem("outcome", "Choose what came of it")]
    if not reasons.strip():
        problems.append(Problem("reasons", "Give your reasons, in words the person will understand"))
    if outcome == ChallengeOutcome.SUITS:
        if refused.is_excluded_by_law:
            problems.append(Problem("outcome", "The law rules it out while the court order is in force"))
        if not refused.has_capacity and not refused.representative_name:
            problems.append(Problem("outcome", "Somebody with authority has to ask for it first. Record who it is"))
        if not support.strip():
            problems.append(Problem("support", "Say what support makes it possible"))
    if problems:
        raise Refused(problems)


def _suits_after_all(refused: SuitabilityRecord, support: str, on: date, by: User) -> SuitabilityRecord:
    """The answer that takes the refusal's place. The refusal stays as it was."""
    factors = {
        code: {"met": WITH_SUPPORT, "note": support} if given["met"] == NOT_MET else given
        for code, given in refused.factors.items()
    }
    return SuitabilityRecord.objects.create(
        person=refused.person,
        budget=refused.budget,
        considered_on=on,
        factors=factors,
        is_suitable=True,
        consents=refused.consents,
        has_capacity=refused.has_capacity,
        representative_name=refused.representative_name,
        authority=refused.authority,
        by=by,
    )


def _write(answer: ChallengeAnswer, label: str, support: str, on: date, by: User) -> None:
    suits = answer.outcome == ChallengeOutcome.SUITS
    write_letter(
        "suitability_again",
        key=f"suitability_again:{answer.pk}",
        person=answer.person,
        subject="We looked again at a direct payment for you",
        facts={
            "outcome": answer.outcome,
            "answer": label,
            "reasons": answer.reasons,
            "support": support if suits else "",
            "looked_by": by.name,
            "looked_on": on.isoformat(),
            "how_to_disagree": [] if suits else how_to_disagree(policy_on(on)),
        },
        on=on,
        by=by,
    )
