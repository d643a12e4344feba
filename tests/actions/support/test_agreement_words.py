"""What an agreement says about a budget: every line as it is held, who receives the payment, and what changed."""

from datetime import timedelta

import pytest

from selfdirect.actions.support.agreement_words import clauses_of, wording
from selfdirect.rules.money import format_pounds
from tests.actions.first_half import town, worker_of
from tests.actions.giving_authority import given_authority
from tests.actions.story import AGREED_ON, DECIDED_ON, approved, chosen, finalised, signed, support

pytestmark = pytest.mark.django_db


def test_every_line_says_who_holds_it_and_what_it_comes_to() -> None:
    here = town()
    once = support(what="A rail", frequency="one_off", quantity_hundredths=100, unit_price_pence=25000)
    holder = here.cast.fund_holders[0]
    ways = (("third_party", "", holder.pk), ("council_managed", "", None))
    budget = chosen(finalised(approved(here, support(), once)), *ways, conflict_note="Known.")
    said = {clause.label: clause.words for clause in wording(budget, AGREED_ON).facts}
    weekly = format_pounds(budget.lines.order_by("pk")[0].net_pence_weekly)
    assert said["Help to wash and dress"] == f"Somebody else looks after the money: {holder.name}. {weekly} a week."
    assert said["A rail"] == "The council looks after the money. £250.00 once."


def test_what_changed_leaves_out_the_days_that_count_from_each_signature() -> None:
    budget = chosen(finalised(approved(town())))
    first = wording(budget, AGREED_ON)
    assert (first.version, first.stands, first.changes) == (1, None, ())
    agreement = signed(budget)
    later = wording(budget, AGREED_ON + timedelta(weeks=8))
    assert (later.version, later.stands, later.changes) == (2, agreement, ())
    assert len(clauses_of(agreement)) == len(first.facts) + len(first.terms) + len(first.schedule)


def test_whoever_begins_to_receive_the_payment_is_a_change() -> None:
    budget = chosen(finalised(approved(town())))
    signed(budget)
    given_authority(budget.person, worker_of(budget.person), DECIDED_ON)
    (change,) = wording(budget, AGREED_ON).changes
    assert change.words == "Who receives the payment. New: Ruth Foxglove, as nominated person"
