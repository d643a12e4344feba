"""A worker changes somebody's help on one call, and writes down what was done in return; an auditor reads."""

from datetime import date

import pytest

from selfdirect.records.access import User
from selfdirect.records.support_services import SupportLevel
from tests.actions.ordered import managed
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import day, said, send, text
from tests.pages.staff.test_orders import browser_of

ON = date(2026, 7, 13)


@pytest.mark.django_db
def test_help_is_changed_on_one_call(monkeypatch: pytest.MonkeyPatch) -> None:
    it_is(monkeypatch, ON)
    life = managed()
    client, at = browser_of(life.worker), f"/staff/people/{life.person.pk}/help-to-manage/"
    assert at in client.get(f"/staff/people/{life.person.pk}/").content.decode()
    shown = text(client.get(at))
    assert "No help" in shown and "Working out pay and tax for people you employ £7.00 a month" in shown
    wanted = {"code": "payroll", "paid_from": "in_kind", "in_return": "", **day("from_on", ON)}
    assert said(send(client, f"{at}change/", **wanted)) == ["Say what is done in return"]
    assert send(client, f"{at}change/", **{**wanted, "in_return": "Helps at lunch"}).status_code == 302
    assert "Left of this month’s fee £7.00" in text(client.get(at))
    done = {"what": "Helped at lunch", "pence": "5", **day("done_on", ON)}
    assert send(client, f"{at}in-return/", **done).status_code == 302
    assert "Left of this month’s fee £2.00" in text(client.get(at))
    auditor = browser_of(User.objects.get(name="Edwin Marks"))
    assert "Change the help" not in text(auditor.get(at)) and auditor.get(f"{at}change/").status_code == 403
    assert SupportLevel.objects.count() == 1
