"""Reminding people of the days on which we look with them at how it is going, in the way they like to hear from us.

Next:   selfdirect/jobs/looks.py
Tests:  tests/actions/test_reminders.py
"""

from datetime import date

from selfdirect.actions.action import NotAllowed, Refused, about, action, tell
from selfdirect.actions.support.decision_letter import OTHER_FORMAT
from selfdirect.actions.support.outbox import write_letter
from selfdirect.actions.support.steps import open_step
from selfdirect.records.access import User
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.people import ContactBy
from selfdirect.records.reminders import LookReminder
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.problems import Problem

CALL = "reminder_call"
CARD_FOLLOW_UPS = ("card_spending", "card_money_back", "low_balance")
FOLLOW_UPS = (CALL, "authority_ended", OTHER_FORMAT, "tell_provider", "surplus_review", *CARD_FOLLOW_UPS)
"""Work that whoever owns it does and then says what came of it."""


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def remind_of_look(*, agreement: Agreement, code: str, label: str, due_on: date, on: date, by: User) -> LookReminder:
    """Remind the person once of one day: by letter, email or text; or by a call that their worker makes (R-MON-16)."""
    person = agreement.person
    how = ContactBy(person.details.contact_by)
    made = LookReminder.objects.create(
        person=person, agreement=agreement, code=code, label=label, due_on=due_on, how=how.value, on=on, by=by
    )
    if how is ContactBy.PHONE:
        open_step(CALL, person=person, record=made, on=on)
    else:
        write_letter(
            "look",
            key=f"look:{agreement.pk}:{code}:{due_on}",
            person=person,
            subject="A date for you to know",
            facts={"label": label, "due_on": due_on.isoformat(), "agreement": agreement.reference},
            on=on,
            by=by,
        )
    tell(f"A reminder: {label}, on {format_date(due_on)}.", person=person, about=about(agreement))
    return made


@action(needs=None)
def follow_up(*, step: Step, what_was_done: str, on: date, by: User) -> Step:
    """Close what was done outside, such as a reminder by phone: whoever owns it says what came of it."""
    if step.code not in FOLLOW_UPS:
        raise Refused("This is done on another page.")
    if step.owner_id != by.pk and not by.may(Permission.NAME_WORKERS, on):
        raise NotAllowed("You are not able to do this.")
    if not what_was_done.strip():
        raise Refused([Problem("what_was_done", "Say what was done")])
    if not Step.objects.open().filter(pk=step.pk).update(done_on=on, done_by=by):
        raise Refused("Somebody has already done this.")
    tell(what_was_done.strip(), person=step.person_id, about=step.about)
    step.refresh_from_db()
    return step
