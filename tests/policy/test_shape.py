"""Every value that exists is listed once, and the nation's and a council's folders hold what is theirs."""

import ast
import re
from pathlib import Path

import selfdirect
from selfdirect.policy.kinds import Level, Quantity
from selfdirect.policy.shape import SHAPES, expected
from selfdirect.policy.shape_access import ACCESS
from selfdirect.policy.shape_allocation import NEEDS_TO_MONEY
from selfdirect.policy.shape_council import COUNCIL
from selfdirect.policy.shape_money import MONEY
from selfdirect.policy.shape_national import NATIONAL


def test_no_value_is_listed_twice() -> None:
    assert len(SHAPES) == sum(len(each) for each in (NATIONAL, COUNCIL, ACCESS, MONEY, NEEDS_TO_MONEY))


def test_only_what_is_bounded_may_be_written_in_both_folders() -> None:
    both = set(expected(Level.NATIONAL)) & set(expected(Level.LOCAL))
    assert both == {key for key, shape in SHAPES.items() if shape.level is Level.BOUNDED}
    assert set(expected(Level.NATIONAL)) | set(expected(Level.LOCAL)) == set(SHAPES)


def test_every_bounded_value_is_a_number_with_a_bound_and_no_other_has_one() -> None:
    for shape in SHAPES.values():
        assert (shape.bound is not None) is (shape.level is Level.BOUNDED), shape.key
        assert shape.level is not Level.BOUNDED or isinstance(shape.kind, Quantity), shape.key


def test_a_value_that_hangs_on_a_choice_names_one_that_exists() -> None:
    for shape in SHAPES.values():
        if shape.only_if:
            key, choice = shape.only_if
            assert choice in getattr(SHAPES[key].kind, "options", ()), shape.key


def _keys_in(module: Path) -> set[str]:
    files = "|".join(sorted({shape.file for shape in SHAPES.values()}))
    key = re.compile(rf"(?:{files})\.[a-z0-9_]*[a-z0-9]")
    tree = ast.parse(module.read_text(encoding="utf-8"))
    words = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {word for word in words if key.fullmatch(word)}


def _verbs(actions: Path) -> set[str]:
    """What actions are called in the record of what was done, such as `referrals.receive`: they look like keys too."""
    trees = {module.stem: ast.parse(module.read_text(encoding="utf-8")) for module in actions.glob("*.py")}
    return {
        f"{noun}.{one.name}" for noun, tree in trees.items() for one in tree.body if isinstance(one, ast.FunctionDef)
    }


def test_every_value_that_the_program_asks_for_exists() -> None:
    root = Path(selfdirect.__file__).parent
    known = set(SHAPES) | _verbs(root / "actions")
    unknown = {str(module): _keys_in(module) - known for module in root.rglob("*.py")}
    assert not {module: keys for module, keys in unknown.items() if keys}
