"""A room imports only from the floors below it. The contracts are in pyproject.toml; here they are run."""

import subprocess
import sys
import tomllib

from tests.house.tree import ROOMS, ROOT


def _layers() -> set[str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    floors = next(contract for contract in contracts if contract["type"] == "layers")
    return {room.strip() for floor in floors["layers"] for room in floor.split("|")}


def test_the_contracts_are_kept() -> None:
    command = [ROOT / ".venv/bin/lint-imports", "--cache-dir", ROOT / ".build/import-linter"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout[-4000:]


def test_every_room_is_on_a_floor_and_known_here() -> None:
    folders = {path.parent.name for path in (ROOT / "selfdirect").glob("*/__init__.py")}
    assert folders == _layers() == set(ROOMS)


def test_the_rules_can_be_used_where_django_is_not_installed() -> None:
    blocked = (
        "import sys, importlib, pkgutil\n"
        "for name in ('django', 'psycopg', 'procrastinate', 'jinja2'): sys.modules[name] = None\n"
        "import selfdirect.rules as rules\n"
        "for found in pkgutil.walk_packages(rules.__path__, 'selfdirect.rules.'):\n"
        "    importlib.import_module(found.name)\n"
    )
    done = subprocess.run([sys.executable, "-c", blocked], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
