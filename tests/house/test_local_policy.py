"""One program runs every council: what is local is data, and data is not program."""

import re

import pytest

from tests.house.tree import ROOT, sources

TEMPLATES = ROOT / "selfdirect" / "pages" / "templates"


def _councils() -> list[str]:
    return [folder.name for folder in (ROOT / "policy" / "councils").glob("*") if folder.is_dir()]


def _naming(text: str, council: str) -> list[int]:
    spelled = re.compile(r"[\s_-]?".join(map(re.escape, re.split(r"[_-]", council))), re.IGNORECASE)
    return [number for number, line in enumerate(text.splitlines(), 1) if spelled.search(line)]


def test_no_program_file_names_a_council() -> None:
    texts = {str(source): source.text for source in sources()}
    texts |= {str(path.relative_to(ROOT)): path.read_text() for path in TEMPLATES.rglob("*") if path.is_file()}
    found = {
        f"{name}:{lines[0]}": council
        for council in _councils()
        for name, text in texts.items()
        if (lines := _naming(text, council))
    }
    assert not found, "what differs between councils belongs in policy/councils"


def test_policy_folders_hold_no_program() -> None:
    assert not list((ROOT / "policy").rglob("*.py"))


@pytest.mark.parametrize("text", ["Council A", "council_a", "COUNCIL-A", "councila"])
def test_a_name_is_found_however_it_is_spelled(text: str) -> None:
    assert _naming(f"one\n# for {text} only", "council_a") == [2]
