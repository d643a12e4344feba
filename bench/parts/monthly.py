"""A month's statements on a database of its own, beside COPY of the very rows they are kept in; prints JSON.

Everybody's weekly amount differs, everybody has two lines and is paid once a month.

Next:   bench/statements.py, tests/actions/paying_people.py
"""

import json
import time
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from bench.parts import paying as runs
from bench.parts.site import _set_up
from bench.parts.timing import LINES

MONTHS = (date(2026, 7, 1), date(2026, 8, 1))
WRITTEN = ("records_letter", "records_message", "records_statement", "records_auditentry")


def measure() -> dict[str, float]:
    """Seconds by the clock, of our processor time and of the database's, for the second month."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from selfdirect.jobs.statements import make_missing
    from selfdirect.records.statements import Statement
    from tests.actions import paying_people as paying

    here = paying.office()
    schedules = paying.people_to_pay(LINES, here)
    _give_lines([one.budget_id for one in schedules])
    runs._vary(1_000)  # the first run pays two months
    for number, month in enumerate(MONTHS):
        day = paying.STARTS_ON + timedelta(weeks=4 * (number + 1))
        run = paying.sent_run(here, day, on=day - timedelta(days=5))
        paying.confirm(here, run, on=day)
        runs._settle()
        before = _last_ids()
        asked = CaptureQueriesContext(connection)
        start, python, database = time.perf_counter(), time.process_time(), runs._database_seconds()
        with asked:
            made = make_missing((month + timedelta(days=31)).replace(day=1))
        found = {
            "seconds": time.perf_counter() - start,
            "python": time.process_time() - python,
            "database": runs._database_seconds() - database,
            "questions": len(asked),
        }
        if made != LINES or Statement.objects.filter(month=month).count() != LINES:
            raise SystemExit(f"{made} statements were made, not {LINES}")
    took: dict[str, list[float]] = defaultdict(list)
    runs._copies(took, before)
    return {"holders": LINES} | found | {name: times[0] for name, times in took.items()}


def _give_lines(budgets: list[int]) -> None:
    """Two lines for each budget, by plain SQL: a direct payment, and money kept for emergencies."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            """
            with planned as (
                insert into records_planline (plan_id, what, outcomes, category, purpose, provider_name,
                    quantity_hundredths, unit, unit_price_pence, frequency, pence_weekly, pence_once, is_chargeable,
                    override_reason, who_may_use, nhs_basis_points,
                    nhs_pence_weekly, nhs_pence_once, at)
                select b.plan_id, kind.what, '[]', 'care', kind.purpose, '', 100, 'hours', 1000, 'weekly', 1000, 0,
                    true, '', '', 0, 0, 0, now()
                from records_budget b, (values ('Help at home', 'support'), ('When ill', 'contingency'))
                    kind (what, purpose)
                where b.id = any(%s) returning id, plan_id, purpose)
            insert into records_budgetline (budget_id, plan_line_id, purpose, pence_weekly, pence_once,
                net_pence_weekly, committed_pence, nhs_pence_weekly, nhs_pence_once, nhs_committed_pence, held_as,
                paid_by, at)
            select b.id, p.id, p.purpose, 1000, 0, 1000, 0, 0, 0, 0,
                case p.purpose when 'support' then 'direct_payment' else '' end,
                case p.purpose when 'support' then 'bank_account' else '' end, now()
            from planned p join records_budget b on b.plan_id = p.plan_id
            """,
            [budgets],
        )


def _last_ids() -> dict[str, Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        last = {}
        for table in WRITTEN:
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
            last[table] = cursor.fetchone()[0]
        return last


if __name__ == "__main__":
    _set_up()
    print(json.dumps(measure()))
