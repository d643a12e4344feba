"""Asking the database itself, past every action and every model: what does it refuse?"""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

NEVER = "never changed or deleted"


def run(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def refusal(sql: str, *values: Any) -> str:
    """The name of the constraint that refused this, or the words of the trigger that did."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        run(sql, *values)
    told = refused.value.__cause__.diag  # type: ignore[union-attr]
    return str(told.constraint_name or told.message_primary)


def copy_of(table: str, pk: int, **changes: Any) -> str:
    """The SQL that writes a row of a table once more, with these columns different (each is SQL)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name from information_schema.columns"
            " where table_name = %s and column_name <> 'id' and is_generated = 'NEVER'",
            [table],
        )
        columns = [name for (name,) in cursor.fetchall()]
    named = ", ".join(f'"{name}"' for name in columns)
    wanted = ", ".join(str(changes.get(name, f'"{name}"')) for name in columns)
    return f"insert into {table} ({named}) select {wanted} from {table} where id = {pk}"
