"""Groups are put side by side, third-party accounts counted both ways, and small numbers cannot be worked out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.steering import (
    AGE_GROUPS,
    FEWEST,
    NOT_CHOSEN,
    WAYS,
    Counted,
    Line,
    Table,
    Views,
    age_group_of,
    protect,
    protect_views,
    table,
)

KINDS = {"managed": "100", "third": "010", "direct": "001", "mixed": "101", "third_and_direct": "011", "none": "000"}


def counted(kind: str, people: int, age_group: str = "25 to 44", team: str = "North") -> Counted:
    managed, third, direct = (flag == "1" for flag in KINDS[kind])
    return Counted(age_group, "physical", team, "Bea", managed, third, direct, people)


def by_age(*rows: Counted) -> Table:
    return table(rows, lambda row: row.age_group, [label for _, label in AGE_GROUPS])


@pytest.mark.parametrize(("age", "label"), [(18, "Under 25"), (24, "Under 25"), (64, "45 to 64"), (65, "65 to 74")])
def test_an_age_has_a_group(age: int, label: str) -> None:
    assert age_group_of(age) == label
    assert age_group_of(101) == "85 and over"


def test_a_budget_is_counted_once_and_several_ways_are_mixed() -> None:
    found = by_age(counted("managed", 10), counted("mixed", 3), counted("third_and_direct", 2), counted("none", 5))
    assert found.everybody.counts == {
        "council_managed": 10,
        "third_party": 0,
        "direct_payment": 0,
        "mixed": 5,
        NOT_CHOSEN: 5,
    }
    assert (found.everybody.people, found.everybody.chosen) == (20, 15)


def test_third_party_accounts_are_counted_both_ways() -> None:
    line = by_age(counted("managed", 5), counted("third", 29), counted("direct", 6)).everybody
    assert (line.direct_as(False), line.direct_as(True)) == (6, 35)
    assert (line.percent(line.direct_as(False)), line.percent(line.direct_as(True))) == (15, 88)


def test_a_group_that_has_fewer_direct_payments_stands_out_in_the_order_of_age() -> None:
    found = by_age(
        counted("direct", 2, "85 and over"),
        counted("managed", 18, "85 and over"),
        counted("direct", 15),
        counted("managed", 5),
    )
    assert [(line.label, line.percent(line.direct)) for line in found.lines] == [("25 to 44", 75), ("85 and over", 10)]
    assert found.everybody.percent(found.everybody.direct) == 43


def test_those_who_wished_for_a_direct_payment_are_counted_beside_those_of_them_who_have_one() -> None:
    wanted = [replace(counted(kind, 3), wished_direct=True) for kind in ("direct", "managed", "none")]
    line = by_age(*wanted, counted("direct", 9)).everybody
    assert (line.wished, line.wished_and_got) == (6, 3)
    assert protect(by_age(*wanted, counted("direct", 9))).everybody.wished is None


def test_nobody_has_chosen_so_there_is_no_share() -> None:
    line = by_age(counted("none", 8)).everybody
    assert line.percent(line.direct) is None


def test_a_small_number_is_hidden_with_another_in_its_line_and_in_its_column() -> None:
    found = protect(
        by_age(
            counted("direct", 2, "85 and over"),
            counted("managed", 18, "85 and over"),
            counted("direct", 15),
            counted("managed", 9),
            counted("third", 20),
        )
    )
    young, old = found.lines
    assert (old.counts["direct_payment"], old.counts["council_managed"], old.people) == (None, None, 20)
    assert (young.counts["direct_payment"], young.counts["council_managed"]) == (None, None)
    assert young.counts["third_party"] == 20
    assert old.direct is None and old.percent(old.direct) is None
    assert found.everybody.counts["direct_payment"] == 17


def test_so_few_people_in_a_group_are_not_counted_at_all() -> None:
    found = protect(by_age(counted("none", 3, "85 and over"), counted("none", 3), counted("direct", 9)))
    assert found.lines[-1].people is None


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows = [
        counted(draw(st.sampled_from(sorted(KINDS))), draw(st.integers(0, 12)), draw(st.sampled_from("ABCD")))
        for _ in range(draw(st.integers(1, 14)))
    ]
    return table(rows, lambda row: row.age_group)


@given(tables())
def test_no_single_hidden_count_is_left_to_be_worked_out(shown: Table) -> None:
    found = protect(shown)
    before, after = (*shown.lines, shown.everybody), (*found.lines, found.everybody)
    for was, now in zip(before, after, strict=True):
        _check_line(was, now)
    for number in range(len(WAYS) + 1):
        _check_sum([_cells(line)[number] for line in after])


def _cells(line: Line) -> list[int | None]:
    return [*line.counts.values(), line.people]


def _check_line(was: Line, now: Line) -> None:
    for before, after in zip(_cells(was), _cells(now), strict=True):
        assert after in (before, None)
        assert not 0 < (before or 0) < FEWEST or after is None
    _check_sum(_cells(now))
    if None in _cells(now):
        assert now.direct is None and now.direct_or_third_party is None


def _check_sum(cells: list[int | None]) -> None:
    assert cells.count(None) != 1 or not any(cells), "the sum gives the one hidden count away"


def test_views_of_few_people_are_not_published() -> None:
    many = Views("direct_payment", 8, {"choice": 6, "control": 4, "satisfaction": 8})
    few = Views("third_party", 4, {"choice": 4, "control": 4, "satisfaction": 4})
    assert protect_views([many, few]) == (many,)
    assert [many.percent(one) for one in many.good] == [75, 50, 100]
    assert Views("mixed", 0, {"choice": 0}).percent("choice") is None
