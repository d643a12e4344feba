"""A choice of how to hold a budget says what is missing, line by line."""

from datetime import timedelta

import pytest

from selfdirect.actions.action import Refused
from selfdirect.actions.support.holding import talk_words
from selfdirect.records.budgets import Budget
from tests.actions.first_half import Town, town
from tests.actions.paying_people import problems
from tests.actions.story import DECIDED_ON, approved, choose, finalised, found_suitable, support, talked

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def budget(here: Town) -> Budget:
    return finalised(approved(here, support(), support(what="Swimming", quantity_hundredths=100)))


@pytest.mark.requirement("R-DEP-04")
def test_a_choice_with_no_talk_behind_it_is_refused(budget: Budget) -> None:
    found_suitable(budget)
    with pytest.raises(Refused) as refused:
        choose(budget)
    assert problems(refused) == {"conversation": "Talk about the ways to hold the budget, and record it, first"}


@pytest.mark.requirement("R-DEP-04")
def test_a_choice_waits_for_talks_at_two_stages_unless_policy_asks_for_one(budget: Budget) -> None:
    found_suitable(budget)
    talked(budget, stage="choosing")
    with pytest.raises(Refused) as refused:
        choose(budget)
    assert problems(refused) == {
        "conversation": (
            "A choice needs talks at 2 different times or more. So far: when choosing how to hold the budget. Give "
            "time to think, talk again and record it"
        )
    }
    with pytest.raises(Refused, match="There is no talk on an earlier day"):
        talked(budget, stage="again", key="at once")
    later = DECIDED_ON + timedelta(days=1)
    assert talk_words(budget.person, 1) == "", "a council may ask for one"
    talked(budget, stage="again", key="later", held_on=later, on=later)
    assert choose(budget, on=later).chosen_on == later


@pytest.mark.requirement("R-DEP-12")
def test_a_direct_payment_needs_a_record_that_it_suits_and_consent(budget: Budget) -> None:
    talked(budget)
    with pytest.raises(Refused) as refused:
        choose(budget)
    assert problems(refused) == {"suitability": "Look at whether a direct payment suits, and record it, first"}
    found_suitable(budget, consents=False)
    with pytest.raises(Refused) as refused:
        choose(budget)
    assert "agrees to a direct payment" in problems(refused)["suitability"]


def test_everything_missing_is_said_at_once(budget: Budget) -> None:
    talked(budget)
    first, second = budget.lines.order_by("pk")
    by_line = {
        str(first.pk): {"held_as": "direct_payment", "paid_by": "cash"},
        str(second.pk): {"held_as": "third_party", "fund_holder": None},
    }
    with pytest.raises(Refused) as refused:
        choose(budget, by_line=by_line, own_reason=" ", chosen_by_name="")
    assert set(problems(refused)) == {
        f"line_{first.pk}_paid_by",
        f"line_{second.pk}_fund_holder",
        "suitability",
        "own_reason",
        "chosen_by_name",
    }
    with pytest.raises(Refused) as refused:
        choose(budget, by_line={str(first.pk): {"held_as": "under_the_bed"}})
    assert {f"line_{first.pk}", f"line_{second.pk}"} <= set(problems(refused))


@pytest.mark.requirement("R-DEP-01")
@pytest.mark.requirement("R-DEP-02")
def test_each_line_may_have_its_own_holder(budget: Budget, here: Town) -> None:
    talked(budget)
    holder = next(one for one in here.cast.fund_holders if not one.gives_care)
    choose(budget, ("third_party", "", holder.pk), ("council_managed", "", None))
    first, second = budget.lines.order_by("pk")
    assert (first.held_as, first.fund_holder, second.held_as, second.fund_holder) == (
        "third_party",
        holder,
        "council_managed",
        None,
    )


@pytest.mark.requirement("R-DEP-17")
def test_somebody_who_holds_the_money_and_gives_the_care_has_a_conflict_that_is_written_down(
    budget: Budget, here: Town
) -> None:
    talked(budget)
    holder = next(one for one in here.cast.fund_holders if one.gives_care)
    with pytest.raises(Refused) as refused:
        choose(budget, ("third_party", "", holder.pk))
    assert "also gives care" in problems(refused)["conflict_note"]
    assert choose(budget, ("third_party", "", holder.pk), conflict_note="She knows.").conflict_note == "She knows."


def test_money_for_emergencies_is_kept_and_not_held_by_anybody(here: Town) -> None:
    emergency = support(what="For emergencies", purpose="contingency", quantity_hundredths=100)
    budget = finalised(approved(here, support(), emergency))
    talked(budget)
    choose(budget, ("council_managed", "", None))
    assert [line.held_as for line in budget.lines.order_by("pk")] == ["council_managed", ""]
