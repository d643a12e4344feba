"""Finance opens to what it came for: the run and its difference, what did not arrive, and whether it can be signed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.actions import payment_runs
from selfdirect.pages.staff.payments import current_run
from selfdirect.records.payments import PaymentLine
from selfdirect.records.work import Step
from tests.actions.paying_people import ON, Office, approve, confirm, office, people_to_pay, prepare, sent_run
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import text


@pytest.fixture
def here(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    it_is(monkeypatch, ON)
    return office()


def test_a_finance_officer_sees_the_run_and_what_did_not_arrive(here: Office, browser: Browser) -> None:
    finance = browser(here.finance)
    shown = text(finance.get("/staff/"))
    assert "No run is open" in shown and "Prepare a payment run" in shown and "Nothing came back" in shown
    people_to_pay(3, here)
    run = sent_run(here)
    line = run.lines.order_by("pk").first()
    assert line is not None
    assert "Write down the bank’s answer" in text(finance.get("/staff/"))
    confirm(here, run, {line.pk: "Account closed"})
    shown = text(finance.get("/staff/"))
    assert "Returned by the bank" in shown and "Account closed" in shown and current_run() is None


def test_a_finance_approver_sees_whether_it_can_be_signed(here: Office, browser: Browser) -> None:
    approver = browser(here.approver)
    assert "No run waits for you" in text(approver.get("/staff/"))
    people_to_pay(3, here)
    run = prepare(here)
    held = PaymentLine.objects.order_by("pk").first()
    assert held is not None
    payment_runs.hold_line(line=held, reason="In hospital", on=ON, by=here.finance)
    shown = text(approver.get("/staff/"))
    for words in ("£1,304.00", "2 payments", "First payments", "prepared by Nina", "In hospital", "Approve"):
        assert words in shown
    run.refresh_from_db()
    approve(here, run)
    assert "No run waits for you" in text(approver.get("/staff/")) and run.reference in text(approver.get("/staff/"))


def test_every_run_is_listed_newest_first(here: Office, browser: Browser) -> None:
    people_to_pay(1, here)
    run = prepare(here)
    shown = text(browser(here.finance).get("/staff/payments/"))
    assert run.reference in shown and "Prepare a payment run" not in shown
    assert browser(here.manager).get("/staff/payments/").status_code == 200
    assert browser(here.worker).get("/staff/payments/").status_code == 403


def test_the_first_screen_costs_the_same_however_many_questions_there_are(here: Office, browser: Browser) -> None:
    finance = browser(here.finance)

    def cost() -> int:
        finance.get("/staff/")
        with CaptureQueriesContext(connection) as asked:
            finance.get("/staff/")
        return len(asked)

    people_to_pay(24, here)
    run = prepare(here)
    first, *rest = PaymentLine.objects.order_by("pk")[:24]
    payment_runs.hold_line(line=first, reason="A question", on=ON, by=here.finance)
    few = cost()
    for line in rest:
        payment_runs.hold_line(line=line, reason="A question", on=ON, by=here.finance)
    assert Step.objects.open().filter(code="payment_query").count() == 24 and run.lines.count() == 24
    assert cost() <= few <= 18
