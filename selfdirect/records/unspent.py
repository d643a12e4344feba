"""Money left over in an account: the look, the talk about why, what was decided, what it was used for, what came back.

Nothing here is ever changed: another look is another row. What has to come back is in the book.

Next:   selfdirect/actions/unspent.py
Tests:  tests/records/test_unspent.py
"""

from django.db import models

from selfdirect.records.base import Referenced, Written
from selfdirect.rules.recouping import HOW_ASKED, WHY_BUILT_UP


class AccountLook(Referenced):
    """One look at what is left in the account that direct payments go to, at the end of a day. Amounts are pence.

    `surplus_pence` leaves out what is spoken for; `over_pence` is what is above what may be kept. `outcome` is the
    word of selfdirect/rules/unspent.py.
    """

    PREFIX = "K"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="account_looks")
    budget = models.ForeignKey("records.Budget", models.PROTECT, related_name="account_looks")
    as_at = models.DateField()
    balance_pence = models.BigIntegerField()
    spoken_for_pence = models.BigIntegerField()
    surplus_pence = models.BigIntegerField()
    may_keep_pence = models.BigIntegerField()
    over_pence = models.BigIntegerField()
    outcome = models.CharField(max_length=20)
    words = models.JSONField()
    working = models.JSONField()
    policy_fingerprint = models.CharField(max_length=64)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(surplus_pence=models.F("may_keep_pence") + models.F("over_pence"))
                & models.Q(surplus_pence__gte=0, may_keep_pence__gte=0, over_pence__gte=0, spoken_for_pence__gte=0),
                name="look_parts_come_to_the_surplus",
            ),
            models.CheckConstraint(condition=models.Q(as_at__lte=models.F("on")), name="look_at_a_day_gone_by"),
        ]
        indexes = [models.Index(fields=["person", "-id"], name="looks_by_person")]


class SurplusContact(Written):
    """Somebody talked with the holder about what built up, and asked why (R-UNS-05)."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="surplus_contacts")
    look = models.OneToOneField(AccountLook, models.PROTECT, related_name="contact")
    asked_on = models.DateField()
    how = models.CharField(max_length=20, choices=list(HOW_ASKED.items()))
    why = models.CharField(max_length=20, choices=list(WHY_BUILT_UP.items()))
    why_words = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(why__in=list(WHY_BUILT_UP), how__in=list(HOW_ASKED)) & ~models.Q(why_words=""),
                name="surplus_contact_says_why",
            ),
            models.CheckConstraint(condition=models.Q(asked_on__lte=models.F("on")), name="surplus_asked_by_now"),
        ]


class SurplusDecision(Written):
    """What happens to the surplus of one look: kept, used for something else in the plan, or to come back."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="surplus_decisions")
    look = models.OneToOneField(AccountLook, models.PROTECT, related_name="decision")
    kept_pence = models.BigIntegerField()
    reused_pence = models.BigIntegerField()
    recouped_pence = models.BigIntegerField()
    reason = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kept_pence__gte=0, reused_pence__gte=0, recouped_pence__gte=0)
                & ~models.Q(reason=""),
                name="surplus_decision_has_a_reason",
            ),
        ]


class ReuseRequest(Referenced):
    """The holder asks to use a surplus for something else in the plan's outcomes (R-UNS-04)."""

    PREFIX = "U"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="reuse_requests")
    budget = models.ForeignKey("records.Budget", models.PROTECT, related_name="reuse_requests")
    what = models.CharField(max_length=200)
    outcome = models.CharField(max_length=40)
    pence = models.BigIntegerField()
    why = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pence__gt=0) & ~models.Q(what="") & ~models.Q(outcome=""),
                name="reuse_is_of_something",
            ),
        ]
        indexes = [models.Index(fields=["person", "-id"], name="reuse_by_person")]


class ReuseAnswer(Written):
    """A named worker's answer to one request, with a reason."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="reuse_answers")
    request = models.OneToOneField(ReuseRequest, models.PROTECT, related_name="answer")
    is_agreed = models.BooleanField()
    reason = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="reuse_answer_has_a_reason")]


class Recouped(Written):
    """Recouped money that came, and the budget code that it was journalled to (R-UNS-06)."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="recouped")
    decision = models.ForeignKey(SurplusDecision, models.PROTECT, related_name="recouped")
    funder = models.CharField(max_length=10)
    pence = models.BigIntegerField()
    budget_code = models.CharField(max_length=40)
    code_label = models.CharField(max_length=160)
    arrived_on = models.DateField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pence__gt=0, funder__in=["council", "nhs"]) & ~models.Q(budget_code=""),
                name="recouped_has_a_budget_code",
            ),
        ]
