"""Django's entry for the nouns.

Next:   selfdirect/records/models.py
"""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The app that owns every table but the book's."""

    name = "selfdirect.records"
    label = "records"
