"""Finance bills, writes down and undoes on screen; bad input is answered beside its field."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.records.contributions import ContributionPayment, ContributionRun
from tests.actions.contributing import LATER, Contributing, contributing
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import said, send, text
from tests.pages.staff.test_orders import browser_of

pytestmark = pytest.mark.django_db
HOME = "/staff/contributions/"


@pytest.fixture
def life(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Contributing]:
    with contributing(settings, tmp_path) as made:
        it_is(monkeypatch, LATER)
        yield made


def day(name: str, at: Any) -> dict[str, str]:
    return {f"{name}-day": str(at.day), f"{name}-month": str(at.month), f"{name}-year": str(at.year)}


@pytest.mark.requirement("R-PAY-09")
def test_from_the_bill_to_what_came_in(life: Contributing) -> None:
    finance = browser_of(life.finance)
    assert "Nobody was billed yet" in text(finance.get(HOME))
    assert 'value="31"' in finance.get(f"{HOME}bill/").content.decode(), "the last day of last month is filled in"
    assert send(finance, f"{HOME}bill/", **day("until_on", LATER)).status_code == 302
    shown = text(finance.get(HOME))
    assert life.told.person.name in shown and "Still to pay" in shown
    run = ContributionRun.objects.get()
    file = finance.get(f"{HOME}{run.pk}/file/")
    assert file["Content-Type"] == "text/csv; charset=utf-8" and life.budget.reference in file.content.decode()
    account = f"/staff/people/{life.told.person.pk}/budgets/{life.budget.pk}/pays-us/"
    assert "What they pay the council" in text(finance.get(account.removesuffix("pays-us/")))
    missing = send(finance, f"{account}payment/", direction="", pence="", bank_reference="")
    assert said(missing) == ["Select which way the money went", "Enter how much it was", "Enter the day"]
    back = {"direction": "given_back", "pence": "5", "bank_reference": "", **day("moved_on", LATER)}
    wrong = send(finance, f"{account}payment/", **back)
    assert said(wrong) == ["Enter £0.00 or less: no more was paid than was due"]
    good = {"direction": "paid", "pence": "12.50", "bank_reference": "FOXGLOVE", **day("moved_on", LATER)}
    assert send(finance, f"{account}payment/", **good).status_code == 302
    assert "£12.50" in text(finance.get(account)) and "FOXGLOVE" in text(finance.get(account))
    undo = f"/staff/people/{life.told.person.pk}/contribution/{ContributionPayment.objects.get().pk}/undo/"
    assert said(send(finance, undo, reason="")) == ["Say what was wrong with it"]
    assert send(finance, undo, reason="It was somebody else’s").status_code == 302
    assert "A mistake. It does not count" in text(finance.get(account))


def test_the_list_asks_the_same_questions_however_long_it_is(life: Contributing) -> None:
    finance = browser_of(life.finance)
    finance.get(HOME)
    with CaptureQueriesContext(connection) as none:
        finance.get(HOME)
    life.billed()
    with CaptureQueriesContext(connection) as one:
        finance.get(HOME)
    assert len(one) <= len(none) + 2, "the people on the page are read together"


def test_a_worker_sees_it_and_writes_nothing_and_others_see_nothing(life: Contributing) -> None:
    life.billed()
    account = f"/staff/people/{life.told.person.pk}/budgets/{life.budget.pk}/pays-us/"
    worker = browser_of(life.told.worker)
    assert "Still to pay" in text(worker.get(account))
    assert worker.get(f"{account}payment/").status_code == 403 and worker.get(f"{HOME}bill/").status_code == 403
    assert worker.get(HOME).status_code == 403
