"""The book is an app of its own."""

from django.apps import apps


def test_the_book_owns_four_tables() -> None:
    tables = {model._meta.db_table for model in apps.get_app_config("ledger").get_models()}
    assert tables == {"ledger_account", "ledger_balance", "ledger_movement", "ledger_assertion"}
