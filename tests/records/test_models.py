"""Django finds every noun in the index of noun files."""

from django.apps import apps

from selfdirect.records import models


def test_the_index_names_every_table_and_nothing_else() -> None:
    tables = {model.__name__ for model in apps.get_app_config("records").get_models()}
    assert set(models.__all__) == tables
    assert sorted(models.__all__) == models.__all__
