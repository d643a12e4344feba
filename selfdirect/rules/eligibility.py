"""Who is eligible, by the law of the day, and who is offered a personal budget, when, and on what path.

Since April 2015 the Care Act decides: SI 2015/313 reg 2 for an adult, reg 3 for a carer. Before, each council served
the bands it chose. No band says anything about the Care Act: an old band is shown and never turned into a decision.

Values: policy/national, policy/councils
Next:   selfdirect/rules/assessments.py
Tests:  tests/rules/test_eligibility.py
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from selfdirect.rules.findings import Finding, concluded, entered, from_policy, table_or_none, yes_no
from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import ValueRefused, Values, text_cell, yes_cell
from selfdirect.rules.working import Row

# Policy values read here. BANDS has columns band, label, meaning, eligible; the others are tables of code and label.
MODEL: Final = "eligibility.model"
BANDS: Final = "eligibility.bands"
CARERS_BUDGET: Final = "eligibility.carers_budget"
DEFAULT_TO_BUDGET: Final = "eligibility.default_to_personal_budget"
IN_CRISIS: Final = "eligibility.offer_in_crisis"
OUTSIDE: Final = "eligibility.outside_threshold"
COHORTS: Final = "eligibility.target_cohorts"
PLACEMENTS: Final = "eligibility.placement_check"
CARER_OUTCOMES: Final = "assessments.carer_outcomes"
CARER_LIMBS: Final = "assessments.carer_limbs"
CARER_OUTCOMES_NEEDED: Final = "assessments.carer_outcomes_needed"

CARE_ACT: Final = "care_act"
BY_BANDS: Final = "facs"
CARERS_LAW: Final = "SI 2015/313 reg 3"

ELIGIBLE: Final = "eligible"
NOT_ELIGIBLE: Final = "not_eligible"
READ_ONLY: Final = "read_only"

ON_PATH: Final = "on_path"
OFFERED: Final = "offered"
LATER: Final = "later"
EXCEPTION: Final = "exception"
NOT_OFFERED: Final = "not_offered"
REASON_NEEDED: Final = "reason_needed"

WOULD_LOSE: Final = "would_lose"
NO_LOSS: Final = "no_loss"
NOT_CHECKED: Final = "not_checked"

MAY_BE: Final = "may_be_eligible"
MAY_NOT_BE: Final = "may_not_be_eligible"


@dataclass(frozen=True)
class CarerNeeds:
    """What a carer's assessment found: does the caring come first, health, outcomes with their limbs, well-being."""

    necessary_care: bool
    health_at_risk: bool
    wellbeing_impact: bool
    outcomes: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class OfferFacts:
    """What bears on whether, and when, a personal budget is offered to somebody eligible."""

    is_carer: bool = False
    in_crisis: bool = False
    exception_reason: str = ""
    declined: bool = False


@dataclass(frozen=True)
class Offer:
    """What is offered: the path, why in plain words, a task to open or "", and the working (R-ELG-03, 04 and 06)."""

    path: str
    reason: str
    task: str
    working: tuple[Row, ...]


def by_band(band: str, values: Values) -> Finding:
    """Say whether a band was eligible on a day before April 2015; after, that it is only shown (R-ELG-02).

    Raises ValueRefused for a band that the policy does not hold.
    """
    value = values.value(BANDS)
    found = [row for row in values.table(BANDS) if row["band"] == band]
    if not found:
        raise ValueRefused(f"{BANDS} holds no band {band}.")
    label, served = text_cell(found[0], "label"), yes_cell(found[0], "eligible")
    rows = (values.value(MODEL).row(), entered("Band", label, "words", "band"))
    if values.choice(MODEL) != BY_BANDS:
        reason = f"The band {label.lower()} is from before April 2015. It is shown only."
        return Finding(READ_ONLY, reason, (*rows, from_policy(value, "What the band decides", "nothing now", "words")))
    answer = ELIGIBLE if served else NOT_ELIGIBLE
    reason = f"The council {'served' if served else 'did not serve'} the band {label.lower()} on this day."
    return Finding(answer, reason, (*rows, from_policy(value, "Needs are eligible", yes_no(served), "yes or no")))


def carer(needs: CarerNeeds, values: Values) -> Finding:
    """Decide whether a carer's needs are eligible (Care Act 2014 s.13; SI 2015/313 reg 3; R-ELG-02).

    The needs come from giving necessary care; and either health is or may get worse, or one of eight outcomes cannot
    be achieved; and there is a significant effect on well-being. Whether the person cared for is eligible makes no
    difference.
    """
    labels = {text_cell(row, "code"): text_cell(row, "label") for row in values.table(CARER_OUTCOMES)}
    limbs = {text_cell(row, "code"): text_cell(row, "label") for row in values.table(CARER_LIMBS)}
    unable = {code: ways for code, ways in needs.outcomes.items() if set(ways) & set(limbs)}
    unknown = set(needs.outcomes) - set(labels)
    if unknown:
        raise ValueRefused(f"{CARER_OUTCOMES} holds no outcome {', '.join(sorted(unknown))}.")
    wanted = values.whole(CARER_OUTCOMES_NEEDED)
    affected = needs.health_at_risk or len(unable) >= wanted
    met = needs.necessary_care and affected and needs.wellbeing_impact
    rows = [
        entered("Gives necessary care to an adult", yes_no(needs.necessary_care), "yes or no", "necessary_care"),
        entered("Health is or may be getting worse", yes_no(needs.health_at_risk), "yes or no", "health_at_risk"),
    ]
    for code, ways in unable.items():
        said = "; ".join(limbs[way] for way in limbs if way in ways)
        rows.append(entered(labels[code], said, "words", code))
    rows += [
        values.value(CARER_OUTCOMES_NEEDED).row(),
        Row("Outcomes the carer is unable to achieve", len(unable), "outcomes", "unable", CARERS_LAW, "worked_out"),
        entered("Significant effect on well-being", yes_no(needs.wellbeing_impact), "yes or no", "wellbeing_impact"),
    ]
    rows.append(concluded("Needs are eligible", yes_no(met), "yes or no", "carer_eligibility", rows))
    return Finding(ELIGIBLE if met else NOT_ELIGIBLE, _carer_reason(needs, affected=affected, met=met), tuple(rows))


