"""Authority to act for somebody in short words, for tests.

Next:   selfdirect/actions/authority.py
"""

from datetime import date
from typing import Any

from selfdirect.actions import authority
from selfdirect.records.access import ActingFor, User
from selfdirect.records.authority import Authority, AuthorityEnd
from selfdirect.records.people import Person
from selfdirect.rules.authority import CameAbout

ALL = ("sign", "receive", "see_money", "speak")


def given_authority(person: Person, by: User, on: date, **more: Any) -> Authority:
    """Ruth Foxglove is nominated for everything from that day, unless it says otherwise."""
    role = more.get("acts_as", "nominated_person")
    way = CameAbout.LASTING_POWER if role == "authorised_person" else CameAbout.ASKED
    words = {
        "holder_name": "Ruth Foxglove",
        "relationship": "Sister",
        "acts_as": role,
        "came_about": way.value,
        "scopes": ALL,
        "from_on": on,
        "until_on": None,
        "evidence": "What the person said in the visit.",
        "evidence_kept": "In the notes of the visit.",
        "evidence_seen_on": on,
        "evidence_seen_by": by.name,
        "conditions_agreed_on": on,
        "key": f"authority {Authority.objects.count()}",
    }
    return authority.give(**({"person": person, "on": on, "by": by} | words | more))


def ended_authority(one: Authority, by: User, on: date, why: str = "not_suitable", **more: Any) -> AuthorityEnd:
    words = {"why": why, "words": "", "key": f"end {one.pk}"}
    return authority.end(**({"authority": one, "on": on, "by": by} | words | more))


def with_access(one: Authority, user: User, on: date, by: User, role: str = "representative") -> ActingFor:
    """Let a user open the person's pages under this authority."""
    return ActingFor.objects.create(
        user=user,
        person=one.person,
        role=role,
        authority=one.way_words,
        under=one,
        may_see_money="see_money" in one.scopes,
        from_on=one.from_on,
        until_on=one.until_on,
        by=by,
    )
