"""Checks that a council's tables agree with each other, on every day on which one of them changes.

Each table may be right by itself and wrong beside another: a price for a client group that nobody is in, a question
that nobody can reach. Every fault is told with its file, its line and its cure.

Next:   selfdirect/policy/agreement_questionnaires.py, selfdirect/policy/bounds.py
Tests:  tests/policy/test_agreement.py
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from selfdirect.policy.agreement_questionnaires import questionnaire_faults
from selfdirect.policy.history import History
from selfdirect.policy.kinds import Table, listed
from selfdirect.policy.shape import SHAPES
from selfdirect.policy.standing import Standing
from selfdirect.rules.allocation_formulas import (
    ANY_GROUP,
    BANDED,
    BY_CLIENT_GROUP,
    CLIENT_GROUPS,
    METHOD,
    METHODS_BY_GROUP,
    POINTS_BY_PRICE,
    PRICE_BANDS,
    PRICES_BY_GROUP,
    PRICING,
)
from selfdirect.rules.budget_lines import AT_PLANNING, SUBTRACTED
from selfdirect.rules.budgets import BASIS, GROSS
from selfdirect.rules.direct_payments import OPTIONS
from selfdirect.rules.questionnaires import CARER_QUESTIONNAIRE, QUESTIONNAIRE
from selfdirect.rules.values import NO_LIMIT

DEFAULT_OPTION: Final = "direct_payments.default_option"
_INSTRUMENTS: Final = (QUESTIONNAIRE, CARER_QUESTIONNAIRE)
# Every table that has a column of client groups.
_GROUPED: Final = tuple(
    key
    for key, shape in SHAPES.items()
    if isinstance(shape.kind, Table) and any(column.name == "client_group" for column in shape.kind.columns)
)
LOOKED_AT: Final = (
    *_GROUPED,
    CLIENT_GROUPS,
    METHOD,
    PRICING,
    PRICE_BANDS,
    DEFAULT_OPTION,
    OPTIONS,
    BASIS,
    SUBTRACTED,
    *(f"{file}.{part}" for file in _INSTRUMENTS for part in ("sections", "questions", "answers", "routes")),
)


def agreement_problems(layers: Sequence[Mapping[str, History]], starts_on: date) -> list[str]:
    """Say where tables do not agree, from the council's first day on. `layers` are the histories, weakest first."""
    found: dict[str, None] = {}
    for day in _days(layers, starts_on):
        standing = Standing(layers, day)
        for file in _INSTRUMENTS:
            found.update(dict.fromkeys(questionnaire_faults(standing, file)))
        for check in (_group_faults, _pricing_faults, _default_faults, _basis_faults):
            found.update(dict.fromkeys(check(standing)))
    return list(found)


def _days(layers: Sequence[Mapping[str, History]], starts_on: date) -> list[date]:
    histories = [layer[key] for layer in layers for key in LOOKED_AT if key in layer]
    changes = {entry.since for history in histories for entry in history.entries}
    return sorted({starts_on, *(day for day in changes if day > starts_on)})


def _group_faults(standing: Standing) -> Iterator[str]:
    """Client groups that a table names and the council does not have."""
    groups = standing.column(CLIENT_GROUPS, "code")
    for key in _GROUPED:
        for row, place in standing.rows(key):
            group = str(row["client_group"])
            if group not in (*groups, ANY_GROUP):
                yield (
                    f'{place}: the client_group "{group}" is not there. Write {listed((*groups, ANY_GROUP))}, '
                    f"or add it to profile.toml, client_groups."
                )


def _pricing_faults(standing: Standing) -> Iterator[str]:
    """A way of pricing whose prices are not there."""
    pricing = standing.word(PRICING)
    if pricing == BANDED and not standing.rows(PRICE_BANDS):
        yield (
            f'{standing.place(PRICING)}: it is "{BANDED}" and there are no bands. '
            "Add price_bands with a price for each band of points."
        )
    if pricing != BY_CLIENT_GROUP:
        return
    priced = standing.column(PRICES_BY_GROUP, "client_group")
    others = {str(row["client_group"]): str(row["method"]) for row, _ in standing.rows(METHODS_BY_GROUP)}
    usual = standing.word(METHOD)
    for group in standing.column(CLIENT_GROUPS, "code"):
        if others.get(group, usual) == POINTS_BY_PRICE and group not in priced and ANY_GROUP not in priced:
            place = standing.place(PRICES_BY_GROUP) if priced else standing.place(PRICING)
            yield (
                f'{place}: there is no price for the client_group "{group}". '
                f'Add a row for it to prices_by_group, or one for "{ANY_GROUP}".'
            )


def _default_faults(standing: Standing) -> Iterator[str]:
    """A way of holding money that is taken unless somebody says otherwise, and is not offered."""
    usual, offered = standing.word(DEFAULT_OPTION), standing.column(OPTIONS, "option")
    if usual and usual != NO_LIMIT and usual not in offered:
        yield (
            f'{standing.place(DEFAULT_OPTION)}: "{usual}" is not one of the options that are offered. '
            f"Write {listed((*offered, NO_LIMIT))}, or add it to options."
        )


def _basis_faults(standing: Standing) -> Iterator[str]:
    """Budgets that are to be paid out whole, whose plans are written without the part that the person pays."""
    if standing.word(BASIS) == GROSS and standing.word(SUBTRACTED) == AT_PLANNING:
        yield (
            f'{standing.place(BASIS)}: "{GROSS}" pays the contribution out too, and contribution_subtracted '
            f"takes it off before the plan, so that it is in no plan. "
            'Write "net", or "after_plan" in contribution_subtracted.'
        )
