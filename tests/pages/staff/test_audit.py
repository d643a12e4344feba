"""The auditor reads everything and writes nothing: decisions by tier, the same sample again, all that was done."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from selfdirect.records.access import User
from selfdirect.records.audit import AuditEntry
from selfdirect.records.decisions import Decision
from tests.actions.first_half import ON, Town
from tests.actions.paying_people import office, people_to_pay, sent_run
from tests.actions.story import approved
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import text


@pytest.fixture
def decision(here: Town) -> Decision:
    return approved(here)


@pytest.fixture
def auditor(here: Town, browser: Browser) -> Client:
    return browser(User.objects.get(name="Edwin Marks"))


@pytest.mark.requirement("R-DEC-15")
def test_the_first_screen_shows_decisions_by_tier(decision: Decision, auditor: Client) -> None:
    shown = text(auditor.get("/staff/"))
    assert "Team manager Agreed 1 £80.00" in shown and "Draw a sample" in shown
    assert "Plans decided by whoever proposed them 0" in shown


def test_a_sample_comes_out_the_same_again(decision: Decision, auditor: Client) -> None:
    here = office()
    people_to_pay(40, here)
    decided = {"outcome": "approved", "decided_by": here.manager, "decided_on": ON, "reasons": "Yes"}
    Decision.objects.filter(outcome=None).update(**decided)
    first = text(auditor.get("/staff/audit/samples/"))
    assert first == text(auditor.get("/staff/audit/samples/"))
    assert first.count("D-0") == 2 * 10 and first != text(auditor.get("/staff/audit/samples/?draw=2"))
    assert "Nothing was decided yet" in text(auditor.get("/staff/audit/samples/?tier=panel_member"))
    assert "No payment was made yet" in text(auditor.get("/staff/audit/samples/?of=payments"))
    sent_run(here)
    assert "Sent to the bank" in text(auditor.get("/staff/audit/samples/?of=payments"))


def test_everything_that_was_done_is_found(decision: Decision, auditor: Client) -> None:
    shown = text(auditor.get("/staff/audit/"))
    assert "decisions: decide" in shown and decision.person.reference in shown

    def searched(words: str, more: str = "") -> str:
        moved = auditor.post("/staff/audit/", {"words": words, "kind": "", "verb": ""})
        assert words not in moved.url
        return text(auditor.get(moved.url + more))

    assert "decisions: decide" in searched(f"Decision:{decision.pk}")
    assert "Nothing is like that" in searched("Plan:99999")
    assert "plans: propose" in searched(decision.person.reference, "?verb=plans")
    assert "Nothing is like that" in searched("Zebedee")
    assert decision.decided_by is not None
    assert "decisions: decide" in searched(decision.decided_by.name)


def test_what_was_done_costs_the_same_however_much_it_is(decision: Decision, auditor: Client) -> None:
    auditor.get("/staff/audit/")
    with CaptureQueriesContext(connection) as few:
        auditor.get("/staff/audit/")
    AuditEntry.objects.bulk_create(
        AuditEntry(kind="action", verb="plans.start", by=decision.proposed_by, on=ON, said="Said") for _ in range(300)
    )
    with CaptureQueriesContext(connection) as many:
        assert "Show what happened before this" in text(auditor.get("/staff/audit/"))
    assert len(many) <= len(few)


def test_looking_writes_nothing_but_that_somebody_looked(decision: Decision, auditor: Client) -> None:
    before = AuditEntry.objects.exclude(kind="read").count()
    pages = (
        f"people/{decision.person_id}/decisions/{decision.pk}/",
        "audit/",
        "audit/samples/",
        "payments/",
        "policy/",
    )
    for page in pages:
        assert auditor.get(f"/staff/{page}").status_code == 200
    assert AuditEntry.objects.exclude(kind="read").count() == before


def test_only_an_auditor_looks(here: Town, browser: Browser) -> None:
    for user in (here.worker, here.manager, here.cast.administrator, here.cast.finance[0]):
        assert browser(user).get("/staff/audit/").status_code == 403
        assert browser(user).get("/staff/audit/samples/").status_code == 403
