"""One payment with its working: held back, let go, returned, asked about, and the schedule behind it."""

import pytest
from django.test import Client

from selfdirect.actions import payment_runs
from selfdirect.records.audit import AuditEntry
from selfdirect.records.payments import PaymentLine
from selfdirect.records.work import Step
from tests.actions.paying_people import ON, Office, confirm, office, people_to_pay, prepare, sent_run
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import EMOJI, LONG, said, send, text


@pytest.fixture
def here(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    it_is(monkeypatch, ON)
    return office()


@pytest.fixture
def finance(here: Office, browser: Browser) -> Client:
    return browser(here.finance)


@pytest.fixture
def line(here: Office) -> PaymentLine:
    people_to_pay(2, here)
    prepare(here)
    return PaymentLine.objects.order_by("pk")[0]


def at(line: PaymentLine, page: str = "") -> str:
    return f"/staff/people/{line.person_id}/payments/{line.pk}/{page}"


def test_a_payment_shows_its_working_and_looking_is_written_down(line: PaymentLine, finance: Client) -> None:
    shown = text(finance.get(at(line)))
    assert "£652.00" in shown and "To be paid now" in shown and "Hold it back" in shown
    assert line.payee.account_number not in shown
    assert AuditEntry.objects.readers_of(line.person).filter(said="Looked at a payment").exists()


@pytest.mark.requirement("R-PAY-10")
def test_a_payment_is_held_back_with_a_reason_and_let_go(line: PaymentLine, finance: Client) -> None:
    assert said(send(finance, at(line, "hold/"))) == ["Say why this payment is held back"]
    assert send(finance, at(line, "hold/"), reason=LONG).status_code == 422
    assert send(finance, at(line, "hold/"), reason=f"In hospital {EMOJI}").status_code == 302
    shown = text(finance.get(at(line)))
    assert EMOJI in shown and "has to find out by" in shown
    assert said(send(finance, at(line, "hold/"), reason="Again")) == ["This payment is held back already"]
    assert finance.get(at(line, "release/")).status_code == 404
    assert finance.post(at(line, "release/")).status_code == 302
    line.refresh_from_db()
    assert line.state == "included" and not Step.objects.open().filter(code="payment_query").exists()
    assert finance.post(at(line, "release/")).status_code == 422


@pytest.mark.requirement("R-PAY-08")
def test_a_question_ends_only_when_it_is_answered(here: Office, line: PaymentLine, finance: Client) -> None:
    payment_runs.hold_line(line=line, reason="A question", on=ON, by=here.finance)
    step = Step.objects.open().get(code="payment_query")
    page = f"/staff/people/{line.person_id}/payment-questions/{step.pk}/"
    assert "A question" in text(finance.get(page))
    assert said(send(finance, page)) == ["Say what you found, and what was done"]
    assert send(finance, page, answer="All is well.").status_code == 302
    step.refresh_from_db()
    assert step.done_by == here.finance
    assert said(send(finance, page, answer="Again.")) == ["Somebody has already answered this"]


def test_a_payment_that_was_made_may_come_back_later(here: Office, finance: Client) -> None:
    people_to_pay(1, here)
    run = confirm(here, sent_run(here))
    line = run.lines.get()
    assert "The bank sent it back" in text(finance.get(at(line)))
    assert said(send(finance, at(line, "returned/"))) == ["Enter the bank’s reason"]
    assert send(finance, at(line, "returned/"), reason="Account closed").status_code == 302
    assert "Returned by the bank" in text(finance.get(at(line)))


def test_the_schedule_shows_every_payment(here: Office, line: PaymentLine, finance: Client) -> None:
    page = f"/staff/people/{line.person_id}/schedules/{line.schedule_id}/"
    shown = text(finance.get(page))
    assert "£163.00 a week" in shown and line.run.reference in shown and line.payee.account_number not in shown


def test_who_may_look_and_who_may_act(here: Office, line: PaymentLine, browser: Browser) -> None:
    worker, manager = browser(here.worker), browser(here.manager)
    assert worker.get(at(line)).status_code == 200 and "Hold it back" not in text(worker.get(at(line)))
    assert worker.get(at(line, "hold/")).status_code == 403
    assert manager.post(at(line, "release/")).status_code == 403
    assert manager.get(at(line, "returned/")).status_code == 403
    assert browser(here.approver).get(at(line, "hold/")).status_code == 200
    other = PaymentLine.objects.order_by("pk")[1]
    assert worker.get(f"/staff/people/{line.person_id}/payments/{other.pk}/").status_code == 404
