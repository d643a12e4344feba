"""On the way to a choice of how a budget is held: the first wish, help to choose, challenges, later talks, and views.

Next:   selfdirect/actions/choosing.py
Tests:  tests/records/test_choosing.py
"""

from django.db import models

from selfdirect.records.base import Written, one_of


class HelpKind(models.TextChoices):
    """Help that somebody may have before they choose."""

    DIRECT_PAYMENT_SERVICE = "direct_payment_service", "The direct payment service"
    PEER_TALK = "peer_talk", "A talk with somebody who already has a budget"
    ADVOCATE = "advocate", "Somebody to speak for them"


class ChallengeOutcome(models.TextChoices):
    """What came of looking again at a direct payment that was refused."""

    STANDS = "stands", "The answer stays the same"
    SUITS = "suits", "A direct payment suits after all"


class HoldingWish(Written):
    """What the person would like, while the plan is written (R-DEP-05). A later row supersedes an earlier one."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="holding_wishes")
    plan = models.ForeignKey("records.Plan", models.PROTECT, related_name="holding_wishes")
    option = models.CharField(max_length=40)
    own_reason = models.TextField(blank=True)
    said_by_name = models.CharField(max_length=120)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(option="unsure") | ~models.Q(own_reason=""), name="wish_has_own_reason"
            )
        ]


class HelpToChoose(Written):
    """Help that was offered: wanted, and then it has an owner and a date; or not wanted (R-DEP-14, 16 and 21)."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="help_to_choose")
    kind = models.CharField(max_length=30)
    who = models.CharField(max_length=160, blank=True)
    is_wanted = models.BooleanField()
    words = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [one_of("kind", HelpKind, "help_kind")]


class HelpOutcome(Written):
    """What came of help that was wanted, once: whether it took place, when, and what came of it."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="help_outcomes")
    asked = models.OneToOneField(HelpToChoose, models.PROTECT, related_name="outcome")
    took_place_on = models.DateField(null=True)
    what_came_of_it = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(what_came_of_it=""), name="help_outcome_says_what_came_of_it")
        ]


class SuitabilityChallenge(Written):
    """The person, or who speaks for them, disagrees that a direct payment does not suit (R-DEP-13)."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="suitability_challenges")
    suitability = models.OneToOneField("records.SuitabilityRecord", models.PROTECT, related_name="challenge")
    why = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(why=""), name="challenge_says_why")]


class ChallengeAnswer(Written):
    """The answer to a challenge, with reasons, by somebody who did not refuse."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="challenge_answers")
    challenge = models.OneToOneField(SuitabilityChallenge, models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=20)
    reasons = models.TextField()
    refused_by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("outcome", ChallengeOutcome, "challenge_outcome"),
            models.CheckConstraint(condition=~models.Q(reasons=""), name="challenge_answer_has_reasons"),
            models.CheckConstraint(
                condition=~models.Q(by=models.F("refused_by")), name="challenge_answered_by_somebody_else"
            ),
        ]


class LaterTalk(Written):
    """The day on which we talk again about other ways, with somebody who was too unwell to choose (R-DEP-11)."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="later_talks")
    budget = models.ForeignKey("records.Budget", models.PROTECT, related_name="later_talks")
    why = models.TextField()
    ask_again_on = models.DateField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ask_again_on__gt=models.F("on")), name="later_talk_is_later")
        ]
        indexes = [models.Index(fields=["ask_again_on"], name="later_talks_by_date")]


class HoldingView(Written):
    """What the person says of the way their budget is held: three answers from 1 to 5, higher being better (R-DEP-23).

    `way` is how it was held on that day, so that a later switch does not move the answer.
    """

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="holding_views")
    budget = models.ForeignKey("records.Budget", models.PROTECT, related_name="holding_views")
    way = models.CharField(max_length=40)
    choice = models.PositiveSmallIntegerField()
    control = models.PositiveSmallIntegerField()
    satisfaction = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(choice__range=(1, 5), control__range=(1, 5), satisfaction__range=(1, 5)),
                name="views_from_one_to_five",
            )
        ]
        indexes = [models.Index(fields=["person", "-on"], name="views_by_person")]
