"""One program runs every council: what is local is data, and data is not program."""

import re

import pytest

from tests.house.tree import ROOT, sources

TEMPLATES = ROOT / "selfdirect" / "pages" / "templates"


def _councils() -> list[str]:
    return [folder.name for folder in (ROOT / "policy" / "councils").glob("*") if folder.is_dir()]


def _naming(text: str, council: str) -> list[int]:
    *parts, last = re.split(r"[_-]", council)
    if len(last) == 1:  # "council a" is also how a sentence goes on: then only the name's own spellings count
        name = "|".join(re.escape(each) for each in ("_".join(parts), "-".join(parts), " ".join(parts).title()))
        spelled = re.compile(rf"(?<![a-z])(?:{name})(?:[_-]{last}|[ _-]{last.upper()})(?![a-z])")
    else:
        spelled = re.compile(r"[\s_-]?".join(map(re.escape, (*parts, last))), re.IGNORECASE)
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


@pytest.mark.parametrize("text", ["Westford Park", "westford_park", "WESTFORD-PARK", "westfordpark"])
def test_a_name_is_found_however_it_is_spelled(text: str) -> None:
    assert _naming(f"one\n# for {text} only", "westford_park") == [2]


@pytest.mark.parametrize("text", ["Council A", "council_a", "council-a", "Council-A"])
def test_a_name_that_ends_in_one_letter_is_told_from_the_word_that_follows(text: str) -> None:
    assert _naming(f"one, as the council agreed\n# for {text} only\n# a council a week", "council_a") == [2]
