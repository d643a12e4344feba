"""Payments that cannot wait: an interim payment, cards that fail, a bank that takes nothing; every penny netted off."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from selfdirect.actions import must_be_paid, same_day_runs
from selfdirect.actions.action import Refused
from selfdirect.actions.support.paying_straight import due_between, lists_of, payable, unpayable
from selfdirect.ledger.chart import BANK
from selfdirect.ledger.reading import balance
from selfdirect.records.access import RoleGrant, User
from selfdirect.records.messages import Letter
from selfdirect.records.must_be_paid import MustBePaid, RailFailure
from selfdirect.records.payments import PaymentRun, PaymentSchedule
from selfdirect.records.work import Step
from tests.actions.paying_people import (
    NEXT_PAY_ON,
    ON,
    PAY_ON,
    Office,
    approve,
    confirm,
    only_line,
    owed_to,
    people_to_pay,
    prepare,
    problems,
    said,
    send,
    sent_run,
    the_book_is_sound,
)
from tests.actions.test_must_be_paid import FIRST_DUE_ON, listed

pytestmark = pytest.mark.django_db

SUNDAY = date(2026, 7, 5)


def paid_first(here: Office) -> None:
    """The first usual run, confirmed."""
    confirm(here, sent_run(here))


def pay_straight(here: Office, schedule: PaymentSchedule, on: date = FIRST_DUE_ON, **more: Any) -> PaymentRun:
    codes = [one.code for one in due_between(lists_of([schedule.budget_id]), PAY_ON, on)]
    words = {"budget": schedule.budget, "codes": codes, "until_on": on, "because": "Her card is lost.", "on": on}
    return same_day_runs.pay_straight(**({"key": f"straight-{on}", "by": here.worker} | words | more))


def through(here: Office, run: PaymentRun, on: date = FIRST_DUE_ON) -> PaymentRun:
    """Approved, sent and confirmed on one day."""
    return confirm(here, send(here, approve(here, run, on=on), on=on), on=on)


def test_an_interim_payment_is_made_on_the_day_and_comes_off_the_next(here: Office, schedule: PaymentSchedule) -> None:
    paid_first(here)
    listed(here, schedule)
    run = pay_straight(here, schedule)
    line = only_line(run)
    assert (run.kind, run.pay_on, line.pence, line.payee.account_name) == (
        "same_day",
        FIRST_DUE_ON,
        20000,
        "Ana Example",
    )
    closed = through(here, run)
    file = closed.files.get()
    assert file.format == "pain_001_same_day" and b"<Cd>URNS</Cd>" in bytes(file.content)
    letter = Letter.objects.get(kind="interim_payment")
    assert (letter.person, letter.facts["paid"]) == (schedule.person, ["Ana, wages: £200.00"])
    assert (closed.sent_on, closed.closed_on, only_line(closed).state) == (FIRST_DUE_ON, FIRST_DUE_ON, "confirmed")
    assert (owed_to(schedule), balance(BANK)) == (0, -(65200 + 20000))
    again = only_line(prepare(here, NEXT_PAY_ON, on=NEXT_PAY_ON - timedelta(days=5)))
    assert (again.pence, again.payee, again.covers_from) == (65200 - 20000, schedule.payee, NEXT_PAY_ON)
    assert not Step.objects.filter(code="payment_query").exists()
    assert the_book_is_sound()


def test_paid_ahead_of_what_is_due_asks_nobody_and_pays_less_later(here: Office, schedule: PaymentSchedule) -> None:
    paid_first(here)
    listed(here, schedule, pence=70000)
    through(here, pay_straight(here, schedule))
    with pytest.raises(Refused, match="Nobody is due"):
        prepare(here, NEXT_PAY_ON, on=NEXT_PAY_ON - timedelta(days=5))
    later = NEXT_PAY_ON + timedelta(weeks=4)
    assert only_line(prepare(here, later, on=later - timedelta(days=5))).pence == 3 * 65200 - 65200 - 70000


def test_once_it_has_come_off_a_later_surplus_is_a_question_again(here: Office, schedule: PaymentSchedule) -> None:
    paid_first(here)
    listed(here, schedule)
    through(here, pay_straight(here, schedule))
    closing = NEXT_PAY_ON - timedelta(days=5)
    confirm(
        here, send(here, approve(here, prepare(here, NEXT_PAY_ON, on=closing), on=closing), on=closing), on=NEXT_PAY_ON
    )
    PaymentSchedule.objects.filter(pk=schedule.pk).update(pence_weekly=15000)
    later = NEXT_PAY_ON + timedelta(days=1)
    prepare(here, later, on=later - timedelta(days=5))
    assert Step.objects.open().filter(code="payment_query", person=schedule.person).count() == 1


def test_a_day_is_paid_straight_away_once(here: Office, schedule: PaymentSchedule) -> None:
    paid_first(here)
    listed(here, schedule)
    first = pay_straight(here, schedule)
    with pytest.raises(Refused) as refused:
        pay_straight(here, schedule, codes=[f"{MustBePaid.objects.get().pk}:{FIRST_DUE_ON}"], key="twice")
    assert "paid or changed since" in problems(refused)["codes"]
    line = only_line(first)
    with pytest.raises(IntegrityError, match="each_day_paid_straight_away_once"), transaction.atomic():
        line.pk = None
        line.run = PaymentRun.objects.create(
            pay_on=ON, kind="same_day", because="x", key="x", prepared_by=here.finance, prepared_on=ON
        )
        line.save(force_insert=True)


def test_more_than_is_left_of_the_budget_is_refused_with_what_is_wrong(here: Office, schedule: PaymentSchedule) -> None:
    paid_first(here)
    listed(here, schedule, pence=16300 * 52)
    with pytest.raises(Refused) as refused:
        pay_straight(here, schedule)
    assert problems(refused)["codes"].startswith("Less than £8,476.00 of the budget is still to be paid")
    with pytest.raises(Refused) as refused:
        pay_straight(here, schedule, codes=[], because=" ", key="none")
    assert set(problems(refused)) == {"codes", "because"}


def test_what_has_changed_since_is_not_approved(here: Office, schedule: PaymentSchedule) -> None:
    paid_first(here)
    made = listed(here, schedule)
    run = pay_straight(here, schedule)
    must_be_paid.take_off_list(item=made, key="off", on=FIRST_DUE_ON, by=here.worker)
    with pytest.raises(Refused, match="no longer on the list"):
        approve(here, run, on=FIRST_DUE_ON)


@pytest.mark.requirement("R-PAY-17")
def test_whoever_asks_for_an_interim_payment_never_approves_it(here: Office, schedule: PaymentSchedule) -> None:
    paid_first(here)
    listed(here, schedule)
    run = pay_straight(here, schedule)
    RoleGrant.objects.create(user=here.worker, role="finance_approver", from_on=ON)
    with pytest.raises(Refused, match="You prepared this run"):
        approve(here, run, by=User.objects.get(pk=here.worker.pk), on=FIRST_DUE_ON)


def report(here: Office, rail: str, on: date = FIRST_DUE_ON, **more: Any) -> RailFailure:
    words = {"rail": rail, "what_happened": "Nothing goes through.", "on": on, "by": here.finance}
    return same_day_runs.report_rail_failure(**({"key": f"report-{rail}"} | words | more))


def test_while_cards_fail_everybody_on_a_list_is_paid_straight_and_no_card_is_loaded(here: Office) -> None:
    schedules = people_to_pay(3, here, payee_kind="prepaid_card")
    bank = people_to_pay(1, here)[0]
    confirm(here, sent_run(here))
    for one in (*schedules[:2], bank):
        listed(here, one)
    failure = report(here, "prepaid_card")
    asked = Step.objects.open().get(code="no_second_rail")
    assert (asked.person, asked.owner) == (schedules[2].person, here.worker)
    run = same_day_runs.pay_another_way(failure=failure, until_on=SUNDAY, key="go", on=FIRST_DUE_ON, by=here.finance)
    through(here, run)
    assert {line.person for line in run.lines.all()} == {one.person for one in schedules[:2]}
    assert set(run.lines.values_list("state", "pence")) == {("confirmed", 20000)}
    with pytest.raises(Refused) as refused:
        same_day_runs.pay_another_way(failure=failure, until_on=SUNDAY, key="again", on=FIRST_DUE_ON, by=here.finance)
    assert "Nobody is left to pay" in problems(refused)["until_on"]
    closing = NEXT_PAY_ON - timedelta(days=5)
    usual = prepare(here, NEXT_PAY_ON, on=closing)
    assert set(usual.lines.filter(state="held").values_list("person", flat=True)) == {
        one.person_id for one in schedules
    }
    same_day_runs.end_rail_failure(failure=failure, key="end", on=closing, by=here.finance)
    assert sorted(usual.lines.values_list("pence", flat=True)) == [45200, 45200, 65200, 65200]
    with pytest.raises(Refused, match="This ended on"):
        same_day_runs.pay_another_way(failure=failure, until_on=SUNDAY, key="late", on=closing, by=here.finance)
    assert the_book_is_sound()


def test_whoever_cannot_be_paid_is_named_with_the_reason(here: Office) -> None:
    poor, rich = people_to_pay(2, here, payee_kind="prepaid_card")
    confirm(here, sent_run(here))
    listed(here, poor, pence=16300 * 52)
    listed(here, rich)
    failure = report(here, "prepaid_card")
    ((due, why),) = unpayable(failure, SUNDAY, FIRST_DUE_ON)
    assert due.item.person == poor.person and "still to be paid" in why
    assert [one.due.item.person for one in payable(failure, SUNDAY, FIRST_DUE_ON)] == [rich.person]


def test_what_the_bank_did_not_carry_out_is_sent_again_the_same_day(here: Office) -> None:
    people_to_pay(3, here)
    run = sent_run(here)
    with pytest.raises(Refused) as refused:
        report(here, "bank", on=PAY_ON, runs=[run.pk + 1], key="wrong")
    assert "answered since, or was not sent" in problems(refused)["runs"]
    failure = report(here, "bank", on=PAY_ON, runs=[run.pk])
    run.refresh_from_db()
    assert run.state == "closed" and set(run.lines.values_list("state", flat=True)) == {"returned"}
    assert not Step.objects.open().filter(code="payment_returned").exists(), "no account is at fault"
    again = same_day_runs.pay_another_way(failure=failure, until_on=PAY_ON, key="go", on=PAY_ON, by=here.finance)
    through(here, again, on=PAY_ON)
    assert again.lines.filter(state="confirmed").count() == 3
    assert balance(BANK) == -3 * 65200 and the_book_is_sound()
    with pytest.raises(Refused, match="Nobody is left"):
        same_day_runs.pay_another_way(failure=failure, until_on=PAY_ON, key="go2", on=PAY_ON, by=here.finance)


def test_what_the_bank_has_not_spoken_of_is_left_with_it(here: Office, schedule: PaymentSchedule) -> None:
    run = sent_run(here)
    failure = report(here, "bank", on=PAY_ON)
    with pytest.raises(Refused, match="Nobody is left"):
        same_day_runs.pay_another_way(failure=failure, until_on=PAY_ON, key="go", on=PAY_ON, by=here.finance)
    assert confirm(here, run).state == "closed" and owed_to(schedule) == 0


def test_a_run_that_is_approved_when_the_bank_fails_goes_by_the_same_day_file(
    here: Office, schedule: PaymentSchedule
) -> None:
    run = approve(here, prepare(here))
    report(here, "bank", on=PAY_ON)
    sent = send(here, run, on=PAY_ON)
    assert [file.format for file in sent.files.all()] == ["pain_001_same_day"] and sent.pay_on == PAY_ON


def test_payments_straight_away_may_be_made_on_a_sunday(here: Office, schedule: PaymentSchedule) -> None:
    paid_first(here)
    listed(here, schedule, due_on=SUNDAY)
    run = through(here, pay_straight(here, schedule, on=SUNDAY), on=SUNDAY)
    assert f"<Dt>{SUNDAY}</Dt>".encode() in bytes(run.files.get().content)


def test_a_payment_straight_away_that_comes_back_goes_to_the_same_account_again(
    here: Office, schedule: PaymentSchedule
) -> None:
    paid_first(here)
    listed(here, schedule)
    run = send(here, approve(here, pay_straight(here, schedule), on=FIRST_DUE_ON), on=FIRST_DUE_ON)
    confirm(here, run, {only_line(run).pk: "Account closed"}, on=FIRST_DUE_ON)
    following = prepare(here, NEXT_PAY_ON, on=NEXT_PAY_ON - timedelta(days=5))
    found = {line.payee.account_name: (line.pence, line.state) for line in following.lines.all()}
    assert found == {"Ana Example": (20000, "held"), schedule.payee.account_name: (45200, "included")}


def test_a_failure_is_reported_with_what_happened_and_once(here: Office) -> None:
    with pytest.raises(Refused) as refused:
        same_day_runs.report_rail_failure(rail="post", what_happened=" ", key="x", on=ON, by=here.finance)
    assert set(problems(refused)) == {"rail", "what_happened"}
    made = report(here, "prepaid_card")
    with pytest.raises(Refused) as refused:
        same_day_runs.report_rail_failure(
            rail="prepaid_card", what_happened="Again", key="y", on=ON, by=here.other_finance
        )
    assert "reported already" in problems(refused)["rail"]
    assert "Prepaid cards cannot be used since 3 July 2026: Nothing goes through." in said(f"RailFailure:{made.pk}")
