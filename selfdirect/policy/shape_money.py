"""Every value about money that a council decides, from charging to payments, but for how needs become money.

Values: policy/councils
Next:   selfdirect/policy/shape_allocation.py
Tests:  tests/policy/test_shape_money.py
"""

from typing import Final

from selfdirect.policy.kinds import Cells, Choice, Column, Quantity, Shape, Table, YesNo, words
from selfdirect.policy.shape_council import ROLES, local
from selfdirect.rules.calendar import CYCLES

_WEEKLY: Final = Quantity("pounds weekly", most=1_000)
_PERCENT: Final = Quantity("percent", most=100)

CHARGING: Final = (
    local("charging.local_uplift", _WEEKLY),
    local("charging.minimum_contribution", _WEEKLY),
    local("charging.share_of_disposable_income", _PERCENT),
    # What a contribution is: the means test's answer, or a share of the chargeable plan up to that answer (R-FIN-03).
    local("charging.method", Choice(("means_test", "share_of_plan"))),
    local("charging.share_of_plan", _PERCENT),
    # Kinds of plan line that carry no charge and stay out of the indicative amount (R-FIN-04).
    local("charging.not_charged", Table(words("code", "label", "reason"), or_none=True)),
    local("charging.contribution_basis", Choice(("net", "gross"))),
    local("charging.contribution_subtracted", Choice(("at_planning", "after_plan"))),
    local("charging.carers_charged", YesNo()),
    local("charging.light_touch_allowed", YesNo()),
    local("charging.waiver_weeks", Quantity("weeks", 0, 26)),
)

MARKET: Final = (
    local(
        "market.deducted_before_planning",
        Table((Column("deduction", Cells.OPTION, ("universal", "block"), unique=True), Column("label")), or_none=True),
    ),
    local(
        "market.universal_services",
        Table((*words("code", "label"), Column("pounds_weekly", Cells.MONEY))),
    ),
    local(
        "market.block_services",
        Table((*words("code", "label", "provider"), Column("pounds_weekly", Cells.MONEY))),
    ),
    # How many days before it ends a provider is told, unless the order itself says other.
    local("market.notice_days", Quantity("days", most=90)),
    # Equipment by prescription: what the council pays for each item, who takes it, and by when it arrives (R-BRK-05).
    local(
        "market.equipment_catalogue",
        Table((*words("code", "label"), Column("pounds", Cells.MONEY)), or_none=True),
    ),
    local("market.equipment_retailers", Table(words("code", "label", "phone", "address"), or_none=True)),
    local("market.equipment_working_days", Quantity("working days", 1, 60)),
)

# The moments at which somebody decides, and the reasons that send a decision past the ladder.
STAGES: Final = ("indicative_budget", "plan_and_budget", "spending")
CONDITIONS: Final = ("client_group", "disparity", "undue_risk", "exception", "within_allocation")
NO_DECIDER: Final = "nobody"

DECISIONS: Final = (
    # Who decides by amount; "all" is the client group of everybody who has no rows of their own.
    local(
        "decisions.ladder",
        Table(
            (Column("client_group", Cells.CODE), Column("role", Cells.OPTION, ROLES), Column("label")),
            tiers="pounds_weekly",
            tiers_by="client_group",
        ),
    ),
    # Looked at in order before the ladder. The role "nobody" is straight-through approval (R-DEC-06, 07 and 08).
    local(
        "decisions.conditions",
        Table(
            (
                Column("condition", Cells.OPTION, CONDITIONS),
                Column("client_group", Cells.CODE),
                Column("role", Cells.OPTION, (*ROLES, NO_DECIDER)),
                Column("label"),
            ),
            or_none=True,
        ),
    ),
    # Stages at which one role decides whatever the amount. The ladder is for the stages that are not here.
    local(
        "decisions.stage_deciders",
        Table(
            (
                Column("stage", Cells.OPTION, STAGES, unique=True),
                Column("role", Cells.OPTION, ROLES),
                Column("label"),
            ),
            or_none=True,
        ),
    ),
    local("decisions.decided", Table((Column("stage", Cells.OPTION, STAGES, unique=True), Column("label")))),
    local(
        "decisions.panels",
        Table(
            (
                *words("code", "label", "members", "meets"),
                Column("sessions_weekly", Cells.WHOLE),
                Column("remit", Cells.OPTION, ("budget", "risk", "budget_and_risk")),
            ),
            or_none=True,
        ),
    ),
    local("decisions.presenters", Table((Column("client_group", Cells.CODE), Column("label")), or_none=True)),
)

