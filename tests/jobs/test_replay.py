"""Every stored answer is worked out again from what was stored; what differs is named."""

import pytest

from selfdirect.jobs.replay import replay_all
from tests.jobs.conftest import Council
from tests.records.raw import run


def test_nothing_differs_and_every_kind_of_answer_is_worked_out(council: Council) -> None:
    again = replay_all()
    assert again.differences == []
    assert again.replayed == 2 * 4


@pytest.mark.parametrize(
    ("table", "change", "what"),
    [
        ("records_assessment", "needs = '{}'", "needs"),
        ("records_financialassessment", "contribution_pence_weekly = contribution_pence_weekly + 1", "contribution"),
        ("records_indicativebudget", "pence_weekly = pence_weekly + 1", "indicative budget"),
        ("records_planningamount", "pence_weekly = pence_weekly + 1", "amount to plan with"),
    ],
)
def test_an_answer_that_was_changed_is_found(table: str, change: str, what: str, council: Council) -> None:
    run("set constraints all immediate")
    run(f"alter table {table} disable trigger user")
    run(f"update {table} set {change}")
    differences = replay_all().differences
    assert [one.what for one in differences] == [what, what]
    assert all(one.stored != one.again for one in differences)
