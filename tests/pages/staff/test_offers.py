"""What the council's policy asks a worker to look at before a personal budget is offered."""

from datetime import date

import pytest

from selfdirect.actions.support.policy import policy
from selfdirect.pages.staff.offers import offers_of, placement_warnings, supplied_anyway
from selfdirect.records.allocation import AllocationBasis
from selfdirect.records.assessments import Assessment
from tests.actions.first_half import ON, Town, answers, assessed, means_tested, talked_through, worker_of
from tests.councils import under
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import text


@pytest.mark.requirement("R-ELG-08")
def test_what_is_supplied_to_anybody_is_shown_where_the_needs_are_not_eligible(here: Town, browser: Browser) -> None:
    done = assessed(here, answers("hygiene"))
    address, client = f"/staff/people/{done.person_id}/assessments/{done.pk}/", browser(worker_of(done.person))
    with under("council_c"):
        shown = text(client.get(address))
        assert "The needs are not eligible for support" in shown and "We may still supply: Telecare." in shown
    assert "We may still supply" not in text(client.get(address))


@pytest.mark.requirement("R-ELG-09")
def test_a_placement_is_compared_before_a_budget_is_offered(here: Town, browser: Browser) -> None:
    done = assessed(here)
    address = f"/staff/people/{done.person_id}/assessments/{done.pk}/offer/"
    with under("council_b"):
        compare = "People in an adult placement: compare what it costs now with the rough budget"
        assert compare in text(browser(worker_of(done.person)).get(address))
    means_tested(done.person)
    planning = talked_through(done)
    AllocationBasis.objects.update_or_create(
        assessment=done, defaults={"person": done.person, "present_package_pence_weekly": 9_000_00}
    )
    found = Assessment.objects.get(pk=done.pk)
    lost = 9_000_00 - planning.indicative_budget.pence_weekly
    with under("council_b"):
        (warning,) = placement_warnings(found, policy().on(ON))
        assert f"People in an adult placement: The person would lose £{lost / 100:,.2f} a week." in warning
        AllocationBasis.objects.update(present_package_pence_weekly=1)
        assert placement_warnings(Assessment.objects.get(pk=done.pk), policy().on(ON)) == []
    assert placement_warnings(found, policy().on(ON)) == [], "no placement is compared here"


def test_nothing_is_offered_yet(here: Town) -> None:
    done = assessed(here)
    values = policy().on(date(2026, 6, 1))
    assert offers_of(done, values) == [] and supplied_anyway(done, values) == ()
