"""A new charge is compared with the one that counted before it, and the letter says what changes."""

from datetime import timedelta

import pytest

from selfdirect.actions import charging
from selfdirect.actions.support.charge_changes import assessment_before, correction, for_the_letter
from selfdirect.records.messages import Message
from tests.actions.first_half import FINANCES, ON, assessed, means_tested, town, worker_of

pytestmark = pytest.mark.django_db


def test_the_first_charge_changes_nothing() -> None:
    first = means_tested(assessed(town()).person)
    assert assessment_before(first) is None
    assert correction(first, 1, ON) is None and for_the_letter(None) is None
    letter = Message.objects.get(key=f"contribution:{first.pk}").letter
    assert letter is not None and letter.facts["change"] is None


@pytest.mark.requirement("R-FIN-09")
def test_a_lower_charge_from_an_earlier_day_is_owed_to_the_person() -> None:
    first = means_tested(assessed(town()).person)
    person, by, on = first.person, worker_of(first.person), ON + timedelta(days=7)
    opened = charging.start(person=person, from_on=ON, on=on, by=by)
    less = FINANCES | {"housing_costs_pence_weekly": 2700}
    saved = charging.save(financial_assessment=opened, finances=less, seen_version=opened.version, on=on, by=by)
    done = charging.finish(financial_assessment=saved, seen_version=saved.version, on=on, by=by)
    assert assessment_before(done) == first
    change = correction(done, done.contribution_pence_weekly, on)
    assert change is not None and (change.days, change.owed_to_person_pence) == (7, 700)
    letter = Message.objects.get(key=f"contribution:{done.pk}").letter
    assert letter is not None
    assert letter.facts["change"] == for_the_letter(change)
    assert letter.facts["change"]["owed_to_person_pence"] == 700
    assert assessment_before(first) is None, "what came later is not before it"
