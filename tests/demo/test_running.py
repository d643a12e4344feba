"""The demonstration says who to be, refuses a port in use, and stops everything it started."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from selfdirect.demo import running
from selfdirect.demo.cast import hire
from tests.actions.first_half import ON


@contextmanager
def port_in_use() -> Iterator[int]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        yield int(door.getsockname()[1])


def sleeper() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])


def test_a_port_in_use_is_said_before_anything_is_started(capsys: pytest.CaptureFixture[str]) -> None:
    with port_in_use() as port:
        assert running.run_demo(port) == 2
    said = capsys.readouterr().err
    assert f"Port {port} is in use" in said
    assert f"make demo PORT={port + 1}" in said


def test_everything_it_started_is_stopped() -> None:
    processes = [sleeper(), sleeper()]
    running._stop(processes)
    assert all(process.poll() is not None for process in processes)


def test_a_site_that_does_not_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        nobody_listens = int(door.getsockname()[1])
        with pytest.raises(SystemExit, match="did not start"):
            running._wait_until_ready(nobody_listens, [ended])


def test_when_one_part_stops_the_whole_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert running._wait([ended]) == 1
    assert "stopped by itself" in capsys.readouterr().err


@pytest.mark.django_db
def test_there_is_somebody_to_be_for_every_role_of_staff() -> None:
    hire(ON)
    table = running._who_to_be()
    for name in ("Sam Porter", "Grace Okafor", "Ruth Calloway", "Nina Farrow", "Farida Aziz", "Edwin Marks"):
        assert name in table
