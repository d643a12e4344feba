"""Django's entry for the pages. It owns no tables.

Next:   selfdirect/urls.py
"""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Screens and letters."""

    name = "selfdirect.pages"
    label = "pages"
