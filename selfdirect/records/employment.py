"""Employments: the person is the employer, several assistants each; terms, checklists, relatives, and how it ended.

Nothing is changed: later terms, a later word on an item of a checklist, count instead of earlier ones (R-EMP-01).

Next:   selfdirect/actions/employment.py
Tests:  tests/records/test_employment.py
"""

from datetime import date

from django.db import models

from selfdirect.records.assistants import Assistant
from selfdirect.records.base import Referenced, Written, together
from selfdirect.rules.employer_reserve import WhyEnded
from selfdirect.rules.employing_family import PAYROLL_BY


class FamilyRequest(Written):
    """Asking to employ a relative where the rule says only if necessary: why, and what was decided (R-EMP-06).

    It is decided once; the decision is a fact that is added, and nobody decides their own.
    """

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="family_requests")
    assistant = models.ForeignKey(Assistant, models.PROTECT, related_name="family_requests")
    relation = models.CharField(max_length=40)
    same_household = models.BooleanField()
    necessary_reason = models.TextField()
    rule_says = models.TextField()
    working = models.JSONField()
    policy_fingerprint = models.CharField(max_length=64)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    is_agreed = models.BooleanField(null=True)
    reasons = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            together("family_request_decided", "is_agreed", "decided_on", "decided_by"),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("by")),
                name="nobody_decides_their_own_family_request",
            ),
            models.CheckConstraint(
                condition=~models.Q(necessary_reason="") & (models.Q(decided_by=None) | ~models.Q(reasons="")),
                name="family_request_gives_reasons",
            ),
        ]


class GuidanceShown(Written):
    """The guidance on employing a relative or friend was shown to somebody, as it read that day (R-EMP-07)."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="guidance_shown")
    shown_to = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    guidance = models.JSONField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shown_to__in=["holder", "carer", "staff", "provider"]), name="guidance_shown_to"
            ),
        ]


class Employment(Referenced):
    """One personal assistant employed by one person (R-EMP-01).

    `relation` is what they are to the person: `none`, `friend`, or a relation of the law's list. `came_from` is the
    provider they worked for before, which was told (R-EMP-12).
    """

    PREFIX = "K"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="employments")
    assistant = models.ForeignKey(Assistant, models.PROTECT, related_name="employments")
    duties = models.TextField()
    tasks = models.JSONField(default=list)
    relation = models.CharField(max_length=40)
    same_household = models.BooleanField()
    family_request = models.OneToOneField(FamilyRequest, models.PROTECT, null=True, related_name="employment")
    payroll_by = models.CharField(max_length=20)
    payroll_name = models.CharField(max_length=160, blank=True)
    area = models.CharField(max_length=40)
    is_rural = models.BooleanField()
    came_from = models.ForeignKey("records.Provider", models.PROTECT, null=True, related_name="+")
    is_occasional = models.BooleanField(default=False)
    starts_on = models.DateField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(duties=""), name="employment_says_the_duties"),
            models.CheckConstraint(
                condition=models.Q(payroll_by__in=list(PAYROLL_BY))
                & (~models.Q(payroll_by="organisation") | ~models.Q(payroll_name="")),
                name="employment_payroll",
            ),
        ]
        indexes = [models.Index(fields=["person", "-starts_on"], name="employments_by_person")]

    @property
    def ended(self) -> "EmploymentEnd | None":
        """How it ended, when it did."""
        return getattr(self, "end", None)

    def goes_on(self, day: date) -> bool:
        """Whether it goes on on a day."""
        return self.starts_on <= day and (self.ended is None or self.ended.last_on >= day)

    @property
    def is_close(self) -> bool:
        """Whether they are a relative or a friend."""
        return self.relation != "none"


class EmploymentTerms(Written):
    """Hours and pay from a day on, and the line of the budget that pays them. The latest to have begun counts."""

    employment = models.ForeignKey(Employment, models.PROTECT, related_name="terms")
    line = models.ForeignKey("records.BudgetLine", models.PROTECT, related_name="employment_terms")
    hours_hundredths = models.PositiveIntegerField()
    pence_hourly = models.BigIntegerField()
    from_on = models.DateField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hours_hundredths__gt=0, pence_hourly__gt=0), name="employment_terms_amounts"
            ),
        ]


class ChecklistWord(Written):
    """What was said of one item of an employer's checklist: done, do it for me, or it does not apply (R-EMP-10)."""

    employment = models.ForeignKey(Employment, models.PROTECT, related_name="checklist")
    code = models.CharField(max_length=40)
    state = models.CharField(max_length=20)
    note = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["done", "for_me", "not_needed"]), name="checklist_state"
            ),
        ]


class EmploymentEnd(Written):
    """The end of an employment: why, the last day, and what was owed with its working."""

    employment = models.OneToOneField(Employment, models.PROTECT, related_name="end")
    why = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    last_on = models.DateField()
    holiday_pence = models.BigIntegerField()
    notice_pence = models.BigIntegerField()
    redundancy_pence = models.BigIntegerField()
    short_pence = models.BigIntegerField(default=0)
    working = models.JSONField()
    policy_fingerprint = models.CharField(max_length=64)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(why__in=[one.value for one in WhyEnded]), name="employment_why"),
            models.CheckConstraint(
                condition=models.Q(
                    holiday_pence__gte=0, notice_pence__gte=0, redundancy_pence__gte=0, short_pence__gte=0
                ),
                name="employment_end_amounts",
            ),
        ]

    @property
    def why_words(self) -> str:
        """Why it ended, in words."""
        return WhyEnded(self.why).label


class FamilySwitch(Written):
    """A switch from an agency to somebody close, as it was modelled: before, after, and what is lost (R-EMP-09)."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="family_switches")
    name = models.CharField(max_length=120)
    asked = models.JSONField()
    before_pence_weekly = models.BigIntegerField()
    after_pence_weekly = models.BigIntegerField()
    lost_pence_weekly = models.BigIntegerField()
    warnings = models.JSONField()
    working = models.JSONField()
    policy_fingerprint = models.CharField(max_length=64)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")


class FamilySwitchAfter(Written):
    """What became of a switch, written down afterwards beside what was modelled (R-EMP-09)."""

    switch = models.OneToOneField(FamilySwitch, models.PROTECT, related_name="after")
    quality_before = models.PositiveIntegerField()
    quality_after = models.PositiveIntegerField()
    words = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quality_before__range=(1, 5), quality_after__range=(1, 5)), name="quality_of_life"
            ),
        ]


def terms_on(employment: Employment, day: date) -> EmploymentTerms:
    """The terms that count on a day: the latest to have begun, or the first before any has."""
    rows = list(employment.terms.select_related("line__budget", "line__plan_line").order_by("from_on", "pk"))
    begun = [row for row in rows if row.from_on <= day]
    return begun[-1] if begun else rows[0]


def words_of(employment: Employment) -> dict[str, ChecklistWord]:
    """The latest word on each item of the checklist, by its code."""
    return {row.code: row for row in employment.checklist.select_related("by").order_by("pk")}


def employments_of(person: object) -> models.QuerySet[Employment]:
    """Every employment of a person with what its pages show, the newest first."""
    found = Employment.objects.filter(person=person).select_related("assistant", "end", "came_from")
    return found.order_by("-starts_on", "-pk")
