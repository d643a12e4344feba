"""A run on screen: prepared by one, approved by another, sent once, and never twice by a double click."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from selfdirect.actions import payment_runs
from selfdirect.ledger.chart import BANK
from selfdirect.ledger.reading import balance
from selfdirect.pages.staff.payment_runs import approver_words
from selfdirect.records.payments import PaymentFile, PaymentLine, PaymentRun
from selfdirect.rules.access import Role
from tests.actions.paying_people import ON, PAY_ON, Office, approve, office, people_to_pay, prepare
from tests.actions.paying_people import send as sent_to_bank
from tests.pages.conftest import AUser
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import day, hidden, said, send, text


@pytest.fixture
def here(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    it_is(monkeypatch, ON)
    return office()


@pytest.fixture
def finance(here: Office, browser: Browser) -> Client:
    return browser(here.finance)


@pytest.fixture
def approver(here: Office, browser: Browser) -> Client:
    return browser(here.approver)


def at(run: PaymentRun, page: str = "") -> str:
    return f"/staff/payments/{run.pk}/{page}"


def test_a_run_is_prepared_for_a_day(here: Office, finance: Client) -> None:
    people_to_pay(2, here)
    answer = send(finance, "/staff/payments/prepare/", **day("pay_on", PAY_ON))
    run = PaymentRun.objects.get()
    assert answer.url == at(run)
    shown = text(finance.get(answer.url))
    assert "£1,304.00" in shown and "2 payments" in shown and "You prepared this run" in shown
    again = send(finance, "/staff/payments/prepare/", **day("pay_on", PAY_ON))
    assert again.status_code == 422 and "Approve or cancel it" in said(again)[0]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (day("pay_on", ON - timedelta(days=1)), "The date must be today or in the future"),
        (day("pay_on", ON + timedelta(days=3)), "Choose a working day"),
        (day("pay_on", ON), "The bank needs time"),
        ({"pay_on-day": "31", "pay_on-month": "6", "pay_on-year": "2026"}, "The date must be a real date"),
        ({"pay_on-day": "", "pay_on-month": "", "pay_on-year": ""}, "Enter the day the money should arrive"),
    ],
)
def test_a_day_that_cannot_be_is_named(typed: dict[str, str], expected: str, here: Office, finance: Client) -> None:
    people_to_pay(1, here)
    answer = send(finance, "/staff/payments/prepare/", **typed)
    assert answer.status_code == 422 and said(answer)[0].startswith(expected) and not PaymentRun.objects.exists()


def test_one_click_twice_prepares_one_run(here: Office, finance: Client) -> None:
    people_to_pay(1, here)
    carried = hidden(finance, "/staff/payments/prepare/")
    typed = {**carried, **day("pay_on", PAY_ON)}
    first, second = (finance.post("/staff/payments/prepare/", typed) for _ in range(2))
    assert first.url == second.url and PaymentRun.objects.count() == 1


@pytest.mark.requirement("R-PAY-17")
def test_somebody_else_approves_and_a_double_click_pays_once(here: Office, approver: Client) -> None:
    people_to_pay(2, here)
    run = prepare(here)
    assert "Approve the run" in text(approver.get(at(run, "approve/")))
    carried = hidden(approver, at(run, "approve/"))
    first, second = (approver.post(at(run, "approve/"), carried) for _ in range(2))
    assert first.status_code == second.status_code == 302
    run.refresh_from_db()
    assert run.state == "approved" and run.approved_pence == 130400
    assert "The run is approved." in text(approver.get(first.url))


@pytest.mark.requirement("R-PAY-17")
def test_nobody_approves_their_own_run(here: Office, browser: Browser, a_user: AUser) -> None:
    people_to_pay(1, here)
    both = a_user(Role.FINANCE_OFFICER, Role.FINANCE_APPROVER)
    run = prepare(here, by=both)
    client = browser(both)
    assert "You prepared this run" in text(client.get(at(run, "approve/")))
    answer = client.post(at(run, "approve/"), {"seen_version": "1", "key": "k"})
    assert answer.status_code == 422 and "somebody else has to approve it" in said(answer)[0]
    assert browser(here.finance).post(at(run, "approve/"), {"seen_version": "1"}).status_code == 403


def test_a_run_over_the_limit_says_so(here: Office, approver: Client) -> None:
    people_to_pay(1, here, pence_weekly=30_000_000)
    run = prepare(here)
    words = "You may approve runs of up to £1,000,000.00. This one is £1,200,000.00."
    assert approver_words(here.approver, run, ON) == words
    assert words in text(approver.get(at(run, "approve/")))
    answer = approver.post(at(run, "approve/"), {"seen_version": str(run.version), "key": "k"})
    assert answer.status_code == 422 and said(answer) == [words.rstrip(".")]


def test_a_run_changed_since_it_was_looked_at_is_looked_at_again(here: Office, approver: Client) -> None:
    people_to_pay(2, here)
    run = prepare(here)
    carried = hidden(approver, at(run, "approve/"))
    line = PaymentLine.objects.order_by("pk").first()
    assert line is not None
    payment_runs.hold_line(line=line, reason="In hospital", on=ON, by=here.finance)
    answer = approver.post(at(run, "approve/"), carried)
    shown = text(answer)
    assert answer.status_code == 409 and here.finance.name in shown and "In hospital" in shown
    run.refresh_from_db()
    assert run.state == "prepared"


def test_a_run_is_cancelled_with_a_reason(here: Office, finance: Client) -> None:
    people_to_pay(1, here)
    run = prepare(here)
    assert said(send(finance, at(run, "cancel/"))) == ["Say why this run is cancelled"]
    assert send(finance, at(run, "cancel/"), reason="The wrong day").status_code == 302
    assert "The wrong day" in text(finance.get(at(run)))


@pytest.mark.requirement("R-PAY-17")
def test_both_files_are_made_once_and_fetched_whole(here: Office, finance: Client, approver: Client) -> None:
    people_to_pay(2, here)
    run = approve(here, prepare(here))
    assert send(finance, at(run, "send/")).status_code == 302
    assert send(finance, at(run, "send/")).status_code == 302
    assert PaymentFile.objects.count() == 2
    shown = text(finance.get(at(run)))
    for made in PaymentFile.objects.all():
        answer: Any = finance.get(at(run, f"files/{made.format}/"))
        assert answer["Content-Disposition"] == f'attachment; filename="{made.name}"'
        assert hashlib.sha256(answer.content).hexdigest() == made.sha256 and made.sha256 in shown
        assert approver.get(at(run, f"files/{made.format}/")).status_code == 403
    assert finance.get(at(run, "files/nothing/")).status_code == 404
    assert balance(BANK) == 0, "nothing is paid before the bank says so"


def test_lines_are_filtered_by_the_address(here: Office, finance: Client) -> None:
    people_to_pay(3, here)
    run = prepare(here)
    line = PaymentLine.objects.order_by("pk").first()
    assert line is not None
    payment_runs.hold_line(line=line, reason="A question", on=ON, by=here.finance)
    assert "1 payment" in text(finance.get(at(run) + "?state=held"))
    assert "2 payments" in text(finance.get(at(run) + "?state=included&kind=first"))
    assert "No payment of this run is like that" in text(finance.get(at(run) + "?kind=more"))
    assert "3 payments" in text(finance.get(at(run) + "?state=nonsense&page=99"))


def test_a_run_costs_the_same_however_many_lines_it_has(here: Office, finance: Client) -> None:
    people_to_pay(3, here)
    small = sent_to_bank(here, approve(here, prepare(here)))
    finance.get(at(small))
    with CaptureQueriesContext(connection) as few:
        finance.get(at(small))
    payment_runs.confirm_run(run=small, returned={}, on=PAY_ON, by=here.finance)
    people_to_pay(120, here)
    large = prepare(here, key="large")
    with CaptureQueriesContext(connection) as many:
        assert "Page 1 of 3" in text(finance.get(at(large)))
    assert len(many) <= len(few) + 1 <= 16


def test_who_may_see_runs(here: Office, browser: Browser, a_user: AUser) -> None:
    people_to_pay(1, here)
    run = prepare(here)
    assert browser(a_user(Role.AUDITOR)).get(at(run)).status_code == 200
    for role in (Role.SOCIAL_WORKER, Role.PANEL_MEMBER, Role.ADMINISTRATOR, Role.COMMISSIONER, Role.PROVIDER):
        assert browser(a_user(role)).get(at(run)).status_code == 403
    assert browser(here.finance).get("/staff/payments/999/").status_code == 404
    assert browser(here.approver).get("/staff/payments/prepare/").status_code == 403
