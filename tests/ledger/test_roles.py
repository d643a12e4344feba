"""The grants in docs/running/database.md are enough to work with, and no more."""

import re
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction

from selfdirect.ledger import chart
from selfdirect.ledger.chain import head
from selfdirect.ledger.closing import close_until, extend
from selfdirect.ledger.posting import MANY, lock, post, post_many, record_assertion
from selfdirect.ledger.proving import prove
from selfdirect.ledger.reading import balance, statement
from selfdirect.ledger.refusals import PeriodClosed
from tests.ledger.book import DAY, entry, sql

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[2] / "docs" / "running" / "database.md"


@pytest.fixture
def web_role(db: None) -> None:
    block = re.search(r"(    CREATE ROLE.*?)\n\n[A-Z]", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    name = connection.settings_dict["NAME"]
    role = f"web_of_{name}"
    grants = block[1].replace("DATABASE selfdirect", f'DATABASE "{name}"').replace("selfdirect_web", f'"{role}"')
    with connection.cursor() as cursor:
        cursor.execute(grants)
        cursor.execute(f'SET LOCAL ROLE "{role}"')


def test_the_web_role_can_do_all_that_the_program_does(web_role: None) -> None:
    post("k", DAY, 100, chart.FUNDING, chart.free("B1"), "x")
    post_many(entry(f"k{n}", 5, chart.free("B1"), chart.committed("B1")) for n in range(10))
    post_many(entry(f"m{n}", 5, chart.FUNDING, chart.free(f"N{n}")) for n in range(MANY))
    lock(chart.free("B1"))
    record_assertion(chart.BANK, DAY, 0, "bank")
    assert balance(chart.committed("B1")) == 50
    assert len(statement(chart.free("B1")).rows) == 11
    assert sum(one.exceptions for one in prove()) == 0
    covered = close_until(DAY, "User:1").head
    assert covered == extend() == head()
    with pytest.raises(PeriodClosed):
        post("late", DAY, 1, chart.FUNDING, chart.free("B1"), "x")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_movement SET pence = 1",
        "DELETE FROM ledger_movement",
        "TRUNCATE ledger_movement",
        "UPDATE ledger_balance SET pence = 1",
        "INSERT INTO ledger_balance (account_id, side) VALUES (1, 1)",
        "UPDATE ledger_slot SET pence = 1",
        "DELETE FROM ledger_account",
        "UPDATE ledger_assertion SET pence = 1",
        "UPDATE ledger_link SET hash = ''",
        "DELETE FROM ledger_close",
        "INSERT INTO ledger_close (until, at) VALUES ('2020-01-01', '2020-01-01')",
        "INSERT INTO ledger_link (movement_id, at) VALUES (1, '2020-01-01')",
        "ALTER TABLE ledger_movement DISABLE TRIGGER USER",
        "INSERT INTO ledger_movement (key, at) VALUES ('k', '2020-01-01')",
        "INSERT INTO ledger_movement (key, id) VALUES ('k', 1)",
    ],
)
def test_the_web_role_can_do_no_more(web_role: None, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        sql(statement)
