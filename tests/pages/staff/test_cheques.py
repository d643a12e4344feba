"""Cheques on screen: offered where the policy has them, authorised on the run's page by whom it names."""

from pathlib import Path
from typing import Any

import pytest

from selfdirect.records.cheques import Cheque
from tests.actions.by_cheque import without_account
from tests.actions.story import AGREED_ON, PREPARED_ON
from tests.cheques_on import cheques_on
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import said, send, text
from tests.pages.staff.test_orders import browser_of

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R-PAY-15")
def test_from_the_accounts_page_to_the_list(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    life = without_account()
    accounts = f"/staff/people/{life.person.pk}/budgets/{life.budget.pk}/accounts/"
    worker = browser_of(life.worker)
    it_is(monkeypatch, AGREED_ON)
    assert "Pay by cheque instead" not in text(worker.get(accounts))
    with cheques_on(settings, tmp_path):
        assert "Pay by cheque instead" in text(worker.get(accounts))
        assert "end on 31 December 2026. Each is authorised by: the co-ordinator" in text(
            worker.get(f"{accounts}cheque/")
        )
        missing = send(worker, f"{accounts}cheque/", name="", reason="")
        assert said(missing) == ["Enter the name to write on the cheque", "Say why they cannot be paid into an account"]
        assert send(worker, f"{accounts}cheque/", name="Amara Foxglove", reason="No bank").status_code == 302
        assert "A cheque by post" in text(worker.get(accounts))
        life.signed()
        run = life.approved_run()
        it_is(monkeypatch, PREPARED_ON)
        page = f"/staff/payments/{run.pk}/"
        manager = browser_of(life.manager)
        assert "Authorise the cheques" in text(manager.get(page)) and ", by cheque" in text(manager.get(page))
        assert "Amara Foxglove" in text(manager.get(f"{page}cheques/"))
        assert said(send(manager, f"{page}cheques/", first_number="12")) == [
            "Enter the number of the first cheque, 6 digits"
        ]
        assert send(manager, f"{page}cheques/", first_number="000041").status_code == 302
        assert "Authorise the cheques" not in text(manager.get(page)) and Cheque.objects.get().by == life.manager
        finance = browser_of(life.here.cast.finance[0])
        assert send(finance, f"{page}send/").status_code == 302
        assert "List of cheques to print and post" in text(finance.get(page))
        file = finance.get(f"{page}files/cheque_list/")
        assert file["Content-Type"] == "text/csv; charset=utf-8" and b"000041" in file.content
        assert ".csv" in file["Content-Disposition"]
        assert browser_of(life.worker).get(f"{page}cheques/").status_code == 403
