"""Small tables are read row by row, and tiers must meet exactly."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.policy.kinds import Cells, Column, Table
from selfdirect.policy.tables import table

LADDER = Table((Column("role"),), tiers="pounds_weekly")


def _tier(lowest: object, highest: object, *, first: bool = False, last: bool = True) -> dict[str, object]:
    return {
        "role": "somebody",
        "lowest_pounds_weekly": lowest,
        "lowest_inclusive": first,
        "highest_pounds_weekly": highest,
        "highest_inclusive": last,
    }


def _faults(*rows: object) -> str:
    return " ".join(table(list(rows), LADDER)[1])


@pytest.mark.requirement("R-CFG-03")
def test_tiers_that_meet_are_accepted_whichever_of_them_has_the_boundary() -> None:
    assert _faults(_tier(0, 500, first=True), _tier(500, "none")) == ""
    assert _faults(_tier(0, 500, first=True, last=False), _tier(500, "none", first=True)) == ""
    assert _faults(_tier(0, 500, first=True), _tier("500.01", "none", first=True)) == ""


@pytest.mark.requirement("R-CFG-03")
def test_a_boundary_that_nobody_or_two_have_is_refused() -> None:
    assert "nobody decides £500.00" in _faults(_tier(0, 500, first=True, last=False), _tier(500, "none"))
    assert "both decide £500.00" in _faults(_tier(0, 500, first=True), _tier(500, "none", first=True))


def test_tiers_start_at_nothing_and_have_no_end() -> None:
    assert "must start at 0" in _faults(_tier(1, "none", first=True))
    assert "must start at 0" in _faults(_tier(0, "none", first=False))
    assert 'must end with "none"' in _faults(_tier(0, 10, first=True))
    assert "ends below where it starts" in _faults(_tier(0, 500, first=True), _tier(500, 400), _tier(400, "none"))
    assert "another follows it" in _faults(_tier(0, "none", first=True), _tier(500, "none"))


@given(st.lists(st.integers(min_value=1, max_value=10**7), min_size=1, max_size=6, unique=True), st.data())
def test_any_moved_boundary_of_good_tiers_is_found(ends: list[int], data: st.DataObject) -> None:
    ends = sorted(ends)
    rows = [
        _tier(f"{low // 100}.{low % 100:02}", f"{high // 100}.{high % 100:02}", first=low == 0)
        for low, high in zip([0, *ends], ends, strict=False)
    ]
    rows.append(_tier(f"{ends[-1] // 100}.{ends[-1] % 100:02}", "none"))
    assert _faults(*rows) == ""
    moved = data.draw(st.integers(min_value=1, max_value=len(rows) - 1))
    by = data.draw(st.sampled_from([-1, 1]))
    low = ends[moved - 1] + by
    rows[moved] = {**rows[moved], "lowest_pounds_weekly": f"{low // 100}.{low % 100:02}"}
    assert _faults(*rows) != ""


def test_rows_cannot_be_changed_after_reading() -> None:
    rows, faults = table([{"code": "a", "on": date(2024, 4, 1)}], Table((Column("code"), Column("on", Cells.DATE))))
    assert faults == []
    assert isinstance(rows, tuple)
    with pytest.raises(TypeError):
        rows[0]["code"] = "b"  # type: ignore[index]


@pytest.mark.parametrize("raw", [[], {}, "none", 6, [6], None])
def test_what_is_not_a_table_is_refused(raw: object) -> None:
    assert table(raw, Table((Column("code"),)))[1]


def test_none_may_stand_where_a_table_may_be_left_out() -> None:
    assert table("none", Table((Column("code"),), or_none=True)) == ("none", [])


def test_a_count_of_rows_is_kept() -> None:
    assert "must have 1" in table([{"a": "x"}, {"a": "y"}], Table((Column("a"),), rows=1))[1][0]


@pytest.mark.parametrize("code", ["Home care", "home-care", "1st", "", "é"])
def test_a_code_has_one_form(code: str) -> None:
    assert table([{"code": code}], Table((Column("code", Cells.CODE),)))[1]


def test_a_code_that_the_program_does_not_know_is_refused() -> None:
    faults = table([{"code": "a"}, {"code": "c"}], Table((Column("code"),), codes=("a", "b")))[1]
    assert 'no row for code "b"' in " ".join(faults)
    assert '"c" is not known' in " ".join(faults)


def test_a_fixed_form_is_kept() -> None:
    sort_code = Table((Column("sort_code", Cells.PATTERN, pattern=r"\d{6}"),))
    assert table([{"sort_code": "089999"}], sort_code)[1] == []
    assert "form that is needed" in table([{"sort_code": "08-99-99"}], sort_code)[1][0]


def test_every_value_needs_a_row_for_everybody() -> None:
    kind = Table((Column("funder", Cells.OPTION, ("council", "nhs")), Column("group", Cells.CODE)), each="funder")
    rows = [{"funder": "council", "group": "all"}, {"funder": "nhs", "group": "memory"}]
    faults = table(rows, kind)[1]
    assert faults == ['there is no row for funder "nhs" with "all" for group. Add one.']
    assert table([*rows, {"funder": "nhs", "group": "all"}], kind)[1] == []
