"""Every value that a council decides, but for what concerns money: see shape_money.py.

Values: policy/councils
Next:   selfdirect/policy/shape_money.py
Tests:  tests/policy/test_shape_council.py
"""

from typing import Final

from selfdirect.policy.kinds import Cells, Choice, Column, Kind, Level, Quantity, Shape, Table, YesNo, words
from selfdirect.rules.access import Role
from selfdirect.rules.direct_payments import (
    BANK_ACCOUNT,
    COUNCIL_MANAGED,
    DIRECT_PAYMENT,
    PREPAID_CARD,
    THIRD_PARTY,
    VARIANTS,
)
from selfdirect.rules.employment import CHECKLIST_PARTS, RUNNING_COSTS

OPTIONS: Final = (COUNCIL_MANAGED, THIRD_PARTY, DIRECT_PAYMENT)
METHODS: Final = (PREPAID_CARD, BANK_ACCOUNT)
ROLES: Final = tuple(role.value for role in Role)

STEPS: Final = (
    "referral_screening",
    "assessment",
    "section_117_check",
    "financial_assessment",
    "budget_offer",
    "indicative_budget",
    "indicative_confirmation",
    "planning_conversation",
    "support_plan",
    "decision",
    "final_budget",
    "holding_talk",
    "holding_choice",
    "suitability",
    "help_to_choose",
    "other_ways",
    "agreement",
    "first_payment",
    "payment_approval",
    "payment_returned",
    "run_rejected",
    "no_second_rail",
    "card_lost",
    "interim_payment",
    "card_by_phone",
    "card_spending",
    "card_money_back",
    "low_balance",
    "invoice_check",
    "late_invoice",
    "account_help",
    "crisis_decision",
    "crisis_settle",
    "brokerage_answer",
    "sourcing_time",
    "idea_check",
    "payment_query",
    "first_review",
    "yearly_review",
    "tell_charge",
    "reminder_call",
    "other_format",
    "authority_ended",
    "monitoring_return",
    "message_reply",
    "tell_provider",
    "disagreement",
    "service_start",
    "late_start",
    "find_provider",
    "order_decision",
    "payments_paused",
    "charge_change",
    "equipment_choice",
    "late_equipment",
    "provider_choice",
    "provider_switch",
    "surplus_contact",
    "surplus_decision",
    "surplus_back",
    "surplus_review",
    "reuse_answer",
    "family_request",
    "employer_help",
    "payroll_referral",
    "employment_end",
)

_NAMED = words("code", "label")


def local(key: str, kind: Kind, only_if: tuple[str, str] | None = None) -> Shape:
    """A value that each council decides for itself."""
    return Shape(key, kind, Level.LOCAL, only_if=only_if)


PROFILE: Final = (
    local(
        "profile.council",
        Table(
            (Column("name"), Column("short_name"), Column("partner_trust"), Column("partner_trust_short")),
            rows=1,
        ),
    ),
    local(
        "profile.contact",
        Table((Column("phone"), Column("email"), Column("address"), Column("hours")), rows=1),
    ),
    local("profile.look", Table((Column("accent_colour", Cells.COLOUR),), rows=1)),
    local("profile.client_groups", Table(_NAMED)),
)

REFERRALS: Final = (
    local(
        "referrals.routing",
        Table(
            (
                Column("client_group", Cells.CODE, unique=True),
                Column("organisation", Cells.OPTION, ("council", "trust")),
                Column("team", Cells.CODE),
                Column("team_label"),
            )
        ),
    ),
    local("referrals.sources", Table(_NAMED)),
    local("referrals.channels", Table(_NAMED)),
    local("referrals.screening_questions", Table(words("code", "question"))),
    local("referrals.first_time_path", Choice(("assessment", "review"))),
    local("referrals.existing_package_path", Choice(("assessment", "review"))),
)

WORK: Final = (
    # After this long without a problem a record is marked quiet for workload. The named contact stays (R-SUP-03).
    local("work.quiet_after_weeks", Quantity("weeks", most=104, or_none=True)),
    local(
        "work.steps",
        Table(
            (
                Column("step", Cells.OPTION, STEPS, unique=True),
                Column("working_days", Cells.WHOLE),
                Column("owner", Cells.OPTION, ROLES),
                Column("label"),
                Column("label_person"),
            ),
            codes=STEPS,
        ),
    ),
)

PLANS: Final = (
    local("plans.sourcing_minutes", Quantity("minutes", 15, 6_000)),
    local("plans.categories", Table(words("category", "label", "example"))),
    local("plans.barred_uses", Table(words("use", "label", "reason"))),
)

JOINT_FUNDING: Final = (
    # Continuing healthcare that the NHS pays for in full, held as a budget of the council's (R-PAY-13).
    local("joint_funding.fully_funded", YesNo()),
    local("joint_funding.health_direct_payments", YesNo()),
)

