"""A change is proposed from the modelling page, shown in test beside what is in force, signed, and printed as lines."""

import pytest
from django.test import Client

from selfdirect.records.access import RoleGrant
from selfdirect.records.allocation_changes import AllocationChange
from selfdirect.rules.access import Role
from tests.actions.first_half import ON, Town
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import day, said, send, text

TRIED = "whom=fictional&price=6.60"
STARTS_ON = ON.replace(year=ON.year + 1)


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selfdirect.pages.staff.modelling.HOW_MANY", 200)


def propose(client: Client) -> AllocationChange:
    path = f"/staff/modelling/propose/?{TRIED}"
    answer = send(client, path, reason="Costs have risen", **day("starts_on", STARTS_ON))
    assert answer.status_code == 302, said(answer)
    return AllocationChange.objects.latest("pk")


@pytest.mark.requirement("R-RAS-13")
@pytest.mark.requirement("R-RAS-14")
def test_from_a_trial_to_the_lines_of_the_policy(here: Town, browser: Browser) -> None:
    manager = browser(here.cast.managers[1])
    page = manager.get(f"/staff/modelling/?{TRIED}")
    assert "Propose this change" in text(page)
    change = propose(manager)
    address = f"/staff/modelling/changes/{change.pk}/"
    shown = text(manager.get(address))
    for words in ("In test: not in force", "Price of one point £6.40 £6.60", "Finance approver signs here"):
        assert words in shown
    assert "Lines to add" not in shown and "Sign for" not in shown
    commissioner = RoleGrant.objects.filter(role=Role.COMMISSIONER.value)[0].user
    signers = {"finance": here.cast.approvers[0], "operations": here.cast.managers[0], "programme": commissioner}
    for code, user in signers.items():
        client = browser(user)
        assert "Sign for" in text(client.get(address))
        assert client.post(f"{address}sign/{code}/").status_code == 302
        assert "Sign for" not in text(client.get(address))
    shown = text(manager.get(address))
    assert "Signed by all" in shown and "Lines to add to the policy" in shown
    assert f"{STARTS_ON.isoformat()} = {{ amount = 6.60," in shown
    assert 'signed = ["finance", "operations", "programme"]' in shown
    assert f"signed_on = {ON.isoformat()}" in shown
    assert "3 of 3" in text(manager.get("/staff/modelling/changes/"))


def test_what_is_missing_is_named_and_nothing_tried_is_no_page(here: Town, browser: Browser) -> None:
    manager = browser(here.cast.managers[0])
    answer = send(manager, f"/staff/modelling/propose/?{TRIED}", reason="")
    assert said(answer) == ["Enter why it should change", "Enter the day it should start"]
    assert manager.get("/staff/modelling/propose/").status_code == 404
    same = "/staff/modelling/propose/?whom=fictional"
    nothing = send(manager, same, reason="Costs", **day("starts_on", STARTS_ON))
    assert "Nothing is different" in said(nothing)[0]


def test_who_may_look_and_who_may_sign(here: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    change = propose(browser(here.cast.managers[0]))
    address = f"/staff/modelling/changes/{change.pk}/"
    auditor = browser(RoleGrant.objects.filter(role=Role.AUDITOR.value)[0].user)
    assert "Sign for" not in text(auditor.get(address))
    assert auditor.post(f"{address}sign/finance/").status_code == 403
    assert auditor.get(f"/staff/modelling/propose/?{TRIED}").status_code == 403
    worker = browser(here.cast.workers[0])
    assert worker.get(address).status_code == 403 and worker.get("/staff/modelling/changes/").status_code == 403
    refused = browser(here.cast.managers[0]).post(f"{address}sign/operations/")
    assert "You proposed this change" in text(refused)
    it_is(monkeypatch, STARTS_ON)
    late = browser(here.cast.approvers[0]).post(f"{address}sign/finance/")
    assert "Propose it again with a later day" in text(late)
