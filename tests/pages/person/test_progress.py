"""How far I am, everything that happened, and who looked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.actions.audit import record_read
from selfdirect.records.audit import AuditEntry
from selfdirect.rules.access import Role
from tests.pages.person.conftest import ON, Life, browser, said


def test_progress_shows_the_seven_steps_with_the_reference(life: Life) -> None:
    page = said(browser(life.user).get(life.path("progress/")))
    referral = life.person.referrals.get()
    assert referral.reference in page
    assert page.count("sd-stage sd-stage--done") == 5 and page.count("sd-stage sd-stage--now") == 1
    assert page.count("sd-stage sd-stage--later") == 1
    assert "You choose how your money is looked after." in page


@pytest.mark.requirement("R-DIG-04")
def test_the_person_sees_who_looked_and_not_their_own_visits(life: Life) -> None:
    record_read(person=life.person, what="Looked at the record", by=life.here.manager, on=ON)
    client = browser(life.user)
    client.get(life.path())
    page = said(client.get(life.path("readers/")))
    assert life.here.manager.name in page and "Looked at the record" in page
    assert "Opened the first screen" not in page
    assert AuditEntry.objects.filter(kind="read", by=life.user, person=life.person).exists()


def test_the_timeline_costs_the_same_with_thousands_of_events(life: Life) -> None:
    client = browser(life.user)
    client.get(life.path("timeline/"))
    with CaptureQueriesContext(connection) as before:
        client.get(life.path("timeline/"))
    AuditEntry.objects.bulk_create(
        AuditEntry(kind="action", verb="x.y", by=life.worker, on=ON, person=life.person, said=f"Event {at}")
        for at in range(2000)
    )
    with CaptureQueriesContext(connection) as after:
        answer = client.get(life.path("timeline/"))
    assert len(after) == len(before)
    page = said(answer)
    assert page.count("sd-timeline__event") == 50 and "Event 1999" in page and "Event 1949" not in page
    older = page.partition("?before=")[2].partition('"')[0]
    assert "Event 1949" in said(client.get(life.path("timeline/"), {"before": older}))


def test_without_money_the_timeline_names_no_amount(life: Life) -> None:
    own = said(browser(life.user).get(life.path("timeline/")))
    assert "Your final personal budget is £" in own
    other = said(browser(life.helper(Role.CARER, may_see_money=False)).get(life.path("timeline/")))
    assert "£" not in other and "Everything that happened" in other and "sd-timeline__event" in other
