"""A setting that is missing or wrong stops the program with a sentence; each one is listed where an officer looks."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from selfdirect.settings import SettingMissing, _database

ROOT = Path(__file__).resolve().parent.parent
ENOUGH = {"COUNCIL": "westminster", "DATABASE_URL": "postgresql://a@/b", "SECRET_KEY": "long" * 20}


def settings_with(**environment: str) -> subprocess.CompletedProcess[str]:
    show = (
        "from selfdirect import settings as s; "
        "print(s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS)"
    )
    bare = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, cwd=ROOT, env=bare, check=False)


@pytest.mark.parametrize("missing", sorted(ENOUGH))
def test_what_is_missing_is_named_with_how_to_give_it(missing: str) -> None:
    done = settings_with(**{name: value for name, value in ENOUGH.items() if name != missing})
    assert done.returncode != 0
    assert f"{missing} is not set. Give" in done.stderr


@pytest.mark.parametrize("missing", ["CARDS_URL", "CARDS_KEY"])
def test_a_card_company_without_its_address_or_key_stops_the_program(missing: str) -> None:
    known = {"CARDS": "xml", "CARDS_URL": "https://cards.example", "CARDS_KEY": "secret"}
    assert settings_with(**ENOUGH, **known).returncode == 0
    done = settings_with(**ENOUGH, **{name: value for name, value in known.items() if name != missing})
    assert done.returncode != 0 and f"{missing} is not set. CARDS is xml. Give" in done.stderr


def test_over_https_cookies_travel_by_https_alone() -> None:
    assert settings_with(**ENOUGH).stdout.split() == ["False", "False", "False", "False", "0"]
    assert settings_with(**ENOUGH, HTTPS="yes").stdout.split() == ["False", "True", "True", "True", "31536000"]


def test_an_address_of_a_database_is_read_with_its_socket_folder_and_its_odd_letters() -> None:
    found = _database("postgresql://ann:p%40ss@/care?host=/tmp/socket&port=5433&sslmode=require")
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("care", "ann", "p@ss")
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/tmp/socket", "5433", {"sslmode": "require"})


@pytest.mark.parametrize("url", ["sqlite:///x", "mysql://a@b/c", "care"])
def test_another_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(SettingMissing, match="only database"):
        _database(url)


def test_every_setting_is_listed_for_whoever_runs_the_program() -> None:
    text = (ROOT / "selfdirect" / "settings.py").read_text()
    read = set(re.findall(r'(?:environ\.get|_yes|_needed)\(\s*"([A-Z_]+)"', text)) | set(
        re.findall(r'environ\["([A-Z_]+)"', text)
    )
    listed = (ROOT / "docs" / "running" / "settings.md").read_text()
    assert read
    assert not [name for name in sorted(read) if f"`{name}`" not in listed]
