"""Changes of what is paid are rows that are only added, and each says one thing."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from selfdirect.records.payment_changes import LineChange, PaymentChange, contribution_on, line_changes_of, pause_on
from selfdirect.rules import line_changes as rules
from tests.actions.changing_payments import MIDDLE, changed_charge, paused, resumed
from tests.actions.story import story

pytestmark = pytest.mark.django_db


def test_no_row_is_changed_or_deleted() -> None:
    paused(story())
    for change in (
        lambda: PaymentChange.objects.update(reason="Another"),
        lambda: LineChange.objects.update(kept_basis_points=1),
        LineChange.objects.all().delete,
    ):
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            change()


def test_the_pause_of_a_day_is_known_until_it_is_over() -> None:
    told = story()
    made = paused(told, until_on=MIDDLE + timedelta(days=20))
    assert pause_on(told.budget, MIDDLE) == made
    assert pause_on(told.budget, MIDDLE - timedelta(days=1)) is None
    assert pause_on(told.budget, MIDDLE + timedelta(days=21)) is None
    resumed(made, from_on=MIDDLE + timedelta(days=7))
    assert pause_on(told.budget, MIDDLE + timedelta(days=7)) is None
    line = told.budget.lines.get()
    assert line_changes_of([line])[line.pk] == [
        rules.LineChange(MIDDLE, MIDDLE + timedelta(days=20), None, 0),
        rules.LineChange(MIDDLE + timedelta(days=7), None, None, 10_000),
    ]


def test_what_the_person_pays_is_as_it_was_set_until_it_is_changed() -> None:
    told = story()
    before = told.budget.contribution_pence_weekly
    made = changed_charge(told, 1000)
    assert contribution_on(told.budget, MIDDLE - timedelta(days=1)) == before
    assert contribution_on(told.budget, MIDDLE) == made.contribution_pence_weekly == before - 1000
