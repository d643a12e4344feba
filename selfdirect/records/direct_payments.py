"""How a budget is held: conversations, suitability, the choice, the agreement, and where money is paid to.

Next:   selfdirect/actions/direct_payments.py
Tests:  tests/records/test_direct_payments.py
"""

from django.db import models

from selfdirect.records.base import Referenced, Written
from selfdirect.rules.authority import ActsAs

STAGES = {
    "first_talk": "When we first talked",
    "planning": "While the plan was being written",
    "choosing": "When choosing how to hold the budget",
    "again": "Again, after time to think about it",
}
"""When a talk about ways of holding the budget took place (R-DEP-04)."""


class HoldingConversation(Written):
    """A talk about ways of holding the budget. A final choice needs talks at more than one stage (R-DEP-04)."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="holding_conversations")
    held_on = models.DateField()
    stage = models.CharField(max_length=40)
    what_was_said = models.TextField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")


class SuitabilityRecord(Written):
    """The four factors considered before a direct payment (R-DEP-12): yes, yes with support, or no, with words."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="suitability_records")
    budget = models.ForeignKey("records.Budget", models.PROTECT, related_name="suitability_records")
    considered_on = models.DateField()
    factors = models.JSONField()
    is_suitable = models.BooleanField()
    is_excluded_by_law = models.BooleanField(default=False)
    reasons = models.TextField(blank=True)
    consents = models.BooleanField(default=False)
    has_capacity = models.BooleanField(default=True)
    representative_name = models.CharField(max_length=120, blank=True)
    authority = models.TextField(blank=True)
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_suitable=True) | ~models.Q(reasons=""), name="refusal_has_reasons"
            )
        ]


class HoldingChoice(Written):
    """The choice of how to hold one budget, in the person's own words. A later row supersedes an earlier one."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="holding_choices")
    budget = models.ForeignKey("records.Budget", models.PROTECT, related_name="holding_choices")
    chosen_on = models.DateField()
    chosen_by_name = models.CharField(max_length=120)
    own_reason = models.TextField()
    by_line = models.JSONField()
    conflict_note = models.TextField(blank=True)
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")


PAID_STRAIGHT = "paid_straight"
"""The kind of payee of somebody whom a holder must pay: paid into only when the holder cannot pay them."""

EMPLOYER = "employer"
"""The kind of payee that an employer's reserve is paid to: the same account as the wages', kept apart in the book."""


CRISIS = "crisis"
"""The kind of payee that a draw of the fund for crises is paid to, kept apart in the book for the same reason."""

INVOICE = "invoice"
"""The kind of payee that one invoice of a provider is paid to, so that the book says of each whether it was paid."""

CHEQUE = "cheque"
"""The kind of payee of somebody without an account, who is paid by cheque as long as the policy lets it."""

KEPT_APART = (PAID_STRAIGHT, EMPLOYER, CRISIS, INVOICE)
"""The kinds that no way of holding a budget pays to."""

_DIGITS = models.Q(sort_code__regex=r"^\d{6}$", account_number__regex=r"^\d{8}$")
_IN_AN_ACCOUNT = _DIGITS & ~models.Q(kind=CHEQUE)


class Payee(Referenced):
    """An account that money is paid to. Details are superseded by a new row, never changed.

    A later row points at the `first` one, and both are one payee: the book knows it by the reference of the first,
    as `payee:<reference>:owed`, so that money owed is never left behind at an old account. `under` is the authority of
    somebody who receives the payment for the person, when the account is theirs.
    """

    PREFIX = "Y"

    person = models.ForeignKey("records.Person", models.PROTECT, null=True, related_name="payees")
    provider = models.ForeignKey("records.Provider", models.PROTECT, null=True, related_name="payees")
    kind = models.CharField(max_length=20)
    account_name = models.CharField(max_length=120)
    sort_code = models.CharField(max_length=6)
    account_number = models.CharField(max_length=8)
    card_reference = models.CharField(max_length=40, blank=True)
    first = models.ForeignKey("self", models.PROTECT, null=True, related_name="later_details")
    under = models.ForeignKey("records.Authority", models.PROTECT, null=True, related_name="payees")
    change_reason = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["bank_account", "prepaid_card", "third_party", CHEQUE, *KEPT_APART]),
                name="payee_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(sort_code__regex=r"^\d{6}$", account_number__regex=r"^\d{8}$")
                & ~models.Q(kind=CHEQUE)
                | models.Q(kind=CHEQUE, sort_code="", account_number=""),
                name="payee_account_digits",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, provider=None) | models.Q(person=None, provider__isnull=False),
                name="payee_is_a_person_or_a_provider",
            ),
        ]

    @property
    def where(self) -> str:
        """Where money goes, by its last numbers: the middle of a sentence after "to"."""
        return f"the account that ends in {self.account_number[-4:]}" if self.account_number else "a cheque by post"

    @property
    def book_reference(self) -> str:
        """The reference the book knows this payee by: that of its first details."""
        return f"{self.PREFIX}-{self.first_id or self.pk:06d}"


class SignatureRequest(Written):
    """A new signature is asked for, because what was signed no longer says how it is, or who signs has changed.

    One for each version at most. The version that stands counts until the next is signed. `switch` is what brought it
    about, when it was a switch.
    """

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="signature_requests")
    budget = models.ForeignKey("records.Budget", models.PROTECT, related_name="signature_requests")
    agreement = models.OneToOneField("records.Agreement", models.PROTECT, related_name="asked_again")
    reason = models.TextField()
    switch = models.ForeignKey("records.HoldingSwitch", models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="signature_request_says_why"),
        ]


class Agreement(Referenced):
    """A signed agreement: the terms as they read that day, and the monitoring schedule handed over (R-BRK-01).

    A later version supersedes the one before it, and both are kept. `facts` are the money and who holds it, in words;
    `authority` is that of whoever signed for the person.
    """

    PREFIX = "G"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="agreements")
    budget = models.ForeignKey("records.Budget", models.PROTECT, related_name="agreements")
    terms = models.JSONField()
    monitoring_schedule = models.JSONField()
    policy_fingerprint = models.CharField(max_length=64)
    signed_on = models.DateField()
    signed_by_name = models.CharField(max_length=120)
    signed_as = models.CharField(max_length=30)
    signed_how = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")
    facts = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    authority = models.ForeignKey("records.Authority", models.PROTECT, null=True, related_name="agreements")
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["budget", "version"], name="agreement_versions_are_numbered"),
            models.CheckConstraint(
                condition=models.Q(version=1, supersedes=None) | models.Q(version__gt=1, supersedes__isnull=False),
                name="agreement_supersedes_the_one_before",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_how__in=["on_screen", "on_paper"]), name="agreement_signed_how"
            ),
            models.CheckConstraint(
                condition=models.Q(signed_as__in=["person", *(one.value for one in ActsAs)]),
                name="agreement_signed_as",
            ),
        ]
