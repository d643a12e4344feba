"""Before a charge is confirmed one sees the range, what changes, what benefits it may touch, and the sums' limits."""

from datetime import timedelta

import pytest
from django.test import Client

from selfdirect.actions import charging as actions
from selfdirect.pages.staff.charging_outlook import outlook
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.messages import Message
from tests.actions.first_half import FINANCES, ON, Town, means_tested, worker_of
from tests.pages.staff.forms import send, text
from tests.pages.staff.test_charging import at, client, fill, finances, person

__all__ = ["client", "finances", "person"]


def test_nothing_is_said_before_anything_is_known(client: Client, finances: FinancialAssessment) -> None:
    assert outlook(finances, ON)["so_far"] is None
    assert "Provisional" not in text(client.get(at(finances)))


@pytest.mark.requirement("R-FIN-07")
def test_a_provisional_range_is_shown_before_everything_is_answered(
    client: Client, finances: FinancialAssessment
) -> None:
    send(client, at(finances, "part/kind/"), kind="full")
    shown = text(client.get(at(finances)))
    assert "Provisional: they would pay between £0.00 a week and the full cost of care." in shown
    assert "Still missing:" in shown and "costs of illness or disability" in shown
    fill(client, finances)
    shown = text(client.get(at(finances, "check/")))
    assert "They would pay £47.00 a week." in shown
    assert "Still missing" not in shown


def _second(first: FinancialAssessment, **changed: object) -> FinancialAssessment:
    """A newer one, from ten days before today, ready to be confirmed."""
    by = worker_of(first.person)
    opened = actions.start(person=first.person, from_on=ON, on=ON, by=by)
    facts = FINANCES | {
        "light_touch": "none",
        "full_cost_route": False,
        "children": 0,
        "savings_credit": False,
        **changed,
    }
    return actions.save(financial_assessment=opened, finances=facts, seen_version=opened.version, on=ON, by=by)


@pytest.mark.requirement("R-FIN-09")
def test_a_change_shows_what_it_corrects_before_it_is_confirmed_and_the_letter_says_it(
    here: Town, client: Client, person: object
) -> None:
    first = means_tested(person)  # type: ignore[arg-type]
    dearer = [*FINANCES["incomes"], {"kind": "private_pension", "pence_weekly": 700, "label": ""}]
    second = _second(first, incomes=dearer)
    later = ON + timedelta(days=10)
    found = outlook(second, later)
    assert found["change"].difference_pence_weekly == 700
    assert (found["change"].days, found["change"].owed_by_person_pence) == (10, 1000)
    assert "before the person is told" in found["too_late"]
    by = worker_of(first.person)
    done = actions.finish(financial_assessment=second, seen_version=second.version, on=later, by=by)
    letter = Message.objects.get(key=f"contribution:{done.pk}").letter
    assert letter is not None and letter.facts["change"]["owed_by_person_pence"] == 1000
    assert "What this changes" in text(client.get(at(done)))
    assert outlook(done, later)["change"] == found["change"]


@pytest.mark.requirement("R-FIN-10")
def test_a_partner_who_moves_in_brings_a_warning_about_benefits(here: Town, client: Client, person: object) -> None:
    first = means_tested(person)  # type: ignore[arg-type]
    second = _second(first, household="couple", partner_over_pension_age=False, not_suitable=["trust"])
    shown = text(client.get(at(second, "check/")))
    assert "What it may do to benefits" in shown and "A partner moves in." in shown and "Not checked" in shown
    assert "What these sums are not made for" in shown
    assert "The sums are not made for this: Money in a trust" in shown
