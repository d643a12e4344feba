"""Letting what a person pays for start before they were told the amount: who decided it, why, and until when.

Values: policy/councils
Next:   selfdirect/actions/support/telling.py
Tests:  tests/actions/test_charge_waivers.py
"""

from datetime import date, timedelta

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import open_step
from selfdirect.records.access import User
from selfdirect.records.charging import ChargeNotice, FinancialAssessment
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.problems import Problem

MOST_WEEKS = "charging.waiver_weeks"


@action(needs=Permission.WAIVE_TELLING)
def waive_telling(
    *,
    financial_assessment: FinancialAssessment,
    reason: str,
    waived_until: date,
    accepts_may_pay: bool,
    key: str,
    on: date,
    by: User,
) -> ChargeNotice:
    """Decide that support may start before the person knows the amount, until a day (R-FIN-09). They are told why.

    Telling them stays open work, with an owner and a date.
    """
    latest = on + timedelta(weeks=policy_on(on).whole(MOST_WEEKS))
    problems = []
    if not reason.strip():
        problems.append(Problem("reason", "Say why support cannot wait until the person knows the amount"))
    if waived_until < on:
        problems.append(Problem("waived_until", "The last day must be today or later"))
    elif waived_until > latest:
        words = f"The last day must be {format_date(latest)} or earlier: the person has to be told"
        problems.append(Problem("waived_until", words))
    if not accepts_may_pay:
        problems.append(
            Problem("accepts_may_pay", "Tell the person first that they may have to pay, and ask if they agree")
        )
    if problems:
        raise Refused(problems)
    made = ChargeNotice.objects.create(
        financial_assessment=financial_assessment,
        person=financial_assessment.person,
        told_on=on,
        how="waiver",
        is_waiver=True,
        waiver_reason=reason.strip(),
        waived_until=waived_until,
        accepts_may_pay=True,
        by=by,
    )
    open_step("tell_charge", person=made.person, record=financial_assessment, on=on)
    said = (
        f"Your support may start before you know what you pay. {by.name} decided this: {made.waiver_reason} "
        f"We tell you the amount by {format_date(waived_until)}."
    )
    tell(said, person=made.person_id, about=about(made))
    return made
