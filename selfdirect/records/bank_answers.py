"""Answers of the bank to a run, as they came, and what each said of each payment. None is ever changed.

Next:   selfdirect/actions/bank_answers.py
Tests:  tests/records/test_bank_answers.py
"""

from django.db import models

from selfdirect.records.base import Referenced, Written


class BankAnswer(Referenced):
    """One status report of the bank. `message_id` is the bank's own name for it, so that it is read once."""

    PREFIX = "BA"

    run = models.ForeignKey("records.PaymentRun", models.PROTECT, related_name="bank_answers")
    message_id = models.CharField(max_length=35)
    written_at = models.DateTimeField()
    status = models.CharField(max_length=10, blank=True)
    reason = models.TextField(blank=True)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "message_id"], name="one_answer_of_a_name")]


class LineAnswer(Written):
    """What one answer said of one payment, and what was done about it."""

    DONE = (
        ("paid", "Marked as paid"),
        ("returned", "Marked as returned; it is owed again"),
        ("noted", "Noted; nothing to do yet"),
        ("known", "We knew already"),
        ("question", "Somebody has to look"),
    )

    answer = models.ForeignKey(BankAnswer, models.PROTECT, related_name="lines")
    line = models.ForeignKey("records.PaymentLine", models.PROTECT, related_name="bank_answers")
    status = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    done = models.CharField(max_length=10, choices=DONE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "line"], name="an_answer_says_one_thing_of_a_payment"),
            models.CheckConstraint(
                condition=models.Q(done__in=["paid", "returned", "noted", "known", "question"]),
                name="line_answer_done",
            ),
        ]
