"""Giving somebody authority to act for a person about a direct payment, and ending it at once.

Why:    docs/decisions/who-may-do-what.md
Next:   selfdirect/rules/authority.py
Tests:  tests/actions/test_authority.py
"""

from collections.abc import Collection
from datetime import date, timedelta

from selfdirect.actions.action import NotAllowed, Refused, about, action, tell
from selfdirect.actions.support.sign_ins import helper_with
from selfdirect.actions.support.steps import open_step
from selfdirect.records.access import ActingFor, User
from selfdirect.records.authority import Authority, AuthorityEnd
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission, Role
from selfdirect.rules.authority import CONDITIONS, ActsAs, Proposed, Scope, WhyEnded, authority_problems
from selfdirect.rules.problems import Problem

WHY_OF_PERSON = frozenset({WhyEnded.PERSON})
WHY_OF_HOLDER = frozenset({WhyEnded.HOLDER, WhyEnded.CAPACITY_BACK, WhyEnded.CAPACITY_LOST})


@action(needs=Permission.GIVE_AUTHORITY)
def give(
    *,
    person: Person,
    holder_name: str,
    relationship: str,
    acts_as: str,
    came_about: str,
    scopes: Collection[str],
    from_on: date,
    until_on: date | None,
    evidence: str,
    evidence_kept: str,
    evidence_seen_on: date,
    evidence_seen_by: str,
    conditions_agreed_on: date,
    key: str,
    on: date,
    by: User,
) -> Authority:
    """Keep that somebody has authority to act for the person: who, as what, for what, and what was seen (R-DEP-15)."""
    Person.objects.select_for_update().get(pk=person.pk)
    given = Proposed(
        holder_name=holder_name,
        acts_as=acts_as,
        came_about=came_about,
        scopes=scopes,
        from_on=from_on,
        until_on=until_on,
        evidence=evidence,
        evidence_kept=evidence_kept,
        evidence_seen_on=evidence_seen_on,
        evidence_seen_by=evidence_seen_by,
        conditions_agreed_on=conditions_agreed_on,
    )
    problems = list(authority_problems(given, on))
    if not problems:
        problems += _overlap_problems(person, given)
    if problems:
        raise Refused(problems)
    kept = Authority.objects.create(
        person=person,
        holder_name=holder_name.strip(),
        relationship=relationship.strip(),
        acts_as=acts_as,
        came_about=came_about,
        scopes=[scope.value for scope in Scope if scope.value in scopes],
        from_on=from_on,
        until_on=until_on,
        evidence=evidence.strip(),
        evidence_kept=evidence_kept.strip(),
        evidence_seen_on=evidence_seen_on,
        evidence_seen_by=evidence_seen_by.strip(),
        conditions=list(CONDITIONS[ActsAs(acts_as)]),
        conditions_agreed_on=conditions_agreed_on,
        by=by,
    )
    said = f"{kept.holder_name} may act as {kept.role_words.lower()}: {kept.way_words[:1].lower()}{kept.way_words[1:]}."
    tell(said, person=person, about=about(kept))
    return kept


@action(needs=(Permission.GIVE_AUTHORITY, Permission.SEE_OWN_RECORD, Permission.SEE_RECORD_ACTED_FOR))
def end(*, authority: Authority, why: str, words: str, key: str, on: date, by: User) -> AuthorityEnd:
    """End an authority from this day on, in one step: by staff, by the person, or by whoever holds it (R-DIG-05)."""
    _check_may_end(authority, why, on, by)
    locked = Authority.objects.select_for_update(of=("self",)).get(pk=authority.pk)
    problems = []
    if why not in set(WhyEnded):
        problems.append(Problem("why", "Choose why this ends"))
    if why == WhyEnded.OTHER and not words.strip():
        problems.append(Problem("words", "Say why this ends"))
    if problems:
        raise Refused(problems)
    if AuthorityEnd.objects.filter(authority=locked).exists():
        raise Refused(f"Somebody has already ended this. {locked.holder_name} may not act any more.")
    if locked.until_on is not None and locked.until_on < on:
        raise Refused("This has come to its last day already, so there is nothing to end.")
    ended = AuthorityEnd.objects.create(
        person_id=locked.person_id, authority=locked, why=why, words=words.strip(), on=on, by=by
    )
    locked.access.exclude(until_on__lt=on).update(until_on=on - timedelta(days=1))
    open_step("authority_ended", person=locked.person, record=locked, on=on)
    said = f"{locked.holder_name} may no longer act as {locked.role_words.lower()}. {ended.why_words}."
    tell(said, person=locked.person_id, about=about(locked))
    return ended


@action(needs=Permission.GIVE_AUTHORITY)
def let_in(*, authority: Authority, email: str, key: str, on: date, by: User) -> ActingFor:
    """Let whoever holds an authority open the person's pages: as far as it goes, and as long as it counts (R-DIG-05).

    Somebody who signs in with this address already keeps their way in; somebody new gets one, and is told by email.
    """
    if ActingFor.objects.filter(under=authority).exists():
        raise Refused(f"{authority.holder_name} can sign in for this person already.")
    if authority.ended is not None or (authority.until_on is not None and authority.until_on < on):
        raise Refused(f"The authority of {authority.holder_name} has ended. Record a new one first.")
    role = Role.REPRESENTATIVE if authority.may(Scope.SIGN) else Role.CARER
    user = helper_with(email, authority.holder_name, authority.person_id, role, on, by)
    acting = ActingFor.objects.create(
        user=user,
        person_id=authority.person_id,
        role=role.value,
        may_see_money=authority.may(Scope.SEE_MONEY),
        authority=f"{authority.role_words}. {authority.way_words}.",
        under=authority,
        from_on=max(authority.from_on, on),
        until_on=authority.until_on,
        by=by,
    )
    said = f"{authority.holder_name} can now sign in to act as {authority.role_words.lower()}."
    tell(said, person=authority.person_id, about=about(authority))
    return acting


def _overlap_problems(person: Person, given: Proposed) -> list[Problem]:
    """The same name cannot hold two authorities at once: it must be plain which of them counts."""
    same = Authority.objects.filter(person=person, holder_name__iexact=given.holder_name.strip())
    for one in same.select_related("end").order_by("-pk"):
        last = _last_day(one)
        ends_before = last is not None and last < given.from_on
        begins_after = given.until_on is not None and given.until_on < one.from_on
        if not (ends_before or begins_after or (last is not None and last < one.from_on)):
            words = f"{one.holder_name} has authority in that time already. End it first, or choose other dates"
            return [Problem("holder_name", words)]
    return []


def _last_day(authority: Authority) -> date | None:
    """The last day it counts: its own, or the day before it was ended."""
    ended = authority.ended
    days = [day for day in (authority.until_on, ended.on - timedelta(days=1) if ended else None) if day]
    return min(days) if days else None


def _check_may_end(authority: Authority, why: str, on: date, by: User) -> None:
    """Staff may end any; the holder their own; the person what they asked for themselves."""
    if by.may(Permission.GIVE_AUTHORITY, on):
        return
    if by.person_id == authority.person_id:
        if authority.acts_as == ActsAs.AUTHORISED:
            raise Refused(
                "We agreed to this because you could not decide about it then. If you can decide now, or want somebody "
                "else, tell your worker. They will look at it with you."
            )
        if why in WHY_OF_PERSON:
            return
    if why in WHY_OF_HOLDER and ActingFor.objects.filter(under=authority, user=by).exists():
        return
    raise NotAllowed("You are not able to do this.")
