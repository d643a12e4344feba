"""Hours, answers and what is put by are written down for good; a week begins on a Monday; net pay adds up."""

from datetime import date

import pytest

from selfdirect.records.timesheets import PayResult, ReserveEntry, present_timesheets
from tests.actions.employed import employer
from tests.actions.test_payroll import made, worked
from tests.records.raw import NEVER, copy_of, refusal

ON = date(2026, 7, 20)


@pytest.mark.django_db
def test_hours_and_money_put_by_are_written_down_for_good() -> None:
    life = employer()
    one = worked(life)
    sheet = present_timesheets().get()
    file = made(life)
    given = {"wanted_pence": 2, "pence": 1, "until_on": ON, "on": ON, "by": life.worker}
    entry = ReserveEntry.objects.create(employment=one, budget=life.budget, kind="put_by", duty="holiday", **given)
    assert sheet.answer is not None and sheet.is_signed
    for row in (sheet, sheet.answer, file, file.items.get(), entry):
        table = row._meta.db_table
        assert NEVER in refusal(f"update {table} set id = id where id = %s", row.pk)
        assert NEVER in refusal(f"delete from {table} where id = %s", row.pk)
    tuesday = copy_of("records_timesheet", sheet.pk, week_on="'2026-07-07'", version="2", supersedes_id="null")
    assert refusal(tuesday) == "timesheet_week_begins_on_monday"
    assert refusal(copy_of("records_reserveentry", entry.pk, pence="3")) == "reserve_amounts"
    assert refusal(copy_of("records_reserveentry", entry.pk, duty="'party'")) == "reserve_is_for_a_duty"
    amounts = dict.fromkeys(("holiday", "tax", "insurance", "pension", "employer_insurance", "employer_pension"), 0)
    pay = {f"{name}_pence": pence for name, pence in (amounts | {"gross": 10, "net": 10}).items()}
    result = PayResult.objects.create(file=file, employment=one, on=ON, by=life.worker, **pay)
    assert refusal(copy_of("records_payresult", result.pk, net_pence="9")) in {
        "net_pay_adds_up",
        "one_pay_result_of_a_file",
    }
