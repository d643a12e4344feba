"""Paid by cheque where the policy still lets it: authorised by whom it names, never after its last day."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from selfdirect.actions import bank_answers, direct_payments
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.jobs.checks import CHECKS
from selfdirect.ledger.proving import prove
from selfdirect.records.cheques import Cheque
from selfdirect.records.direct_payments import CHEQUE, Payee
from selfdirect.records.payments import LineState, PaymentFile, PaymentLine, RunState
from tests.actions.by_cheque import ByCheque, without_account
from tests.actions.paying_people import office, people_to_pay
from tests.actions.story import AGREED_ON, FIRST_PAY_ON, PREPARED_ON, approve, confirmed, prepared, sent
from tests.cheques_on import cheques_on
from tests.outside.bank_files.reports import report

pytestmark = pytest.mark.django_db


@pytest.fixture
def life(settings: Any, tmp_path: Path) -> Iterator[ByCheque]:
    made = without_account()
    with cheques_on(settings, tmp_path):
        yield made


def files_add_up() -> bool:
    return not list(dict(CHECKS)["Every bank file adds up to its run"](FIRST_PAY_ON))


@pytest.mark.requirement("R-PAY-15")
def test_a_cheque_is_authorised_by_the_named_role_listed_apart_from_the_bank_and_posted(life: ByCheque) -> None:
    other = people_to_pay(1, office())[0]
    payee = life.by_cheque()
    assert (payee.kind, payee.where) == (CHEQUE, "a cheque by post")
    life.signed()
    run = life.approved_run()
    with pytest.raises(Refused, match="1 cheque is not authorised yet"):
        sent(life.here, run)
    assert not PaymentFile.objects.exists()
    with pytest.raises(NotAllowed, match="prepared or approved this run"):
        life.authorised(run, by=life.here.cast.approvers[0])
    with pytest.raises(NotAllowed, match="authorised by: the co-ordinator"):
        life.authorised(run, by=life.here.cast.approvers[1])
    life.authorised(run)
    cheque = Cheque.objects.get()
    assert (cheque.number, cheque.by, cheque.line.person_id) == ("000041", life.manager, life.person.pk)
    sent(life.here, run)
    files = {one.format: bytes(one.content).decode() for one in PaymentFile.objects.all()}
    assert "000041,Amara Foxglove" in files["cheque_list"] and life.manager.name in files["cheque_list"]
    line = PaymentLine.objects.get(person=other.person)
    for name in ("bacs_standard_18", "pain_001_001_09"):
        kept = PaymentFile.objects.get(format=name)
        assert (kept.total_pence, kept.line_count) == (line.pence, 1)
    assert files_add_up()
    confirmed(life.here, run)
    assert not [one for one in prove() if one.exceptions]


def test_a_run_of_cheques_alone_has_no_file_for_the_bank_and_one_that_is_stopped_is_returned(life: ByCheque) -> None:
    life.by_cheque()
    life.signed()
    run = life.approved_run()
    life.authorised(run)
    run = sent(life.here, run)
    assert [one.format for one in PaymentFile.objects.all()] == ["cheque_list"] and files_add_up()
    line = run.lines.get()
    confirmed(life.here, run, returned={line.pk: "The cheque was stopped"})
    assert PaymentLine.objects.get().state == LineState.RETURNED and run.state == RunState.SENT


@pytest.mark.requirement("R-PAY-15")
def test_after_the_last_day_a_payment_is_held_until_there_is_an_account(life: ByCheque) -> None:
    payee = life.by_cheque()
    life.signed()
    january = date(2027, 1, 4)
    run = prepared(life.here, january, date(2026, 12, 29))
    line = run.lines.get()
    assert line.state == LineState.HELD and "Cheques ended on 31 December 2026" in line.hold_reason
    with pytest.raises(Refused, match="They ended on 31 December 2026"):
        life.by_cheque(on=january)
    changed = direct_payments.change_payee(
        payee=payee,
        account_name="A Foxglove",
        sort_code="20-00-00",
        account_number="10000001",
        reason="A credit union took her",
        key=life.key(),
        on=PREPARED_ON,
        by=life.worker,
    )
    assert changed.kind == "bank_account" and changed.book_reference == payee.book_reference


def test_what_cannot_be_is_refused_in_words(life: ByCheque) -> None:
    with pytest.raises(Refused) as refused:
        life.by_cheque(name=" ", reason="")
    assert [one.field for one in refused.value.problems] == ["name", "reason"]
    life.by_cheque()
    with pytest.raises(Refused, match="by cheque already"):
        life.by_cheque()
    with pytest.raises(Refused, match="Change that to the new account"):
        direct_payments.add_payee(
            person=life.person,
            provider=None,
            kind="bank_account",
            account_name="A",
            sort_code="20-00-00",
            account_number="10000001",
            card_reference="",
            key=life.key(),
            on=AGREED_ON,
            by=life.worker,
        )
    life.signed()
    run = prepared(life.here)
    with pytest.raises(Refused, match="authorised when a run is approved"):
        life.authorised(run)
    approve(life.here, run)
    for number, words in (("41", "6 digits"), ("", "6 digits"), ("００００４１", "6 digits")):
        with pytest.raises(Refused, match=words):
            life.authorised(run, first_number=number)
    life.authorised(run, first_number="999999")
    with pytest.raises(Refused, match="no cheque in this run that waits"):
        life.authorised(run)
    assert Cheque.objects.get().number == "999999" and Payee.objects.filter(kind=CHEQUE).count() == 1


def test_where_the_policy_has_no_cheques_nobody_is_paid_by_one() -> None:
    life = without_account()
    with pytest.raises(Refused, match="does not let this person be paid by cheque"):
        life.by_cheque()


def test_the_bank_s_answer_to_its_file_says_nothing_of_a_cheque(life: ByCheque) -> None:
    people_to_pay(1, office())
    life.by_cheque()
    life.signed()
    run = life.approved_run()
    life.authorised(run)
    run = sent(life.here, run)
    content = report(run.reference, status="RJCT", code="FF01")
    bank_answers.read_answer(run=run, content=content, on=FIRST_PAY_ON, by=life.here.cast.finance[0])
    by_kind = dict(run.lines.values_list("payee__kind", "state"))
    assert by_kind == {CHEQUE: LineState.SENT, "bank_account": LineState.RETURNED}


def test_a_cheque_approved_in_time_is_authorised_after_the_last_day_and_the_run_goes_on(
    life: ByCheque,
) -> None:
    life.by_cheque()
    life.signed()
    run = life.approved_run()
    life.authorised(run, on=date(2027, 1, 4))
    assert sent(life.here, run).state == RunState.SENT
