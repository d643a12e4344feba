"""Who may act for a person about a direct payment: in which role, by what right, for what, and on what terms.

A nominated person (Care Act 2014 section 31) takes the payment of somebody who can decide for themselves and asked
for this. An authorised person (section 32) asks for it where somebody cannot decide. They are different roles.

Next:   selfdirect/records/authority.py
Tests:  tests/rules/test_authority.py
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from selfdirect.rules.problems import Problem


class ActsAs(StrEnum):
    """What somebody is to the person, where a direct payment is concerned."""

    NOMINATED = "nominated_person"
    AUTHORISED = "authorised_person"
    REPRESENTATIVE = "representative"

    @property
    def label(self) -> str:
        """The role in words."""
        return _ROLES[self]


_ROLES: Final = {
    ActsAs.NOMINATED: "Nominated person",
    ActsAs.AUTHORISED: "Authorised person",
    ActsAs.REPRESENTATIVE: "Representative for an indirect payment",
}

EXPLAINED: Final = {
    ActsAs.NOMINATED: "The person can decide for themselves and asked for them (section 31)",
    ActsAs.AUTHORISED: "The person cannot decide about a direct payment, and they ask for it (section 32)",
    ActsAs.REPRESENTATIVE: "The payment goes to them, and they arrange the support with the person",
}


class CameAbout(StrEnum):
    """How somebody came to have authority."""

    ASKED = "person_asked"
    LASTING_POWER = "lasting_power"
    DEPUTY = "deputy"
    AGREED = "agreed_with_the_council"
    FOUND_SUITABLE = "council_found_suitable"

    @property
    def label(self) -> str:
        """How, in words."""
        return _WAYS[self]


_WAYS: Final = {
    CameAbout.ASKED: "The person asked for them",
    CameAbout.LASTING_POWER: "A lasting power of attorney",
    CameAbout.DEPUTY: "A deputy of the Court of Protection",
    CameAbout.AGREED: "The attorney or deputy and the council agreed on them",
    CameAbout.FOUND_SUITABLE: "There is no attorney or deputy, and the council found them suitable",
}

WAYS_OF: Final[Mapping[ActsAs, frozenset[CameAbout]]] = MappingProxyType(
    {
        ActsAs.NOMINATED: frozenset({CameAbout.ASKED}),
        ActsAs.AUTHORISED: frozenset(CameAbout) - {CameAbout.ASKED},
        ActsAs.REPRESENTATIVE: frozenset(CameAbout),
    }
)
"""How each role can come about: only the person can nominate, and nobody is authorised because the person asked."""


class Scope(StrEnum):
    """What an authority is for."""

    SIGN = "sign"
    RECEIVE = "receive"
    SEE_MONEY = "see_money"
    SPEAK = "speak"

    @property
    def label(self) -> str:
        """What it is for, in words."""
        return _SCOPES[self]


_SCOPES: Final = {
    Scope.SIGN: "Sign agreements, and choose how the budget is held",
    Scope.RECEIVE: "Receive the payment",
    Scope.SEE_MONEY: "See the money",
    Scope.SPEAK: "Speak for the person",
}

CONDITIONS: Final[Mapping[ActsAs, tuple[str, ...]]] = MappingProxyType(
    {
        ActsAs.NOMINATED: (
            "You agree to receive the payment, and you are answerable for how it is spent.",
            "You spend it on what is in the plan, in the way the person wants.",
        ),
        ActsAs.AUTHORISED: (
            "You act in the person's best interests.",
            "You tell us as soon as you think the person can decide for themselves again.",
            "You spend the payment on what is in the plan.",
        ),
        ActsAs.REPRESENTATIVE: (
            "You use the payment for the person, and for what is in the plan.",
            "You ask the person what they want, and do what they decide.",
        ),
    }
)
"""What somebody agrees to before they act. Those of an authorised person are set by the regulations."""


class WhyEnded(StrEnum):
    """Why an authority ends."""

    PERSON = "person_wants"
    HOLDER = "holder_wants"
    CAPACITY_BACK = "capacity_back"
    CAPACITY_LOST = "capacity_lost"
    NOT_SUITABLE = "not_suitable"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Why, in words."""
        return _ENDS[self]


_ENDS: Final = {
    WhyEnded.PERSON: "The person wants this to end",
    WhyEnded.HOLDER: "They no longer want to act",
    WhyEnded.CAPACITY_BACK: "The person can decide for themselves again",
    WhyEnded.CAPACITY_LOST: "The person can no longer decide for themselves",
    WhyEnded.NOT_SUITABLE: "They no longer meet what they agreed to",
    WhyEnded.OTHER: "Something else",
}


@dataclass(frozen=True)
class Proposed:
    """An authority as it was put to us, before anything is kept."""

    holder_name: str
    acts_as: str
    came_about: str
    scopes: Collection[str]
    from_on: date
    until_on: date | None
    evidence: str
    evidence_kept: str
    evidence_seen_on: date
    evidence_seen_by: str
    conditions_agreed_on: date


def authority_problems(given: Proposed, on: date) -> Iterator[Problem]:
    """What stops an authority from being kept; nothing when it may be (R-DEP-15). Fields are those of Proposed."""
    if not given.holder_name.strip():
        yield Problem("holder_name", "Enter the name of whoever acts for the person")
    yield from _role_problems(given)
    if not given.scopes or not set(given.scopes) <= {scope.value for scope in Scope}:
        yield Problem("scopes", "Choose what they may do")
    elif Scope.SIGN.value in given.scopes and Scope.SEE_MONEY.value not in given.scopes:
        yield Problem("scopes", "Whoever signs has to see the money. Choose that too, or leave out signing")
    if given.until_on is not None and given.until_on < given.from_on:
        yield Problem("until_on", "The last day must be the first day or later")
    yield from _evidence_problems(given, on)
    if given.conditions_agreed_on > on:
        yield Problem("conditions_agreed_on", "The date they agreed must be today or earlier")


def _role_problems(given: Proposed) -> Iterator[Problem]:
    if given.acts_as not in set(ActsAs):
        yield Problem("acts_as", "Choose what they are to the person")
    elif given.came_about not in set(CameAbout):
        yield Problem("came_about", "Choose how this came about")
    elif given.came_about not in WAYS_OF[ActsAs(given.acts_as)]:
        if given.acts_as == ActsAs.NOMINATED:
            words = "Only the person can nominate somebody. If they cannot decide, choose authorised person"
        else:
            words = "Somebody who can ask for this can decide. Choose nominated person, or how they are authorised"
        yield Problem("came_about", words)


def _evidence_problems(given: Proposed, on: date) -> Iterator[Problem]:
    if not given.evidence.strip():
        yield Problem("evidence", "Say what you saw, for example the registered lasting power of attorney")
    if not given.evidence_kept.strip():
        yield Problem("evidence_kept", "Say where it is kept")
    if not given.evidence_seen_by.strip():
        yield Problem("evidence_seen_by", "Enter the name of whoever saw it")
    if given.evidence_seen_on > on:
        yield Problem("evidence_seen_on", "The date it was seen must be today or earlier")
