"""Writing thousands of new rows of one kind at once: one COPY instead of an INSERT with a value for every cell.

Only actions call this. The constraints and defaults of the table hold as always; no ids come back.

Next:   selfdirect/actions/action.py
Tests:  tests/records/test_many.py
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault

MANY = 500
"""From this many rows on, a COPY is worth its while."""


def write_many(rows: Sequence[models.Model]) -> None:
    """Write new rows, all of one model and with the same columns left to the database."""
    if not rows:
        return
    if len(rows) < MANY:
        type(rows[0])._base_manager.bulk_create(rows)
        return
    meta = rows[0]._meta
    left = {field for field in meta.concrete_fields if _is_left_to_the_database(rows[0], field)}
    fields = [field for field in meta.concrete_fields if field not in left]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {quote(meta.db_table)} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row([_cell(field, row) for field in fields])


def _is_left_to_the_database(row: models.Model, field: "models.Field[Any, Any]") -> bool:
    value = getattr(row, field.attname)
    return isinstance(value, DatabaseDefault) or (field.primary_key and value is None)


def _cell(field: "models.Field[Any, Any]", row: models.Model) -> Any:
    value = field.get_db_prep_save(field.pre_save(row, add=True), connection)
    return str(value) if isinstance(value, Enum) else value
