"""A third side: django-ledger, a whole accounting system, posting by the call that its own documentation shows.

It has no call that writes many journal entries at once, so nothing else of it is measured.

Next:   bench/ledger.py
"""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

from bench.parts.timing import database, on_threads, once

ONES = 100
MOMENT = datetime(2026, 4, 1, 9, tzinfo=UTC)


def main() -> None:
    settings.configure(
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "django_ledger",
        ],
        DATABASES={"default": database()},
        USE_TZ=True,
        SECRET_KEY="-",
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        DJANGO_LEDGER_USE_DEPRECATED_BEHAVIOR=False,
    )
    django.setup()
    call_command("migrate", verbosity=0)
    ledger, budget, payee = _opened()

    def ask(number: int) -> None:
        ledger.commit_txs(
            je_timestamp=MOMENT,
            je_ledger_model=ledger,
            je_posted=True,
            je_desc=f"payment {number}",
            je_txs=[
                {"account": budget, "amount": Decimal("1.00"), "tx_type": "debit", "description": "one"},
                {"account": payee, "amount": Decimal("1.00"), "tx_type": "credit", "description": "one"},
            ],
        )

    ask(0)
    found = {"one_by_one": ONES / once(lambda: [ask(number) for number in range(ONES)])}
    found["on_threads"] = ONES / on_threads(ask, ONES)
    print(json.dumps(found))


def _opened() -> tuple[Any, Any, Any]:
    from django.contrib.auth import get_user_model
    from django_ledger.models import EntityModel

    admin = get_user_model().objects.create_user("admin")
    entity = EntityModel.create_entity(name="Council", use_accrual_method=True, admin=admin, fy_start_month=4)
    entity.save()
    chart = entity.create_chart_of_accounts(assign_as_default=True, commit=True, coa_name="Chart")
    accounts = [
        entity.create_account(
            coa_model=chart, code=code, role="lia_cl_acc_payable", name=name, balance_type="credit", active=True
        )
        for code, name in (("2001", "budget"), ("2002", "payee"))
    ]
    ledger = entity.create_ledger(name="Payments", posted=True)
    return (ledger, *accounts)


if __name__ == "__main__":
    main()
