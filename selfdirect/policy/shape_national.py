"""Every value that law and guidance set for the whole country.

Values: policy/national
Next:   selfdirect/policy/shape.py
Tests:  tests/policy/test_shape_national.py
"""

from typing import Final

from selfdirect.policy.kinds import (
    Bound,
    Cells,
    Column,
    Kind,
    Level,
    Quantity,
    Shape,
    Table,
    words,
)
from selfdirect.rules.assessments import LIMBS, OUTCOMES
from selfdirect.rules.charging_warnings import CODES as WARNING_CODES
from selfdirect.rules.finances import TREATMENTS
from selfdirect.rules.working import ILLUSTRATIVE, STATED, UNVERIFIED

STATUSES: Final = (STATED, ILLUSTRATIVE, UNVERIFIED)

WEEKLY: Final = Quantity("pounds weekly", most=1_000)
POUNDS: Final = Quantity("pounds", most=1_000_000)

ADULT_OUTCOMES: Final = tuple(OUTCOMES)
CARER_OUTCOMES: Final = (
    "caring_for_child",
    "other_care",
    "home_environment",
    "nutrition",
    "relationships",
    "work_and_learning",
    "community",
    "recreation",
)
CARER_LIMBS: Final = ("cannot_without_help", "pain_or_distress", "endangers_safety")

_QUESTIONS = words("code", "label", "question")
_NAMED = words("code", "label")
_FROM_LAW = (Column("source"), Column("status", Cells.OPTION, STATUSES))

_WEEKLY_AMOUNTS = (
    "tariff_income_per_step",
    "minimum_income_guarantee_child",
    "minimum_income_guarantee_single_18_to_24",
    "minimum_income_guarantee_single_25_to_pension_age",
    "minimum_income_guarantee_single_pension_age",
    "minimum_income_guarantee_lone_parent",
    "minimum_income_guarantee_couple_member",
    "minimum_income_guarantee_couple_member_pension_age",
    "minimum_income_guarantee_disability_premium_single",
    "minimum_income_guarantee_enhanced_disability_premium_single",
    "minimum_income_guarantee_disability_premium_couple",
    "minimum_income_guarantee_enhanced_disability_premium_couple",
    "minimum_income_guarantee_carer_premium",
    "personal_expenses_allowance",
    "savings_credit_disregard_single",
    "savings_credit_disregard_couple",
    "carers_allowance_earnings_limit",
)


def _national(key: str, kind: Kind) -> Shape:
    return Shape(key, kind, Level.NATIONAL)


def _bounded(key: str, kind: Kind, bound: Bound) -> Shape:
    return Shape(key, kind, Level.BOUNDED, bound)


CHARGING: Final = (
    *(_national(f"charging.{name}", WEEKLY) for name in _WEEKLY_AMOUNTS),
    _bounded("charging.upper_capital_limit", POUNDS, Bound.AT_LEAST),
    _national("charging.lower_capital_limit", POUNDS),
    _national("charging.tariff_income_step", Quantity("pounds", least=1, most=10_000)),
    _national("charging.minor_adaptation_limit", POUNDS),
    _bounded("charging.reablement_free_weeks", Quantity("weeks", most=104), Bound.AT_LEAST),
    _national("charging.pension_age", Quantity("years", 60, 75)),
    _national(
        "charging.income_kinds",
        Table(
            (
                *words("kind", "label"),
                Column("treatment", Cells.OPTION, TREATMENTS),
                *_FROM_LAW,
            )
        ),
    ),
    _national("charging.housing_costs", Table((*_NAMED, *_FROM_LAW))),
    _national("charging.free_support", Table((*words("code", "label", "reason"), *_FROM_LAW))),
    _national("charging.property_left_out", Table((*_NAMED, *_FROM_LAW))),
    _national("charging.capital_left_out", Table((*_NAMED, *_FROM_LAW))),
    _national("charging.not_suitable", Table((*words("code", "label", "reason"), *_FROM_LAW))),
    _national(
        "charging.benefit_warnings", Table((*words("code", "label", "warning"), *_FROM_LAW), codes=WARNING_CODES)
    ),
)

