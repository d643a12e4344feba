"""The check of policy folders says what is wrong, and what no source states, in lines that can be read."""

import re
from pathlib import Path

import pytest

from selfdirect.policy import POLICY_ROOT
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


@pytest.mark.requirement("R-CFG-02")
def test_defaults_and_what_no_source_states_are_listed_by_key() -> None:
    text = "\n".join(report_lines(check(POLICY_ROOT / "councils" / "council_c")))
    own, _, defaults = text.partition("documented defaults apply, because the council's source is silent")
    assert re.search(r"councils/council_c: \d+ values of its own, \d+ of them stated by their source", own)
    assert "illustrative" in own
    assert re.search(r"allocation: [^;]*price_per_point", own)
    assert re.search(r"allocation: [^;]*joint_sign_off", defaults)
    assert not re.search(r"allocation: [^;]*carer_hour", defaults)


def test_the_short_report_is_short_and_the_long_one_has_a_line_for_each_value() -> None:
    report = check()
    short, long = report_lines(report), report_lines(report, every_value=True)
    assert len(short) < 300
    assert any("allocation.price_per_point from 1 April 2025" in line for line in long)
    assert any("charging.minimum_income_guarantee_child from 6 April 2026" in line for line in long)
    assert not any("from 1 April 2025" in line for line in short)


def test_a_version_on_trial_is_named() -> None:
    lines = report_lines(check(POLICY_ROOT / "councils" / "council_d"))
    assert "  On trial, and never used for live work: revised_questionnaire." in lines


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