def _carer_reason(needs: CarerNeeds, *, affected: bool, met: bool) -> str:
    if met:
        return "The caring affects the carer's health or what they can do, and their well-being."
    if not needs.necessary_care:
        return "The needs do not come from giving necessary care to an adult."
    if not affected:
        return "Health is not at risk, and the carer can achieve all eight outcomes."
    return "There is no significant effect on the carer's well-being, and none is likely."


def offer(facts: OfferFacts, values: Values) -> Offer:
    """Say what somebody whose needs are eligible is offered (R-ELG-03, R-ELG-04, R-ELG-06 and R-ELG-10)."""
    rows: list[Row] = []
    if facts.is_carer:
        rows.append(values.value(CARERS_BUDGET).row())
        if not values.yes(CARERS_BUDGET):
            reason = "Carers do not have a budget of their own here. Their support is arranged in other ways."
            return _offer(NOT_OFFERED, reason, "", rows)
    if facts.in_crisis:
        rows.append(values.value(IN_CRISIS).row())
        if not values.yes(IN_CRISIS):
            reason = "The person is in crisis, so the budget is offered once things are stable."
            return _offer(LATER, reason, "Offer a personal budget once things are stable", rows)
    rows.append(values.value(DEFAULT_TO_BUDGET).row())
    if not values.yes(DEFAULT_TO_BUDGET):
        if facts.declined:
            return _offer(EXCEPTION, "The person was offered a personal budget and said no.", "", rows)
        return _offer(OFFERED, "A personal budget is offered, and the person chooses.", "Record the answer", rows)
    if not facts.declined and not facts.exception_reason.strip():
        return _offer(ON_PATH, "Everybody whose needs are eligible is on the path to a personal budget.", "", rows)
    if not facts.exception_reason.strip():
        reason = "Everybody is on the path to a personal budget. Somebody who is not needs a recorded reason."
        return _offer(REASON_NEEDED, reason, "Record why the person is not on the path", rows)
    rows.append(entered("Reason for the exception", facts.exception_reason.strip(), "words", "exception_reason"))
    return _offer(EXCEPTION, "An exception, with its reason.", "", rows)


def _offer(path: str, reason: str, task: str, rows: list[Row]) -> Offer:
    return Offer(path, reason, task, (*rows, concluded("Offer of a personal budget", reason, "words", "offer", rows)))


def outside_threshold(values: Values) -> tuple[str, ...]:
    """Give what may be supplied to somebody whose needs are not eligible (R-ELG-08)."""
    return tuple(text_cell(row, "label") for row in table_or_none(values, OUTSIDE))


def placement(kind: str, present_pence_weekly: int, offered_pence_weekly: int, values: Values) -> Finding:
    """Warn when somebody in a placement would lose by a personal budget (R-ELG-09).

    `kind` is the code of the placement; `offered_pence_weekly` what the ceiling allows.
    """
    named = {text_cell(row, "code"): text_cell(row, "label") for row in table_or_none(values, PLACEMENTS)}
    value = values.value(PLACEMENTS)
    if kind not in named:
        row = from_policy(value, "Placement compared first", "no", "yes or no")
        return Finding(NOT_CHECKED, "No comparison is asked for here.", (row,))
    loss = present_pence_weekly - offered_pence_weekly
    rows = [
        from_policy(value, "Placement compared first", named[kind], "words"),
        entered("Present placement", present_pence_weekly, "pence weekly", "present_pence_weekly"),
        entered("The most a personal budget could be", offered_pence_weekly, "pence weekly", "offered_pence_weekly"),
    ]
    rows.append(concluded("Less than today by", max(0, loss), "pence weekly", "placement", rows))
    if loss > 0:
        reason = f"The person would lose {format_pounds(loss)} a week. Tell them before offering a personal budget."
        return Finding(WOULD_LOSE, reason, tuple(rows))
    return Finding(NO_LOSS, "The person would not lose by a personal budget.", tuple(rows))


def cohorts(codes: Iterable[str], values: Values) -> tuple[str, ...]:
    """Give the labels of the groups we look for that this person is in (R-ELG-11)."""
    within = set(codes)
    return tuple(text_cell(row, "label") for row in table_or_none(values, COHORTS) if row["code"] in within)


# The self-check: three questions, each asked of somebody about themselves.
SELF_CHECK: Final = {
    "condition": "Do you have an illness, a disability or a mental health condition?",
    "hard_things": "Because of it, are there two or more everyday things that you cannot do or that are very hard?",
    "wellbeing": "Does this have a big effect on your life?",
}


def self_check(answers: Mapping[str, bool]) -> Finding:
    """Say what three answers point to, plainly not a decision; a referral may follow whatever they are (R-ELG-07)."""
    points = all(answers.get(question, False) for question in SELF_CHECK)
    rows = tuple(
        entered(label, yes_no(answers.get(question, False)), "yes or no", question)
        for question, label in SELF_CHECK.items()
    )
    said = "You may be able to get support from us." if points else "You may not be able to get a personal budget."
    reason = f"{said} This is not a decision. Anybody can ask us for an assessment. We can tell you about other help."
    return Finding(MAY_BE if points else MAY_NOT_BE, reason, rows)
