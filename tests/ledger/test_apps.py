"""The book is an app of its own."""

from django.apps import apps


def test_the_book_owns_seven_tables() -> None:
    tables = {model._meta.db_table for model in apps.get_app_config("ledger").get_models()}
    assert {table.removeprefix("ledger_") for table in tables} == {
        "account",
        "balance",
        "slot",
        "movement",
        "assertion",
        "link",
        "close",
    }
