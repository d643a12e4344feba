"""Who may act for somebody: each role comes about in its own ways, and nothing is kept without who, what and why."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from selfdirect.rules.authority import (
    CONDITIONS,
    EXPLAINED,
    WAYS_OF,
    ActsAs,
    CameAbout,
    Proposed,
    Scope,
    WhyEnded,
    authority_problems,
)

ON = date(2026, 6, 22)
GOOD = Proposed(
    holder_name="Ruth Foxglove",
    acts_as="nominated_person",
    came_about="person_asked",
    scopes=["sign", "see_money"],
    from_on=ON,
    until_on=None,
    evidence="Amara asked for this in a visit.",
    evidence_kept="In the notes of the visit.",
    evidence_seen_on=ON,
    evidence_seen_by="Hazel Linden",
    conditions_agreed_on=ON,
)


def problems(**changes: Any) -> list[str]:
    return [problem.field for problem in authority_problems(replace(GOOD, **changes), ON)]


def test_every_word_of_the_lists_can_be_said() -> None:
    for words in (ActsAs, CameAbout, Scope, WhyEnded):
        assert all(one.label for one in words)
    assert set(CONDITIONS) == set(WAYS_OF) == set(EXPLAINED) == set(ActsAs)


@pytest.mark.parametrize("role", list(ActsAs))
@pytest.mark.parametrize("way", list(CameAbout))
def test_a_nominated_and_an_authorised_person_are_different_roles(role: ActsAs, way: CameAbout) -> None:
    asked = way is CameAbout.ASKED
    fits = {ActsAs.NOMINATED: asked, ActsAs.AUTHORISED: not asked, ActsAs.REPRESENTATIVE: True}[role]
    assert problems(acts_as=role.value, came_about=way.value) == ([] if fits else ["came_about"])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"holder_name": "  "}, "holder_name"),
        ({"acts_as": "friend"}, "acts_as"),
        ({"came_about": "somehow"}, "came_about"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["everything"]}, "scopes"),
        ({"scopes": ["sign"]}, "scopes"),
        ({"until_on": ON - timedelta(days=1)}, "until_on"),
        ({"evidence": ""}, "evidence"),
        ({"evidence_kept": " "}, "evidence_kept"),
        ({"evidence_seen_by": ""}, "evidence_seen_by"),
        ({"evidence_seen_on": ON + timedelta(days=1)}, "evidence_seen_on"),
        ({"conditions_agreed_on": ON + timedelta(days=1)}, "conditions_agreed_on"),
    ],
)
def test_what_is_missing_or_wrong_is_named(changes: dict[str, Any], field: str) -> None:
    assert problems(**changes) == [field]


def test_it_may_last_for_one_day_and_begin_later() -> None:
    assert problems(until_on=ON) == []
    assert problems(from_on=ON + timedelta(days=30)) == []


def test_an_authorised_person_agrees_to_best_interests_and_to_say_when_capacity_returns() -> None:
    words = " ".join(CONDITIONS[ActsAs.AUTHORISED])
    assert "best interests" in words and "decide for themselves again" in words
