"""No parameter of the catalogue is lost: each council's folder says what its source says, and what holds it."""

import re
from functools import cache

import pytest

from selfdirect.policy import POLICY_ROOT, Policy, councils, load
from selfdirect.policy.shape import SHAPES
from selfdirect.rules.values import TableRow
from tests.house.tree import ROOT

_SECTION = re.compile(r"docs/requirements\.md, section (4\.\d+)")
_LINE = re.compile(r"(?m)^- `([a-z0-9_.]+)`: (.*?)(?: \[([^\]]*)\])?$")
_SILENT = re.compile(r"(?m)^- not stated: (.*)$")


@cache
def _policy(council: str) -> Policy:
    return load(council)


def _rows(council: str, key: str) -> tuple[TableRow, ...]:
    rows = _policy(council).history(key)[-1].amount
    assert isinstance(rows, tuple)
    return rows


def _section(council: str) -> str:
    """What the catalogue says of this council."""
    source = _policy(council).history("sources.stated")[-1].source
    named = _SECTION.search(source)
    assert named, f"{council}/sources.toml, stated: name the section, such as docs/requirements.md, section 4.5"
    text = (ROOT / "docs" / "requirements.md").read_text()
    found = re.search(rf"(?ms)^### {re.escape(named[1])} (.*?)(?=^###? )", text)
    assert found
    return found[1]


def _own(council: str) -> set[str]:
    """The keys that the council's own folder, or its partner trust's, holds."""
    folder = POLICY_ROOT.name + f"/councils/{council}/"
    return {history.shape.key for history in _policy(council).histories() if history.file.startswith(folder)}


@pytest.mark.parametrize("council", councils())
def test_everything_that_a_source_says_is_there_word_for_word(council: str) -> None:
    catalogue = [(name, says) for name, says, _ in _LINE.findall(_section(council))]
    assert catalogue
    assert [(row["parameter"], row["says"]) for row in _rows(council, "sources.stated")] == catalogue


@pytest.mark.parametrize("council", councils())
def test_everything_that_a_source_is_silent_on_is_there(council: str) -> None:
    silent = re.findall(r"`([a-z0-9_.]+)`", " ".join(_SILENT.findall(_section(council))))
    assert [row["parameter"] for row in _rows(council, "sources.not_stated")] == silent


@pytest.mark.parametrize("council", councils())
def test_what_holds_a_stated_parameter_is_in_the_councils_own_folder(council: str) -> None:
    own = _own(council)
    elsewhere = {
        f"{row['parameter']}: {key}"
        for row in _rows(council, "sources.stated")
        for key in str(row["held_in"]).split()
        if key != "shown" and key not in own
    }
    assert not elsewhere, "a default does not hold what a source states: write the value in the council's folder"


@pytest.mark.parametrize("council", councils())
def test_what_stands_in_for_silence_is_a_value_that_exists(council: str) -> None:
    keys = {key for row in _rows(council, "sources.not_stated") for key in str(row["held_in"]).split()}
    assert keys <= {"none", *SHAPES}


@pytest.mark.parametrize("council", councils())
def test_every_published_figure_is_kept_for_reports_to_check_against(council: str) -> None:
    figures = [name for name, _, _ in _LINE.findall(_section(council)) if name.startswith("figure.")]
    if figures:
        kept = {f"figure.{row['code']}" for row in _rows(council, "figures.published")}
        assert [figure for figure in figures if figure not in kept] == []
