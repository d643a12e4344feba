"""What is installed is what was pinned: versions and hashes in the locks, a reason for each in the docs."""

import re
import tomllib

from tests.house.tree import ROOT

LOCKS = ("requirements.lock", "requirements-bench.lock", "requirements-spark.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def _name(requirement: str) -> str:
    return re.split(r"[\[=<>~! ]", requirement)[0].lower().replace("_", "-")


def _pins(*requirements: str) -> dict[str, str]:
    return {_name(requirement): requirement.partition("==")[2] for requirement in requirements}


def _direct() -> dict[str, str]:
    return _pins(
        *PROJECT["dependencies"], *(pin for extra in PROJECT["optional-dependencies"].values() for pin in extra)
    )


def _locked(name: str) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", (ROOT / name).read_text(), re.MULTILINE)
    return {package.lower().replace("_", "-"): version for package, version in found}


def test_locks_name_no_registry() -> None:
    for name in LOCKS:
        found = re.findall(r"https?:|file:|git\+|--index|--find-links|--extra-index", (ROOT / name).read_text())
        assert not found, name
    assert not (ROOT / "uv.lock").exists()


def test_everything_locked_has_a_hash() -> None:
    for name in LOCKS:
        blocks = re.split(r"^(?=\S)", (ROOT / name).read_text(), flags=re.MULTILINE)
        assert not [block for block in blocks if "==" in block and "--hash=sha256:" not in block]


def test_the_locks_hold_what_the_project_asks_for() -> None:
    here = _pins(*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"])
    bench = _pins(*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["bench"])
    spark = _pins(*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["spark"])
    assert here.items() <= _locked("requirements.lock").items()
    assert bench.items() <= _locked("requirements-bench.lock").items()
    assert spark.items() <= _locked("requirements-spark.lock").items()


def test_every_direct_dependency_has_its_reason() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text()
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    assert all(len(reason.strip()) > 10 for _, _, reason in rows)
    assert {_name(package): version.strip() for package, version, _ in rows} == _direct()


def test_the_page_assets_are_pinned_by_their_fingerprint() -> None:
    for wanted in tomllib.loads((ROOT / "tools" / "assets.toml").read_text()).values():
        assert re.fullmatch(r"[A-Za-z0-9+/]{86}==", wanted["sha512"])