BUDGETS: Final = (
    local("budgets.length", Quantity("months", 1, 36)),
    local("budgets.personal_budget_is", Choice(("gross", "net"))),
    local("budgets.contingency_percent", _PERCENT),
    local("budgets.contingency_kept", YesNo()),
)

CRISIS_FUND: Final = (
    local("crisis_fund.runs", YesNo()),
    local("crisis_fund.high_needs_pounds_weekly", Quantity("pounds weekly", most=5_000)),
    local(
        "crisis_fund.approver_limits",
        Table((Column("role", Cells.OPTION, ROLES, unique=True), Column("up_to_pounds", Cells.MONEY_OR_NONE))),
    ),
)

OWNERS: Final = ("council", "trust", "nhs")
INTERVALS: Final = (*CYCLES, "one_off")

PAYMENTS: Final = (
    local("payments.cycle", Choice(tuple(CYCLES))),
    # Other rhythms that are allowed: a year up front, a lump sum (R-PAY-04).
    local(
        "payments.intervals",
        Table((Column("interval", Cells.OPTION, INTERVALS, unique=True), Column("label"))),
    ),
    local("payments.in_advance", YesNo()),
    local("payments.file_format", Choice(("bacs_standard_18", "pain_001_001_09"))),
    local("payments.bank_working_days", Quantity("working days", 1, 10)),
    # Another card is asked for so long before one runs out, and what is on a card is looked at so far ahead (R-PAY-18).
    local("payments.card_expiry_warning_weeks", Quantity("weeks", 1, 26)),
    # Whether the bank's file or the card company puts money on a card.
    local("payments.cards_loaded_by", Choice(("bank_file", "card_company"))),
    local("payments.low_balance_days", Quantity("days", 1, 90)),
    # Invoices under managed budgets are paid so soon, and raise themselves so long before (R-PAY-07).
    local("payments.invoice_days", Quantity("days", 1, 60)),
    local("payments.invoice_warning_days", Quantity("days", 1, 30)),
    # Paying by cheque where it has not ended yet: who authorises them, and the last day (R-PAY-15).
    local(
        "payments.cheques",
        Table(
            (
                Column("client_group", Cells.CODE, unique=True),
                Column("role", Cells.OPTION, ("team_manager", "finance_approver")),
                Column("label"),
                Column("last_on", Cells.DATE),
            ),
            or_none=True,
        ),
    ),
    # The council's own code for each part of the book: the row of a funder and group, else of all.
    local(
        "payments.journal_codes",
        Table(
            (
                Column("part", Cells.OPTION, ("bank", "funding", "budget", "owed", "due_back")),
                Column("funder", Cells.OPTION, ("council", "nhs", "own", "all")),
                Column("client_group", Cells.CODE),
                Column("code", Cells.PATTERN, pattern=r"[A-Z0-9/-]{1,40}"),
                Column("label"),
            ),
            each="part",
        ),
    ),
    # Whose the money is and who manages it: a trust may manage what it does not own (R-PAY-14).
    local(
        "payments.budget_owners",
        Table(
            (
                Column("client_group", Cells.CODE),
                Column("funder", Cells.OPTION, ("council", "nhs")),
                Column("owner", Cells.OPTION, OWNERS),
                Column("manager", Cells.OPTION, OWNERS),
            ),
            each="funder",
        ),
    ),
    # What an owner gave for the financial year that begins on the row's day.
    local(
        "payments.yearly_money",
        Table(
            (
                Column("owner", Cells.OPTION, OWNERS),
                Column("manager", Cells.OPTION, OWNERS),
                Column("pounds", Cells.MONEY),
            ),
            or_none=True,
        ),
    ),
    local("payments.calendar", Table((Column("first_period_starts_on", Cells.DATE),), rows=1)),
    local(
        "payments.originator",
        Table(
            (
                Column("name", Cells.PATTERN, pattern=r"[A-Z0-9 .&/-]{1,18}"),
                Column("service_user_number", Cells.PATTERN, pattern=r"\d{6}"),
                Column("sort_code", Cells.PATTERN, pattern=r"\d{6}"),
                Column("account_number", Cells.PATTERN, pattern=r"\d{8}"),
            ),
            rows=1,
        ),
    ),
    local(
        "payments.approver_limits",
        Table(
            (
                Column("role", Cells.OPTION, ROLES, unique=True),
                Column("up_to_pounds", Cells.MONEY_OR_NONE),
            )
        ),
    ),
)

MONEY: Final[tuple[Shape, ...]] = (
    *CHARGING,
    *MARKET,
    *DECISIONS,
    *BUDGETS,
    *CRISIS_FUND,
    *PAYMENTS,
)