DIRECT_PAYMENTS: Final = (
    local(
        "direct_payments.options",
        Table(
            (
                Column("option", Cells.OPTION, OPTIONS, unique=True),
                Column("variant", Cells.OPTION, tuple(VARIANTS)),
                Column("label"),
                Column("explained"),
                Column("counts_as_direct_payment", Cells.YES_NO),
            )
        ),
    ),
    local(
        "direct_payments.methods",
        Table((Column("method", Cells.OPTION, METHODS, unique=True), Column("label"), Column("explained"))),
    ),
    local("direct_payments.mixed_allowed", YesNo()),
    # The way that is taken unless the person gives a reason, or "none" where all are equal (R-DEP-06).
    local("direct_payments.default_option", Choice(("none", *OPTIONS))),
    local("direct_payments.suitability", Table(words("factor", "label", "question"))),
    local("direct_payments.account_needed", Choice(("always", "ongoing_only"))),
    # A regular sum at or below this needs no account of its own (R-PAY-05).
    local("direct_payments.small_sum", Quantity("pounds", most=10_000, or_none=True)),
    local("direct_payments.financial_risk_assessment", YesNo()),
    local("direct_payments.family_living_with", Choice(("national_rule", "not_normally"))),
    # What may be bought under each way of holding (R-DEP-20).
    local(
        "direct_payments.can_buy",
        Table(
            (
                Column("option", Cells.OPTION, OPTIONS, unique=True),
                Column("label"),
                Column("contracted_only", Cells.YES_NO),
            ),
            codes=OPTIONS,
        ),
    ),
    # When we talk again with somebody who was too unwell to choose (R-DEP-11), and ask how a way works (R-DEP-23).
    local("direct_payments.talk_again_weeks", Quantity("weeks", least=1, most=52)),
    local("direct_payments.ask_views_weeks", Quantity("weeks", least=4, most=104)),
    local("direct_payments.agreement_terms", Table(words("code", "words"))),
    # A switch for a while goes back by itself to what was signed, so a council may leave it out (R-BRK-01).
    local("direct_payments.signed_again_after", Choice(("every_switch", "for_good"))),
    # A final choice waits for talks at so many of the three stages (R-DEP-04).
    local("direct_payments.talk_stages", Quantity("number", least=1, most=3)),
)

REVIEWS: Final = (
    local("reviews.reminder_working_days", Quantity("working days", most=60)),
    # The council's own rhythm of reviews, beside the clocks that the law sets.
    local(
        "reviews.schedule",
        Table(
            (
                *_NAMED,
                Column("client_group", Cells.CODE),
                Column("after", Cells.WHOLE),
                Column("unit", Cells.OPTION, ("weeks", "months")),
                Column("every_months", Cells.WHOLE),
            ),
            or_none=True,
        ),
    ),
    # Client groups whose reviews are set person by person.
    local("reviews.set_individually", Table((Column("client_group", Cells.CODE, unique=True),), or_none=True)),
    local("reviews.routine_contact_counts", YesNo()),
    local("reviews.formal_review_month", Quantity("months", 1, 12, or_none=True)),
    local("reviews.questions", Table(words("code", "question"), or_none=True)),
)

MONITORING: Final = (
    local(
        "monitoring.schedule",
        Table(
            (
                *_NAMED,
                Column("after_weeks", Cells.WHOLE),
                Column("every_weeks", Cells.WHOLE),
            )
        ),
    ),
    # How closely an account is looked at, by a year's direct payments.
    local("monitoring.tiers", Table((*words("tier", "label", "checks"),), tiers="pounds_yearly")),
    # A receipt is needed for this sum or more; "none" where none is asked for.
    local("monitoring.receipts_from", Quantity("pounds", most=10_000, or_none=True)),
    local("monitoring.with_review", YesNo()),
    local("monitoring.routine_contact_counts", YesNo()),
    local("monitoring.team", Table((Column("label"),), rows=1)),
)

MESSAGES: Final = (
    local("messages.sign_off", Table((Column("name"), Column("role")), rows=1)),
    local("messages.how_to_disagree", Table(words("code", "words"))),
)

PROCESS: Final = (
    local(
        "process.steps",
        Table((Column("number", Cells.WHOLE, unique=True), *words("code", "label", "explained"))),
    ),
)

EMPLOYMENT: Final = (
    local("employment.running_costs", Table((*_NAMED, Column("pounds_yearly", Cells.MONEY)), codes=RUNNING_COSTS)),
    local(
        "employment.checklist",
        Table(
            (
                Column("code", Cells.CODE, unique=True),
                Column("part", Cells.OPTION, CHECKLIST_PARTS),
                Column("label"),
                Column("explained"),
            )
        ),
    ),
    local("employment.tasks", Table(_NAMED)),
    local("employment.areas", Table((*_NAMED, Column("is_rural", Cells.YES_NO)))),
    local("employment.courses", Table(_NAMED)),
    local("employment.guidance", Table(words("code", "label", "explained"))),
)

FIGURES: Final = (local("figures.published", Table(words("code", "label", "value", "as_at"), or_none=True)),)

COUNCIL: Final[tuple[Shape, ...]] = (
    *PROFILE,
    *REFERRALS,
    *WORK,
    *PLANS,
    *JOINT_FUNDING,
    *DIRECT_PAYMENTS,
    *REVIEWS,
    *MONITORING,
    *MESSAGES,
    *PROCESS,
    *EMPLOYMENT,
    *FIGURES,
)
