"""What the pages of staff and of the person both show of money left over."""

import pytest

from selfdirect.pages.unspent import DecideForm, helps_with, outcome_choices, shown
from tests.actions.story import FIRST_PAY_ON, story
from tests.actions.test_unspent import wish

pytestmark = pytest.mark.django_db


def test_only_what_the_plan_is_for_can_be_chosen_and_is_said_in_words() -> None:
    told = story()
    made = wish(told)
    found = shown(told.budget, FIRST_PAY_ON)
    assert found["requests"] == [made] and found["looks"] == []
    assert (made.outcome, helps_with(made)) in outcome_choices(told.budget)


def test_what_comes_back_is_asked_in_pounds() -> None:
    form = DecideForm({"recouped_pence": "£12.50", "reason": "Not needed."})
    assert form.is_good() and form.cleaned_data["recouped_pence"] == 1250
