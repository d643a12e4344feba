"""Who must be paid when a card or an account fails, when a way of paying has failed, and the drills that proved it.

Why:    docs/decisions/when-a-rail-fails.md
Next:   selfdirect/actions/must_be_paid.py
Tests:  tests/records/test_must_be_paid.py
"""

from collections.abc import Iterable

from django.db import models

from selfdirect.records.base import Written, one_of, together
from selfdirect.rules.must_be_paid import Every


class MustBePaid(Written):
    """Somebody a holder must pay on certain days, and the account to pay straight into when the holder cannot.

    A later row points at the `first` one and supersedes it; one that `stops` takes it off the list. `due_on` is the
    first day due; `payee` is the account's first details.
    """

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="must_be_paid")
    budget = models.ForeignKey("records.Budget", models.PROTECT, related_name="must_be_paid")
    payee = models.ForeignKey("records.Payee", models.PROTECT, related_name="must_be_paid")
    what = models.CharField(max_length=120)
    pence = models.BigIntegerField()
    every = models.CharField(max_length=20)
    due_on = models.DateField()
    stops = models.BooleanField(default=False)
    first = models.ForeignKey("self", models.PROTECT, null=True, related_name="later")
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pence__gt=0), name="must_be_paid_something"),
            models.CheckConstraint(
                condition=models.Q(every__in=[one.value for one in Every]), name="must_be_paid_every"
            ),
            models.CheckConstraint(
                condition=~models.Q(stops=True) | models.Q(first__isnull=False), name="only_what_began_stops"
            ),
        ]

    @property
    def known_as(self) -> int:
        """The number of the first row: what a payment points at, so that one day is paid once whatever has changed."""
        return self.first_id or self.pk

    @property
    def every_words(self) -> str:
        """How often, in words."""
        return Every(self.every).label


def standing(rows: Iterable[MustBePaid]) -> list[MustBePaid]:
    """Of rows in the order written, the last word about each of those still on the list."""
    latest: dict[int, MustBePaid] = {}
    for row in rows:
        latest[row.known_as] = row
    return [row for row in latest.values() if not row.stops]


class Rail(models.TextChoices):
    """A way that money travels."""

    PREPAID_CARD = "prepaid_card", "Prepaid cards"
    BANK = "bank", "Payments by our bank’s usual file"


class RailFailure(Written):
    """A way of paying that failed, from a day, until somebody said that it works again."""

    rail = models.CharField(max_length=20, choices=Rail.choices)
    from_on = models.DateField()
    what_happened = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            one_of("rail", Rail, "rail_of_a_failure"),
            together("rail_failure_ended", "ended_on", "ended_by"),
            models.CheckConstraint(condition=~models.Q(what_happened=""), name="rail_failure_says_what"),
            models.UniqueConstraint(fields=["rail"], condition=models.Q(ended_on=None), name="one_failure_of_a_rail"),
        ]


def failing(rail: Rail) -> RailFailure | None:
    """The open failure of a way of paying, if there is one."""
    return RailFailure.objects.filter(rail=rail, ended_on=None).first()


class RailDrill(Written):
    """What one drill found: how many were paid on the day, and what went wrong. Nothing of the drill itself is kept."""

    rail = models.CharField(max_length=20, choices=Rail.choices)
    pay_on = models.DateField()
    payments = models.PositiveIntegerField()
    pence = models.BigIntegerField()
    people = models.PositiveIntegerField()
    without_a_list = models.PositiveIntegerField()
    problems = models.JSONField(default=list)
    milliseconds = models.PositiveIntegerField()
    on = models.DateField()

    class Meta:
        constraints = [one_of("rail", Rail, "rail_of_a_drill")]
