"""Set-up: what it fetches is what was pinned, and what it cannot do it says plainly."""

import io
import os
import tarfile
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tools import on_demo, setup


def _package(**files: str) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))
    return packed.getvalue()


def test_a_second_run_finds_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*command: str | Path) -> None:
        pytest.fail(f"A second run should have nothing to run, but it ran {command}.")

    for does in ("run", "_apt"):
        monkeypatch.setattr(setup, does, run)
    setup.environment()
    setup.assets()
    setup.libraries()


def test_a_package_that_is_not_the_pinned_one_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(setup, "BUILD", tmp_path)
    monkeypatch.setattr(setup, "_npm_pack", lambda what: _package(**{"package/dist/govuk/assets/x": "not it"}))
    with pytest.raises(setup.CannotSetUp, match="not the package we pinned"):
        setup.assets()
    assert not list(tmp_path.iterdir())


def test_only_the_named_files_are_unpacked_and_none_outside_the_folder(tmp_path: Path) -> None:
    files = {
        "package/dist/govuk/style.css": "kept",
        "package/dist/govuk/assets/images/icon.svg": "kept",
        "package/dist/govuk/assets/../../../../escaped": "no",
        "package/src/other.js": "no",
    }
    setup._unpack(_package(**files), ["dist/govuk/style.css", "dist/govuk/assets/"], tmp_path / "in")
    found = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert found == ["in/dist/govuk/style.css", "in/whitenoise-root/assets/images/icon.svg"]


def test_without_npm_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(setup.CannotSetUp, match="apt-get install npm"):
        setup._npm_pack("govuk-frontend@1")


def test_without_the_letter_libraries_an_ordinary_user_is_told_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "_loads", lambda library: "harfbuzz" not in library)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(setup.CannotSetUp, match=r"apt-get install libharfbuzz-subset0$"):
        setup.libraries()


def test_a_chromium_that_was_named_is_the_one_that_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SELFDIRECT_CHROMIUM", str(tmp_path / "chromium"))
    with pytest.raises(setup.CannotSetUp, match="no such file"):
        setup.chromium()
    (tmp_path / "chromium").touch()
    assert setup.chromium() == tmp_path / "chromium"


def test_without_chromium_set_up_stops_and_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SELFDIRECT_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    monkeypatch.setattr(setup, "PYTHON", Path("/bin/true"))
    with pytest.raises(setup.CannotSetUp, match="need Chromium"):
        setup.chromium()


def test_a_failed_command_is_shown_with_what_it_said() -> None:
    with pytest.raises(setup.CannotSetUp, match="out of luck"):
        setup.run("sh", "-c", "echo out of luck; exit 3")


def test_without_a_demo_a_word_on_its_data_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setattr(on_demo, "FOLDER", tmp_path)
    assert on_demo.main(["replay"]) == 1
    assert "make demo" in capsys.readouterr().err


def test_nothing_that_set_up_makes_is_in_the_repository() -> None:
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert {"/.venv/", "/.build/", "/var/"} <= set(ignored)
