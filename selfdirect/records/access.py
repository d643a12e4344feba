"""Who signs in, what roles they hold and from when, who they act for, and therefore whom they may see.

What each role may do is one table in selfdirect/rules/access.py; nothing is decided here but who holds which role.

Next:   selfdirect/actions/access.py
Tests:  tests/records/test_access.py
"""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from selfdirect.records.base import Written
from selfdirect.records.people import Person
from selfdirect.rules.access import STAFF, Permission, Role, may


class Team(models.Model):
    """A team of the council or of its partner trust. `code` is the word the policy's routing uses."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(organisation__in=["council", "trust"]), name="team_organisation")
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Looks users up by email address, in any case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who signs in. Roles are dated grants; a person's own user points at their record."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="users")
    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="user")
    provider = models.ForeignKey("records.Provider", models.PROTECT, null=True, blank=True, related_name="users")
    assistant = models.OneToOneField("records.Assistant", models.PROTECT, null=True, blank=True, related_name="user")
    is_active = models.BooleanField(default=True)
    is_timer = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    is_staff = False
    is_superuser = False
    objects = UserManager()

    def __str__(self) -> str:
        return self.name

    def roles_on(self, on: date) -> frozenset[Role]:
        """The roles this user holds on a date. Fetched once per user object and date."""
        kept: dict[date, frozenset[Role]] = self.__dict__.setdefault("_roles", {})
        if on not in kept:
            grants = self.role_grants.filter(from_on__lte=on).exclude(until_on__lt=on)
            kept[on] = frozenset(Role(grant.role) for grant in grants) if self.is_active else frozenset()
        return kept[on]

    def may(self, permission: Permission, on: date) -> bool:
        """Whether the table of roles by permissions says yes on that date."""
        return may(self.roles_on(on), permission)

    def needs_second_factor(self, on: date) -> bool:
        """Staff must have one when they sign in with a password."""
        return bool(self.roles_on(on) & STAFF)


class RoleGrant(Written):
    """One role held by one user from a date. It is ended, never deleted."""

    user = models.ForeignKey(User, models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=30)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=[role.value for role in Role]), name="role_is_known"),
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("from_on")),
                name="role_ends_after_start",
            ),
        ]


class ActingFor(Written):
    """A carer or representative may see, and within the role do, things for one person (R-DIG-05). Revocable."""

    user = models.ForeignKey(User, models.PROTECT, related_name="acts_for")
    person = models.ForeignKey(Person, models.PROTECT, related_name="helped_by")
    role = models.CharField(max_length=30)
    may_see_money = models.BooleanField(default=False)
    authority = models.TextField()
    under = models.ForeignKey("records.Authority", models.PROTECT, null=True, related_name="access")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[Role.CARER.value, Role.REPRESENTATIVE.value]),
                name="acting_role_is_known",
            )
        ]


def acting_on(on: date) -> models.Q:
    """The condition that an ActingFor (or RoleGrant) row is in force on a date."""
    return models.Q(from_on__lte=on) & (models.Q(until_on=None) | models.Q(until_on__gte=on))


def people_visible_to(user: User, on: date) -> models.QuerySet[Person]:
    """Every person this user may see on this date, and nobody else. A page asks this and answers 404 for the rest."""
    if user.may(Permission.SEE_ANY_RECORD, on):
        return Person.objects.exclude(pk=user.person_id) if user.person_id else Person.objects.all()
    seen = models.Q(pk__in=[])
    if user.person_id and user.may(Permission.SEE_OWN_RECORD, on):
        seen |= models.Q(pk=user.person_id)
    if user.may(Permission.SEE_RECORD_ACTED_FOR, on):
        seen |= models.Q(pk__in=ActingFor.objects.filter(acting_on(on), user=user).values("person_id"))
    return Person.objects.filter(seen)


def may_see(user: User, person: Person, on: date) -> bool:
    """Whether this user may see this person on this date."""
    return user.is_timer or people_visible_to(user, on).filter(pk=person.pk).exists()


OF_A_PERSON = frozenset({Role.PERSON, Role.CARER, Role.REPRESENTATIVE})


def may_towards(user: User, wanted: Iterable[Permission], person: Person, on: date) -> bool:
    """Whether the user may do one of these for this person. Staff may by their roles; others by what they are to them.

    A carer of one person may be the representative of another, or sign for themselves: that gives nothing here.
    """
    held = user.roles_on(on)
    roles = held - OF_A_PERSON
    if user.person_id == person.pk:
        roles |= held & {Role.PERSON}
    if held & {Role.CARER, Role.REPRESENTATIVE}:
        acting = ActingFor.objects.filter(acting_on(on), user=user, person=person).values_list("role", flat=True)
        roles |= held & {Role(role) for role in acting}
    return any(may(roles, one) for one in wanted)
