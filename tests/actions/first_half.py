"""The first half of the walk in short words, for tests: each function goes one step further, by the actions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from selfdirect.actions import allocation, assessments, charging, joint_funding, plans, referrals
from selfdirect.demo.cast import Cast, hire
from selfdirect.records.access import User
from selfdirect.records.allocation import PlanningAmount
from selfdirect.records.assessments import Assessment
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.decisions import Decision
from selfdirect.records.joint_funding import JointFunding
from selfdirect.records.people import Person
from selfdirect.records.plans import Plan
from selfdirect.records.referrals import Referral
from selfdirect.records.work import NamedWorker
from selfdirect.rules.access import Role
from selfdirect.rules.assessments import OUTCOMES

ON = date(2026, 6, 1)
STARTS_ON = date(2026, 7, 6)
DETAILS: dict[str, Any] = {
    "first_name": "Amara",
    "last_name": "Foxglove",
    "likes_to_be_called": "",
    "date_of_birth": date(1980, 5, 14),
    "phone": "07700 900123",
    "email": "amara.foxglove@example.org",
    "address": "1 Willow Court\nLondon",
    "postcode": "ZZ1 1AA",
    "client_group": "physical",
    "format": "standard",
    "contact_by": "email",
    "communication_needs": "",
    "language": "English",
}


@dataclass
class Town:
    """The staff of the fictional council, by what they do."""

    cast: Cast

    @property
    def worker(self) -> User:
        return self.cast.workers[0]

    @property
    def manager(self) -> User:
        return self.cast.managers[0]


def town() -> Town:
    return Town(hire(date(2026, 1, 5)))


def referred(town: Town, **details: Any) -> Referral:
    return referrals.receive(
        key=f"referral of {details.get('first_name', 'Amara')}",
        person=None,
        details=DETAILS | details,
        source="self",
        channel="phone",
        received_on=ON,
        referrer_name="",
        what_was_said="It is hard to wash and to cook.",
        has_consented=True,
        has_existing_package=False,
        is_fictional=True,
        on=ON,
        by=town.worker,
    )


def worker_of(person: Person) -> User:
    return NamedWorker.objects.get(person=person, until_on=None).worker


def screened(town: Town, **details: Any) -> Assessment:
    referral = referred(town, **details)
    referrals.screen(
        referral=referral,
        screening={"needs": "Washing and cooking"},
        outcome="assess",
        reason="Only an assessment can settle this.",
        seen_version=1,
        on=ON,
        by=worker_of(referral.person),
    )
    return Assessment.objects.get(person=referral.person)


def answers(*unable: str, section_117: str = "no", **more: Any) -> dict[str, Any]:
    """Answers to every question, with these outcomes unable."""
    given: dict[str, Any] = {"need_from_impairment": "yes", "wellbeing_impact": "yes", "section_117": section_117}
    if section_117 == "yes":
        given["section_117_covers"] = "all_needs"
    for outcome in OUTCOMES:
        given[f"{outcome}_able"] = "unable" if outcome in unable else "able"
        if outcome in unable:
            given |= {
                f"{outcome}_limbs": ["cannot_without_help"],
                f"{outcome}_level": "a_lot",
                f"{outcome}_met_now": "Not met now.",
                f"{outcome}_met_by_carer": "no",
            }
    return given | more


def filled_in(town: Town, given: dict[str, Any] | None = None, risk: str = "", **details: Any) -> Assessment:
    assessment = screened(town, **details)
    by = worker_of(assessment.person)
    parts: dict[str, dict[str, Any]] = {
        "visit": {"visited_on": ON.isoformat(), "place": "home"},
        "about_me": {"what_matters": "To stay in my own home."},
        "carers": {"has_carer": "no"},
        "safety": {"keeping_safe": "No risk was raised."},
    }
    for part, words in parts.items():
        assessment = assessments.save_part(
            assessment=assessment, part=part, words=words, seen_version=assessment.version, on=ON, by=by
        )
    given = given or answers("hygiene", "nutrition", "community")
    assessment = assessments.save_answers(
        assessment=assessment, answers=given, seen_version=assessment.version, on=ON, by=by
    )
    if risk:
        assessment = assessments.set_risks(
            assessment=assessment, risks=[{"risk": risk}], seen_version=assessment.version, on=ON, by=by
        )
    return assessment


def assessed(town: Town, given: dict[str, Any] | None = None, risk: str = "", **details: Any) -> Assessment:
    assessment = filled_in(town, given, risk, **details)
    by = worker_of(assessment.person)
    return assessments.finish(assessment=assessment, seen_version=assessment.version, on=ON, by=by)


FINANCES: dict[str, Any] = {
    "household": "single",
    "capital_pence": 1500000,
    "incomes": [
        {"kind": "employment_support_allowance", "pence_weekly": 15000, "label": ""},
        {"kind": "pip_daily_living", "pence_weekly": 11040, "label": ""},
    ],
    "housing_costs_pence_weekly": 2000,
    "disability_expenses": [{"label": "Extra laundry", "pence_weekly": 1000}],
    "disability_premium": True,
    "enhanced_disability_premium": True,
}


def means_tested(person: Person, finances: dict[str, Any] | None = None) -> FinancialAssessment:
    by = worker_of(person)
    opened = charging.start(person=person, from_on=ON, on=ON, by=by)
    saved = charging.save(
        financial_assessment=opened, finances=finances or FINANCES, seen_version=opened.version, on=ON, by=by
    )
    return charging.finish(financial_assessment=saved, seen_version=saved.version, on=ON, by=by)


def talked_through(assessment: Assessment, **more: Any) -> PlanningAmount:
    by = worker_of(assessment.person)
    indicative = allocation.work_out(assessment=assessment, on=ON, by=by)
    words: dict[str, Any] = {
        "universal": [],
        "block": ["telecare"],
        "who_was_there": "Amara and her worker",
        "notes": "",
        "accepts_may_pay": True,
        "starts_on": STARTS_ON,
        "key": f"story-w{indicative.pk}",
    }
    return allocation.record_conversation(indicative_budget=indicative, **(words | more), on=ON, by=by)


def commissioner() -> User:
    """Celia Thorne, who lets contracts."""
    return User.objects.get(role_grants__role=Role.COMMISSIONER.value)


def line(**more: Any) -> dict[str, Any]:
    return {
        "what": "Help to wash and dress",
        "outcomes": ["hygiene"],
        "category": "personal_assistant",
        "purpose": "support",
        "quantity_hundredths": 350,
        "unit": "hours",
        "unit_price_pence": 1725,
        "frequency": "weekly",
        "is_chargeable": True,
    } | more


def written(planning: PlanningAmount, *lines: dict[str, Any]) -> Plan:
    plan = Plan.objects.get(planning_amount=planning)
    by = worker_of(plan.person)
    for number, one in enumerate(lines or (line(),)):
        plans.add_line(plan=plan, key=f"l{plan.pk}-{number}", line=one, on=ON, by=by)
    for risk in planning.indicative_budget.assessment.risks.all():
        plans.answer_risk(plan=plan, risk=risk, answer="addressed", what_we_will_do="A rail.", on=ON, by=by)
    changes = {
        "my_words": "To stay in my own home.",
        "choice_made": "Chose who comes and when.",
        "review_on": date(2026, 8, 31),
        "review_how": "A visit at home.",
    }
    return plans.save_part(plan=plan, changes=changes, seen_version=plan.version, on=ON, by=by)


def nhs_agreed(plan: Plan, **more: Any) -> JointFunding:
    """The NHS agreed to pay its share, and to a direct payment for it."""
    words = {
        "nhs_body": "Westminster integrated care board",
        "agreed_by_name": "Harriet Sloane",
        "agreed_on": ON,
        "evidence": "Letter of the panel",
        "health_direct_payment": "agreed",
        "key": f"nhs-{plan.pk}-{JointFunding.objects.count()}",
    }
    return joint_funding.record(**({"plan": plan, "on": ON, "by": worker_of(plan.person)} | words | more))


def proposed(town: Town, *lines: dict[str, Any], given: dict[str, Any] | None = None) -> Decision:
    assessment = assessed(town, given)
    if not assessment.section_117:
        means_tested(assessment.person)
    plan = written(talked_through(assessment), *lines)
    if any(one.get("nhs_basis_points") for one in lines):
        nhs_agreed(plan)
    return plans.propose(plan=plan, seen_version=plan.version, on=ON, by=worker_of(plan.person))
