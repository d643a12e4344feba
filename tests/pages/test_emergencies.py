"""Money kept for emergencies in words, and whether it is in use."""

import pytest

from selfdirect.actions import contingency
from selfdirect.pages.emergencies import kept_of
from tests.actions.emergencies import WHO, prepared_for_emergencies
from tests.actions.story import FIRST_PAY_ON

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R-CTG-01")
def test_each_line_says_its_amount_and_who_may_use_it() -> None:
    walked, line = prepared_for_emergencies()
    lines = list(walked.budget.lines.select_related("plan_line"))
    (kept,) = kept_of(lines)
    assert (kept.pk, kept.what, kept.amount, kept.who_may_use) == (
        line.pk,
        "Cover when a helper is ill",
        "£10.00 a week",
        WHO,
    )
    assert kept.in_use is None and kept.uses == ()
    given = {"person": walked.person, "on": FIRST_PAY_ON, "by": walked.worker}
    start = contingency.start(**given, budget_line=line, reason="Ill.", key="a")
    assert kept_of(lines)[0].in_use == start
    contingency.end(**given, start=start, what_happened="Cover.", key="b")
    (kept,) = kept_of(lines)
    assert kept.in_use is None and len(kept.uses) == 1


def test_a_budget_without_any_asks_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert kept_of([]) == []
