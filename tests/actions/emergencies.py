"""Somebody whose budget keeps money for emergencies, for tests."""

from typing import Any

from selfdirect.records.budgets import BudgetLine
from tests.actions.first_half import Town
from tests.actions.story import Story, approved, finalised, story, support

WHO = "Amara, her sister Ruth and her worker"


def kept_line(**more: Any) -> dict[str, Any]:
    """A line of £10.00 a week, kept for emergencies."""
    words: dict[str, Any] = {
        "what": "Cover when a helper is ill",
        "purpose": "contingency",
        "category": "contingency",
        "outcomes": [],
        "quantity_hundredths": 100,
        "unit_price_pence": 1000,
        "who_may_use": WHO,
    }
    return support(**(words | more))


def prepared_for_emergencies(here: Town | None = None) -> tuple[Story, BudgetLine]:
    """A signed agreement, and the line that is kept."""
    walked = story(support(), kept_line(), here=here)
    return walked, BudgetLine.objects.get(budget=walked.budget, purpose="contingency")


def with_money_kept(here: Town) -> BudgetLine:
    """A final budget, and the line that is kept."""
    budget = finalised(approved(here, support(), kept_line()))
    return BudgetLine.objects.get(budget=budget, purpose="contingency")
