"""A worker prescribes after a visit, chooses on the telephone and writes down an arrival; an auditor reads."""

import pytest

from selfdirect.records.access import User
from selfdirect.records.equipment import PrescribedItem
from tests.actions.test_equipment import ON, VISITED_ON, equipped, stool
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import day, said, send, text
from tests.pages.staff.test_orders import browser_of


@pytest.mark.django_db
def test_equipment_is_prescribed_chosen_and_arrives(monkeypatch: pytest.MonkeyPatch) -> None:
    it_is(monkeypatch, ON)
    life = equipped()
    client, at = browser_of(life.worker), f"/staff/people/{life.person.pk}/equipment/"
    assert at in client.get(f"/staff/people/{life.person.pk}/").content.decode()
    line = life.budget.lines.get(pence_once__gt=0)
    typed = {"codes": ["shower_chair", "bed_lever"], "why": "To wash.", "budget_line": str(line.pk)}
    wrong = send(client, f"{at}prescribe/", **typed, **day("visited_on", VISITED_ON))
    assert "£7.00 too much" in said(wrong)[0] and "To wash." in wrong.content.decode()
    typed["codes"] = ["shower_chair"]
    assert send(client, f"{at}prescribe/", **typed, **day("visited_on", VISITED_ON)).status_code == 302
    assert PrescribedItem.objects.filter(code="shower_chair").exists()
    chair = f"{at}{stool().pk}/"
    assert send(client, f"{chair}choose/", retailer="by_post", price_pence="45").status_code == 302
    assert send(client, f"{chair}arrived/", **day("started_on", ON)).status_code == 302
    shown = text(client.get(at))
    assert "Arrived on 14 July 2026" in shown and "Added privately Nothing" in shown
    auditor = browser_of(User.objects.get(name="Edwin Marks"))
    assert "Prescribe equipment" not in text(auditor.get(at)) and auditor.get(f"{at}prescribe/").status_code == 403
