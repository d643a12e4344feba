"""Whether the person was told what they will pay; or whether somebody decided not to wait with the start until then.

Next:   selfdirect/actions/charge_waivers.py
Tests:  tests/actions/support/test_telling.py
"""

from dataclasses import dataclass
from datetime import date

from selfdirect.records.budgets import Budget
from selfdirect.records.charging import ChargeNotice, FinancialAssessment
from selfdirect.rules.calendar import format_date


@dataclass(frozen=True)
class Told:
    """Whether the person has to be told what they pay; since when they have been; or until when a waiver counts.

    `told_on` is the day from which what they pay for may start: that of the telling, or else of the waiver.
    """

    is_needed: bool
    told_on: date | None
    waived_until: date | None = None
    waiver_ended_on: date | None = None

    @property
    def is_missing(self) -> bool:
        """Whether nothing that is charged for may start."""
        return self.is_needed and self.told_on is None

    @property
    def how_to_mend(self) -> str:
        """What to do before anything that is charged for starts."""
        mend = "Tell the person what they will pay, and record it; or ask a team manager for a waiver"
        if self.waiver_ended_on:
            return f"The waiver ended on {format_date(self.waiver_ended_on)}. {mend}"
        return mend


def told_of_charge(budget: Budget, on: date) -> Told:
    """Whether the person was told what they will pay, by the financial assessment that counts now (R-FIN-09)."""
    counts = FinancialAssessment.objects.filter(person=budget.person_id).exclude(finished_on=None)
    finances = counts.order_by("-from_on", "-pk").first()
    if budget.contribution_pence_weekly == 0 or (finances is not None and finances.is_free):
        return Told(False, None)
    if finances is not None:
        notices = ChargeNotice.objects.filter(financial_assessment=finances, is_waiver=False)
        notice = notices.order_by("told_on", "pk").first()
        if notice is not None:
            return Told(True, notice.told_on)
    waivers = ChargeNotice.objects.filter(person=budget.person_id, is_waiver=True, told_on__lte=on)
    waiver = waivers.order_by("-waived_until", "pk").first()
    if waiver is None or waiver.waived_until is None:
        return Told(True, None)
    if waiver.waived_until < on:
        return Told(True, None, waiver_ended_on=waiver.waived_until)
    return Told(True, waiver.told_on, waiver.waived_until)
