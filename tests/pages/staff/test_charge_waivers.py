"""A team manager decides on the page that support need not wait; workers read it, and the person too."""

from datetime import timedelta
from typing import Any

import pytest

from selfdirect.records.charging import ChargeNotice, FinancialAssessment
from tests.actions.first_half import ON, Town, assessed, means_tested, worker_of
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import day, said, send, text

UNTIL = ON + timedelta(weeks=2)
WAIVE: dict[str, Any] = {
    "reason": "They come home tomorrow.",
    **day("waived_until", UNTIL),
    "accepts_may_pay": ["yes"],
}


@pytest.fixture
def finances(here: Town) -> FinancialAssessment:
    return means_tested(assessed(here).person)


def at(finances: FinancialAssessment, rest: str = "waive/") -> str:
    return f"/staff/people/{finances.person_id}/finances/{finances.pk}/{rest}"


@pytest.mark.requirement("R-FIN-09")
def test_the_manager_decides_and_everybody_reads_who_why_and_until_when(
    here: Town, finances: FinancialAssessment, browser: Browser
) -> None:
    manager = browser(here.manager)
    assert "Let support start before the person knows the amount" in text(manager.get(at(finances, "")))
    assert send(manager, at(finances), **WAIVE).status_code == 302
    assert ChargeNotice.objects.get(is_waiver=True).by == here.manager
    worker = browser(worker_of(finances.person))
    shown = text(worker.get(at(finances, "")))
    assert f"{here.manager.name} decided that support may start before they know the amount." in shown
    assert "They come home tomorrow. They are told by 15 June 2026." in shown
    assert worker.get(at(finances)).status_code == 403


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": ""}, "Enter why support cannot wait"),
        (day("waived_until", ON - timedelta(days=1)), "The last day must be today or later"),
        (day("waived_until", ON + timedelta(days=400)), "The last day must be 13 July 2026 or earlier"),
        ({"accepts_may_pay": []}, "Confirm that they know they may have to pay"),
    ],
)
def test_what_is_wrong_is_named(
    changes: dict[str, Any], words: str, here: Town, finances: FinancialAssessment, browser: Browser
) -> None:
    answer = send(browser(here.manager), at(finances), **{**WAIVE, **changes})
    assert answer.status_code == 422 and said(answer)[0].startswith(words)
    assert not ChargeNotice.objects.filter(is_waiver=True).exists()
