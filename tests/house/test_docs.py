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
