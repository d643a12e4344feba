"""A switch from an agency to somebody close is worked out first, and what became of it is kept beside it."""

from datetime import date

import pytest

from selfdirect.records.employment import FamilySwitch
from tests.actions.employed import employer
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import said, send, text
from tests.pages.staff.test_orders import browser_of

RACHEL = {
    "agency_hours": "20",
    "agency_pence_hourly": "23.56",
    "name": "Rachel",
    "relation": "child",
    "same_household": "yes",
    "age": "40",
    "hours": "20",
    "pence_hourly": "13",
    "gets_carers_allowance": "yes",
    "lost_benefits": "86.45",
    "lost_earnings": "250",
}


@pytest.mark.django_db
@pytest.mark.requirement("R-EMP-09")
def test_before_and_after_are_kept_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    it_is(monkeypatch, date(2026, 7, 13))
    life = employer()
    client, page = browser_of(life.worker), f"/staff/people/{life.person.pk}/employing/switch/"
    assert "below the lowest wage" in said(send(client, page, **{**RACHEL, "pence_hourly": "9"}))[0]
    assert send(client, page, **RACHEL).status_code == 302
    shown = text(client.get(page))
    assert "The agency £471.20" in shown and "may lose Carer's Allowance" in shown and "£336.45" in shown
    assert "only where it is necessary" in shown
    kept = FamilySwitch.objects.get()
    after = {"quality_before": "2", "quality_after": "5", "words": "Mum laughs again."}
    assert said(send(client, f"{page}{kept.pk}/after/", **{**after, "words": ""})) == ["Say what changed"]
    assert send(client, f"{page}{kept.pk}/after/", **after).status_code == 302
    assert "2 of 5 before, 5 of 5 after" in text(client.get(page))
