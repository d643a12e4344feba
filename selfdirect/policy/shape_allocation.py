"""Every value by which needs become money: methods, questionnaires, prices, units, ceilings, what comes off.

Values: policy/defaults, policy/councils
Next:   selfdirect/policy/shape.py
Tests:  tests/policy/test_shape_allocation.py
"""

from typing import Final

from selfdirect.policy.kinds import Cells, Choice, Column, Quantity, Shape, Table, YesNo, words
from selfdirect.policy.shape_council import ROLES, local
from selfdirect.policy.shape_national import ADULT_OUTCOMES
from selfdirect.rules.allocation import CARERS_METHODS, CONFIRMED_BY, SCORED
from selfdirect.rules.allocation_formulas import (
    CARER_ADJUSTMENTS,
    CEILING_BASES,
    CEILING_KINDS,
    METHODS,
    PRICINGS,
)
from selfdirect.rules.assessments import LEVELS
from selfdirect.rules.equipment import EQUIPMENT
from selfdirect.rules.questionnaires import DOMAINS
from selfdirect.rules.spending import SPENDING

_WEEKLY: Final = Quantity("pounds weekly", most=5_000)
_GROUP: Final = Column("client_group", Cells.CODE)

ALLOCATION: Final = (
    local("allocation.method", Choice(METHODS)),
    # Client groups that another method serves (R-RAS-01, R-RAS-11).
    local(
        "allocation.methods_by_group",
        Table((Column("client_group", Cells.CODE, unique=True), Column("method", Cells.OPTION, METHODS)), or_none=True),
    ),
    local("allocation.scored_from", Choice(SCORED)),
    local("allocation.pricing", Choice(PRICINGS)),
    local("allocation.price_per_point", Quantity("pounds weekly", least=0, most=500)),
    local(
        "allocation.prices_by_group",
        Table(
            (Column("client_group", Cells.CODE, unique=True), Column("pounds_weekly", Cells.MONEY)),
            or_none=True,
        ),
    ),
    # What a whole score is worth, band by band.
    local(
        "allocation.price_bands",
        Table((Column("label"), Column("pounds_weekly", Cells.MONEY)), tiers="points", or_none=True),
    ),
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
    ),
    # Standard units of support: how long one is, what one costs, whether it is the standard, enhanced or reduced rate.
    local(
        "allocation.units",
        Table(
            (
                *words("unit", "label", "explained"),
                Column("rate", Cells.OPTION, ("standard", "enhanced", "reduced")),
                Column("minutes", Cells.WHOLE),
                Column("pounds", Cells.MONEY),
            )
        ),
    ),
    # What a professional may cost a package from.
    local(
        "allocation.costs",
        Table(
            (
                *words("service", "label"),
                Column("per", Cells.OPTION, ("hour", "session", "day", "night", "week")),
                Column("pounds", Cells.MONEY),
            )
        ),
    ),
    local(
        "allocation.ceiling",
        Table(
            (
                Column("client_group", Cells.CODE, unique=True),
                Column("highest_pounds_weekly", Cells.MONEY),
                Column("kind", Cells.OPTION, CEILING_KINDS),
                Column("basis", Cells.OPTION, CEILING_BASES),
                Column("approver", Cells.OPTION, (*ROLES, "none")),
            ),
            or_none=True,
        ),
    ),
    local("allocation.carer_neutral", YesNo()),
    local("allocation.carer_adjustment", Choice(CARER_ADJUSTMENTS)),
    local("allocation.carer_hour", Quantity("pounds hourly", most=100)),
    local("allocation.carer_adjustment_most", Quantity("percent", most=100)),
    local("allocation.risk_domain", YesNo()),
    local("allocation.spending", Choice(SPENDING)),
    local("allocation.carers_method", Choice(CARERS_METHODS)),
    local("allocation.carers_price_per_point", Quantity("pounds weekly", most=500)),
    # How long an allocation lasts by default for a client group, where it is time-limited (R-RAS-18).
    local(
        "allocation.time_limited",
        Table((Column("client_group", Cells.CODE, unique=True), Column("weeks", Cells.WHOLE)), or_none=True),
    ),
    local("allocation.one_off_allowed", YesNo()),
    local("allocation.one_off_most", Quantity("pounds", most=100_000, or_none=True)),
    local("allocation.equipment", Choice(EQUIPMENT)),
    local("allocation.confirmed_by", Choice(CONFIRMED_BY)),
    # Who must sign before points or prices change (R-RAS-13).
    local("allocation.joint_sign_off", Table((*words("code", "label"), Column("role", Cells.OPTION, ROLES)))),
)


def _questionnaire(file: str) -> tuple[Shape, ...]:
    """One instrument as data: sections, questions, answers with points, and the routes between them."""
    return (
        local(f"{file}.name", Table((Column("name"), Column("short_name"), Column("explained")), rows=1)),
        local(f"{file}.sections", Table(words("section", "label", "explained"))),
        local(
            f"{file}.questions",
            Table(
                (
                    Column("question", Cells.CODE, unique=True),
                    Column("section", Cells.CODE),
                    Column("label"),
                    Column("help"),
                    Column("kind", Cells.OPTION, ("one", "several")),
                    Column("domain", Cells.OPTION, DOMAINS),
                    Column("asked", Cells.OPTION, ("always", "by_route")),
                )
            ),
        ),
        local(
            f"{file}.answers",
            Table(
                (
                    Column("question", Cells.CODE),
                    Column("answer", Cells.CODE),
                    Column("label"),
                    Column("points", Cells.WHOLE),
                )
            ),
        ),
        # A question asked by route is asked when every earlier question named here has one of the answers named.
        local(
            f"{file}.routes",
            Table(
                (Column("question", Cells.CODE), Column("after", Cells.CODE), Column("answer", Cells.CODE)),
                or_none=True,
            ),
        ),
    )


QUESTIONNAIRES: Final = (*_questionnaire("questionnaire"), *_questionnaire("carer_questionnaire"))

NEEDS_TO_MONEY: Final[tuple[Shape, ...]] = (*ALLOCATION, *QUESTIONNAIRES)
