"""Users, their dated roles, and who acts for whom.

Why:    docs/decisions/who-may-do-what.md
Next:   selfdirect/records/access.py
Tests:  tests/actions/test_access.py
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import DateField, F
from django.db.models.functions import Greatest

from selfdirect.actions.action import NotAllowed, Refused, about, action, tell
from selfdirect.actions.support.outbox import put
from selfdirect.actions.support.sign_ins import helper_with
from selfdirect.records.access import ActingFor, RoleGrant, Team, User, acting_on
from selfdirect.records.market import Provider
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission, Role
from selfdirect.rules.calendar import format_date
from selfdirect.rules.problems import Problem


@action(needs=Permission.MANAGE_USERS, by_timer=True)
def add_team(*, code: str, name: str, organisation: str, on: date, by: User) -> Team:
    """A team of the council or its partner trust. `code` is the word the policy's routing uses."""
    if Team.objects.filter(code=code).exists():
        raise Refused([Problem("code", "There is already a team with this code")])
    team = Team.objects.create(code=code, name=name, organisation=organisation)
    tell(f"The team {team.name} was added.", about=about(team))
    return team


@action(needs=Permission.MANAGE_USERS, by_timer=True)
def add_user(
    *,
    email: str,
    name: str,
    roles: Sequence[Role],
    phone: str = "",
    password: str | None = None,
    team: Team | None = None,
    person_id: int | None = None,
    provider: Provider | None = None,
    is_demo: bool = False,
    on: date,
    by: User,
) -> User:
    """A new user with roles from a date. Without a password they sign in through the council's own identity provider.

    `person_id` joins the user to their own record: an administrator may do this without being able to open the record.
    """
    if User.objects.filter(email__iexact=email).exists():
        raise Refused([Problem("email", "Somebody already signs in with this email address")])
    if not roles:
        raise Refused([Problem("roles", "Choose at least one role")])
    if password:
        _check_password(password)
    user = User(
        email=email.lower(),
        name=name,
        phone=phone,
        team=team,
        person_id=person_id,
        provider=provider,
        is_demo=is_demo,
    )
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=role.value, from_on=on, granted_by=by) for role in roles])
    words = ", ".join(role.label.lower() for role in roles)
    tell(f"A user was added with the role {words}.", about=about(user))
    return user


def _check_password(password: str) -> None:
    try:
        validate_password(password)
    except ValidationError as weak:
        raise Refused([Problem("password", message) for message in weak.messages]) from weak


@action(needs=Permission.MANAGE_USERS)
def grant_role(*, user: User, role: Role, on: date, by: User) -> RoleGrant:
    """Give a user one more role from a date."""
    if user.pk == by.pk:
        raise Refused("Nobody gives roles to themselves. Ask another administrator.")
    if role in user.roles_on(on):
        raise Refused([Problem("role", f"{user.name} already has this role")])
    grant = RoleGrant.objects.create(user=user, role=role.value, from_on=on, granted_by=by)
    tell(f"The role {role.label.lower()} was given.", about=about(user))
    return grant


@action(needs=Permission.MANAGE_USERS)
def end_role(*, user: User, role: Role, on: date, by: User) -> User:
    """End a role: the user no longer holds it on that date. One given that very day ends with the day."""
    held = RoleGrant.objects.filter(acting_on(on), user=user, role=role.value).exclude(until_on=on)
    ended = held.update(until_on=Greatest(F("from_on"), on - timedelta(days=1), output_field=DateField()))
    if not ended:
        raise Refused([Problem("role", f"{user.name} does not have this role")])
    tell(f"The role {role.label.lower()} was ended.", about=about(user))
    return User.objects.get(pk=user.pk)


@action(needs=(Permission.PLAN, Permission.NAME_WORKERS))
def act_for(
    *, user: User, person: Person, role: Role, authority: str, may_see_money: bool, on: date, by: User
) -> ActingFor:
    """Let a carer or representative act for a person, on stated authority (R-DIG-05, R-DEP-15)."""
    if role not in {Role.CARER, Role.REPRESENTATIVE}:
        raise Refused([Problem("role", "Choose carer or representative")])
    if not authority.strip():
        raise Refused([Problem("authority", "Say what lets this person act, for example that the person asked for it")])
    acting = ActingFor.objects.create(
        user=user,
        person=person,
        role=role.value,
        authority=authority,
        may_see_money=may_see_money,
        from_on=on,
        by=by,
    )
    tell(f"{user.name} may now act as {role.label.lower()}: {authority}", person=person, about=about(acting))
    return acting


