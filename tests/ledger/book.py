"""Short words for tests of the book: a day, and money put into a budget and promised."""

from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, connection, transaction

from selfdirect.ledger import chart
from selfdirect.ledger.posting import Entry, post

DAY = date(2026, 4, 1)


def allot(ref: str, pence: int, key: str | None = None, on: date = DAY) -> None:
    with transaction.atomic():
        post(key or f"allot:{ref}:{pence}", on, pence, chart.FUNDING, chart.free(ref), f"budget {ref}")


def commit(ref: str, pence: int, key: str, on: date = DAY) -> None:
    with transaction.atomic():
        post(key, on, pence, chart.free(ref), chart.committed(ref), f"plan line of {ref}")


def entry(key: str, pence: int, debit: str, credit: str, on: date = DAY) -> Entry:
    return Entry(key, on, pence, debit, credit, "a test")


def account_id(code: str) -> int:
    """The number of an account, opened by hand in SQL if need be."""
    kind = chart.kind_of(code)
    sql(
        "INSERT INTO ledger_account (code, kind, normal, may_go_below_zero) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT DO NOTHING",
        code,
        kind.name,
        kind.normal,
        kind.may_go_below_zero,
    )
    return int(sql("SELECT id FROM ledger_account WHERE code = %s", code)[0][0])


def sql(statement: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def refused(constraint: str):
    """The database itself refuses, and names this constraint."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        assert error.__cause__.diag.constraint_name == constraint
    else:
        raise AssertionError(f"the database should have refused: {constraint}")


def raw_movement(**changed: object) -> None:
    """A movement written in SQL, past the door: the database has nothing but itself to refuse it."""
    row = {
        "key": "raw",
        "on": DAY,
        "pence": 100,
        "debit_id": None,
        "credit_id": None,
        "about": "by hand",
        "corrects_id": None,
    } | changed
    row["debit_id"] = row["debit_id"] or account_id(chart.FUNDING)
    row["credit_id"] = row["credit_id"] or account_id(chart.free("B1"))
    sql(
        'INSERT INTO ledger_movement (key, "on", pence, debit_id, credit_id, about, corrects_id)'
        " VALUES (%s, %s, %s, %s, %s, %s, %s)",
        *row.values(),
    )
