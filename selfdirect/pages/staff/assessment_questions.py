"""The questions of an assessment that decide something: ten outcomes, why, the effect on well-being, section 117.

Values: policy/national
Next:   selfdirect/rules/assessments.py
Tests:  tests/pages/staff/test_assessment_questions.py
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from selfdirect.actions import assessments as actions
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Checkboxes, Radios, YesNo
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.staff.assessment_parts import AssessmentPage
from selfdirect.records.assessments import Assessment
from selfdirect.rules.assessments import (
    ABLE,
    ALL_NEEDS,
    FROM_IMPAIRMENT,
    LEVELS,
    LIMBS,
    OUTCOMES,
    SECTION_117,
    SECTION_117_COVERS,
    SOME_NEEDS,
    UNABLE,
    WELLBEING,
    YES,
)
from selfdirect.rules.values import Values

OUTCOME_PARTS = ("able", "limbs", "level", "met_now", "met_by_carer")


def outcome_form(question: str) -> type[Form]:
    """The form of one outcome. What lies behind "no" is asked only then, and dropped when it is not."""
    fields = {
        "able": Radios(
            question,
            choices=[
                (ABLE, "Yes"),
                (UNABLE, "No, or not without one of the difficulties below"),
            ],
            reveal={UNABLE: ["limbs", "level", "met_now", "met_by_carer"]},
            hint="Answer for a usual day, as if nobody helped. Help they have now does not change the answer.",
            empty="Select yes if they can do this",
        ),
        "limbs": Checkboxes(
            "In what way?", choices=list(LIMBS.items()), empty="Select in what way they are unable to do this"
        ),
        "level": Radios(
            "How much support do they need?", choices=list(LEVELS.items()), empty="Select how much support they need"
        ),
        "met_now": LongText(
            "How is this met now?",
            empty="Enter how this is met now, or that it is not met",
            hint="Who helps and how often, or that nobody does",
            most=2000,
            rows=3,
        ),
        "met_by_carer": YesNo(
            "Does an unpaid carer meet any of this now?", empty="Select yes if an unpaid carer meets any of this"
        ),
    }
    return type("OutcomeForm", (Form,), fields)


def outcome_questions(values: Values) -> dict[str, str]:
    """The plain question for each outcome, by its code."""
    found = {str(row["code"]): str(row["question"]) for row in values.table("assessments.outcomes")}
    return {code: found.get(code, f"{label}: can they do this?") for code, label in OUTCOMES.items()}


class AnswerPage(AssessmentPage):
    """A page whose answers are kept under the keys of the rules."""

    def keep_answers(self, given: Mapping[str, Any]) -> Assessment:
        """Keep the answers; the same sent twice is kept once."""
        if all(self.assessment.answers.get(key) == value for key, value in given.items()):
            return self.assessment
        return actions.save_answers(
            assessment=self.assessment, answers=given, seen_version=self.seen_version or 0, on=self.on, by=self.by
        )


class Outcome(AnswerPage):
    """One of the ten outcomes."""

    def load(self) -> None:
        super().load()
        self.outcome = self.kwargs["outcome"]
        if self.outcome not in OUTCOMES:
            raise Http404
        self.number = list(OUTCOMES).index(self.outcome) + 1
        self.title = OUTCOMES[self.outcome]
        self.caption = f"{self.caption}, outcome {self.number} of {len(OUTCOMES)}"
        self.form = outcome_form(outcome_questions(policy().on(self.on))[self.outcome])  # type: ignore[misc]

    def initial(self) -> dict[str, Any]:
        kept = {part: self.assessment.answers.get(f"{self.outcome}_{part}") for part in OUTCOME_PARTS}
        if kept["met_by_carer"] is not None:
            kept["met_by_carer"] = kept["met_by_carer"] == YES
        return kept

    def now_says(self) -> list[tuple[str, Any]]:
        return [(self.title, outcome_words(self.assessment.answers, self.outcome))]

    def save(self, answers: dict[str, Any]) -> str:
        plain = {f"{self.outcome}_{part}": _plain(answers[part]) for part in OUTCOME_PARTS}
        saved = self.keep_answers({key: value for key, value in plain.items() if value not in ("", [])})
        left = [code for code in OUTCOMES if f"{code}_able" not in saved.answers]
        after = [code for code in left if list(OUTCOMES).index(code) >= self.number]
        return self.at("staff_assessment_outcome", outcome=(after or left)[0]) if left else self.back()


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value


class ImpairmentForm(Form):
    """Whether the needs come from an impairment or illness."""

    answer = YesNo(
        "Do the needs come from a physical or mental impairment or illness?",
        hint="No formal diagnosis is needed. It may also come from an injury, or from drugs or alcohol.",
        empty="Select yes if the needs come from an impairment or illness",
    )


class WellbeingForm(Form):
    """Whether well-being suffers."""

    answer = YesNo(
        "Is there, or could there be, a significant effect on their well-being?",
        empty="Select yes if there is, or could be, a significant effect",
    )


class AfterCareForm(Form):
    """The section 117 check."""

    answer = YesNo(
        "Does section 117 after-care apply?",
        hint="For somebody who was kept in hospital under section 3, 37, 45A, 47 or 48 of the Mental Health Act.",
        reveal={"yes": ["covers"]},
        empty="Select yes if section 117 after-care applies",
    )
    covers = Radios(
        "Which needs does after-care cover?",
        choices=[
            (ALL_NEEDS, "All of them", "There is no financial assessment"),
            (SOME_NEEDS, "Some of them", "A financial assessment follows for the others"),
        ],
        empty="Select which needs after-care covers",
    )


@dataclass(frozen=True)
class DecidingPage:
    """One question that decides something, and what it is called in lists."""

    name: str
    form: type[Form]
    title: str = ""


DECIDING: dict[str, DecidingPage] = {
    FROM_IMPAIRMENT: DecidingPage("Needs come from an impairment or illness", ImpairmentForm),
    WELLBEING: DecidingPage("Effect on well-being", WellbeingForm),
    SECTION_117: DecidingPage("Section 117 after-care", AfterCareForm, "Section 117 check"),
}


class Deciding(AnswerPage):
    """One question that decides something."""

    template = "staff/assessments/test.html"

    def load(self) -> None:
        super().load()
        self.test = self.kwargs["test"]
        if self.test not in DECIDING:
            raise Http404
        self.title, self.form = DECIDING[self.test].title, DECIDING[self.test].form  # type: ignore[misc]

    def initial(self) -> dict[str, Any]:
        answer = self.assessment.answers.get(self.test)
        return {
            "answer": None if answer is None else answer == YES,
            "covers": self.assessment.answers.get(SECTION_117_COVERS),
        }

    def context(self) -> dict[str, Any]:
        if self.test != WELLBEING:
            return {}
        return {"areas": [row["label"] for row in policy().on(self.on).table("assessments.well_being")]}

    def now_says(self) -> list[tuple[str, Any]]:
        return [(DECIDING[self.test].name, deciding_words(self.assessment.answers, self.test))]

    def save(self, answers: dict[str, Any]) -> str:
        given = {self.test: _plain(answers["answer"])}
        if answers.get("covers"):
            given[SECTION_117_COVERS] = answers["covers"]
        self.keep_answers(given)
        return self.back()


def outcome_words(answers: Mapping[str, Any], outcome: str) -> str:
    """What was answered about one outcome, in words."""
    able = answers.get(f"{outcome}_able")
    if able is None:
        return ""
    if able == ABLE:
        return "Can do this"
    lines = [LIMBS[limb] for limb in answers.get(f"{outcome}_limbs", ()) if limb in LIMBS]
    lines.append(f"Needs: {LEVELS.get(str(answers.get(f'{outcome}_level')), 'not said').lower()}")
    lines.append(f"Met now: {answers.get(f'{outcome}_met_now', '')}")
    if answers.get(f"{outcome}_met_by_carer") == YES:
        lines.append("An unpaid carer meets some of this now")
    return "\n".join(lines)


def deciding_words(answers: Mapping[str, Any], test: str) -> str:
    """What was answered to one deciding question, in words."""
    answer = answers.get(test)
    if answer is None:
        return ""
    if test == SECTION_117 and answer == YES:
        covers = answers.get(SECTION_117_COVERS)
        return "Yes, for all the needs" if covers == ALL_NEEDS else "Yes, for some of the needs"
    return "Yes" if answer == YES else "No"
