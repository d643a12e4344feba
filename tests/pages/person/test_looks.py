"""Each person reads every date on which we look with them, and when and how they are reminded."""

from datetime import timedelta

import pytest

from selfdirect.jobs.looks import remind_of_looks
from selfdirect.records.people import PersonDetails
from tests.actions import story
from tests.pages.person.conftest import ON, Life, SetDay, browser, said


@pytest.mark.requirement("R-MON-16")
def test_the_dates_and_the_reminders_are_shown(life: Life, set_day: SetDay) -> None:
    PersonDetails.objects.filter(person=life.person).update(contact_by="letter")
    client = browser(life.user)
    assert "You get these dates when you sign your agreement" in said(client.get(life.path("money/looks/")))
    story.chosen(life.budget)
    story.signed(life.budget)
    page = said(client.get(life.path("money/looks/")))
    assert "We remind you with a letter, 10 working days before each date" in page
    assert "20 July 2026" in page and "We phone to ask how it is going" in page
    assert "21 September 2026" in page and "21 December 2026" in page and "We reminded you" not in page
    later = ON + timedelta(weeks=3)
    assert remind_of_looks(later) == 1
    set_day(later)
    assert "We reminded you on 13 July 2026, with a letter." in said(client.get(life.path("money/looks/")))
    set_day(ON + timedelta(weeks=5))
    assert "Dates that have passed" in said(client.get(life.path("money/looks/")))


def test_it_is_reached_from_the_money_and_the_agreement(life: Life) -> None:
    story.chosen(life.budget)
    agreement = story.signed(life.budget)
    client = browser(life.user)
    money = said(client.get(life.path("money/")))
    assert life.path("money/looks/") in money and life.path(f"agreements/{agreement.pk}/") in money
    assert life.path("money/looks/") in said(client.get(life.path(f"agreements/{agreement.pk}/")))
