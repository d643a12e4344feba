"""Every value about getting in and being served: eligibility, reablement, how we assess, standards, carers, sources.

Values: policy/defaults, policy/councils
Next:   selfdirect/policy/shape.py
Tests:  tests/policy/test_shape_access.py
"""

from typing import Final

from selfdirect.policy.kinds import Cells, Choice, Column, Quantity, Shape, Table, YesNo, words
from selfdirect.policy.shape_council import OPTIONS, ROLES, local
from selfdirect.policy.shape_national import STATUSES
from selfdirect.rules.standards import EVENTS

_NAMED = words("code", "label")

BANDS: Final = ("critical", "substantial", "moderate", "low")
ELIGIBILITY_MODELS: Final = ("care_act", "facs")
MODES: Final = ("self", "supported", "practitioner", "mixed")

ELIGIBILITY: Final = (
    local("eligibility.model", Choice(ELIGIBILITY_MODELS)),
    # Which bands were eligible before April 2015 (FACS). Read only for dates on which the model is facs.
    local(
        "eligibility.bands",
        Table(
            (
                Column("band", Cells.OPTION, BANDS, unique=True),
                Column("label"),
                Column("meaning"),
                Column("eligible", Cells.YES_NO),
            ),
            codes=BANDS,
        ),
    ),
    local("eligibility.carers_budget", YesNo()),
    local("eligibility.default_to_personal_budget", YesNo()),
    local("eligibility.offer_in_crisis", YesNo()),
    # What may be supplied to somebody below the threshold (R-ELG-08).
    local("eligibility.outside_threshold", Table(_NAMED, or_none=True)),
    local("eligibility.target_cohorts", Table(_NAMED, or_none=True)),
    # Groups for whom somebody first compares the present placement with the ceiling (R-ELG-09).
    local("eligibility.placement_check", Table(_NAMED, or_none=True)),
)

REABLEMENT: Final = (
    local("reablement.before_assessment", YesNo()),
    local("reablement.weeks", Quantity("weeks", most=104)),
    local("reablement.flexible", YesNo()),
    local("reablement.questionnaire_from_week", Quantity("weeks", most=104, or_none=True)),
    local("reablement.telecare_free", YesNo()),
)

ASSESSMENTS: Final = (
    local("assessments.modes", Table((Column("mode", Cells.OPTION, MODES, unique=True), Column("label")))),
    local(
        "assessments.signed_off_by",
        Table(
            (
                Column("role", Cells.OPTION, ROLES),
                Column("when", Cells.OPTION, ("always", "concern_raised")),
                Column("label"),
            )
        ),
    ),
    local("assessments.location", Choice(("home", "any"))),
    local("assessments.risk_sections", Table(words("code", "label", "guidance"), or_none=True)),
    local("assessments.care_programme_approach", YesNo()),
)

STANDARDS: Final = (
    # Service standards with a clock: from one event to another. Each has its own source and status: a council
    # may state how long, and leave open when the clock starts or which days count.
    local(
        "standards.clocks",
        Table(
            (
                *_NAMED,
                Column("starts_at", Cells.OPTION, EVENTS),
                Column("ends_at", Cells.OPTION, EVENTS),
                Column("within", Cells.WHOLE),
                Column("unit", Cells.OPTION, ("working_days", "days", "weeks")),
                Column("source"),
                Column("status", Cells.OPTION, STATUSES),
            ),
            or_none=True,
        ),
    ),
    # Service standards that are a share of all.
    local("standards.shares", Table((*_NAMED, Column("percent", Cells.WHOLE), Column("within")), or_none=True)),
)

CARERS: Final = (
    local("carers.assessment", Choice(("alongside", "separate"))),
    local("carers.same_worker", YesNo()),
    local("carers.support_worker", YesNo()),
)

SUPPORT: Final = (
    local("support.organisations", Table(words("code", "label", "tasks", "groups"), or_none=True)),
    # Which of them helps to find and set up support: the first row that fits counts (R-BRK-06).
    local(
        "support.brokerage",
        Table(
            (
                Column("organisation", Cells.CODE),
                Column("from_age", Cells.WHOLE),
                Column("under_age", Cells.WHOLE_OR_NONE),
                Column("client_group", Cells.CODE),
                Column("who_pays", Cells.OPTION, ("any", "council", "self")),
            ),
            or_none=True,
        ),
    ),
    # What help costs a month by its level, and the way of holding a budget that it goes with (R-DEP-03).
    local(
        "support.fees",
        Table(
            (
                Column("code", Cells.CODE, unique=True),
                Column("option", Cells.OPTION, OPTIONS),
                Column("label"),
                Column("pounds_monthly", Cells.MONEY),
            ),
            or_none=True,
        ),
    ),
    local("support.advocacy", Table(_NAMED, or_none=True)),
)

UNSPENT: Final = (
    local(
        "unspent.rule",
        Choice(("above_weeks_of_direct_payment", "above_agreed_contingency", "contact_then_decide", "at_audit")),
    ),
    local("unspent.weeks", Quantity("weeks", most=104)),
    local("unspent.looked_at", Choice(("quarterly", "yearly", "at_audit", "at_review"))),
    local("unspent.contingency_protected", YesNo()),
    local("unspent.contact_first", YesNo()),
    local("unspent.carry_over_percent", Quantity("percent", most=100)),
    # Between the day a person is asked why money built up and the first day on which any may be asked back (R-UNS-05).
    local("unspent.answer_days", Quantity("days", most=90)),
    # Where recouped money is journalled to, by whose it is; "all" is every client group without a row (R-UNS-06).
    local(
        "unspent.budget_codes",
        Table(
            (
                Column("funder", Cells.OPTION, ("council", "nhs")),
                Column("client_group", Cells.CODE),
                Column("code", Cells.PATTERN, pattern=r"[A-Z0-9/-]{1,40}"),
                Column("label"),
            )
        ),
    ),
)

# What the council's own source says, parameter by parameter, and which values here hold it.
SOURCES: Final = (
    local(
        "sources.stated",
        Table(
            (
                Column("parameter", Cells.PATTERN, pattern=r"[a-z0-9_]+(\.[a-z0-9_]+)?", unique=True),
                Column("says"),
                Column("source"),
                # Keys of values that act on it, with spaces between; "shown" where it is told and nothing acts on it.
                Column("held_in", Cells.PATTERN, pattern=r"shown|[a-z0-9_.]+( [a-z0-9_.]+)*"),
            )
        ),
    ),
    # What the source is silent on. "none" where the system needs nothing; else the keys filled in.
    local(
        "sources.not_stated",
        Table(
            (
                Column("parameter", Cells.PATTERN, pattern=r"[a-z0-9_]+(\.[a-z0-9_]+)?", unique=True),
                Column("held_in", Cells.PATTERN, pattern=r"none|[a-z0-9_.]+( [a-z0-9_.]+)*"),
            )
        ),
    ),
)

ACCESS: Final[tuple[Shape, ...]] = (
    *ELIGIBILITY,
    *REABLEMENT,
    *ASSESSMENTS,
    *STANDARDS,
    *CARERS,
    *SUPPORT,
    *UNSPENT,
    *SOURCES,
)
