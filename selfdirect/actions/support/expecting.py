"""What is still to be paid to somebody and when: what each claim should have by a day, less what was approved for it.

Next:   selfdirect/rules/payments.py
Tests:  tests/actions/support/test_expecting.py
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from selfdirect.actions.support.paying import Pair, approved_for, rule_schedule
from selfdirect.records.payments import PaymentSchedule
from selfdirect.rules.payments import Schedule, entitled_to_date, next_pay_on

FIELDS = ("pence_weekly", "pence_once", "frequency", "in_advance", "calendar_from", "from_on", "until_on")


def expected_of(schedules: Sequence[PaymentSchedule], on: date, most: int) -> dict[Pair, list[tuple[date, int]]]:
    """The next days and pence of each claim behind these schedules, at most so many of each. One query of the book."""
    by_pair: dict[Pair, list[dict[str, Any]]] = {}
    for schedule in schedules:
        row = {name: getattr(schedule, name) for name in FIELDS}
        by_pair.setdefault((schedule.budget_id, schedule.payee_id, schedule.funder), []).append(row)
    approved = approved_for(by_pair) if by_pair else {}
    return {pair: _days(rule_schedule(rows), approved[pair], on, most) for pair, rows in by_pair.items()}


def _days(schedule: Schedule, approved_pence: int, on: date, most: int) -> list[tuple[date, int]]:
    found: list[tuple[date, int]] = []
    day: date | None = on
    covered = approved_pence
    while day is not None and len(found) < most:
        pence = entitled_to_date(schedule, day).pence
        if pence > covered:
            found.append((day, pence - covered))
            covered = pence
        day = next_pay_on(schedule, day)
    return found
