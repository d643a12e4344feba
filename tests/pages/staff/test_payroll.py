"""Finance hands signed hours to payroll and reads back what it worked out; a bad file is said so, line by line."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from selfdirect.records.timesheets import PayResult, PayrollFile
from tests.actions.employed import employer
from tests.actions.test_payroll import answer, worked
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import said, send, text
from tests.pages.staff.test_orders import browser_of


def upload(client: Client, page: str, content: bytes) -> Any:
    return client.post(page, {"content": SimpleUploadedFile("answer.csv", content)})


@pytest.mark.django_db
@pytest.mark.requirement("R-EMP-03")
def test_hours_go_to_payroll_and_the_pay_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    it_is(monkeypatch, date(2026, 7, 20))
    life = employer()
    one = worked(life)
    client = browser_of(life.here.cast.finance[0])
    assert "Example Payroll 1" in text(client.get("/staff/payroll/"))
    assert said(send(client, "/staff/payroll/make/", payroll_name="Example Payroll")) == ["Select the kind of file"]
    assert send(client, "/staff/payroll/make/", payroll_name="Example Payroll", format="json").status_code == 302
    file = PayrollFile.objects.get()
    fetched = client.get(f"/staff/payroll/{file.pk}/")
    assert json.loads(fetched.content)["hand_off"] == file.reference and "attachment" in fetched["Content-Disposition"]
    page = f"/staff/payroll/{file.pk}/read/"
    assert said(client.post(page)) == ["Choose the file with payroll’s answer"]
    wrong = upload(client, page, answer(file, one, net_pence=1))
    assert wrong.status_code == 422 and "net_pence: 1 is not gross less what comes off" in said(wrong)[0]
    assert not PayResult.objects.exists()
    assert upload(client, page, answer(file, one)).status_code == 302
    assert "Read back" in text(client.get("/staff/payroll/")) and client.get(page).status_code == 404
    assert browser_of(life.worker).get("/staff/payroll/").status_code == 403
