"""Offering a personal budget to somebody eligible, and what they said; asked again later where they were in crisis.

Values: policy/councils
Next:   selfdirect/records/eligibility.py
Tests:  tests/actions/test_eligibility.py
"""

from collections.abc import Sequence
from datetime import date, timedelta

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.records.access import User
from selfdirect.records.assessments import Assessment
from selfdirect.records.eligibility import BudgetOffer, OfferOutcome
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.eligibility import cohorts as known_cohorts
from selfdirect.rules.problems import Problem

# Policy value read here: whether a budget is offered to somebody who is in crisis.
OFFER_IN_CRISIS = "eligibility.offer_in_crisis"

# The latest that an offer put off in a crisis may be made again.
LONGEST_WAIT = timedelta(days=92)

_NEEDS_A_REASON = (OfferOutcome.DECLINED, OfferOutcome.DEFERRED, OfferOutcome.NOT_OFFERED)
_SAID = {
    OfferOutcome.ACCEPTED: "You want a personal budget.",
    OfferOutcome.THINKING: "We offered a personal budget. You are thinking about it.",
    OfferOutcome.DECLINED: "We offered a personal budget. You do not want one now. You can ask for one at any time.",
    OfferOutcome.NOT_OFFERED: "We have not offered a personal budget. You can ask us why.",
}


@action(needs=Permission.ASSESS)
def record_offer(
    *,
    assessment: Assessment,
    outcome: str,
    reason: str,
    ask_again_on: date | None,
    key: str,
    on: date,
    by: User,
    cohorts: Sequence[str] = (),
) -> BudgetOffer:
    """Write down that a personal budget was offered, what was said, or why it was not (R-ELG-04, R-ELG-10).

    `cohorts` are codes of the groups the council looks for that the person is in (R-ELG-11). Somebody in crisis is not
    offered one where the council's policy says so: the step stays open, and is asked again by the day given (R-ELG-06).
    """
    problems = [*_problems(assessment, outcome, reason, ask_again_on, on), *_unknown(cohorts, on)]
    if problems:
        raise Refused(problems)
    chosen = OfferOutcome(outcome)
    later = ask_again_on if chosen in (OfferOutcome.DEFERRED, OfferOutcome.THINKING) else None
    kept = BudgetOffer.objects.create(
        person=assessment.person,
        assessment=assessment,
        outcome=chosen,
        reason=reason.strip(),
        cohorts=list(cohorts),
        ask_again_on=later,
        on=on,
        by=by,
    )
    close_step("budget_offer", person=kept.person, on=on, by=by)
    said = _SAID.get(chosen, "")
    if later:
        step = open_step("budget_offer", person=kept.person, record=assessment, on=on)
        type(step).objects.filter(pk=step.pk).update(due_on=later)
        said = said or "We will talk about a personal budget when things are calmer."
        said = f"{said} We ask again by {format_date(later)}."
    tell(said, person=kept.person_id, about=about(assessment))
    return kept


def _problems(assessment: Assessment, outcome: str, reason: str, ask_again_on: date | None, on: date) -> list[Problem]:
    if not assessment.is_eligible:
        raise Refused("A personal budget is offered once an assessment has found eligible needs.")
    if outcome not in OfferOutcome.values:
        return [Problem("outcome", "Choose what came of offering a personal budget")]
    problems = []
    if OfferOutcome(outcome) in _NEEDS_A_REASON and not reason.strip():
        problems.append(Problem("reason", "Give the reason, in words the person will understand"))
    if outcome == OfferOutcome.DEFERRED:
        if policy_on(on).yes(OFFER_IN_CRISIS):
            problems.append(Problem("outcome", "This council offers a budget in a crisis too. Choose another answer"))
        if ask_again_on is None:
            problems.append(Problem("ask_again_on", "Enter the day by which you will ask again"))
    if ask_again_on and not on < ask_again_on <= on + LONGEST_WAIT:
        latest = format_date(on + LONGEST_WAIT)
        problems.append(Problem("ask_again_on", f"The day to ask again must be after today and by {latest}"))
    return problems


def _unknown(cohorts: Sequence[str], on: date) -> list[Problem]:
    """A group that the council's policy does not look for on this day."""
    known = known_cohorts(cohorts, policy_on(on))
    return [] if len(known) == len(set(cohorts)) else [Problem("cohorts", "Choose groups from the list")]
