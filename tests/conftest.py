"""What every test is given: settings, a throw-away database when one is asked for, and no network.

The database starts when the first test asks for it, so tests that need none start nothing. Parallel workers
share one cluster and have a database each. Give DATABASE_URL to use another PostgreSQL.

Next:   selfdirect/launcher.py
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import django
import hypothesis
import pytest

from selfdirect import launcher
from tools import setup

ROOT = Path(__file__).resolve().parent.parent
COUNCIL = "westminster"  # the local policy that tests use unless they say otherwise
PREFIX = "selfdirect-tests-"
FOLDER = "SELFDIRECT_TESTS_FOLDER"  # how the parallel workers learn which folder the first process made
NOT_STARTED = "postgresql://selfdirect@/selfdirect?host=/not-started"

# The same examples on every run, so that a failure speaks of the change before it; `make explore` looks for new ones.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    max_examples=100,
    database=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile("explore", hypothesis.settings.get_profile("house"), derandomize=False)
hypothesis.settings.load_profile("house")


def _prepare() -> bool:
    """Give the settings what they need before Django reads them. Whether this process made the run's folder."""
    is_first = FOLDER not in os.environ
    if is_first:
        _sweep()
        os.environ[FOLDER] = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")
    data = Path(os.environ[FOLDER]) / "data"
    (data / "static").mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DATABASE_URL", NOT_STARTED)
    os.environ["COUNCIL"] = COUNCIL
    os.environ["SECRET_KEY"] = "only-for-tests-" * 4
    os.environ["SELFDIRECT_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "selfdirect.settings"
    return is_first


def pytest_configure(config: pytest.Config) -> None:
    """Remove the run's folder at the end; what every later conftest may import is ready since this file was read."""
    if MADE_HERE:
        config.add_cleanup(_remove)
    from django.conf import settings

    assert settings.DATABASES, "reading them once is what makes pytest-django set Django up"


def _sweep() -> None:
    """Remove what earlier runs left behind when they were killed."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        owner = left.name.removeprefix(PREFIX).split("-")[0]
        if left.stat().st_uid == os.geteuid() and not Path("/proc", owner).exists():
            with contextlib.suppress(launcher.LauncherRefused, OSError):
                launcher.forget(left / "postgres")
            shutil.rmtree(left, ignore_errors=True)


def _remove() -> None:
    folder = Path(os.environ.pop(FOLDER))
    launcher.forget(folder / "postgres")
    shutil.rmtree(folder)


MADE_HERE = _prepare()
django.setup()


@pytest.fixture(scope="session")
def cluster() -> launcher.Cluster:
    """The PostgreSQL that this whole run shares; started by whoever asks first."""
    if os.environ["DATABASE_URL"] != NOT_STARTED:
        return launcher.Cluster(os.environ["DATABASE_URL"])
    return launcher.start_own(Path(os.environ[FOLDER]) / "postgres", durable=False)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(cluster: launcher.Cluster, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Point Django at the cluster, now that it runs."""
    from django.db import connections

    from selfdirect.settings import _database

    found = _database(cluster.url)
    for name in ("HOST", "PORT", "USER", "PASSWORD", "NAME"):
        connections.settings["default"][name] = found[name]


@pytest.fixture
def database_url(transactional_db: None) -> str:
    """The address of this test's own database, for a test that starts another process on it."""
    from django.db import connection

    its = connection.settings_dict
    secret = f":{quote(its['PASSWORD'])}" if its["PASSWORD"] else ""
    name = quote(its["NAME"])
    return f"postgresql://{quote(its['USER'])}{secret}@/{name}?host={its['HOST']}&port={its['PORT'] or 5432}"


@pytest.fixture(scope="session")
def chromium_path() -> Iterator[str]:
    """Where Chromium is. A missing one fails the test; it never skips it."""
    found = setup.find_chromium()
    if found is None or not found.exists():
        pytest.fail("Chromium is not on this machine. `make browser` says how to get it.")
    yield str(found)
