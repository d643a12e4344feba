"""Every setting that is read from the environment is explained, and nothing else is."""

import ast
import re

from tests.house.tree import ROOT, Source, dotted, sources

READERS = ("get", "getenv", "_needed", "_yes", "pop", "setdefault")
# What every machine has, and what our own processes tell each other.
NOT_SETTINGS = {"DJANGO_SETTINGS_MODULE", "PATH", "HOME", "TMPDIR"}
# Looked up by name from a tuple, so the call itself does not show them.
CONSTANT = re.compile(r"^(?:SELFDIRECT|OIDC|NOTIFY)_[A-Z_]+$")


def _read(source: Source) -> set[str]:
    names = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Subscript) and "environ" in dotted(node.value):
            names.add(getattr(node.slice, "value", None))
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = dotted(node.func)
            own = str(source) == "selfdirect/settings.py" and called in ("_needed", "_yes")
            from_environment = own or "environ" in called or called.endswith("getenv")
            if from_environment and called.rsplit(".", 1)[-1] in READERS:
                names.add(node.args[0].value)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and CONSTANT.match(node.value):
            names.add(node.value)
    return {name for name in names if isinstance(name, str)} - NOT_SETTINGS


def _documented() -> set[str]:
    text = (ROOT / "docs" / "running" / "settings.md").read_text()
    return set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE))


def test_every_setting_is_explained_and_every_explanation_is_of_a_setting() -> None:
    read = {name for source in sources("selfdirect", "tools") for name in _read(source)}
    assert read - _documented() == set(), "read by the program and not explained"
    assert _documented() - read == set(), "explained and not read by the program"
