"""Who has authority to act for a person about a direct payment, for what, from when and until when (R-DEP-15).

A row never changes. It ends on its last day, or on the day somebody ends it: from that day it gives nothing.

Next:   selfdirect/actions/authority.py
Tests:  tests/records/test_authority.py
"""

from datetime import date

from django.db import models

from selfdirect.records.access import User
from selfdirect.records.base import Written
from selfdirect.records.people import Person
from selfdirect.rules.authority import ActsAs, CameAbout, Scope, WhyEnded


class AuthorityQuerySet(models.QuerySet["Authority"]):
    """Questions asked of authorities."""

    def in_force(self, day: date) -> "AuthorityQuerySet":
        """Those that count on a day: begun, not past their last day, and not ended by that day."""
        begun = self.filter(from_on__lte=day).exclude(until_on__lt=day)
        return begun.exclude(end__on__lte=day)

    def that_may(self, scope: Scope) -> "AuthorityQuerySet":
        """Those that are for this."""
        return self.filter(scopes__contains=[scope.value])


class Authority(Written):
    """Somebody's authority to act for one person: the role, how it came about, what for, and the evidence seen."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="authorities")
    holder_name = models.CharField(max_length=120)
    relationship = models.CharField(max_length=120, blank=True)
    acts_as = models.CharField(max_length=30)
    came_about = models.CharField(max_length=30)
    scopes = models.JSONField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    evidence = models.TextField()
    evidence_kept = models.TextField()
    evidence_seen_on = models.DateField()
    evidence_seen_by = models.CharField(max_length=120)
    conditions = models.JSONField()
    conditions_agreed_on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    objects = AuthorityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(acts_as=ActsAs.NOMINATED.value, came_about=CameAbout.ASKED.value)
                | models.Q(
                    acts_as=ActsAs.AUTHORISED.value,
                    came_about__in=[one.value for one in CameAbout if one is not CameAbout.ASKED],
                )
                | models.Q(acts_as=ActsAs.REPRESENTATIVE.value, came_about__in=[one.value for one in CameAbout]),
                name="authority_came_about_as_its_role_can",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("from_on")),
                name="authority_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~models.Q(holder_name="") & ~models.Q(evidence="") & ~models.Q(evidence_kept=""),
                name="authority_says_who_and_why",
            ),
        ]
        indexes = [models.Index(fields=["person", "-from_on"], name="authority_by_person")]

    @property
    def role_words(self) -> str:
        """The role in words."""
        return ActsAs(self.acts_as).label

    @property
    def way_words(self) -> str:
        """How it came about, in words."""
        return CameAbout(self.came_about).label

    @property
    def scope_words(self) -> list[str]:
        """What it is for, in words."""
        return [scope.label for scope in Scope if scope.value in self.scopes]

    @property
    def ended(self) -> "AuthorityEnd | None":
        """How it was ended, when somebody ended it."""
        return getattr(self, "end", None)

    def counts_on(self, day: date) -> bool:
        """Whether it counts on a day."""
        if self.from_on > day or (self.until_on is not None and self.until_on < day):
            return False
        return self.ended is None or self.ended.on > day

    def may(self, scope: Scope) -> bool:
        """Whether it is for this."""
        return scope.value in self.scopes


class AuthorityEnd(Written):
    """The end of an authority before its last day. Never changed: to act again, somebody is given authority again."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="authority_ends")
    authority = models.OneToOneField(Authority, models.PROTECT, related_name="end")
    why = models.CharField(max_length=30)
    words = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(why__in=[one.value for one in WhyEnded]), name="authority_end_reason_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(why=WhyEnded.OTHER.value) | ~models.Q(words=""), name="authority_end_says_why"
            ),
        ]

    @property
    def why_words(self) -> str:
        """Why it ended, in words."""
        return WhyEnded(self.why).label


def authority_on(person: Person | int, scope: Scope, day: date) -> Authority | None:
    """Whoever has authority for this on a day: the latest, when there are several. None when nobody has."""
    person_id = person if isinstance(person, int) else person.pk
    found = Authority.objects.filter(person=person_id).in_force(day).that_may(scope)
    return found.select_related("person").order_by("-from_on", "-pk").first()


def authority_of(user: User, person: Person | int, scope: Scope, day: date) -> Authority | None:
    """The authority under which this user may do this for the person on a day; None when there is none."""
    person_id = person if isinstance(person, int) else person.pk
    found = Authority.objects.filter(person=person_id, access__user=user).in_force(day).that_may(scope)
    return found.order_by("-from_on", "-pk").first()
