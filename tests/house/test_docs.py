"""What the docs point at exists, and `make` explains every target."""

import re
import subprocess

from tests.house.tree import ROOT

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def test_every_link_in_the_docs_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    lost = [
        f"{page.relative_to(ROOT)}: {place}"
        for page in pages
        for place in LINK.findall(page.read_text())
        if not (page.parent / place).exists()
    ]
    assert not lost


def test_make_alone_says_what_each_target_does() -> None:
    said = subprocess.run(["make", "--no-print-directory"], capture_output=True, text=True, cwd=ROOT).stdout
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert targets
    assert not [target for target in targets.group(1).split() if f"make {target} " not in said]


def test_every_word_of_the_command_is_in_the_docs() -> None:
    from selfdirect.__main__ import _parser

    choices = next(action.choices for action in _parser()._actions if action.metavar == "WORD")
    assert choices
    text = (ROOT / "docs" / "running" / "commands.md").read_text()
    assert not [word for word in choices if f"| `{word}" not in text]


def test_no_file_says_where_packages_come_from() -> None:
    registries = ("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com")
    places = ["selfdirect", "tests", "tools", "bench", "docs", "policy", ".ci"]
    files = [path for place in places for path in (ROOT / place).rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.is_file()]
    naming = [
        str(path.relative_to(ROOT))
        for path in files
        if path.suffix not in (".pyc", ".pdf", ".png") and any(r.encode() in path.read_bytes() for r in registries)
    ]
    assert not naming
