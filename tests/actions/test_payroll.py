"""Signed hours go to payroll once, what it worked out is read back, and a bad file is refused as a whole."""

import json
from datetime import date

import pytest

from selfdirect.actions import payroll
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.ledger.chart import employer_reserve
from selfdirect.ledger.reading import balance
from selfdirect.records.employment import Employment
from selfdirect.records.timesheets import PayResult, PayrollFile
from selfdirect.rules.access import Role
from tests.actions.employed import WEEK, Employer, employer
from tests.actions.test_timesheets import holder, tess

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 20)


def made(life: Employer, form: str = "json") -> PayrollFile:
    by = life.here.cast.finance[0]
    return payroll.make_file(payroll_name="Example Payroll", format=form, key=life.key(), on=ON, by=by)


def worked(life: Employer) -> Employment:
    one = life.employ()
    week = {**WEEK, "holiday": [0] * 5 + [60, 0]}
    life.signed(life.logged(one, by=tess(life, one), minutes=week), holder(life))
    return one


def answer(file: PayrollFile, one: Employment, **more: int) -> bytes:
    row = {"gross_pence": 143_00, "holiday_pence": 13_00, "tax_pence": 3_00, "insurance_pence": 2_00}
    row |= {"pension_pence": 1_00, "net_pence": 137_00, "employer_insurance_pence": 0, "employer_pension_pence": 75}
    row |= more
    content = {"hand_off": file.reference, "rows": [{"employment": one.reference, **row}], "totals": row}
    return json.dumps(content).encode()


@pytest.mark.requirement("R-EMP-03")
def test_signed_hours_feed_payroll_once_and_the_pay_is_read_back() -> None:
    life = employer()
    one = worked(life)
    file = made(life)
    (row,) = json.loads(bytes(file.content))["rows"]
    assert (row["worked_minutes"], row["holiday_minutes"], row["pence_hourly"]) == (600, 60, 13_00)
    with pytest.raises(Refused, match="No signed hours wait"):
        made(life)
    by = life.here.cast.finance[0]
    given = {"file": file, "on": ON, "by": by}
    with pytest.raises(Refused, match="net_pence: 13600 is not gross less what comes off"):
        payroll.read_back(**given, content=answer(file, one, net_pence=136_00), key="r1")
    assert not PayResult.objects.exists()
    payroll.read_back(**given, content=answer(file, one), key="r2")
    assert PayResult.objects.get().net_pence == 137_00
    used = {row.duty: row.pence for row in one.reserve.filter(kind="used")}
    assert sum(used.values()) <= sum(row.pence for row in one.reserve.filter(kind="put_by"))
    assert used["pension"] > 0 and balance(employer_reserve(life.budget.reference)) == sum(
        row.pence if row.kind == "put_by" else -row.pence for row in one.reserve.all()
    )
    with pytest.raises(Refused, match="read back already"):
        payroll.read_back(**given, content=answer(file, one), key="r3")


def test_a_corrected_week_carries_the_difference() -> None:
    life = employer()
    one = worked(life)
    made(life)
    more = {**WEEK, "worked": [60] * 5 + [0, 0], "holiday": [0] * 5 + [60, 0]}
    user = one.assistant.user
    life.signed(life.logged(one, by=user, minutes=more, seen_version=1), holder(life))
    text = bytes(made(life, "csv").content).decode()
    assert ",-300,0,0,1300" in text


def test_only_finance_hands_off() -> None:
    life = employer()
    worked(life)
    with pytest.raises(NotAllowed):
        payroll.make_file(payroll_name="Example Payroll", format="csv", key="k", on=ON, by=life.worker)
    with pytest.raises(Refused, match="Select the kind"):
        made(life, "xls")
    assert Role.FINANCE_OFFICER in life.here.cast.finance[0].roles_on(ON)
