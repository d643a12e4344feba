"""The other side: django-hordak, used as its own documentation shows, with the same amounts.

Its accounts are written by bulk_create, which is kinder to it than its own way (a tree, one by one).

Next:   bench/ledger.py
"""

import json
import statistics
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

from bench.parts.timing import BATCH, QUICK, SIZES, database, on_threads, once, p95

LINES = 500 if QUICK else 5_000  # a quarter of the run: its rate does not depend on it
ONES = 400
DAY = date(2026, 4, 1)


def main() -> None:
    settings.configure(
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "mptt", "hordak"],
        DATABASES={"default": database()},
        USE_TZ=True,
        SECRET_KEY="-",
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        HORDAK_CURRENCIES=["GBP"],
        HORDAK_INTERNAL_CURRENCY="GBP",
        DEFAULT_CURRENCY="GBP",
        CURRENCIES=["GBP"],
    )
    django.setup()
    call_command("migrate", verbosity=0)
    budgets, payees = _accounts()
    found = {"lines": LINES} | _bulk(budgets, payees) | _one_by_one(budgets, payees) | _reading(budgets)
    print(json.dumps(found))


def _accounts() -> tuple[list[Any], list[Any]]:
    from hordak.models import Account

    made = Account.objects.bulk_create(
        Account(name=f"account {n}", type="LI", currencies=["GBP"], code=None, lft=1, rght=2, tree_id=n + 1, level=0)
        for n in range(2 * LINES)
    )
    return made[:LINES], made[LINES:]


def _bulk(budgets: list[Any], payees: list[Any]) -> dict[str, float]:
    from django.db import transaction
    from hordak.models import Leg, Transaction
    from moneyed import Money

    def run(first: int, count: int) -> None:
        with transaction.atomic():
            made = Transaction.objects.bulk_create(
                [Transaction(date=DAY, description=f"payment-line:{n}") for n in range(first, first + count)],
                batch_size=5_000,
            )
            legs = []
            for n, one in enumerate(made, first):
                amount = Money(Decimal(5_000 + n) / 100, "GBP")
                legs.append(Leg(transaction=one, account=budgets[n % LINES], debit=amount))
                legs.append(Leg(transaction=one, account=payees[n % LINES], credit=amount))
            Leg.objects.bulk_create(legs, batch_size=5_000)

    return {
        "bulk_create": statistics.median(once(lambda: run(0, LINES)) for _ in range(3)),
        "batches": 10 * BATCH / once(lambda: [run(first, BATCH) for first in range(0, 10 * BATCH, BATCH)]),
    }


def _one_by_one(budgets: list[Any], payees: list[Any]) -> dict[str, float]:
    from django.db import transaction
    from moneyed import Money

    def ask(n: int) -> None:
        with transaction.atomic():
            payees[n % LINES].transfer_to(budgets[n % LINES], Money("1.00", "GBP"), date=DAY, description="one")

    return {
        "one_by_one": ONES / once(lambda: [ask(n) for n in range(ONES)]),
        "on_threads": 2 * ONES / on_threads(ask, 2 * ONES),
    }


def _reading(accounts: list[Any]) -> dict[str, float]:
    """Accounts with ever more legs."""
    from django.db import connection

    found: dict[str, float] = {}
    for account, size in zip(accounts, SIZES, strict=False):
        _fill(account, size)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    then = date(2016, 4, 1) + timedelta(3620)
    for account, size in zip(accounts, SIZES, strict=False):
        found[f"balance_{size}"] = p95(account.get_simple_balance, 20)
        found[f"as_at_{size}"] = p95(lambda account=account: account.get_simple_balance(as_of=then), 20)
    return found


def _fill(account: Any, size: int) -> None:
    """Written past its triggers, to save time."""
    from django.db import connection
    from hordak.models import Account

    other = Account.objects.order_by("-pk").first()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE hordak_leg DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE hordak_transaction DISABLE TRIGGER USER")
        cursor.execute(
            "INSERT INTO hordak_transaction (uuid, timestamp, date, description)"
            " SELECT gen_random_uuid(), now(), %s::date + (n * 3650 / %s)::int, ''"
            " FROM generate_series(1, %s::bigint) n",
            [date(2016, 4, 1), size, size],
        )
        for column, to in (("credit", account), ("debit", other)):
            cursor.execute(
                f"INSERT INTO hordak_leg (uuid, transaction_id, account_id, {column}, currency, description)"
                " SELECT gen_random_uuid(), id, %s, 1 + id %% 1000, 'GBP', ''"
                " FROM hordak_transaction ORDER BY id DESC LIMIT %s",
                [to.pk, size],
            )


if __name__ == "__main__":
    main()
