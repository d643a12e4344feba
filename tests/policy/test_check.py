"""The check of policy folders says what is wrong, and what no source states, in lines that can be read."""

import re
from pathlib import Path

from selfdirect.policy.check import check, report_lines
from selfdirect.policy.loading import councils
from tests.policy.packs import COUNCIL, copy

ALL = ["national", *(f"councils/{council}" for council in councils())]


def test_the_programs_own_policy_has_no_problems() -> None:
    report = check()
    assert report.exit_status == 0
    assert report_lines(report)[-1] == "No problems."
    assert [folder.name for folder in report.folders] == ALL


def test_one_folder_is_checked_alone(tmp_path: Path) -> None:
    pack = copy(tmp_path)
    assert [folder.name for folder in check(pack.council).folders] == [f"councils/{COUNCIL}"]
    assert [folder.name for folder in check(pack.national).folders] == ["national"]
    assert [folder.name for folder in check(pack.root).folders] == ALL


def test_what_no_source_states_is_listed_with_its_date() -> None:
    lines = report_lines(check())
    assert any("allocation.price_per_point from 1 April 2025" in line for line in lines)
    assert any("charging.minimum_income_guarantee_child from 6 April 2026" in line for line in lines)


def test_problems_are_listed_and_the_status_says_so(tmp_path: Path) -> None:
    pack = copy(tmp_path)
    pack.edit("council/charging.toml", '"net"', '"nett"')
    pack.edit("council/profile.toml", "#0f4c5c", "#ffcc00")
    report = check(pack.root)
    lines = report_lines(report)
    assert report.exit_status == 1
    assert lines[-1].startswith("2 problems.")
    assert sum(re.search(r"charging.toml:\d+, contribution_basis", line) is not None for line in lines) == 1


def test_a_national_mistake_is_told_once_and_stops_every_council(tmp_path: Path) -> None:
    pack = copy(tmp_path)
    pack.edit("national/reviews.toml", 'unit = "months"\n', "")
    folders = check(pack.root).folders
    assert all(folder.problems for folder in folders)


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert check(tmp_path / "nothing").exit_status == 1
    assert check(tmp_path / "councils" / "nothing").exit_status == 1
