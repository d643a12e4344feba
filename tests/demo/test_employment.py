"""The simulated council has a register from its first day, and payroll that adds up."""

from datetime import date

import pytest

from selfdirect.demo.employment import NAMES, _worked_out, fill_register
from selfdirect.outside.payroll import read_result
from selfdirect.records.assistants import present_entries
from tests.actions.employed import employer
from tests.actions.test_payroll import made, worked


@pytest.mark.django_db
def test_the_register_is_filled_and_payroll_adds_up() -> None:
    life = employer()
    fill_register(life.here.cast, date(2026, 6, 15))
    assert present_entries().count() == len(NAMES)
    one = worked(life)
    file = made(life)
    (row,) = read_result(_worked_out(file), file.reference, {one.reference})
    assert row.gross_pence == 143_00 and row.holiday_pence == 13_00
