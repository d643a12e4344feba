"""Reminders of the days on which we look with people at how it is going: each in good time, each once.

Next:   selfdirect/actions/reminders.py
Tests:  tests/jobs/test_looks.py
"""

from datetime import date

from selfdirect.actions import reminders
from selfdirect.actions.support.policy import in_working_days, policy
from selfdirect.actions.support.timer import timer
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.reminders import LookReminder
from selfdirect.rules.agreements import looks

REMINDER_DAYS = "reviews.reminder_working_days"


def remind_of_looks(on: date) -> int:
    """Remind everybody of every day that is near and that they were not yet reminded of."""
    near = in_working_days(on, policy().on(on).whole(REMINDER_DAYS))
    stands = Agreement.objects.filter(superseded_by=None, budget__starts_on__lte=near, budget__ends_on__gte=on)
    known = set(LookReminder.objects.filter(due_on__gte=on).values_list("agreement_id", "code", "due_on"))
    count = 0
    for agreement in stands.select_related("person", "budget").order_by("pk"):
        for look in looks(agreement.monitoring_schedule, agreement.budget.ends_on):
            if on <= look.on <= near and (agreement.pk, look.code, look.on) not in known:
                reminders.remind_of_look(
                    agreement=agreement, code=look.code, label=look.label, due_on=look.on, on=on, by=timer()
                )
                count += 1
    return count
