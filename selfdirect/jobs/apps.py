"""Django's entry for what a timer or the queue starts. It owns no tables.

Next:   selfdirect/jobs/__init__.py
"""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work that nobody waits for at a screen."""

    name = "selfdirect.jobs"
    label = "jobs"
