"""Determines one person's circumstances, written in a file, under one council's policy. Needs no database.

Values: policy/national, policy/councils
Next:   selfdirect/rules/determination.py
Tests:  tests/policy/test_determining.py
"""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from selfdirect.policy.loading import PolicyRefused, load
from selfdirect.policy.pack import Policy
from selfdirect.rules.calendar import format_date
from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.circumstances_reading import CircumstancesRefused, read_circumstances
from selfdirect.rules.circumstances_schema import schema
from selfdirect.rules.determination import Determination, determine
from selfdirect.rules.determination_words import as_json, as_text
from selfdirect.rules.finances import FIRST_RATES_ON
from selfdirect.rules.sensitivity import sensitivity_json, sensitivity_text, what_would_change
from selfdirect.rules.values import ValueRefused, Values, text_cell

ROUTING = "referrals.routing"


class DeterminationRefused(Exception):
    """Nothing can be determined. `messages` names every fault: where, what is wrong, what would be right."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__("\n".join(messages))
        self.messages = tuple(messages)


def determine_file(
    council: str,
    file: Path,
    on: date,
    *,
    as_data: bool = False,
    what_changes: bool = False,
    root: Path | None = None,
) -> str:
    """Read a file of circumstances and give everything that the council's policy says, as text or as JSON.

    `what_changes` adds which single answer would change the figures, and by how much. Raises DeterminationRefused
    with every fault.
    """
    try:
        policy = load(council, root)
    except PolicyRefused as refused:
        raise DeterminationRefused(list(refused.messages)) from None
    faults = [] if on >= first_day(policy) else [_too_early(policy, on)]
    try:
        circumstances = read_circumstances(_read(file))
        if faults:
            raise DeterminationRefused(faults)
        found = determine_for(policy, circumstances, on)
        changes = what_would_change(*asked_here(policy, circumstances, on)) if what_changes else None
    except CircumstancesRefused as refused:
        raise DeterminationRefused(
            [*faults, *(f"{file}, {each.field}: {each.message}" for each in refused.problems)]
        ) from None
    except ValueRefused as refused:
        raise DeterminationRefused([*faults, f"policy of {council}: {refused}"]) from None
    name = str(policy.on(on).table("profile.council")[0]["name"])
    if as_data:
        more = {"what_would_change": sensitivity_json(changes)} if changes else {}
        return json.dumps({**as_json(found, name), **more}, indent=2, ensure_ascii=False) + "\n"
    return as_text(found, name) + (f"\n{sensitivity_text(changes)}" if changes else "")


def determine_for(policy: Policy, circumstances: Circumstances, on: date) -> Determination:
    """Determine under one policy, as the partner trust applies it where the trust serves this client group."""
    return determine(*asked_here(policy, circumstances, on), policy.holidays(on.year - 3, on.year + 2))


def asked_here(policy: Policy, circumstances: Circumstances, on: date) -> tuple[Circumstances, Values]:
    """Give the circumstances with the answers to this council's own questions, and the values that serve them."""
    own = circumstances.answers_by_council.get(policy.council)
    if own is not None:
        circumstances = replace(circumstances, answers={**circumstances.answers, **own})
    return circumstances, policy.on(on, trust_for(policy, circumstances.client_group, on))


def determine_under(policy: Policy, circumstances: Circumstances, on: date, trust: str) -> Determination:
    """Determine with the council's own values, or as this partner trust applies them, whomever it serves."""
    return determine(circumstances, policy.on(on, trust), policy.holidays(on.year - 3, on.year + 2))


def trust_for(policy: Policy, client_group: str, on: date) -> str:
    """Give the partner trust that serves this client group; "" where the council does so itself."""
    for row in policy.on(on).table(ROUTING):
        if row["client_group"] == client_group and text_cell(row, "organisation") == "trust":
            return policy.trusts[0] if policy.trusts else ""
    return ""


def first_day(policy: Policy) -> date:
    """The first day on which anything can be determined: of the policy, and of the charging rates."""
    return max(FIRST_RATES_ON, policy.starts_on or FIRST_RATES_ON)


def _too_early(policy: Policy, on: date) -> str:
    first = format_date(first_day(policy))
    return f"--on {on.isoformat()}: there are no rates for {format_date(on)}. The first are for {first}."


def _read(file: Path) -> object:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DeterminationRefused([f"{file}: there is no such file. Check its name."]) from None
    except (OSError, UnicodeDecodeError) as fault:
        raise DeterminationRefused([f"{file}: it cannot be read as text ({fault.__class__.__name__})."]) from None
    try:
        found: object = json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
    except json.JSONDecodeError as fault:
        where = f"line {fault.lineno}, column {fault.colno}"
        raise DeterminationRefused([f"{file}, {where}: this is not JSON. {fault.msg}."]) from None
    except ValueError as fault:
        raise DeterminationRefused([f"{file}: {fault}"]) from None
    return found


def _no_constant(word: str) -> object:
    raise ValueError(f"{word} is not a number. Write one, or leave the fact out.")


def schema_text() -> str:
    """The JSON Schema of a file of circumstances, as text."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
