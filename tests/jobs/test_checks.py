"""Each check of the night finds what it looks for, planted here past everything that would have refused it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from selfdirect.jobs import checks
from selfdirect.ledger.chart import committed, owed
from selfdirect.ledger.posting import post
from selfdirect.records.assistants import Assistant
from selfdirect.records.card_loads import CardLoad
from selfdirect.records.cards import Card, CardOrder
from selfdirect.records.employment import Employment, EmploymentTerms
from selfdirect.records.equipment import PrescribedItem
from selfdirect.records.messages import Message
from selfdirect.records.timesheets import ReserveEntry, Timesheet, TimesheetAnswer
from selfdirect.records.unspent import AccountLook, SurplusDecision
from tests.actions.story import FIRST_PAY_ON
from tests.jobs.conftest import Council
from tests.records.raw import run

ON = FIRST_PAY_ON


def found() -> set[str]:
    return {one.name for one in checks.run(ON) if one.exceptions}


def unguarded(table: str, *constraints: str) -> None:
    """Take away what would have refused: the plant is of something that should never be."""
    run("set constraints all immediate")
    for name in constraints:
        run(f"alter table {table} drop constraint {name}")
    run(f"alter table {table} disable trigger user")


def an_owner_left(council: Council) -> None:
    owners = "select owner_id from records_step where done_on is null"
    run(f"update records_user set is_active = false where id in ({owners})")


def an_unknown_step(council: Council) -> None:
    run("update records_step set code = 'dance' where done_on is null and person_id = %s", council.referral.person_id)


def nobody_looks_at_a_referral(council: Council) -> None:
    run("delete from records_step where person_id = %s", council.referral.person_id)


def nobody_looks_at_a_budget(council: Council) -> None:
    run("delete from records_step where person_id = %s", council.to_hold.person_id)


def no_named_worker(council: Council) -> None:
    run("update records_namedworker set until_on = from_on where person_id = %s", council.referral.person_id)


def never_told(council: Council) -> None:
    unguarded("records_chargenotice")
    run("delete from records_chargenotice where person_id = %s", council.told.person.pk)


def decided_alone(council: Council) -> None:
    unguarded("records_decision", "nobody_decides_their_own_proposal")
    run("update records_decision set decided_by_id = proposed_by_id where id = %s", council.told.budget.decision_id)


def approved_alone(council: Council) -> None:
    unguarded("records_paymentrun", "nobody_approves_their_own_run")
    run("update records_paymentrun set approved_by_id = prepared_by_id")


def a_run_does_not_add_up(council: Council) -> None:
    run("update records_paymentrun set approved_pence = approved_pence + 1")
    unguarded("records_paymentfile")
    run("update records_paymentfile set total_pence = total_pence + 1")


def a_file_does_not_add_up(council: Council) -> None:
    unguarded("records_paymentfile")
    run("update records_paymentfile set line_count = 2 where format = 'bacs_standard_18'")


def the_book_moved_more(council: Council) -> None:
    ref, payee = council.told.budget.reference, council.told.payee.book_reference
    post("planted", ON, 1, committed(ref), owed(payee), "nothing")


def a_message_failed(council: Council) -> None:
    run("update records_message set state = 'failed' where id = (select min(id) from records_message)")


def a_message_was_tried_for_days(council: Council) -> None:
    run("update records_message set tries = 1 where id = (select min(id) from records_message)")


def later_messages_went_past_one(council: Council) -> None:
    run("update records_message set state = 'sent' where id <> (select min(id) from records_message)")


def prescribed_and_forgotten(council: Council) -> None:
    told = council.told
    words = {"code": "stool", "label": "Stool", "council_pence": 1, "why": "To sit", "by": told.worker}
    days = {"visited_on": ON, "due_on": ON, "on": ON}
    PrescribedItem.objects.create(person=told.person, budget_line=told.budget.lines.earliest("pk"), **words, **days)


def left_over(council: Council, **parts: int) -> None:
    """A decision about £0.05 that nobody talked about."""
    told = council.told
    common = {"person": told.person, "on": ON, "by": told.worker}
    found = {"balance_pence": 5, "spoken_for_pence": 0, "surplus_pence": 5, "may_keep_pence": 0, "over_pence": 5}
    said = {"outcome": "pay_back", "words": [], "working": [], "policy_fingerprint": "x"}
    look = AccountLook.objects.create(budget=told.budget, as_at=ON, **common, **found, **said)
    pence = {"kept_pence": 0, "reused_pence": 0, "recouped_pence": 0} | parts
    SurplusDecision.objects.create(look=look, reason="Not needed.", **common, **pence)


def recouped_without_a_talk(council: Council) -> None:
    left_over(council, recouped_pence=5)


def left_over_does_not_add_up(council: Council) -> None:
    left_over(council, kept_pence=4)


def _assistant(council: Council) -> Employment:
    """Somebody employed by the person who was told, with nothing wrong."""
    budget, by = council.told.budget, council.told.worker
    one = Assistant.objects.create(name="Tess", date_of_birth=date(1990, 1, 1), on=ON, by=by)
    given = {"duties": "Help", "relation": "none", "same_household": False, "payroll_by": "employer"}
    given |= {"area": "centre", "is_rural": False, "starts_on": ON, "on": ON, "by": by}
    made = Employment.objects.create(person=budget.person, assistant=one, **given)
    terms = {"hours_hundredths": 500, "pence_hourly": 2000, "from_on": ON, "on": ON, "by": by}
    EmploymentTerms.objects.create(employment=made, line=budget.lines.order_by("pk")[0], **terms)
    return made


def put_by_outside_the_book(council: Council) -> None:
    given = {"kind": "put_by", "duty": "holiday", "wanted_pence": 1, "pence": 1, "until_on": ON, "on": ON}
    one = _assistant(council)
    ReserveEntry.objects.create(employment=one, budget=council.told.budget, by=council.told.worker, **given)


def paid_too_little(council: Council) -> None:
    _assistant(council)
    unguarded("records_employmentterms")
    run("update records_employmentterms set pence_hourly = 100")


def signed_their_own_hours(council: Council) -> None:
    given = {"week_on": ON, "version": 1, "minutes": {}, "on": ON, "by": council.told.worker}
    given |= dict.fromkeys(("worked_minutes", "holiday_minutes", "sick_minutes"), 0)
    sheet = Timesheet.objects.create(employment=_assistant(council), **given)
    answer = {"is_signed": True, "signed_as": "person", "on": ON, "by": council.told.worker}
    TimesheetAnswer.objects.create(timesheet=sheet, **answer)


def a_relative_without_an_exception(council: Council) -> None:
    one = _assistant(council)
    unguarded("records_employment")
    run("update records_employment set relation = 'partner' where id = %s", one.pk)


def a_card_is_not_blocked(council: Council) -> None:
    given = {"on": ON - timedelta(days=1), "by": council.told.worker}
    card = Card.objects.create(person=council.told.person, **given)
    CardOrder.objects.create(card=card, verb="block", key="block", because="lost", **given)


def a_card_is_not_loaded(council: Council) -> None:
    line = council.run.lines.get()
    run("update records_paymentrun set pay_on = %s where id = %s", ON - timedelta(days=1), line.run_id)
    CardLoad.objects.create(line=line, key="load", account="account-1")
    unguarded("records_paymentfile")
    run("update records_paymentfile set total_pence = 0, line_count = 0")


PLANTED: dict[Callable[[Council], None], str] = {
    an_owner_left: "Every open step has an owner who still works here",
    an_unknown_step: "Every open step is one the policy knows, with a date",
    nobody_looks_at_a_referral: "Everybody who waits has a next step",
    nobody_looks_at_a_budget: "Every budget that is to be paid is paid or has a next step",
    no_named_worker: "Everybody has a named worker",
    never_told: "Nothing chargeable starts before the person was told the amount",
    decided_alone: "Nobody decided their own proposal",
    approved_alone: "Nobody approved their own payment run",
    a_run_does_not_add_up: "The lines of every approved run add up to what was approved",
    a_file_does_not_add_up: "Every bank file adds up to its run",
    the_book_moved_more: "The book holds every payment",
    recouped_without_a_talk: "Nothing was recouped before a talk about why it built up",
    left_over_does_not_add_up: "What was left over is kept, used or recouped, to the penny",
    put_by_outside_the_book: "Every employer's reserve is what was put by and not used",
    paid_too_little: "Nobody is employed below the lowest wage",
    signed_their_own_hours: "Nobody signed hours that they logged",
    a_relative_without_an_exception: "No relative is employed without the exception the rule asks for",
    a_message_failed: "No message is stuck",
    a_message_was_tried_for_days: "No message is stuck",
    later_messages_went_past_one: "No message is stuck",
    a_card_is_not_loaded: "Every payment onto a card is answered by the next day",
    a_card_is_not_blocked: "Every card that was reported is blocked by the next day",
    prescribed_and_forgotten: "Every prescribed item has a retailer's order or a step with a date",
}


def test_a_sound_council_has_no_exceptions(council: Council) -> None:
    assert found() == set()


def test_money_kept_for_emergencies_waits_for_no_choice(council: Council) -> None:
    run("update records_budgetline set purpose = 'contingency' where budget_id = %s", council.to_hold.pk)
    run("delete from records_step where person_id = %s", council.to_hold.person_id)
    assert found() == set()


@pytest.mark.requirement("R-DEC-12")
@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_each_check_finds_what_it_looks_for_and_nothing_else(
    plant: Callable[[Council], None], council: Council
) -> None:
    plant(council)
    assert found() == {PLANTED[plant]}


def test_no_check_is_without_a_plant() -> None:
    assert {name for name, _ in checks.CHECKS} == set(PLANTED.values())


def test_exceptions_are_counted_and_the_first_few_named(council: Council) -> None:
    Message.objects.update(state="failed")
    (stuck,) = (one for one in checks.run(ON + timedelta(days=9)) if one.exceptions)
    assert stuck.exceptions == Message.objects.count() > 3
    assert len(stuck.examples) == 3


def test_every_invariant_of_the_book_is_among_them(council: Council) -> None:
    names = [one.name for one in checks.run(ON)]
    assert sum(name.startswith("The book: ") for name in names) >= 5
