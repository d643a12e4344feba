"""Time to look for support that nobody sells ready made, and the library of ideas that what was learned goes into.

Nothing here is ever changed.

Next:   selfdirect/actions/ideas.py
Tests:  tests/records/test_ideas.py
"""

from django.db import models
from django.db.models import Sum

from selfdirect.records.base import Referenced, Written


class SourcingTask(Referenced):
    """Looking for one thing for one person. `minutes` is what the council allows for it at the start."""

    PREFIX = "IS"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="sourcing_tasks")
    what = models.CharField(max_length=300)
    minutes = models.PositiveIntegerField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(what=""), name="sourcing_says_what")]

    @property
    def allowed(self) -> int:
        """The minutes allowed, with what was allowed since."""
        return self.minutes + int(self.more.aggregate(sum=Sum("minutes"))["sum"] or 0)

    @property
    def used(self) -> int:
        """The minutes used."""
        return int(self.times.aggregate(sum=Sum("minutes"))["sum"] or 0)

    @property
    def left(self) -> int:
        """The minutes left; below nought when more was used than allowed."""
        return self.allowed - self.used


class SourcingTime(Written):
    """Minutes used, and for what."""

    task = models.ForeignKey(SourcingTask, models.PROTECT, related_name="times")
    minutes = models.PositiveIntegerField()
    what_was_done = models.CharField(max_length=300)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(minutes__gt=0), name="sourcing_time_is_some")]


class SourcingMore(Written):
    """More minutes, allowed by somebody who may, with a reason."""

    task = models.ForeignKey(SourcingTask, models.PROTECT, related_name="more")
    minutes = models.PositiveIntegerField()
    reason = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gt=0) & ~models.Q(reason=""), name="sourcing_more_is_some"
            )
        ]


class SourcingEnd(Written):
    """What was found, or that nothing was, and what was learned."""

    task = models.OneToOneField(SourcingTask, models.PROTECT, related_name="end")
    found = models.BooleanField()
    learned = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(learned=""), name="sourcing_end_says_what")]


class Idea(Written):
    """One idea for the library, without anybody's name in it. It is read by all once somebody else has checked it."""

    task = models.ForeignKey(SourcingTask, models.PROTECT, null=True, related_name="ideas")
    title = models.CharField(max_length=120)
    words = models.TextField()
    cost_words = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(title="") & ~models.Q(words=""), name="idea_says_something")
        ]


class IdeaCheck(Written):
    """Whether an idea is put in the library: it helps others, and nobody can be known from it."""

    idea = models.OneToOneField(Idea, models.PROTECT, related_name="check_made")
    is_published = models.BooleanField()
    note = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_published=True) | ~models.Q(note=""), name="an_idea_kept_out_has_a_reason"
            )
        ]
