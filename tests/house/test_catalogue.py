"""No parameter of the catalogue is lost: each folder says what its source says, and what holds it.

A folder is a council's, or a partner trust's that has a section of its own; the study's own figures are the nation's.
"""

import re
from functools import cache

import pytest

from selfdirect.policy import POLICY_ROOT, Policy, councils, load, load_national
from selfdirect.policy.shape import SHAPES
from selfdirect.rules.values import TableRow
from tests.house.tree import ROOT

_SECTION = re.compile(r"docs/requirements\.md, section (4\.\d+)")
_LINE = re.compile(r"(?m)^- `([a-z0-9_.]+)`: (.*?)(?: \[([^\]]*)\])?$")
_OF_THE_STUDY = "4.12"
_SILENT = re.compile(r"(?m)^- not stated: (.*)$")


@cache
def _policy(council: str) -> Policy:
    return load(council)


def _packs() -> list[tuple[str, str]]:
    """Each council, and each partner trust whose folder says what its own source says."""
    trusts = [(council, trust) for council in councils() for trust in _policy(council).trusts]
    return [(council, "") for council in councils()] + [
        (council, trust) for council, trust in trusts if f"{_folder(council, trust)}sources.toml" in _files(council)
    ]


def _folder(council: str, trust: str) -> str:
    folder = f"{POLICY_ROOT.name}/councils/{council}/"
    return f"{folder}trusts/{trust}/" if trust else folder


def _files(council: str) -> set[str]:
    return {history.file for history in _policy(council).histories()}


every_pack = pytest.mark.parametrize(("council", "trust"), _packs())


def _rows(council: str, trust: str, key: str) -> tuple[TableRow, ...]:
    rows = _policy(council).history(key, trust)[-1].amount
    assert isinstance(rows, tuple)
    return rows


def _text(section: str) -> str:
    """What the catalogue says under this number."""
    text = (ROOT / "docs" / "requirements.md").read_text()
    found = re.search(rf"(?ms)^### {re.escape(section)} (.*?)(?=^###? )", text)
    assert found
    return found[1]


def _section(council: str, trust: str) -> str:
    """What the catalogue says of this council or trust."""
    source = _policy(council).history("sources.stated", trust)[-1].source
    named = _SECTION.search(source)
    assert named, f"{council}/sources.toml, stated: name the section, such as docs/requirements.md, section 4.5"
    return _text(named[1])


def _own(council: str) -> set[str]:
    """The keys that the council's own folder, or its partner trust's, holds."""
    folder = _folder(council, "")
    return {history.shape.key for history in _policy(council).histories() if history.file.startswith(folder)}


def _codes(rows: tuple[TableRow, ...]) -> set[str]:
    return {str(row["code"]) for row in rows}


@every_pack
def test_everything_that_a_source_says_is_there_word_for_word(council: str, trust: str) -> None:
    catalogue = [(name, says) for name, says, _ in _LINE.findall(_section(council, trust))]
    assert catalogue
    assert [(row["parameter"], row["says"]) for row in _rows(council, trust, "sources.stated")] == catalogue


@every_pack
def test_everything_that_a_source_is_silent_on_is_there(council: str, trust: str) -> None:
    silent = re.findall(r"`([a-z0-9_.]+)`", " ".join(_SILENT.findall(_section(council, trust))))
    assert [row["parameter"] for row in _rows(council, trust, "sources.not_stated")] == silent


@every_pack
def test_what_holds_a_stated_parameter_is_in_the_councils_own_folder(council: str, trust: str) -> None:
    own = _own(council)
    elsewhere = {
        f"{row['parameter']}: {key}"
        for row in _rows(council, trust, "sources.stated")
        for key in str(row["held_in"]).split()
        if key != "shown" and key not in own
    }
    assert not elsewhere, "a default does not hold what a source states: write the value in the council's folder"


@every_pack
def test_what_stands_in_for_silence_is_a_value_that_exists(council: str, trust: str) -> None:
    keys = {key for row in _rows(council, trust, "sources.not_stated") for key in str(row["held_in"]).split()}
    assert keys <= {"none", *SHAPES}


@every_pack
def test_every_published_figure_is_kept_for_reports_to_check_against(council: str, trust: str) -> None:
    figures = [name for name, _, _ in _LINE.findall(_section(council, trust)) if name.startswith("figure.")]
    if figures:
        kept = _codes(_rows(council, trust, "figures.published"))
        assert [figure for figure in figures if figure.removeprefix("figure.") not in kept] == []


def test_every_section_of_the_catalogue_is_in_one_folder() -> None:
    sections = re.findall(r"(?m)^### (4\.\d+) ", (ROOT / "docs" / "requirements.md").read_text())
    sources = [_policy(council).history("sources.stated", trust)[-1].source for council, trust in _packs()]
    held = [named[1] for source in sources if (named := _SECTION.search(source))]
    assert sorted([*held, _OF_THE_STUDY]) == sorted(sections)


def test_what_the_study_says_of_no_one_council_is_the_nations() -> None:
    national = load_national()
    said, figures = (national.history(key)[-1].amount for key in ("sources.study", "figures.study"))
    assert isinstance(said, tuple) and isinstance(figures, tuple)
    lines = _LINE.findall(_text(_OF_THE_STUDY))
    assert [(row["parameter"], row["says"]) for row in said] == [(name, says) for name, says, _ in lines]
    named = [name.removeprefix("figure.").replace(".", "_") for name, _, _ in lines if name.startswith("figure.")]
    assert sorted(named) == sorted(_codes(figures))
    assert {key for row in said for key in str(row["held_in"]).split()} <= {"shown", *SHAPES}
