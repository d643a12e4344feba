"""Every kind of letter that an action writes has words to be made from."""

import ast
from pathlib import Path

from tests.house.tree import ROOT, sources

LETTERS = Path(ROOT, "selfdirect", "pages", "templates", "letters")


def test_every_kind_of_letter_has_a_template() -> None:
    kinds = {
        call.args[0].value
        for source in sources("selfdirect")
        for call in ast.walk(source.tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "write_letter"
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    assert len(kinds) > 10
    assert not [kind for kind in sorted(kinds) if not (LETTERS / f"{kind}.html").exists()]
