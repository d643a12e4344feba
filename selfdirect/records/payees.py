"""What was checked of an account that money is paid to: its numbers by the banks' rule, and its name by the bank.

Why:    docs/decisions/accounts-are-checked.md
Next:   selfdirect/actions/payees.py
Tests:  tests/records/test_payees.py
"""

from django.db import models

from selfdirect.records.base import Written, one_of


class NumbersFound(models.TextChoices):
    """What the modulus check said. An account that fails is refused, so that none of these says so."""

    PASSES = "passes", "The number is possible at this sort code"
    NOT_COVERED = "not_covered", "Not checked: the banks’ table has no rule for this sort code"
    NO_TABLE = "no_table", "Not checked: the banks’ table is not loaded"


class NumbersCheck(Written):
    """The modulus check of one account when it was added. `table` is the mark of the published files it was made by."""

    payee = models.OneToOneField("records.Payee", models.PROTECT, related_name="numbers_check")
    found = models.CharField(max_length=20, choices=NumbersFound.choices)
    table = models.CharField(max_length=12, blank=True)
    on = models.DateField()

    class Meta:
        constraints = [
            one_of("found", NumbersFound, "numbers_found"),
            models.CheckConstraint(
                condition=models.Q(found="no_table", table="") | ~models.Q(found="no_table") & ~models.Q(table=""),
                name="a_check_names_its_table",
            ),
        ]


class NameAnswer(models.TextChoices):
    """What the bank says of the name on the account (Confirmation of Payee)."""

    MATCH = "match", "The name matches"
    CLOSE = "close", "The name is close"
    NO_MATCH = "no_match", "The name does not match"
    NO_ANSWER = "no_answer", "The bank could not say"


class NameHow(models.TextChoices):
    """How the name was asked about."""

    SERVICE = "service", "Our bank’s Confirmation of Payee"
    STATEMENT = "statement", "We saw a bank statement or letter"
    PHONE = "phone", "We rang the bank with the person"


class NameCheck(Written):
    """Who asked whose account it is, how, and what the answer was. A later row supersedes an earlier one.

    `bank_says` is the name the bank gave, for a close match. With no `reason` to go on, an account that does not match
    is not paid.
    """

    payee = models.ForeignKey("records.Payee", models.PROTECT, related_name="name_checks")
    how = models.CharField(max_length=20, choices=NameHow.choices)
    answer = models.CharField(max_length=20, choices=NameAnswer.choices)
    bank_says = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [one_of("how", NameHow, "name_check_how"), one_of("answer", NameAnswer, "name_check_answer")]
        indexes = [models.Index(fields=["payee", "-id"], name="name_checks_latest")]

    @property
    def lets_pay(self) -> bool:
        """Whether money may go there: the name matches, or is close or unknown, or somebody said why to go on."""
        return self.answer != NameAnswer.NO_MATCH or bool(self.reason)
