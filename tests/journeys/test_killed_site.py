"""The site's own processes, then the database, are killed while a run is being approved over HTTP; then it is approved.

A lock of the test's own stops the approval near its end, when the book is written and nothing is kept yet.

Next:   tests/actions/test_killed_half_way.py
"""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import psycopg
import pytest

from selfdirect import launcher
from tests.conftest import ROOT

pytestmark = pytest.mark.journey

COUNT = 20
NOTHING_YET = ("prepared", 0, 0)
ALL_OF_IT = ("approved", COUNT * 40000, 1)
OWED = (
    "select coalesce(sum(b.pence), 0) from ledger_balance b join ledger_account a on a.id = b.account_id"
    " where a.code like 'payee:%:owed'"
)
APPROVALS = "select count(*) from records_auditentry where verb = 'payment_runs.approve_run' and person_id is null"
WAITING = (
    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
    " and query like '%records_step%'"
)


class Site:
    """A database and a web server of our own, with a run that waits for approval."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cluster = launcher.start_own(folder / "postgres")
        own = {"DATABASE_URL": self.cluster.url, "SELFDIRECT_DATA": str(folder), "SELFDIRECT_DEMO": "yes"}
        self.environment = os.environ | own
        made = self.start("-m", "tests.journeys.office_site", str(COUNT), stdout=subprocess.PIPE)
        self.session = made.communicate(timeout=300)[0].strip().splitlines()[-1]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.bind = f"127.0.0.1:{free.getsockname()[1]}"
        self.form: dict[str, str] = {}

    def start(self, *words: str, **more: Any) -> subprocess.Popen[str]:
        command = [sys.executable, *words]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, text=True, start_new_session=True, **more)

    def serve(self) -> None:
        """Start the web server and wait until it answers."""
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.web = self.start("-m", "selfdirect", "serve", "--bind", self.bind, "--workers", "1", **quiet)
        for _ in range(300):
            with contextlib.suppress(OSError), urlopen(f"http://{self.bind}/health", timeout=5):
                return
            time.sleep(0.2)
        raise AssertionError("the site does not answer")

    def kill(self) -> None:
        """Kill the web server and every process it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait(timeout=60)

    def ask(self, form: dict[str, str] | None = None) -> str:
        """Open the page that approves the run, or send its form."""
        path = f"http://{self.bind}/staff/payments/1/approve/"
        cookies = f"sessionid={self.session}; csrftoken={self.form.get('csrf', '')}"
        typed = urlencode(form).encode() if form else None
        with urlopen(Request(path, typed, {"Cookie": cookies, "Referer": path}), timeout=60) as answer:
            if not form:
                self.form["csrf"] = re.findall(r"csrftoken=([^;]+)", str(answer.headers))[0]
            return str(answer.read().decode())

    def open_form(self) -> dict[str, str]:
        """The form as the approver sees it."""
        page = self.ask()
        found = re.findall(r'name="(csrfmiddlewaretoken|key|seen_version|whose)" value="([^"]*)"', page)
        return dict(found)

    def look(self) -> tuple[str, int, int]:
        """The state of the run, what is owed in the book, and how many approvals are written down."""
        with psycopg.connect(self.cluster.url) as its:

            def one(sql: str) -> Any:
                return (its.execute(sql).fetchone() or [None])[0]  # type: ignore[arg-type]

            return one("select state from records_paymentrun"), int(one(OWED)), one(APPROVALS)

    @contextlib.contextmanager
    def half_way(self, form: dict[str, str]) -> Iterator[None]:
        """While an approval has written the book, waits for its last lock, and has kept nothing."""
        lock = psycopg.connect(self.cluster.url)
        lock.execute("select 1 from records_step where code = 'payment_approval' for update")

        def send() -> None:
            with contextlib.suppress(OSError, URLError):
                self.ask(form)

        sender = threading.Thread(target=send)
        sender.start()
        with psycopg.connect(self.cluster.url, autocommit=True) as watch:
            for _ in range(300):
                if (watch.execute(WAITING).fetchone() or [0])[0]:
                    break
                time.sleep(0.1)
            else:
                raise AssertionError("the approval never came as far as the lock")
        yield
        sender.join(timeout=90)  # before the lock is let go: until then nobody can have gone on
        with contextlib.suppress(psycopg.Error):
            lock.close()


@pytest.fixture
def site() -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as folder:
        made = Site(Path(folder))
        try:
            made.serve()
            yield made
        finally:
            made.kill()
            launcher.forget(Path(folder) / "postgres")


@pytest.mark.requirement("R-PAY-17")
def test_killing_the_site_or_the_database_half_way_loses_and_doubles_nothing(site: Site) -> None:
    form = site.open_form()
    assert site.look() == NOTHING_YET
    with site.half_way(form):
        site.kill()
    assert site.look() == NOTHING_YET, "the site was killed"
    site.serve()
    with site.half_way(form):
        assert site.cluster.pid is not None
        os.kill(site.cluster.pid, signal.SIGKILL)
    for _ in range(100):
        with contextlib.suppress(launcher.LauncherRefused):
            site.cluster = launcher.start_own(site.folder / "postgres")
            break
        time.sleep(0.3)
    assert site.look() == NOTHING_YET, "the database was killed"
    assert "The run is approved" in site.ask(form), "the form of before is still good"
    assert site.look() == ALL_OF_IT
    assert "The run is approved" in site.ask(form), "sent again, it is answered the same"
    assert site.look() == ALL_OF_IT
