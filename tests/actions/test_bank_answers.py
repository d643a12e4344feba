"""The bank's answer is done once, in any order; money is paid or owed again, never both, and never on a guess."""

import pytest

from selfdirect.actions import bank_answers
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.bank_answers import BankAnswer, LineAnswer
from selfdirect.records.messages import Letter
from selfdirect.records.payments import PaymentLine, PaymentRun, PaymentSchedule
from selfdirect.records.work import Step
from tests.actions.paying_people import (
    NEXT_PAY_ON,
    PAY_ON,
    Office,
    approve,
    confirm,
    office,
    owed_to,
    people_to_pay,
    prepare,
    problems,
    sent_run,
    the_book_is_sound,
)
from tests.outside.bank_files.reports import payment, report


@pytest.fixture
def here(db: None) -> Office:
    return office()


@pytest.fixture
def schedules(here: Office) -> list[PaymentSchedule]:
    return people_to_pay(3, here)


@pytest.fixture
def run(here: Office, schedules: list[PaymentSchedule]) -> PaymentRun:
    return sent_run(here)


def lines(run: PaymentRun) -> list[PaymentLine]:
    return list(run.lines.order_by("pk"))


def name(line: PaymentLine) -> str:
    return f"{line.run.reference}-{line.pk}"


def read(here: Office, run: PaymentRun, content: bytes) -> BankAnswer:
    return bank_answers.read_answer(run=run, content=content, on=PAY_ON, by=here.finance)


def refusal(here: Office, run: PaymentRun, content: bytes) -> str:
    before = (BankAnswer.objects.count(), [line.state for line in lines(run)])
    with pytest.raises(Refused) as refused:
        read(here, run, content)
    assert before == (BankAnswer.objects.count(), [line.state for line in lines(run)])
    return problems(refused)["file"]


@pytest.mark.requirement("R-PAY-17")
def test_each_payment_arrives_comes_back_or_is_on_its_way(
    here: Office, run: PaymentRun, schedules: list[PaymentSchedule]
) -> None:
    one, two, three = lines(run)
    said = [payment(name(one), "ACSC"), payment(name(two), "RJCT", "AC04"), payment(name(three), "ACSP")]
    answer = read(here, run, report(run.reference, said, status="PART"))
    assert [line.state for line in lines(run)] == ["confirmed", "returned", "sent"]
    assert lines(run)[1].returned_reason == "The account is closed"
    done = [row.done for row in LineAnswer.objects.filter(answer=answer).order_by("pk")]
    assert done == ["paid", "returned", "noted"]
    assert [owed_to(schedule) > 0 for schedule in schedules] == [False, True, True]
    run.refresh_from_db()
    assert run.state == "sent" and Step.objects.open().filter(code="payment_returned").count() == 1
    read(here, run, report(run.reference, [payment(name(three), "ACCC")], number="BANK-2", at="2026-06-29T12:00:00"))
    run.refresh_from_db()
    assert run.state == "closed" and run.closed_by == here.finance and the_book_is_sound()


def test_accepted_for_the_whole_file_is_not_yet_paid_and_settled_is(here: Office, run: PaymentRun) -> None:
    read(here, run, report(run.reference, status="ACCP"))
    assert {line.state for line in lines(run)} == {"sent"}
    read(here, run, report(run.reference, status="ACSC", number="BANK-2"))
    run.refresh_from_db()
    assert {line.state for line in lines(run)} == {"confirmed"} and run.state == "closed"


def test_a_file_the_bank_did_not_take_is_sent_again_and_blames_no_account(
    here: Office, run: PaymentRun, schedules: list[PaymentSchedule]
) -> None:
    read(here, run, report(run.reference, status="RJCT", code="FF01"))
    assert {line.state for line in lines(run)} == {"returned"} and all(owed_to(schedule) for schedule in schedules)
    assert not Letter.objects.filter(kind="payment_returned").exists()
    assert not Step.objects.open().filter(code="payment_returned").exists()
    assert Step.objects.open().get(code="run_rejected").owner in (here.finance, here.other_finance)
    again = prepare(here, NEXT_PAY_ON, on=PAY_ON)
    assert again.lines.filter(again_for__in=run.lines.all(), state="included").count() == 3
    assert not Step.objects.open().filter(code="run_rejected").exists()
    approve(here, again, on=PAY_ON)
    assert the_book_is_sound()


def test_the_same_answer_twice_changes_nothing(here: Office, run: PaymentRun) -> None:
    one, *_ = lines(run)
    content = report(run.reference, [payment(name(one), "RJCT", "AC04")])
    read(here, run, content)
    assert refusal(here, run, content).startswith("We read this answer already, on 29 June 2026")
    other = report(run.reference, [payment(name(one), "ACSC")])
    assert refusal(here, run, other).startswith("Another file with the bank’s number BANK-1")


def test_a_late_return_of_what_was_paid_is_owed_again(
    here: Office, run: PaymentRun, schedules: list[PaymentSchedule]
) -> None:
    confirm(here, run)
    read(here, run, report(run.reference, [payment(name(lines(run)[0]), "RJCT", "AC07")], at="2026-07-03T09:00:00"))
    assert [line.state for line in lines(run)] == ["returned", "confirmed", "confirmed"]
    assert owed_to(schedules[0]) == lines(run)[0].pence and the_book_is_sound()


def test_answers_out_of_order_do_not_undo_what_was_written_later(here: Office, run: PaymentRun) -> None:
    one, two, _ = lines(run)
    later = [payment(name(one), "ACSC"), payment(name(two), "RJCT", "AC04")]
    read(here, run, report(run.reference, later, number="SECOND", at="2026-06-29T15:00:00"))
    first = [payment(name(one), "ACSP"), payment(name(two), "ACSC")]
    answer = read(here, run, report(run.reference, first, number="FIRST", at="2026-06-29T09:00:00"))
    assert [row.done for row in answer.lines.order_by("pk")] == ["known", "known"]
    assert [line.state for line in lines(run)[:2]] == ["confirmed", "returned"]


def test_answers_that_contradict_each_other_become_a_question(here: Office, run: PaymentRun) -> None:
    one, *_ = lines(run)
    read(here, run, report(run.reference, [payment(name(one), "RJCT", "AC04")], number="A", at="2026-06-29T09:00:00"))
    read(here, run, report(run.reference, [payment(name(one), "ACSC")], number="B", at="2026-06-29T15:00:00"))
    assert lines(run)[0].state == "returned"
    assert Step.objects.open().get(code="payment_query").about == f"PaymentLine:{one.pk}"


def test_what_is_not_about_this_run_is_refused_whole(here: Office, run: PaymentRun) -> None:
    one, *_ = lines(run)
    assert "We have no such run" in refusal(here, run, report("X-9", [payment(name(one), "ACSC")]))
    other = prepare(here, NEXT_PAY_ON)
    assert "Open that run" in refusal(here, run, report(other.reference, [payment(name(one), "ACSC")]))
    assert "was not sent" in refusal(here, other, report(other.reference, status="ACSC"))
    unknown = [payment(name(one), "ACSC"), payment(f"{run.reference}-999999", "ACSC")]
    assert "not in this run" in refusal(here, run, report(run.reference, unknown))
    both = [payment(name(one), "ACSC"), payment(name(one), "RJCT")]
    assert "two things" in refusal(here, run, report(run.reference, both))
    assert "cut off" in refusal(here, run, report(run.reference, [payment(name(one), "ACSC")])[:-30])
    with pytest.raises(NotAllowed):
        bank_answers.read_answer(run=run, content=b"", on=PAY_ON, by=here.approver)
