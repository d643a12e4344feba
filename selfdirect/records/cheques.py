"""Cheques: one for a payment line of somebody who is paid by them, with its number and who authorised it.

Next:   selfdirect/actions/cheques.py
Tests:  tests/records/test_cheques.py
"""

from django.db import models

from selfdirect.records.base import Written


class Cheque(Written):
    """The cheque that pays one line (R-PAY-15). A cheque that is stopped or sent back has its line returned."""

    line = models.OneToOneField("records.PaymentLine", models.PROTECT, related_name="cheque")
    number = models.CharField(max_length=6, unique=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(number__regex=r"^\d{6}$"), name="cheque_number_digits"),
        ]
