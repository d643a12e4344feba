"""Running the demonstration: a private database, a fictional council if there is none yet, the site and the queue.

Ctrl-C stops all of it and keeps the data.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_running.py
"""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from selfdirect import launcher

FOLDER = Path("var") / "demo"
PATIENCE_SECONDS = 60


def run_demo(port: int) -> int:
    """Start everything, say when it is ready, and wait. Returns the exit status."""
    if _taken(port):
        print(
            f"Port {port} is in use. Stop what uses it, or choose another: make demo PORT={port + 1}", file=sys.stderr
        )
        return 2
    os.environ.setdefault("SELFDIRECT_DEMO", "yes")
    os.environ.setdefault("SELFDIRECT_DATA", str(FOLDER.resolve()))
    (FOLDER / "static").mkdir(parents=True, exist_ok=True)
    cluster = launcher.start(FOLDER / "postgres")
    os.environ["DATABASE_URL"] = cluster.url
    processes: list[subprocess.Popen[bytes]] = []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        _prepare()
        processes = [_start("serve", "--bind", f"127.0.0.1:{port}"), _start("work")]
        _wait_until_ready(port, processes)
        print(f"\nReady: http://127.0.0.1:{port}\n\n{_who_to_be()}\n\nCtrl-C stops it; the data stays.", flush=True)
        return _wait(processes)
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(processes)
        cluster.stop()


def _prepare() -> None:
    """Bring the database up to date and make the council if it is empty. Nothing half made is kept."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction
    from tqdm import tqdm

    from selfdirect.actions.support.policy import policy
    from selfdirect.demo import simulation
    from selfdirect.records.people import Person

    policy()
    call_command("migrate", interactive=False, verbosity=0)
    if not Person.objects.exists():
        print("Making a fictional council: two years, about 200 people who never lived.", flush=True)
        days = (simulation.ENDS_ON - simulation.STARTS_ON).days + 1
        with tqdm(total=days, unit=" days", mininterval=1) as bar, transaction.atomic():
            simulation.simulate(progress=bar.update)
    connection.close()


def _start(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "selfdirect", *words])


def _wait_until_ready(port: int, processes: list[subprocess.Popen[bytes]]) -> None:
    for _ in range(PATIENCE_SECONDS * 5):
        with suppress(URLError, OSError), urlopen(f"http://127.0.0.1:{port}/health", timeout=5):
            return
        if any(process.poll() is not None for process in processes):
            break
        time.sleep(0.2)
    raise SystemExit("The site did not start. What it said is above.")


def _who_to_be() -> str:
    """A table of people to sign in as. One click on the demo's page does it."""
    from selfdirect.records.access import User
    from selfdirect.rules.access import Role

    rows = [("Role", "Name")]
    for role in Role:
        user = User.objects.filter(role_grants__role=role.value, is_demo=True).order_by("pk").first()
        if user:
            rows.append((role.label, user.name))
    return "\n".join(f"  {role:<38}{name}" for role, name in rows)


def _wait(processes: list[subprocess.Popen[bytes]]) -> int:
    while all(process.poll() is None for process in processes):
        time.sleep(0.5)
    print("A part of the demonstration stopped by itself. What it said is above.", file=sys.stderr)
    return 1


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
            continue
        process.kill()


def _taken(port: int) -> bool:
    with socket.socket() as door:
        door.settimeout(0.5)
        return door.connect_ex(("127.0.0.1", port)) == 0
