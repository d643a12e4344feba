"""How a line is held on any day is read from rows that are only added."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from selfdirect.records.holdings import LineHolding, changes_of, holdings_on
from selfdirect.rules.holdings import Change, Holding
from tests.actions.first_half import town
from tests.actions.story import FIRST_PAY_ON, approved, chosen, finalised, story, support

pytestmark = pytest.mark.django_db

OWN = Holding("direct_payment", "bank_account")


def test_what_was_agreed_holds_from_the_first_day_and_before_it() -> None:
    lines = list(story().budget.lines.all())
    assert changes_of(lines) == {lines[0].pk: [Change(FIRST_PAY_ON, OWN)]}
    assert holdings_on(lines, FIRST_PAY_ON - timedelta(days=9)) == {lines[0].pk: OWN}


def test_before_the_agreement_it_is_as_it_was_chosen() -> None:
    lines = list(chosen(finalised(approved(town()))).lines.all())
    assert changes_of(lines) == {lines[0].pk: []}
    assert holdings_on(lines, FIRST_PAY_ON) == {lines[0].pk: OWN}


def test_it_is_one_question_however_many_lines(django_assert_num_queries: object) -> None:
    lines = list(story(support(), support(what="Day centre")).budget.lines.all())
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(holdings_on(lines, FIRST_PAY_ON)) == 2


def test_a_row_is_never_changed_or_deleted() -> None:
    story()
    row = LineHolding.objects.get()
    for change in (lambda: LineHolding.objects.update(held_as="council_managed"), row.delete):
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            change()
