"""The pages own no tables."""

from django.apps import apps


def test_the_pages_own_no_tables() -> None:
    assert list(apps.get_app_config("pages").get_models()) == []
