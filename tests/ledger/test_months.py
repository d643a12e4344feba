"""What a month did to many budgets: by what was known at a moment, and nothing told twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.ledger import chart
from selfdirect.ledger.funds import funds
from selfdirect.ledger.months import Asked, Flow, Month, known_now, months
from selfdirect.ledger.posting import correct, post
from selfdirect.ledger.reading import balance
from selfdirect.ledger.whole import whole_position
from tests.ledger.book import DAY, allot, commit

pytestmark = pytest.mark.django_db
MAY_END = date(2026, 5, 31)
JUNE = date(2026, 6, 2)


def month(
    *refs: str, until: date = JUNE, told: tuple[date, datetime] | None = None, at: datetime | None = None
) -> Month:
    asked = Asked(refs or ("B1",), *(told or (None, None)))
    return months([asked], until, at or known_now())[0]


def test_every_flow_of_a_budget_and_what_each_account_held_at_the_end() -> None:
    allot("B1", 10_000)
    commit("B1", 6_000, "c1")
    post("p1", JUNE, 1_000, chart.committed("B1"), chart.owed("P1"), "line")
    post("p2", JUNE, 500, chart.committed("B1"), chart.owed("P1"), "line")
    post("p3", JUNE + timedelta(1), 99, chart.committed("B1"), chart.owed("P1"), "line")
    allot("B2", 5)
    found = month()
    assert found.closing == {chart.free("B1"): 4_000, chart.committed("B1"): 4_500}
    assert found.flows == (
        Flow(DAY, chart.free("B1"), chart.committed("B1"), 6_000, False),
        Flow(DAY, chart.FUNDING, chart.free("B1"), 10_000, False),
        Flow(JUNE, chart.committed("B1"), chart.owed("P1"), 1_500, False),
    )
    assert month("B3") == Month({}, ())


def test_what_was_told_is_not_told_again_and_what_was_written_down_late_is_marked() -> None:
    allot("B1", 10_000)
    told = (MAY_END, known_now())
    allot("B1", 300, "late", on=DAY)
    commit("B1", 6_000, "c1", on=JUNE)
    correct("late", "undone", JUNE, "a mistake")
    assert [(flow.pence, flow.on, flow.is_late) for flow in month(told=told).flows] == [
        (300, DAY, True),
        (6_000, JUNE, False),
        (300, JUNE, False),
    ]
    then = month(told=told, at=told[1])
    assert (then.closing, then.flows) == ({chart.free("B1"): 10_000}, ())


def test_every_fund_of_a_budget_is_in_it_and_it_agrees_with_the_whole_position() -> None:
    parts = funds("B1")
    for number, (funder, ref) in enumerate(parts.items(), start=1):
        source = {"council": chart.FUNDING, "nhs": chart.NHS_FUNDING, "own": chart.contribution("B1")}[funder]
        post(f"in:{ref}", DAY, 1_000 * number, source, chart.free(ref), "in")
        post(f"keep:{ref}", JUNE, 10 * number, chart.free(ref), chart.reserved(ref), "keep")
    found = month(*parts.values())
    whole = whole_position("B1", JUNE)
    assert sum(found.closing.values()) == whole.total.cash == 6_000
    for funder, ref in parts.items():
        assert found.closing[chart.reserved(ref)] == whole.funds[funder].reserved


def test_a_thousand_budgets_are_as_many_questions_as_one() -> None:
    for number in range(20):
        allot(f"B{number}", 100 + number)
    for many in (1, 20):
        with CaptureQueriesContext(connection) as asked:
            found = months([Asked((f"B{number}",)) for number in range(many)], JUNE, known_now())
        assert len(asked) == 3
        assert [one.closing for one in found] == [{chart.free(f"B{number}"): 100 + number} for number in range(many)]


def test_known_now_comes_after_all_that_is_written_down() -> None:
    allot("B1", 100)
    assert month(at=known_now()).closing == {chart.free("B1"): balance(chart.free("B1"))}
    assert known_now() <= datetime.now(UTC) + timedelta(seconds=1)


@pytest.mark.django_db(transaction=True)
def test_a_posting_still_under_way_is_not_known_yet_and_comes_as_late() -> None:
    """Its moment is written before it can be read: a statement made in between must not count it as told."""
    other = connection.copy()
    try:
        allot("B1", 100)
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(
                'INSERT INTO ledger_movement (key, "on", pence, debit_id, credit_id, about)'
                " SELECT 'slow', \"on\", 7, debit_id, credit_id, about FROM ledger_movement"
            )
        known = known_now()
        other.commit()
        assert month(at=known).closing == {chart.free("B1"): 100}
        after = month(told=(MAY_END, known))
        assert [(flow.pence, flow.is_late) for flow in after.flows] == [(7, True)]
        assert after.closing == {chart.free("B1"): 107}
    finally:
        other.close()
