"""Tells Django that the book is an app with tables of its own.

Next:   selfdirect/ledger/models.py
Tests:  tests/ledger/test_apps.py
"""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "selfdirect.ledger"
    label = "ledger"
    verbose_name = "The book"
    default_auto_field = "django.db.models.BigAutoField"
