"""The process, or the database, is killed in the middle of approving a run: nothing is lost and nothing is doubled."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from selfdirect import launcher
from tests.conftest import ROOT

LINES = 2000
PROMISED = 10000 * 52
DUE = LINES * 40000
HELD = (
    "select coalesce(sum(b.pence), 0) from ledger_balance b join ledger_account a on a.id = b.account_id"
    " where a.code like '{}'"
)
NOTHING_YET: dict[str, Any] = {
    "state": "prepared",
    "approved_pence": None,
    "lines": {"included": LINES},
    "owed": 0,
    "left_the_budgets": 0,
    "told": 0,
}
ALL_OF_IT: dict[str, Any] = {
    "state": "approved",
    "approved_pence": DUE,
    "lines": {"approved": LINES},
    "owed": DUE,
    "left_the_budgets": DUE,
    "told": LINES + 1,
}


class Office:
    """A database of our own with a run that waits for approval, and processes that work on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cluster = launcher.start_own(folder)

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.actions.approving_process", *words],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": self.cluster.url},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ask(self, *words: str) -> str:
        said, wrong = (process := self.start(*words)).communicate(timeout=300)
        assert process.returncode == 0, wrong
        return said

    def look(self) -> dict[str, Any]:
        """What stands in the database, read by nothing of ours."""
        with psycopg.connect(self.cluster.url) as its:

            def one(sql: str) -> Any:
                row = its.execute(sql).fetchone()  # type: ignore[arg-type]
                return row and row[0]

            lines = its.execute("select state, count(*) from records_paymentline group by state").fetchall()
            return {
                "state": one("select state from records_paymentrun"),
                "approved_pence": one("select approved_pence from records_paymentrun"),
                "lines": dict(lines),
                "owed": int(one(HELD.format("payee:%:owed"))),
                "left_the_budgets": LINES * PROMISED - int(one(HELD.format("budget:%:committed"))),
                "told": one("select count(*) from records_auditentry where verb = 'payment_runs.approve_run'"),
            }

    def approving(self, point: str, until: str = "waiting") -> subprocess.Popen[str]:
        """A process that is approving the run and has come as far as this."""
        return self.come_to("approve", point, until)

    def come_to(self, verb: str, point: str, until: str = "waiting") -> subprocess.Popen[str]:
        """A process that is at this with the run and has come as far as this."""
        process = self.start(verb, point)
        assert process.stdout is not None
        for said in process.stdout:
            if said.strip() == until:
                return process
        raise AssertionError(process.stderr.read() if process.stderr else "it said nothing")


@pytest.fixture
def office() -> Iterator[Office]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "postgres"
        made = Office(data)
        try:
            made.ask("make", str(LINES))
            yield made
        finally:
            launcher.forget(data)


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)


@pytest.mark.requirement("R-PAY-17")
def test_killing_the_process_or_the_database_loses_and_doubles_nothing(office: Office) -> None:
    assert office.look() == NOTHING_YET
    for point in ("after the book is written", "just before the end"):
        kill(office.approving(point))
        assert office.look() == NOTHING_YET, f"the process was killed {point}"
    process = office.approving("never", until="started")
    time.sleep(0.3)
    kill(process)
    found = office.look()
    assert found in (NOTHING_YET, ALL_OF_IT), "the process was killed at any moment"
    if found == NOTHING_YET:
        _kill_the_database(office, "after the lines are marked", NOTHING_YET)
    _kill_the_database(office, "after the end", ALL_OF_IT)
    assert "approved" in office.ask("approve", "never"), "asking again under the same key is answered, and pays nothing"
    assert office.look() == ALL_OF_IT
    assert json.loads(office.ask("prove")) == []


def test_killing_it_while_files_are_made_or_the_bank_is_believed_loses_and_doubles_nothing(office: Office) -> None:
    assert "approved" in office.ask("approve", "never")
    for verb, before, after in (("send", "approved", "sent"), ("confirm", "sent", "closed")):
        stood = _files_and_state(office)
        assert stood[0] == before
        kill(office.come_to(verb, "half way"))
        assert _files_and_state(office) == stood, f"the process was killed half way through: {verb}"
        assert "done" in office.ask(verb, "never")
        assert _files_and_state(office)[0] == after
    state, files, owed, lines = _files_and_state(office)
    assert (state, files, owed, lines) == ("closed", 2, 0, {"confirmed": LINES})
    assert json.loads(office.ask("prove")) == []


def _files_and_state(office: Office) -> tuple[str, int, int, dict[str, int]]:
    """The state of the run, how many files it has, what is owed to payees, and the states of its lines."""
    with psycopg.connect(office.cluster.url) as its:
        files = its.execute("select count(*) from records_paymentfile").fetchone()
    found = office.look()
    return found["state"], files[0] if files else 0, found["owed"], found["lines"]


def _kill_the_database(office: Office, point: str, expected: dict[str, Any]) -> None:
    """Kill the server itself while a process is at a point; start it again; look at what is there."""
    process = office.approving(point)
    assert office.cluster.pid is not None
    os.kill(office.cluster.pid, signal.SIGKILL)
    kill(process)
    for _ in range(100):
        with contextlib.suppress(launcher.LauncherRefused):
            office.cluster = launcher.start_own(office.folder)
            break
        time.sleep(0.3)
    assert office.look() == expected, f"the database was killed {point}"
