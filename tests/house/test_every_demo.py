"""Making every council's demonstration: a council that is not there is named, and one that is not well fails it."""

import subprocess

import pytest

from selfdirect.policy import councils
from tools import every_demo


def test_a_council_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert every_demo.main(["atlantis"]) == 2
    said = capsys.readouterr().err
    assert "There is no council atlantis" in said and "westminster" in said


def test_each_council_is_made_by_itself_and_one_that_is_not_well_fails_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def run(command: list[str], env: dict[str, str], **more: object) -> subprocess.CompletedProcess[bytes]:
        made.append(env["COUNCIL"])
        return subprocess.CompletedProcess(command, 1 if env["COUNCIL"] == "council_c" else 0)

    monkeypatch.setattr(every_demo.launcher, "start_own", lambda *given, **more: every_demo.launcher.Cluster("x"))
    monkeypatch.setattr(every_demo.launcher, "forget", lambda data: None)
    monkeypatch.setattr(every_demo.subprocess, "run", run)
    assert every_demo.main([]) == 1
    assert made == list(councils()) and "Not well: council_c" in capsys.readouterr().out
