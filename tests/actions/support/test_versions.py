"""A change is saved against the version that was read, or not at all."""

from datetime import date

import pytest

from selfdirect.actions.action import Stale, about, action, tell
from selfdirect.actions.support.versions import save_against
from selfdirect.records.access import User
from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.plans import Plan
from tests.actions.paying_people import ON, Office


@action(needs=None)
def write(*, plan: Plan, words: str, seen_version: int, on: date, by: User) -> Plan:
    tell(f"Wrote: {words}", about=about(plan))
    return save_against(plan, seen_version, by, my_words=words)


def test_the_first_is_saved_and_says_who_and_when(here: Office, schedule: PaymentSchedule) -> None:
    saved = write(plan=Plan.objects.get(), words="One", seen_version=1, on=ON, by=here.worker)
    assert (saved.my_words, saved.version, saved.changed_by) == ("One", 2, here.worker)
    assert saved.changed_at is not None


def test_the_second_is_told_everything_that_was_done_since(here: Office, schedule: PaymentSchedule) -> None:
    plan = Plan.objects.get()
    write(plan=plan, words="One", seen_version=1, on=ON, by=here.worker)
    write(plan=plan, words="Two", seen_version=2, on=ON, by=here.manager)
    with pytest.raises(Stale) as stale:
        write(plan=plan, words="Three", seen_version=1, on=ON, by=here.finance)
    told = stale.value
    assert (told.changed_by, told.version, told.changes) == (here.manager.name, 3, ["Wrote: Two", "Wrote: One"])
    assert Plan.objects.get().my_words == "Two"