ASSESSMENTS: Final = (
    _national("assessments.outcomes", Table(_QUESTIONS, codes=ADULT_OUTCOMES)),
    _national("assessments.limbs", Table(_NAMED, codes=tuple(LIMBS))),
    _national("assessments.outcomes_needed", Quantity("number", least=1, most=10)),
    _national("assessments.carer_outcomes", Table(_QUESTIONS, codes=CARER_OUTCOMES)),
    _national("assessments.carer_limbs", Table(_NAMED, codes=CARER_LIMBS)),
    _national("assessments.carer_outcomes_needed", Quantity("number", least=1, most=8)),
    _national("assessments.well_being", Table(_NAMED)),
)

DIRECT_PAYMENTS: Final = (
    _national("direct_payments.conditions", Table(words("code", "question"))),
    _national("direct_payments.excluded_conditions", Table((*_NAMED, *_FROM_LAW))),
    _national(
        "direct_payments.family",
        Table((*_NAMED, Column("only_same_household", Cells.YES_NO), *_FROM_LAW)),
    ),
    _national("direct_payments.care_home_weeks", Quantity("weeks", most=52)),
    _national("direct_payments.care_home_gap_days", Quantity("days", most=366)),
)

REVIEWS: Final = (
    _bounded("reviews.direct_payment_first_review_months", Quantity("months", 1, 6), Bound.AT_MOST),
    _bounded("reviews.direct_payment_review_months", Quantity("months", 1, 12), Bound.AT_MOST),
    _bounded("reviews.plan_first_review_weeks", Quantity("weeks", 1, 52), Bound.AT_MOST),
    _bounded("reviews.plan_review_months", Quantity("months", 1, 12), Bound.AT_MOST),
)

PAYMENTS: Final = (
    _national(
        "payments.minimum_wage",
        Table((*_NAMED, Column("from_age", Cells.WHOLE), Column("pounds_hourly", Cells.MONEY))),
    ),
)

_RATE = Column("rate_in_10000", Cells.WHOLE)

EMPLOYMENT: Final = (
    _national(
        "employment.national_insurance", Table((*_NAMED, _RATE, Column("pounds_threshold", Cells.MONEY)), rows=1)
    ),
    _national("employment.employment_allowance", POUNDS),
    _national(
        "employment.pension",
        Table(
            (
                *_NAMED,
                Column("from_age", Cells.WHOLE),
                Column("pounds_trigger", Cells.MONEY),
                Column("pounds_lower", Cells.MONEY),
                Column("pounds_upper", Cells.MONEY),
                _RATE,
            ),
            rows=1,
        ),
    ),
    _national("employment.holiday", Table((*_NAMED, Column("hundredths_of_weeks", Cells.WHOLE)), rows=1)),
    _national(
        "employment.notice",
        Table((*_NAMED, Column("after_months", Cells.WHOLE), Column("most_weeks", Cells.WHOLE)), rows=1),
    ),
    _national(
        "employment.redundancy",
        Table(
            (
                *_NAMED,
                Column("after_years", Cells.WHOLE),
                Column("most_years", Cells.WHOLE),
                Column("pounds_weekly_at_most", Cells.MONEY),
            ),
            rows=1,
        ),
    ),
    _national(
        "employment.redundancy_weeks",
        Table((*_NAMED, Column("from_age", Cells.WHOLE), Column("half_weeks", Cells.WHOLE))),
    ),
)

# What the study of five councils found about all of them, which no one council's folder holds.
STUDY: Final = (
    _national("figures.study", Table(words("code", "label", "value", "as_at"))),
    _national(
        "sources.study",
        Table(
            (
                Column("parameter", Cells.PATTERN, pattern=r"[a-z0-9_]+(\.[a-z0-9_]+){0,2}", unique=True),
                Column("says"),
                Column("source"),
                # Keys of values that act on it, with spaces between; "shown" where it is told and nothing acts on it.
                Column("held_in", Cells.PATTERN, pattern=r"shown|[a-z0-9_.]+( [a-z0-9_.]+)*"),
            )
        ),
    ),
)

NATIONAL: Final[tuple[Shape, ...]] = (
    *CHARGING,
    *ASSESSMENTS,
    *DIRECT_PAYMENTS,
    *REVIEWS,
    *PAYMENTS,
    *EMPLOYMENT,
    *STUDY,
)
