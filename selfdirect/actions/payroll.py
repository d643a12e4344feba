"""Handing signed hours to a payroll organisation, and reading back what it worked out.

Why:    docs/running/payroll-files.md
Next:   selfdirect/outside/payroll.py
Tests:  tests/actions/test_payroll.py
"""

import hashlib
from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.reserve import put_by_until, use
from selfdirect.outside.payroll import FORMATS, HandOffRow, PayrollFileRefused, hand_off, read_result
from selfdirect.records.access import User
from selfdirect.records.employment import Employment, terms_on
from selfdirect.records.many import new_ids
from selfdirect.records.timesheets import PayResult, PayrollFile, PayrollItem, Timesheet, present_timesheets
from selfdirect.rules.access import Permission
from selfdirect.rules.employer_reserve import Duty
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem

HAND_OFF = Permission.HAND_OFF_PAYROLL


@action(needs=HAND_OFF)
def make_file(*, payroll_name: str, format: str, key: str, on: date, by: User) -> PayrollFile:
    """Hand off every signed week that this organisation has not had. A corrected week carries the difference."""
    if format not in FORMATS:
        raise Refused([Problem("format", "Select the kind of file")])
    sheets = _waiting_for(payroll_name)
    if not sheets:
        raise Refused([Problem("payroll_name", "No signed hours wait for this organisation")])
    (pk,) = new_ids(PayrollFile, 1)
    rows = [_row(sheet) for sheet in sheets]
    content = hand_off(f"{PayrollFile.PREFIX}-{pk:06d}", rows, format)
    made = PayrollFile.objects.create(
        pk=pk,
        payroll_name=payroll_name,
        format=format,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        rows=len(rows),
        on=on,
        by=by,
    )
    PayrollItem.objects.bulk_create(PayrollItem(file=made, timesheet=sheet) for sheet in sheets)
    for person_id in sorted({sheet.employment.person_id for sheet in sheets}):
        tell(f"Signed hours were handed to {payroll_name}.", person=person_id, about=about(made))
    tell(f"{len(rows)} signed weeks were handed to {payroll_name}.", about=about(made))
    return made


def _waiting_for(payroll_name: str) -> list[Timesheet]:
    """Signed weeks that were not handed off, of everybody whose pay this organisation works out."""
    found = present_timesheets().filter(answered__is_signed=True, payroll=None)
    found = found.filter(employment__payroll_by="organisation", employment__payroll_name=payroll_name)
    return list(found.select_related("employment__person", "supersedes").order_by("employment_id", "week_on"))


def _row(sheet: Timesheet) -> HandOffRow:
    employment = sheet.employment
    before = Timesheet.objects.filter(employment=employment, week_on=sheet.week_on, payroll__isnull=False)
    had = before.order_by("-version").first()
    return HandOffRow(
        employment=employment.reference,
        employer=employment.person.name,
        employee=employment.assistant.name,
        timesheet=sheet.reference,
        week_on=sheet.week_on.isoformat(),
        worked_minutes=sheet.worked_minutes - (had.worked_minutes if had else 0),
        holiday_minutes=sheet.holiday_minutes - (had.holiday_minutes if had else 0),
        sick_minutes=sheet.sick_minutes - (had.sick_minutes if had else 0),
        pence_hourly=terms_on(employment, sheet.week_on).pence_hourly,
    )


@action(needs=HAND_OFF)
def read_back(*, file: PayrollFile, content: bytes, key: str, on: date, by: User) -> PayrollFile:
    """Read what payroll worked out. Totals must agree; a bad file is refused as a whole, by line and field (R-EMP-03).

    Holiday pay and the employer's pension contribution are then paid from the employer's reserve.
    """
    file = PayrollFile.objects.select_for_update().get(pk=file.pk)
    if file.results.exists():
        raise Refused("What payroll worked out for this hand-off was read back already.")
    items = file.items.values_list("timesheet__employment_id", flat=True)
    known = {
        one.reference: one for one in Employment.objects.filter(pk__in=items).select_related("assistant", "person")
    }
    try:
        rows = read_result(content, file.reference, set(known))
    except PayrollFileRefused as refused:
        raise Refused([Problem("content", message) for message in refused.messages]) from refused
    for row in rows:
        employment = known[row.employment]
        PayResult.objects.create(
            file=file,
            employment=employment,
            gross_pence=row.gross_pence,
            holiday_pence=row.holiday_pence,
            tax_pence=row.tax_pence,
            insurance_pence=row.insurance_pence,
            pension_pence=row.pension_pence,
            net_pence=row.net_pence,
            employer_insurance_pence=row.employer_insurance_pence,
            employer_pension_pence=row.employer_pension_pence,
            on=on,
            by=by,
        )
        _draw(employment, {Duty.HOLIDAY: row.holiday_pence, Duty.PENSION: row.employer_pension_pence}, on, by)
        said = f"Payroll worked out the pay of {employment.assistant.name}: {format_pounds(row.net_pence)} after tax."
        tell(said, person=employment.person_id, about=about(file))
    tell(f"What {file.payroll_name} worked out was read back: {len(rows)} people.", about=about(file))
    return file


def _draw(employment: Employment, wanted: dict[Duty, int], on: date, by: User) -> None:
    if any(wanted.values()):
        if employment.ended is None:
            put_by_until(employment, on, on, by)
        use(employment, wanted, on, by)
