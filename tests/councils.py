"""Another council's policy for the length of a test: the program asks for its policy once and remembers it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from typing import Any

from django.test import override_settings

from selfdirect.actions.support.policy import policy
from selfdirect.pages.council import council_on
from selfdirect.policy import POLICY_ROOT


@contextmanager
def under(council: str) -> Iterator[None]:
    """Work under this council's policy, and give the usual one back afterwards."""
    _forget()
    try:
        with override_settings(COUNCIL=council):
            yield
    finally:
        _forget()


@contextmanager
def under_changed(council: str, file: str, changes: Mapping[str, str], settings: Any, folder: Path) -> Iterator[None]:
    """Work under this council's policy with one file changed: what is there, and what is to be instead."""
    root = folder / "policy"
    copytree(POLICY_ROOT, root)
    changed = root / file
    text = changed.read_text()
    for old, new in changes.items():
        assert old in text, f"{file} no longer says {old!r}"
        text = text.replace(old, new)
    changed.write_text(text)
    settings.POLICY_ROOT = root
    with under(council):
        yield


def _forget() -> None:
    policy.cache_clear()
    council_on.cache_clear()
