"""Every formula can be worked out over columns and written as SQL: it uses only what all engines have."""

import ast
import inspect

import pytest

from selfdirect.rules.formulas import Operations
from tests.house.tree import Source, sources

ALLOWED = {name for name in vars(Operations) if not name.startswith("_")}
BODY = (
    *(ast.Assign, ast.Return, ast.Name, ast.Load, ast.Store, ast.Constant, ast.Call, ast.Attribute, ast.keyword),
    *(ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE),
)


def faults(function: ast.FunctionDef) -> list[str]:
    """What in this function works for one person and not for columns, or not at all."""
    text = isinstance(function.body[0], ast.Expr) and isinstance(function.body[0].value, ast.Constant)
    found = []
    for node in (inner for statement in function.body[int(text) :] for inner in ast.walk(statement)):
        if not isinstance(node, BODY):
            found.append(f"line {getattr(node, 'lineno', '?')}: {type(node).__name__}")
        elif isinstance(node, ast.Call) and not _is_operation(node.func):
            found.append(f"line {node.lineno}: calls {ast.unparse(node.func)}")
        elif isinstance(node, ast.Compare) and len(node.ops) > 1:
            found.append(f"line {node.lineno}: two comparisons in one hide an and")
        elif isinstance(node, ast.Constant) and not isinstance(node.value, int):
            found.append(f"line {node.lineno}: {node.value!r} is not a whole number")
    return found


def _is_operation(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and ast.unparse(called.value) == "o" and called.attr in ALLOWED


def _formulas(source: Source) -> list[ast.FunctionDef]:
    return [
        node
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(one, ast.Call) and ast.unparse(one.func) == "formula" for one in node.decorator_list)
    ]


def test_every_formula_uses_only_what_every_engine_has() -> None:
    everything = [(source, each) for source in sources("selfdirect") for each in _formulas(source)]
    assert len(everything) > 10
    assert not [f"{source} {each.name}: {fault}" for source, each in everything for fault in faults(each)]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("return a if b else 0", "IfExp"),
        ("return a and b", "BoolOp"),
        ("return not a", "Not"),
        ("return -a", "USub"),
        ("return ~a", "Invert"),
        ("return a // 2", "FloorDiv"),
        ("return a / 2", "Div"),
        ("return min(a, b)", "calls min"),
        ("return o.round(a)", "calls o.round"),
        ("return 0 < a < b", "two comparisons"),
        ("return a * 0.5", "0.5 is not a whole number"),
    ],
)
def test_what_works_for_one_person_alone_is_found(body: str, fault: str) -> None:
    (function,) = ast.parse(f"def wrong(o, a, b):\n    {body}\n").body
    assert isinstance(function, ast.FunctionDef)
    assert any(fault in each for each in faults(function))


def test_the_operations_of_every_engine_are_the_same() -> None:
    from selfdirect.modelling.columns import ColumnOperations
    from selfdirect.modelling.sql import SqlOperations

    for engine in (ColumnOperations, SqlOperations):
        own = {name: inspect.signature(getattr(engine, name)) for name in vars(engine) if not name.startswith("_")}
        assert set(own) == ALLOWED
        for name, signature in own.items():
            assert list(signature.parameters) == list(inspect.signature(getattr(Operations, name)).parameters)
