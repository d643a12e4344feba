"""Each week, money is put by for every employer's duties from the budget's available money.

Values: policy/national/employment.toml
Next:   selfdirect/actions/support/reserve.py
Tests:  tests/actions/test_employer_reserve.py
"""

from datetime import date

from django.db.models import Q

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.reserve import put_by_until
from selfdirect.records.access import User
from selfdirect.records.employment import Employment
from selfdirect.rules.access import Permission
from selfdirect.rules.money import format_pounds


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def put_by(*, on: date, by: User) -> int:
    """Put by what has come due for every employment that goes on. Asked again on a day, it puts by nothing more."""
    going_on = Employment.objects.filter(Q(end=None), starts_on__lte=on).select_related("assistant", "person")
    count = 0
    for employment in going_on.order_by("pk"):
        try:
            done, short = put_by_until(employment, on, on, by)
        except Refused as refused:
            tell(str(refused), person=employment.person_id, about=about(employment))
            continue
        if done or short:
            count += 1
            said = f"{format_pounds(done)} was put by for your duties as an employer."
            said += f" {format_pounds(short)} more should be: the budget has no more available." if short else ""
            tell(said, person=employment.person_id, about=about(employment))
    tell(f"Money was put by for the duties of {count} employers.")
    return count
