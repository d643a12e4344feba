"""One fictional person with everything known, for tests of what is determined, and their answers anywhere.

Values: policy/councils
"""

from dataclasses import replace
from datetime import date
from typing import Any

from selfdirect.policy import Policy
from selfdirect.policy.determining import determine_for, trust_for
from selfdirect.rules.allocation import AllocationBasis, scored_by_questionnaire
from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.circumstances_reading import read_circumstances
from selfdirect.rules.determination import Determination
from selfdirect.rules.questionnaires import Given, is_asked, questionnaire, reached_answers
from tests.rules.packs import DAY, policy


def known(**changed: Any) -> Circumstances:
    """Somebody with everything known, but for what is changed."""
    given: dict[str, Any] = {
        "client_group": "physical",
        "born_on": "1941-03-14",
        "needs_from_impairment": True,
        "wellbeing_impact": True,
        "needs": [
            {"outcome": "nutrition", "limbs": ["cannot_without_help"], "level": "some"},
            {"outcome": "hygiene", "limbs": ["endangers_safety"], "level": "a_lot"},
        ],
        "units_weekly": {"hour": 10},
        "services_weekly": {"personal_assistant": 8},
        "finances": {
            "household": "single",
            "capital_pence": 1_425_000,
            "incomes": [{"kind": "state_pension", "pence_weekly": 26_000}],
        },
        "section_117": False,
        "present_pence_weekly": 0,
        "undue_risk": False,
        "option": "direct_payment",
        "option_reason": "I want to choose",
        "method": "bank_account",
        "events": {"referral": "2025-05-01", "eligible_for_support": "2025-05-06", "enquiry": "2025-05-01"},
        "plan_agreed_on": "2025-06-02",
        "first_payment_on": "2025-06-16",
    }
    return replace(read_circumstances(given), **changed)


def answers(found: Policy, circumstances: Circumstances, on: date = DAY) -> dict[str, Given]:
    """The second answer to each question that the council asks; none where it scores none."""
    values = found.on(on, trust_for(found, circumstances.client_group, on))
    basis = AllocationBasis(client_group=circumstances.client_group, is_carer=circumstances.is_carer)
    file = scored_by_questionnaire(values, basis)
    given: dict[str, Given] = {}
    for question in questionnaire(values, file).questions if file else ():
        if is_asked(question, reached_answers(questionnaire(values, file), given)):
            given[question.question] = question.answers[1].answer
    return given


def determined(council: str, circumstances: Circumstances | None = None, on: date = DAY) -> Determination:
    """What one council's policy says of somebody, with every question answered."""
    somebody = circumstances or known()
    found = policy(council)
    return determine_for(found, replace(somebody, answers=answers(found, somebody, on)), on)
