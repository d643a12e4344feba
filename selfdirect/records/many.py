"""Writing thousands of new rows of one kind at once: one COPY instead of an INSERT with a value for every cell.

Only actions call this. The constraints and defaults of the table hold as always; no ids come back.

Next:   selfdirect/actions/action.py
Tests:  tests/records/test_many.py
"""

from collections.abc import Sequence
from enum import Enum
from operator import attrgetter
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
    fields = [field for field in meta.concrete_fields if not _is_left_to_the_database(rows[0], field)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    cells_of = attrgetter(*(field.attname for field in fields))
    prepared = [place for place, field in enumerate(fields) if not isinstance(field, _AS_THEY_ARE)]
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {quote(meta.db_table)} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            cells = list(cells_of(row))
            for place in prepared:
                cells[place] = _cell(fields[place], cells[place])
            copy.write_row(cells)


_AS_THEY_ARE = (models.IntegerField, models.DateField, models.BooleanField, models.ForeignKey, models.AutoField)
"""Kinds of column whose cells need no turning into what the database takes."""


def _is_left_to_the_database(row: models.Model, field: "models.Field[Any, Any]") -> bool:
    value = getattr(row, field.attname)
    return isinstance(value, DatabaseDefault) or (field.primary_key and value is None)


def _cell(field: "models.Field[Any, Any]", value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    is_plain = value is None or (isinstance(value, str) and not isinstance(field, models.JSONField))
    return value if is_plain else field.get_db_prep_save(value, connection)
