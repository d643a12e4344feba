"""The first sections of a determination: are the needs eligible, what is offered, and the indicative budget.

Next:   selfdirect/rules/determination_money.py
Tests:  tests/rules/test_determination_needs.py
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from selfdirect.rules.allocation import (
    CARERS_METHOD,
    AllocationBasis,
    Indicative,
    indicative_budget,
    scored_by_questionnaire,
)
from selfdirect.rules.allocation import (
    NOT_OFFERED as NO_METHOD,
)
from selfdirect.rules.allocation_formulas import (
    ANY_GROUP,
    POINTS_BY_PRICE,
    PROFESSIONAL_COSTING,
    STANDARD_UNITS,
    method_for,
)
from selfdirect.rules.assessments import ABLE, FROM_IMPAIRMENT, OUTCOMES, UNABLE, WELLBEING, Answers, eligibility
from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.eligibility import (
    ELIGIBLE,
    MODEL,
    PLACEMENTS,
    WOULD_LOSE,
    CarerNeeds,
    OfferFacts,
    by_band,
    carer,
    cohorts,
    offer,
    outside_threshold,
    placement,
)
from selfdirect.rules.eligibility import (
    NOT_OFFERED as NO_CARERS_BUDGET,
)
from selfdirect.rules.findings import Finding, table_or_none, yes_no
from selfdirect.rules.money import format_pounds
from selfdirect.rules.questionnaires import Given, is_asked, questionnaire, reached_answers
from selfdirect.rules.sections import Figure, Section, needing, not_reached, said
from selfdirect.rules.values import Values
from selfdirect.rules.working import Working

ELIGIBILITY: Final = ("eligibility", "Are the needs eligible, and what is offered?")
INDICATIVE: Final = ("indicative_budget", "What is the indicative budget?")

_REABLEMENT_FIRST: Final = "reablement.before_assessment"
_HUNDREDTHS: Final = 100


def eligible(circumstances: Circumstances, values: Values) -> tuple[Section, bool | None]:
    """Give the section, and whether a personal budget follows: None while it cannot be said."""
    code, title = ELIGIBILITY
    band_rows, band_words = _old_band(circumstances, values)
    missing = _missing(circumstances)
    if missing:
        return needing(code, title, missing, band_rows), None
    found = _decided(circumstances, values)
    figures: dict[str, Figure]
    rows: Working = (values.value(MODEL).row(), *found.working)
    words = [found.reason, *band_words]
    if found.answer != ELIGIBLE:
        outside = outside_threshold(values)
        words += [f"We may still supply: {', '.join(outside)}."] if outside else []
        figures = {"eligible": False, "path": ""}
        return said(
            code, title, "The needs are not eligible.", words=words, figures=figures, working=(*rows, *band_rows)
        ), False
    offered = offer(_offer_facts(circumstances), values)
    words.append(offered.reason)
    if offered.task:
        words.append(f"Next: {offered.task[0].lower()}{offered.task[1:]}.")
    words += [f"The person is in a group we look for: {label}." for label in cohorts(circumstances.cohorts, values)]
    figures = {"eligible": True, "path": offered.path}
    working = (*rows, *offered.working, *band_rows)
    answer = "The needs are eligible."
    remarks = _reablement(circumstances, values)
    section = said(code, title, answer, words=words, figures=figures, working=working, remarks=remarks)
    return section, offered.path != NO_CARERS_BUDGET


def _missing(circumstances: Circumstances) -> list[str]:
    asked = ["needs", "wellbeing_impact"]
    asked += ["necessary_care", "health_at_risk"] if circumstances.is_carer else ["needs_from_impairment"]
    return [name for name in asked if getattr(circumstances, name) is None]


def _decided(circumstances: Circumstances, values: Values) -> Finding:
    needs = circumstances.needs or ()
    if circumstances.is_carer:
        outcomes = {need.outcome: need.limbs for need in needs}
        facts = CarerNeeds(
            necessary_care=bool(circumstances.necessary_care),
            health_at_risk=bool(circumstances.health_at_risk),
            wellbeing_impact=bool(circumstances.wellbeing_impact),
            outcomes=outcomes,
        )
        return carer(facts, values)
    found = eligibility(_answers(circumstances))
    return Finding(ELIGIBLE if found.eligible else "not_eligible", " ".join(found.reasons), found.working)


def _answers(circumstances: Circumstances) -> Answers:
    unable = {need.outcome: need for need in circumstances.needs or ()}
    answers: dict[str, str | tuple[str, ...]] = {
        FROM_IMPAIRMENT: yes_no(bool(circumstances.needs_from_impairment)),
        WELLBEING: yes_no(bool(circumstances.wellbeing_impact)),
    }
    for outcome in OUTCOMES:
        answers[f"{outcome}_able"] = UNABLE if outcome in unable else ABLE
        if outcome in unable:
            answers[f"{outcome}_limbs"] = unable[outcome].limbs
    return answers


def _offer_facts(circumstances: Circumstances) -> OfferFacts:
    return OfferFacts(
        is_carer=circumstances.is_carer,
        in_crisis=circumstances.in_crisis,
        exception_reason=circumstances.exception_reason,
        declined=circumstances.declined,
    )


def _old_band(circumstances: Circumstances, values: Values) -> tuple[Working, list[str]]:
    if not circumstances.band:
        return (), []
    found = by_band(circumstances.band, values)
    return found.working[1:], [found.reason]


def _reablement(circumstances: Circumstances, values: Values) -> list[str]:
    if circumstances.is_carer or not values.yes(_REABLEMENT_FIRST) or circumstances.reablement_ended_on:
        return []
    return ["Here, help to regain independence comes first. Look at eligibility again when it ends."]


def indicative(circumstances: Circumstances, values: Values) -> tuple[Section, Indicative | None]:
    """Give the section, and the indicative budget: None while it cannot be said."""
    code, title = INDICATIVE
    if method_of(circumstances, values) == NO_METHOD:
        return not_reached(code, title, "There is no personal budget here for an unpaid carer's own needs."), None
    missing = missing_for_budget(circumstances, values)
    if missing:
        return needing(code, title, missing), None
    found = indicative_budget(basis(circumstances, values), values)
    words = [f"It is {format_pounds(found.pence_yearly)} for a year of 52 weeks. It is a guide, not a promise."]
    if found.before_carer_pence_weekly != found.before_ceiling_pence_weekly:
        alone = format_pounds(found.before_carer_pence_weekly)
        words.append(f"Without the carer's help it would be {alone} a week. It goes back to that if the help stops.")
    remarks, rows = list(found.remarks), found.working
    if found.exception_needed:
        words.append("Somebody must agree an exception before it can be this much.")
    check = _placement(circumstances, found, values)
    if check:
        words.append(check.reason)
        rows = (*rows, *check.working)
        remarks += [check.reason] if check.answer == WOULD_LOSE else []
    figures = {
        "method": found.method,
        "points": found.points,
        "pence_weekly": found.pence_weekly,
        "pence_yearly": found.pence_yearly,
        "exception_needed": found.exception_needed,
    }
    answer = f"{format_pounds(found.pence_weekly)} a week."
    return said(code, title, answer, words=words, figures=figures, working=rows, remarks=remarks), found


def _placement(circumstances: Circumstances, found: Indicative, values: Values) -> Finding | None:
    kinds = {row["code"] for row in table_or_none(values, PLACEMENTS)}
    if circumstances.placement not in kinds or circumstances.present_pence_weekly is None:
        return None
    return placement(circumstances.placement, circumstances.present_pence_weekly, found.pence_weekly, values)


def method_of(circumstances: Circumstances, values: Values) -> str:
    """Give the council's method for this person: an unpaid carer's own budget has one of its own."""
    if circumstances.is_carer:
        return values.choice(CARERS_METHOD)
    return method_for(values, circumstances.client_group or ANY_GROUP)


def basis(circumstances: Circumstances, values: Values) -> AllocationBasis:
    """Give what the indicative budget is worked out from. What the council's method does not count is left out."""
    method = method_of(circumstances, values)
    return AllocationBasis(
        needs={need.outcome: need.level for need in circumstances.needs or () if need.outcome in OUTCOMES},
        answers=circumstances.answers,
        units=_hundredths(circumstances.units_weekly) if method == STANDARD_UNITS else {},
        services=_hundredths(circumstances.services_weekly) if method == PROFESSIONAL_COSTING else {},
        carer_hours=int(circumstances.carer_hours_weekly * _HUNDREDTHS),
        client_group=circumstances.client_group or ANY_GROUP,
        is_carer=circumstances.is_carer,
    )


def _hundredths(amounts: Mapping[str, Decimal]) -> dict[str, int]:
    return {code: int(amount * _HUNDREDTHS) for code, amount in amounts.items()}


def missing_for_budget(circumstances: Circumstances, values: Values) -> list[str]:
    """Say which facts the council's method still needs."""
    if not circumstances.client_group:
        return ["client_group"]
    method = method_of(circumstances, values)
    if method == STANDARD_UNITS:
        return [] if circumstances.units_weekly else ["units_weekly"]
    if method == PROFESSIONAL_COSTING:
        return [] if circumstances.services_weekly else ["services_weekly"]
    file = scored_by_questionnaire(values, basis(circumstances, values))
    if file:
        return [f"answers.{question}" for question in unanswered(circumstances.answers, file, values)]
    if method == POINTS_BY_PRICE and circumstances.needs is None:
        return ["needs"]
    return []


def unanswered(given: Mapping[str, Given], file: str, values: Values) -> list[str]:
    """Give each question that is asked and has no answer yet."""
    asked = questionnaire(values, file)
    reached = reached_answers(asked, given)
    return [each.question for each in asked.questions if each.question not in reached and is_asked(each, reached)]
