"""The bank's own file is chosen and read; a wrong one is named; what was done is shown payment by payment."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from selfdirect.records.payments import PaymentRun
from tests.actions.paying_people import PAY_ON, Office, office, people_to_pay, sent_run
from tests.outside.bank_files.reports import payment, report
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import said, text


@pytest.fixture
def here(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    it_is(monkeypatch, PAY_ON)
    return office()


@pytest.fixture
def finance(here: Office, browser: Browser) -> Client:
    return browser(here.finance)


@pytest.fixture
def run(here: Office) -> PaymentRun:
    people_to_pay(2, here)
    return sent_run(here)


def upload(client: Client, run: PaymentRun, content: bytes | None) -> object:
    file = {} if content is None else {"file": SimpleUploadedFile("answer.xml", content)}
    return client.post(f"/staff/payments/{run.pk}/answers/", file)


def test_a_file_is_read_and_shown(run: PaymentRun, finance: Client, here: Office, browser: Browser) -> None:
    assert "Read the bank’s answer from a file" in text(finance.get(f"/staff/payments/{run.pk}/"))
    one, two = run.lines.order_by("pk")
    names = [f"{run.reference}-{line.pk}" for line in (one, two)]
    content = report(run.reference, [payment(names[0], "ACSC"), payment(names[1], "RJCT", "BE01")])
    answer = upload(finance, run, content)
    assert answer.status_code == 302  # type: ignore[attr-defined]
    shown = text(finance.get(answer.url))  # type: ignore[attr-defined]
    assert "Marked as paid" in shown and "The name does not go with the account" in shown
    assert said(upload(finance, run, content))[0].startswith("We read this answer already")
    approver = browser(here.approver)
    assert approver.get(answer.url).status_code == 200  # type: ignore[attr-defined]
    assert approver.get(f"/staff/payments/{run.pk}/answers/").status_code == 403


def test_a_wrong_file_is_named_at_the_field(run: PaymentRun, finance: Client) -> None:
    assert said(upload(finance, run, None)) == ["Choose the file with the bank’s answer"]
    assert said(upload(finance, run, b"\x89PNG"))[0].endswith("Ask the bank for it as UTF-8.")