@action(needs=(Permission.PLAN, Permission.NAME_WORKERS))
def let_carer_in(
    *,
    person: Person,
    name: str,
    relationship: str,
    email: str,
    may_see_money: bool,
    from_on: date,
    until_on: date | None,
    consent: str,
    consent_on: date,
    key: str,
    on: date,
    by: User,
) -> ActingFor:
    """Let a carer see the person's pages, because the person agreed: how they said so is kept (R-DIG-05).

    They see, and may tell us things; they sign nothing and choose nothing. `until_on` is the last day, None for none.
    """
    problems = [] if name.strip() else [Problem("name", "Enter the name of whoever helps the person")]
    if from_on < on:
        problems.append(Problem("from_on", "The first day must be today or later"))
    if until_on is not None and until_on < from_on:
        problems.append(Problem("until_on", "The last day must be the first day or later"))
    if not consent.strip():
        problems.append(Problem("consent", "Say how the person agreed to this"))
    if consent_on > on:
        problems.append(Problem("consent_on", "The day the person agreed must be today or earlier"))
    if problems:
        raise Refused(problems)
    user = helper_with(email, name.strip(), person.pk, Role.CARER, on, by)
    theirs = ActingFor.objects.filter(user=user, person=person).exclude(until_on__lt=from_on)
    if theirs.exists():
        raise Refused([Problem("email", f"{user.name} can open these pages already. End that first to change it")])
    who = f"{relationship.strip()}. " if relationship.strip() else ""
    acting = ActingFor.objects.create(
        user=user,
        person=person,
        role=Role.CARER.value,
        authority=f"{who}The person agreed on {format_date(consent_on)}: {consent.strip()}",
        may_see_money=may_see_money,
        from_on=from_on,
        until_on=until_on,
        by=by,
    )
    seen = "with" if may_see_money else "without"
    until = f" to {format_date(until_on)}" if until_on else ""
    said = f"{user.name} may see your pages, {seen} the money, from {format_date(from_on)}{until}. You can end this."
    tell(said, person=person, about=about(acting))
    return acting


@action(needs=(Permission.PLAN, Permission.NAME_WORKERS, Permission.SEE_OWN_RECORD, Permission.SEE_RECORD_ACTED_FOR))
def stop_acting_for(*, acting: ActingFor, on: date, by: User) -> ActingFor:
    """End somebody's right to act, from that date on. The person, or whoever acts, may do it in one step."""
    is_staff = by.may(Permission.PLAN, on) or by.may(Permission.NAME_WORKERS, on)
    if not (is_staff or by.pk == acting.user_id or by.person_id == acting.person_id):
        raise NotAllowed("You are not able to do this.")
    if acting.under_id:
        raise Refused("They act under an authority. End the authority, and this ends with it.")
    ActingFor.objects.filter(pk=acting.pk).update(until_on=on - timedelta(days=1))
    acting.refresh_from_db()
    tell(f"{acting.user.name} may no longer act for this person.", person=acting.person_id, about=about(acting))
    return acting


@action(needs=(Permission.PLAN, Permission.NAME_WORKERS))
def let_person_sign_in(*, person: Person, on: date, by: User) -> User:
    """Give a person a sign-in of their own, under the email address they gave us, and tell them by email (R-DIG-01).

    It has no password: they come in through the council's own sign-in for residents, or the demonstration's doors.
    """
    details = person.details
    if User.objects.filter(person=person).exists():
        raise Refused(f"{details.name} can sign in already.")
    if not details.email:
        raise Refused("We have no email address for them. Add it to their contact details first.")
    if User.objects.filter(email__iexact=details.email).exists():
        raise Refused("Somebody else signs in with this email address. Ask the person which address is theirs alone.")
    user = User(email=details.email.lower(), name=details.name, person=person, is_demo=settings.DEMO)
    user.set_unusable_password()
    user.save()
    RoleGrant.objects.create(user=user, role=Role.PERSON.value, from_on=on, granted_by=by)
    body = "You can now see your plan, your money and what happens next on our website. Use this email address."
    subject = "You can now sign in"
    put(key=f"sign_in:{user.pk}", channel="email", to=user.email, subject=subject, body=body, person=person, on=on)
    tell("You can now sign in to see your own record.", person=person, about=about(user))
    return user
