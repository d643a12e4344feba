"""Personal assistants: who they are, what they say in the register, training, and searches that found nobody.

Nothing is changed: a later entry in the register counts instead of an earlier one (R-EMP-04, 05, 11 and 13).

Next:   selfdirect/actions/assistants.py
Tests:  tests/records/test_assistants.py
"""

from datetime import date

from django.db import models

from selfdirect.records.base import Referenced, Written


class Assistant(Referenced):
    """Somebody who works, or could work, as a personal assistant. `user` signs in and sees only their own timesheets.

    `also` is their own record, when they have a budget themselves and act now and then for another (R-EMP-11).
    """

    PREFIX = "H"

    name = models.CharField(max_length=120)
    date_of_birth = models.DateField()
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    also = models.OneToOneField("records.Person", models.PROTECT, null=True, related_name="works_as")
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="assistant_has_a_name")]

    def __str__(self) -> str:
        return self.name

    def age_on(self, on: date) -> int:
        """Whole years of age on a date."""
        born = self.date_of_birth
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


class RegisterEntry(Written):
    """What somebody offers, from a day: where, what, in which languages, for how long. The latest counts.

    With `is_listed` false they are taken off. `covers` says whether they stand in: planned, in an emergency, or not.
    """

    assistant = models.ForeignKey(Assistant, models.PROTECT, related_name="entries")
    areas = models.JSONField()
    tasks = models.JSONField()
    languages = models.JSONField()
    hours_hundredths = models.PositiveIntegerField()
    when_words = models.CharField(max_length=300, blank=True)
    covers = models.CharField(max_length=20)
    agreed_to_be_found = models.BooleanField()
    is_listed = models.BooleanField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(covers__in=["no", "planned", "emergency"]), name="register_covers_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(is_listed=False) | models.Q(agreed_to_be_found=True), name="listed_only_if_agreed"
            ),
        ]
        indexes = [models.Index(fields=["assistant", "-id"], name="register_by_assistant")]


class Training(Written):
    """A course that was offered to somebody, and what came of it: taken, not wanted, or still open (R-EMP-05)."""

    assistant = models.ForeignKey(Assistant, models.PROTECT, related_name="training")
    course = models.CharField(max_length=40)
    state = models.CharField(max_length=20)
    done_on = models.DateField(null=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="taken", done_on__isnull=False)
                | models.Q(state__in=["offered", "not_wanted"], done_on=None),
                name="training_state",
            ),
        ]


class Vacancy(Written):
    """A place that somebody wants to fill, and where. It is over when an end says how (R-EMP-13)."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="vacancies")
    area = models.CharField(max_length=40)
    is_rural = models.BooleanField()
    tasks = models.JSONField()
    languages = models.JSONField()
    hours_hundredths = models.PositiveIntegerField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(hours_hundredths__gt=0), name="vacancy_has_hours")]


class VacancyEnd(Written):
    """How a vacancy ended: somebody was found, or it is not looked for any more."""

    vacancy = models.OneToOneField(Vacancy, models.PROTECT, related_name="end")
    assistant = models.ForeignKey(Assistant, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(assistant__isnull=False) | ~models.Q(reason=""), name="vacancy_ends_somehow"
            ),
        ]


class RegisterSearch(Written):
    """One search of the register that was for somebody: where, for what, and how many were found (R-EMP-13)."""

    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="searches")
    found = models.PositiveIntegerField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")


def present_entries() -> models.QuerySet[RegisterEntry]:
    """The latest entry of everybody in the register, with who they are."""
    latest = RegisterEntry.objects.filter(assistant=models.OuterRef("assistant")).order_by("-pk").values("pk")[:1]
    found = RegisterEntry.objects.filter(pk=models.Subquery(latest), is_listed=True)
    return found.select_related("assistant").order_by("assistant__name", "pk")
