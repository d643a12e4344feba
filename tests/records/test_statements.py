"""A statement is kept for good, once for a budget and a month, and only if it adds up."""

from datetime import date

import pytest

from selfdirect.actions import statements
from selfdirect.actions.support.timer import timer
from selfdirect.records.statements import Statement
from tests.actions.story import FIRST_PAY_ON, paid, story
from tests.records.raw import NEVER, copy_of, refusal


@pytest.mark.django_db
def test_a_statement_never_changes_is_one_of_its_month_and_adds_up() -> None:
    told = story()
    paid(told.town, FIRST_PAY_ON)
    statements.make(budgets=[told.budget.pk], month=date(2026, 7, 1), on=date(2026, 8, 1), by=timer())
    kept = Statement.objects.get()
    assert NEVER in refusal("update records_statement set left_pence = left_pence where id = %s", kept.pk)
    assert NEVER in refusal("delete from records_statement where id = %s", kept.pk)
    table = "records_statement"
    assert refusal(copy_of(table, kept.pk, letter_id="letter_id + 1")) == "one_statement_of_a_month"
    other = {"month": "date '2026-08-01'", "covers_until": "date '2026-08-31'", "made_on": "date '2026-09-01'"}
    assert refusal(copy_of(table, kept.pk, **other, left_pence="left_pence - 1")) == "statement_adds_up"
    much = {"promised_pence": "left_pence + 1"}
    assert refusal(copy_of(table, kept.pk, **other, **much)) == "statement_parts_within_what_is_left"
    assert refusal(copy_of(table, kept.pk, **other | {"made_on": "covers_until"})) == "statement_of_a_whole_month"
    assert refusal(copy_of(table, kept.pk, **other | {"month": "date '2026-08-02'"})) == "statement_of_a_whole_month"
    before = Statement.objects.before(date(2026, 9, 1), [told.budget.pk])
    assert (before.get(), kept.reference) == (kept, f"T-{kept.pk:06d}")
    assert not Statement.objects.before(kept.month, [told.budget.pk]).exists()
