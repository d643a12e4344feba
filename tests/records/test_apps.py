"""The nouns are one Django app, with every table of the program but the book's."""

from django.apps import apps

from selfdirect.records.apps import RecordsConfig


def test_it_is_the_app_called_records() -> None:
    found = apps.get_app_config("records")
    assert isinstance(found, RecordsConfig)
    assert found.name == "selfdirect.records"
