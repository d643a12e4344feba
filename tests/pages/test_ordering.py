"""An order in words, and what a form of an order starts with and gives back."""

from datetime import date

import pytest

from selfdirect.pages import ordering
from selfdirect.records.orders import OrderState, Seller
from tests.actions.ordered import ON, STARTS_ON, Ordered, fresh, managed

pytestmark = pytest.mark.django_db


@pytest.fixture
def life() -> Ordered:
    return managed()


def test_an_order_is_said_in_words_as_it_goes_on(life: Ordered) -> None:
    order = life.made()
    one = ordering.shown(order, ON)
    assert (one.quantity, one.cost, one.days) == ("5 hours a week", "£80.00 a week", "Starts on 6 July 2026")
    assert (one.state, one.is_open, one.can_change, one.can_start) == (OrderState.ASKED, True, False, False)
    assert ordering.shown(order, date(2026, 8, 1)).days == "Was to start by 6 July 2026"
    life.answered(order)
    assert ordering.shown(fresh(order), ON).can_start
    life.started(order, STARTS_ON)
    one = ordering.shown(fresh(order), STARTS_ON)
    assert one.days == "Since 6 July 2026, to 5 July 2027" and one.can_change and one.colour == "green"


def test_a_no_and_one_taken_back_never_start(life: Ordered) -> None:
    order = life.made()
    life.answered(order, is_yes=False)
    one = ordering.shown(fresh(order), ON)
    assert (one.days, one.is_open) == ("Does not start", False)


def test_a_form_starts_with_what_is_known_and_gives_back_what_was_typed(life: Ordered) -> None:
    order = life.going_on()
    known = ordering.of_order(order, date(2026, 7, 13))
    assert known["starts_on"] == date(2026, 7, 28), "the first day after the notice"
    first = ordering.first_asked(known)
    assert (first["provider"], first["quantity"], first["seller"]) == (life.providers[0].pk, "5", Seller.PROVIDER)
    typed = ordering.asked_of({"provider": str(life.providers[1].pk), "quantity": 4, "what": "Help"}, known)
    assert (typed["provider"], typed["quantity_hundredths"], typed["what"]) == (life.providers[1], 400, "Help")
    assert typed["unit"] == "hours" and typed["frequency"] == "weekly"


def test_only_providers_that_give_care_and_are_open_can_be_chosen(life: Ordered) -> None:
    names = [name for _, name, _ in ordering.providers_for(ON)]
    assert "Example Home Care" in names and "Riverbank Fund Holders" not in names


def test_a_swap_is_shown_on_the_time_it_was_taken_from(life: Ordered) -> None:
    order = life.going_on()
    made = life.swapped(order, STARTS_ON)
    swaps = ordering.swaps_among([order])
    assert ordering.shown(order, STARTS_ON, swaps).swaps == (made,)
    life.answered(made.bought, is_yes=False, on=STARTS_ON)
    assert ordering.shown(order, STARTS_ON, ordering.swaps_among([order])).swaps == ()
    assert ordering.line_words(life.line) == "£80.00 a week"
