"""Whether a person's needs are eligible, by the Care Act's ten outcomes, and whether after-care is free.

Next:   selfdirect/rules/allocation.py
Tests:  tests/rules/test_assessments.py
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from selfdirect.rules.problems import Problem
from selfdirect.rules.working import ENTERED, ENTERED_SOURCE, WORKED_OUT, Row, Working

CRITERIA: Final = "SI 2015/313 reg 2"

# The outcomes in the order of the regulations; there is no ranking among them.
OUTCOMES: Final = {
    "nutrition": "Eating and drinking well",
    "hygiene": "Washing and keeping clean",
    "toilet": "Using the toilet",
    "clothing": "Getting dressed and wearing the right clothes",
    "home_safety": "Using the home safely",
    "home_environment": "Keeping the home fit to live in",
    "relationships": "Keeping up with family and friends",
    "work_and_learning": "Work, training, education or volunteering",
    "community": "Using transport and services in the community",
    "caring_for_child": "Caring for a child",
}
OUTCOMES_NEEDED: Final = 2

# "Unable" has four limbs; any one is enough (reg 2(3)).
LIMBS: Final = {
    "cannot_without_help": "Cannot do it without help",
    "pain_or_distress": "Can do it, but it causes significant pain, distress or anxiety",
    "endangers_safety": "Can do it, but it puts someone's health or safety at risk",
    "takes_longer": "Can do it, but it takes much longer than expected",
}

NO_SUPPORT: Final = "none"
LEVELS: Final = {
    NO_SUPPORT: "No support",
    "some": "Some support",
    "a_lot": "A lot of support",
    "all_the_time": "Support all the time",
}

YES: Final = "yes"
NO: Final = "no"
ABLE: Final = "able"
UNABLE: Final = "unable"
ALL_NEEDS: Final = "all_needs"
SOME_NEEDS: Final = "some_needs"

FROM_IMPAIRMENT: Final = "need_from_impairment"
WELLBEING: Final = "wellbeing_impact"
SECTION_117: Final = "section_117"
SECTION_117_COVERS: Final = "section_117_covers"

# An answer is a word, or several where more than one may be ticked.
Answer = str | tuple[str, ...]
Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Question:
    """One question. `asked_when` holds (earlier question, answers): it is asked when each has one of its answers."""

    key: str
    asked_when: tuple[tuple[str, frozenset[str]], ...] = ()


@dataclass(frozen=True)
class Eligibility:
    """Whether needs are eligible (R-ELG-01): the outcomes the person is unable to achieve, and why, in plain words."""

    eligible: bool
    unable: tuple[str, ...]
    reasons: tuple[str, ...]
    working: Working


@dataclass(frozen=True)
class Section117:
    """The section 117 check (R-ASM-09): whether it applies, to which needs, and whether a means test follows."""

    applies: bool
    covers: str
    means_test_needed: bool
    reason: str


def _questions() -> Iterator[Question]:
    yield Question(FROM_IMPAIRMENT)
    for outcome in OUTCOMES:
        unable = ((f"{outcome}_able", frozenset({UNABLE})),)
        yield Question(f"{outcome}_able")
        for part in ("limbs", "level", "met_now", "met_by_carer"):
            yield Question(f"{outcome}_{part}", unable)
    yield Question(WELLBEING)
    yield Question(SECTION_117)
    yield Question(SECTION_117_COVERS, ((SECTION_117, frozenset({YES})),))


# For each outcome: "<outcome>_able" is able or unable; when unable, "_limbs" (several of LIMBS), "_level"
# (one of LEVELS), "_met_now" (words: how the need is met today) and "_met_by_carer" (yes or no).
QUESTIONS: Final = tuple(_questions())


def reached_answers(answers: Answers, questions: Iterable[Question] = QUESTIONS) -> dict[str, Answer]:
    """Drop every answer to a question that is not, or no longer, asked. A stale answer is money.

    A question is asked when every question it hangs on was itself asked and has one of the right answers.
    It may hang only on questions before it; ValueError otherwise. Answers to unknown questions are dropped.
    """
    reached: dict[str, Answer] = {}
    seen: set[str] = set()
    for question in questions:
        for earlier, _ in question.asked_when:
            if earlier not in seen:
                raise ValueError(f"{question.key} hangs on {earlier}, which does not come before it.")
        seen.add(question.key)
        asked = all(_holds(reached.get(earlier, ()), right) for earlier, right in question.asked_when)
        if asked and question.key in answers:
            reached[question.key] = answers[question.key]
    return reached


def _holds(answer: Answer, right: frozenset[str]) -> bool:
    return bool(right & ({answer} if isinstance(answer, str) else set(answer)))


def check_answers(answers: Answers) -> tuple[Problem, ...]:
    """Say what is still missing, or cannot be right, before the assessment can be finished; fields are answer keys."""
    return tuple(_missing(reached_answers(answers)))


def _missing(reached: Answers) -> Iterator[Problem]:
    if reached.get(FROM_IMPAIRMENT) not in (YES, NO):
        yield Problem(FROM_IMPAIRMENT, "Say whether the needs come from a physical or mental impairment or illness.")
    for outcome, label in OUTCOMES.items():
        able = reached.get(f"{outcome}_able")
        if able not in (ABLE, UNABLE):
            yield Problem(f"{outcome}_able", f"{label}: say whether the person can do this.")
        if able != UNABLE:
            continue
        limbs = reached.get(f"{outcome}_limbs") or ()
        if not limbs or not set(_several(limbs)) <= set(LIMBS):
            yield Problem(f"{outcome}_limbs", f"{label}: choose in what way the person is unable to do this.")
        if reached.get(f"{outcome}_level") not in LEVELS:
            yield Problem(f"{outcome}_level", f"{label}: choose how much support is needed.")
        if not str(reached.get(f"{outcome}_met_now", "")).strip():
            yield Problem(f"{outcome}_met_now", f"{label}: say how this need is met now, or that it is not met.")
    if reached.get(WELLBEING) not in (YES, NO):
        yield Problem(WELLBEING, "Say whether there is, or is likely to be, a significant effect on well-being.")
    if reached.get(SECTION_117) not in (YES, NO):
        yield Problem(SECTION_117, "Say whether section 117 after-care applies.")
    elif reached.get(SECTION_117) == YES and reached.get(SECTION_117_COVERS) not in (ALL_NEEDS, SOME_NEEDS):
        yield Problem(SECTION_117_COVERS, "Say whether after-care covers all the needs or some of them.")


def unable_outcomes(answers: Answers) -> tuple[str, ...]:
    """Give the outcomes that the person is unable to achieve: one limb or more (reg 2(3)), whoever helps now."""
    reached = reached_answers(answers)
    return tuple(
        outcome for outcome in OUTCOMES if reached.get(f"{outcome}_able") == UNABLE and _limbs(reached, outcome)
    )


def eligibility(answers: Answers) -> Eligibility:
    """Decide whether needs are eligible (Care Act 2014 s.13; SI 2015/313 reg 2; R-ELG-01, R-ELG-02).

    All three must hold: needs from an impairment or illness; two outcomes or more that the person is unable
    to achieve; a significant effect on well-being. Help that a carer gives is not looked at. What was not
    answered does not hold.
    """
    reached = reached_answers(answers)
    unable = unable_outcomes(reached)
    conditions = (
        (
            reached.get(FROM_IMPAIRMENT) == YES,
            "The needs come from a physical or mental impairment or illness.",
            "The needs do not come from a physical or mental impairment or illness.",
        ),
        (
            len(unable) >= OUTCOMES_NEEDED,
            f"The person is unable to achieve {len(unable)} of the 10 outcomes. At least {OUTCOMES_NEEDED} are needed.",
            f"The person is unable to achieve {len(unable)} of the 10 outcomes. At least {OUTCOMES_NEEDED} are needed.",
        ),
        (
            reached.get(WELLBEING) == YES,
            "There is, or is likely to be, a significant effect on the person's well-being.",
            "There is no significant effect on the person's well-being, and none is likely.",
        ),
    )
    eligible = all(held for held, _, _ in conditions)
    reasons = tuple(met if held else not_met for held, met, not_met in conditions)
    return Eligibility(eligible, unable, reasons, _working(reached, unable, eligible=eligible))


def _working(reached: Answers, unable: tuple[str, ...], *, eligible: bool) -> Working:
    def fact(label: str, amount: str, rule: str) -> Row:
        return Row(label, amount, "words", rule, ENTERED_SOURCE, ENTERED)

    rows = [fact("Needs come from an impairment or illness", str(reached.get(FROM_IMPAIRMENT, NO)), FROM_IMPAIRMENT)]
    for outcome in unable:
        ways = "; ".join(LIMBS[limb] for limb in _limbs(reached, outcome))
        rows.append(fact(OUTCOMES[outcome], ways, f"{outcome}_limbs"))
    rows.append(
        Row("Outcomes the person is unable to achieve", len(unable), "outcomes", "unable", CRITERIA, WORKED_OUT)
    )
    rows.append(fact("Significant effect on well-being", str(reached.get(WELLBEING, NO)), WELLBEING))
    answer = YES if eligible else NO
    rows.append(Row("Needs are eligible", answer, "yes or no", "eligibility", f"{CRITERIA}(1)", WORKED_OUT))
    return tuple(rows)


def needs(answers: Answers) -> dict[str, str]:
    """Give the level of support for each outcome the person is unable to achieve: what the allocation scores.

    Nothing on a branch that is no longer reached is in it. Help from a carer changes no level (R-RAS-06).
    """
    reached = reached_answers(answers)
    found = {outcome: str(reached.get(f"{outcome}_level", NO_SUPPORT)) for outcome in unable_outcomes(reached)}
    return {outcome: level for outcome, level in found.items() if level != NO_SUPPORT}


def section_117_check(answers: Answers) -> Section117:
    """Say whether after-care is free and whether a means test follows (Mental Health Act 1983 s.117; R-ASM-09).

    Raises ValueError while the question has no answer: the check comes before the financial assessment.
    """
    reached = reached_answers(answers)
    answer = reached.get(SECTION_117)
    if answer not in (YES, NO):
        raise ValueError("The section 117 check has not been done.")
    if answer == NO:
        return Section117(False, "", True, "Section 117 does not apply, so a financial assessment follows.")
    covers = str(reached.get(SECTION_117_COVERS, ALL_NEEDS))
    if covers == SOME_NEEDS:
        reason = "After-care is free. A financial assessment follows for the needs that are not after-care."
        return Section117(True, SOME_NEEDS, True, reason)
    return Section117(True, ALL_NEEDS, False, "After-care is free, so there is no financial assessment.")


def _limbs(reached: Answers, outcome: str) -> tuple[str, ...]:
    chosen = _several(reached.get(f"{outcome}_limbs", ()))
    return tuple(limb for limb in LIMBS if limb in chosen)


def _several(answer: Answer) -> tuple[str, ...]:
    return (answer,) if isinstance(answer, str) else tuple(answer)
