"""Writing thousands of new rows of one kind at once: one COPY, fed with plain cells instead of an object for each row.

Only actions call this. The constraints and defaults of the table hold as always; no ids come back.

Next:   selfdirect/actions/action.py
Tests:  tests/records/test_many.py
"""

from collections.abc import Sequence
from json import JSONEncoder
from typing import Any

from django.db import connection, models

MANY = 500
"""From this many rows on, a COPY is worth its while."""

_as_json = JSONEncoder().encode


def new_ids(model: type[models.Model], count: int) -> list[int]:
    """Numbers for so many new rows, for rows that others written with them point at."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [number for (number,) in cursor.fetchall()]


def write_rows(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write new rows. `columns` are named as in the table (`person_id`); what is not named is left to the database.

    Cells are plain: the `value` of a choice, lists and dictionaries where the table keeps JSON.
    """
    if len(rows) < MANY:
        model._base_manager.bulk_create(model(**dict(zip(columns, row, strict=True))) for row in rows)
        return
    quote = connection.ops.quote_name
    kinds = {field.column: field for field in model._meta.concrete_fields}
    documents = [place for place, name in enumerate(columns) if isinstance(kinds[name], models.JSONField)]
    named = ", ".join(map(quote, columns))
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {quote(model._meta.db_table)} ({named}) FROM STDIN") as copy,
    ):
        for row in rows:
            cells = list(row)
            for place in documents:
                cells[place] = _as_json(cells[place])
            copy.write_row(cells)
