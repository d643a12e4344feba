"""Every value about money that a council decides, from charging to payments.

Values: policy/councils
Next:   selfdirect/policy/shape.py
Tests:  tests/policy/test_shape_money.py
"""

from typing import Final

from selfdirect.policy.kinds import Cells, Choice, Column, Quantity, Shape, Table, YesNo, words
from selfdirect.policy.shape_council import ROLES, local
from selfdirect.policy.shape_national import ADULT_OUTCOMES
from selfdirect.rules.allocation import METHODS
from selfdirect.rules.assessments import LEVELS
from selfdirect.rules.calendar import CYCLES

_BY_POINTS: Final = ("allocation.method", "points_by_price")
_WEEKLY: Final = Quantity("pounds weekly", most=1_000)
_PERCENT: Final = Quantity("percent", most=100)

CHARGING: Final = (
    local("charging.local_uplift", _WEEKLY),
    local("charging.minimum_contribution", _WEEKLY),
    local("charging.share_of_disposable_income", _PERCENT),
    local("charging.contribution_basis", Choice(("net", "gross"))),
    local("charging.contribution_subtracted", Choice(("at_planning", "after_plan"))),
    local("charging.carers_charged", YesNo()),
    local("charging.light_touch_allowed", YesNo()),
)

ALLOCATION: Final = (
    local("allocation.method", Choice(tuple(METHODS))),
    local("allocation.price_per_point", Quantity("pounds weekly", least=0, most=500), only_if=_BY_POINTS),
    local(
        "allocation.points",
        Table(
            (
                Column("outcome", Cells.OPTION, ADULT_OUTCOMES),
                Column("level", Cells.OPTION, tuple(LEVELS)),
                Column("points", Cells.WHOLE),
            ),
            complete=("outcome", "level"),
        ),
        only_if=_BY_POINTS,
    ),
    local(
        "allocation.ceiling",
        Table(
            (
                Column("client_group", Cells.CODE, unique=True),
                Column("highest_pounds_weekly", Cells.MONEY),
                Column("kind", Cells.OPTION, ("hard", "flexible")),
            ),
            or_none=True,
        ),
    ),
    local("allocation.carer_neutral", YesNo()),
)

MARKET: Final = (
    local(
        "market.universal_services",
        Table((*words("code", "label"), Column("pounds_weekly", Cells.MONEY))),
    ),
    local(
        "market.block_services",
        Table((*words("code", "label", "provider"), Column("pounds_weekly", Cells.MONEY))),
    ),
)

DECISIONS: Final = (
    local(
        "decisions.ladder",
        Table((Column("role", Cells.OPTION, ROLES), Column("label")), tiers="pounds_weekly"),
    ),
)

BUDGETS: Final = (
    local("budgets.length", Quantity("months", 1, 36)),
    local("budgets.personal_budget_is", Choice(("gross", "net"))),
    local("budgets.contingency_percent", _PERCENT),
    local("budgets.contingency_kept", YesNo()),
)

PAYMENTS: Final = (
    local("payments.cycle", Choice(tuple(CYCLES))),
    local("payments.in_advance", YesNo()),
    local("payments.file_format", Choice(("bacs_standard_18", "pain_001_001_09"))),
    local("payments.bank_working_days", Quantity("working days", 1, 10)),
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
    *ALLOCATION,
    *MARKET,
    *DECISIONS,
    *BUDGETS,
    *PAYMENTS,
)
