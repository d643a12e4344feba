"""Every local system there is, each council and each partner trust that differs from it, and one person under all.

Values: policy/councils
Next:   selfdirect/rules/comparison.py, selfdirect/policy/determining.py
Tests:  tests/policy/test_comparing.py
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from selfdirect.policy.determining import determine_under
from selfdirect.policy.loading import POLICY_ROOT, councils, load
from selfdirect.policy.pack import Policy
from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.circumstances_reading import CircumstancesRefused, read_circumstances
from selfdirect.rules.comparison import Facts, Side, answered, side, told_again
from selfdirect.rules.determination import Determination
from selfdirect.rules.values import ValueRefused

STORIES = POLICY_ROOT.parent / "docs" / "running" / "examples"
# What a trust says in letters makes no system of its own.
WORDS_ALONE = "messages."


@dataclass(frozen=True)
class System:
    """One local system: a council, or its partner trust where that works in its own way."""

    council: str
    trust: str
    name: str


@dataclass(frozen=True)
class Compared:
    """One system and what it says; `fault` is why it can say nothing."""

    system: System
    side: Side | None
    fault: str = ""


@cache
def _policy(council: str) -> Policy:
    return load(council)


@lru_cache(maxsize=8)
def systems(on: date) -> tuple[System, ...]:
    """Every council in the policy folder, and each partner trust that changes more than words."""
    found = []
    for council in councils():
        policy = _policy(council)
        named = policy.on(on).table("profile.council")[0]
        found.append(System(council, "", str(named["name"])))
        trusts = [trust for trust in policy.trusts if _differs(policy, trust, on)]
        found += [System(council, trust, str(named["partner_trust"])) for trust in trusts]
    return tuple(found)


def _differs(policy: Policy, trust: str, on: date) -> bool:
    own, theirs = policy.on(on), policy.on(on, trust)
    return any(
        key not in own or own.value(key) != theirs.value(key) for key in theirs if not key.startswith(WORDS_ALONE)
    )


def system(council: str, trust: str, on: date) -> System | None:
    """Give one system by the names of its folders."""
    return next((each for each in systems(on) if (each.council, each.trust) == (council, trust)), None)


@cache
def stories() -> Mapping[str, Circumstances]:
    """The fictional people there are, by the names of their files."""
    return {
        path.stem: read_circumstances(json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
        for path in sorted(STORIES.glob("*.json"), reverse=True)
    }


def determined(which: System, person: str, facts: Facts, on: date) -> Determination:
    """Determine a story with these facts under one system. Raises CircumstancesRefused or ValueRefused."""
    story = stories()[person]
    other = next(each for each in stories().values() if each.is_carer != story.is_carer)
    policy = _policy(which.council)
    told = told_again(story, other, facts, on)
    return determine_under(policy, answered(told, facts.level, policy.on(on, which.trust)), on, which.trust)


def compared(person: str, facts: Facts, on: date) -> list[Compared]:
    """Put one story to every system. One that cannot answer says why, and the others answer all the same."""
    return [_compared(which, person, facts, on) for which in systems(on)]


def _compared(which: System, person: str, facts: Facts, on: date) -> Compared:
    try:
        found = determined(which, person, facts, on)
    except CircumstancesRefused as refused:
        return Compared(which, None, " ".join(problem.message for problem in refused.problems))
    except ValueRefused as refused:
        return Compared(which, None, str(refused))
    return Compared(which, side(found, _policy(which.council).on(on, which.trust)))
