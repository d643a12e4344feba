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
)

OPTIONS: Final = (COUNCIL_MANAGED, THIRD_PARTY, DIRECT_PAYMENT)
METHODS: Final = (PREPAID_CARD, BANK_ACCOUNT)
ROLES: Final = tuple(role.value for role in Role)

STEPS: Final = (
    "referral_screening",
    "assessment",
    "section_117_check",
    "financial_assessment",
    "indicative_budget",
    "planning_conversation",
    "support_plan",
    "decision",
    "final_budget",
    "holding_choice",
    "agreement",
    "first_payment",
    "payment_approval",
    "payment_returned",
    "payment_query",
    "first_review",
    "yearly_review",
    "monitoring_return",
    "message_reply",
    "disagreement",
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
    local("plans.categories", Table(words("category", "label", "example"))),
    local("plans.barred_uses", Table(words("use", "label", "reason"))),
)

DIRECT_PAYMENTS: Final = (
    local(
        "direct_payments.options",
        Table(
            (
                Column("option", Cells.OPTION, OPTIONS, unique=True),
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
    local("direct_payments.agreement_terms", Table(words("code", "words"))),
)

REVIEWS: Final = (local("reviews.reminder_working_days", Quantity("working days", most=60)),)

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
    local("monitoring.may_keep_weeks", Quantity("weeks", most=104)),
    local("monitoring.receipts_over", Quantity("pounds", most=10_000)),
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

FIGURES: Final = (local("figures.published", Table(words("code", "label", "value", "as_at"))),)

COUNCIL: Final[tuple[Shape, ...]] = (
    *PROFILE,
    *REFERRALS,
    *WORK,
    *PLANS,
    *DIRECT_PAYMENTS,
    *REVIEWS,
    *MONITORING,
    *MESSAGES,
    *PROCESS,
    *FIGURES,
)
