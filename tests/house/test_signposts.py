"""Every module says what it is for, and where it points there is something."""

import re

from tests.house.tree import ROOT, sources

SIGNPOST = re.compile(r"^\s*(Why|Values|Next|Tests):\s+(.+)$", re.MULTILINE)


def test_every_module_says_what_it_is_for() -> None:
    import ast

    silent = [str(source) for source in sources("selfdirect", "tools") if not ast.get_docstring(source.tree)]
    assert not silent, "these need a docstring whose first line says what they are for"


def test_every_signpost_leads_somewhere() -> None:
    import ast

    lost = []
    for source in sources("selfdirect", "tests", "tools"):
        for _, places in SIGNPOST.findall(ast.get_docstring(source.tree, clean=False) or ""):
            for place in re.split(r",\s+|\s+and\s+", places.strip().rstrip(".")):
                if not (ROOT / place).exists():
                    lost.append(f"{source}: {place}")
    assert not lost, "these signposts name a path that is not in the repository"
