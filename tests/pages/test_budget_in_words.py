"""Each way of being written to has its format of the statement, and only known formats are shown."""

import pytest
from django.http import Http404

from selfdirect.pages.budget_in_words import as_file, statement_of
from selfdirect.records.budgets import Budget
from selfdirect.records.people import Format, PersonDetails
from tests.actions.first_half import town
from tests.actions.story import approved, finalised

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R-FPB-05")
@pytest.mark.parametrize(
    ("format", "kind"),
    [("standard", "standard"), ("large_print", "large"), ("easy_read", "easy"), ("braille", "text"), ("audio", "text")],
)
def test_the_format_that_the_person_asked_for_comes_first(format: str, kind: str) -> None:
    budget = finalised(approved(town()))
    PersonDetails.objects.filter(person=budget.person).update(format=Format(format))
    statement = statement_of(Budget.objects.select_related("person").get(), "own")
    assert (statement.kind, statement.is_large) == (kind, kind in ("large", "easy"))
    assert statement.facts["budget"] == budget.reference
    assert [part.title for part in statement.rights] == [
        "You can ask",
        "You can change it",
        "You can say that we are wrong",
    ]


def test_another_format_does_not_exist_and_text_is_a_file() -> None:
    budget = finalised(approved(town()))
    with pytest.raises(Http404):
        statement_of(budget, "smoke_signals")
    answer = as_file(statement_of(budget, "text"))
    assert answer["Content-Type"].startswith("text/plain") and b"YOUR PERSONAL BUDGET" in answer.content
