"""Formulas find their own order, show their working, and use only what can also run over columns."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules import formulas as engine
from selfdirect.rules.formulas import OPERATIONS as O
from selfdirect.rules.formulas import Formula, Formulas, FormulasRefused, Traced, Whole, formula, work_out
from selfdirect.rules.money import round_half_up
from selfdirect.rules.working import Row

RULES = Path(engine.__file__).parent
ALLOWED_NODES = (
    ast.BinOp,
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.Compare,
    ast.Eq,
    ast.NotEq,
    ast.Lt,
    ast.LtE,
    ast.Gt,
    ast.GtE,
    ast.Name,
    ast.Load,
    ast.Constant,
    ast.Return,
    ast.Call,
    ast.Attribute,
    ast.Assign,
    ast.Store,
    ast.Expr,
)
ALLOWED_OPERATIONS = {"where", "min", "max", "floordiv", "ceildiv", "share", "all", "any"}


def _faults(function: ast.FunctionDef) -> list[str]:
    """Say everything in a formula's body that could not also run over columns."""
    known = {argument.arg for argument in function.args.args}
    faults = []
    for statement in function.body:
        for node in ast.walk(statement):
            if not isinstance(node, ALLOWED_NODES):
                faults.append(f"{function.name} uses {type(node).__name__}")
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                known.add(node.id)
            elif isinstance(node, ast.Name) and node.id not in known:
                faults.append(f"{function.name} uses {node.id} from outside")
            elif isinstance(node, ast.Attribute) and not (
                isinstance(node.value, ast.Name) and node.value.id == "o" and node.attr in ALLOWED_OPERATIONS
            ):
                faults.append(f"{function.name} uses {ast.unparse(node)}")
            elif isinstance(node, ast.Call) and not isinstance(node.func, ast.Attribute):
                faults.append(f"{function.name} calls {ast.unparse(node.func)}")
            elif isinstance(node, ast.Compare) and len(node.ops) > 1:
                faults.append(f"{function.name} chains comparisons")
            elif isinstance(node, ast.Constant) and not isinstance(node.value, int | str):
                faults.append(f"{function.name} uses {node.value!r}")
    return faults


def _is_formula(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and any(
        isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == "formula"
        for mark in node.decorator_list
    )


def test_every_formula_uses_only_what_can_also_run_over_columns() -> None:
    found = 0
    for path in sorted(RULES.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and _is_formula(node):
                found += 1
                assert _faults(node) == [], path.name
    assert found > 0


@pytest.mark.parametrize(
    "body",
    [
        "return a if b else a",
        "return a and b",
        "return not a",
        "return ~a",
        "return a // b",
        "return a / b",
        "return min(a, b)",
        "return o.sqrt(a)",
        "return a < b < 3",
        "return outside + a",
        "return a + 1.5",
        "return a.amount",
    ],
)
def test_the_lint_finds_what_would_not_run_over_columns(body: str) -> None:
    tree = ast.parse(f"def one(o, a, b):\n    {body}").body[0]
    assert isinstance(tree, ast.FunctionDef)
    assert _faults(tree)


def _row(amount: int | str, unit: str = "pence", status: str = "entered") -> Row:
    return Row("A label", amount, unit, "a.rule", "a source", status)


@formula(label="Total", unit="pence", source="a law")
def total(o: Whole, income: Whole, extra: Whole) -> Whole:
    return income + extra


@formula(label="Extra", unit="pence", source="a law")
def extra(o: Whole, is_couple: Whole, couple_rate: Whole, single_rate: Whole) -> Whole:
    return o.where(is_couple, couple_rate, single_rate)


@formula(label="For children", unit="pence", source="a law")
def for_children(o: Whole, children: Whole, child_rate: Whole) -> Whole:
    return children * child_rate


@formula(label="What is left", unit="pence", source="a law")
def left(o: Whole, total: Whole, for_children: Whole) -> Whole:
    return o.max(total - for_children, 0)


@formula(label="Anything left", unit="yes or no", source="a law")
def any_left(o: Whole, left: Whole) -> Whole:
    return left > 0


INPUTS = ("income", "is_couple", "couple_rate", "single_rate", "children", "child_rate")
ALL = Formulas([any_left, left, for_children, extra, total], INPUTS)


def _inputs(**changed: Row) -> dict[str, Row]:
    return {
        "income": _row(1000),
        "is_couple": _row("no", "yes or no"),
        "couple_rate": _row(300, status="unverified"),
        "single_rate": _row(200, status="stated"),
        "children": _row(0, "children"),
        "child_rate": _row(50, status="illustrative"),
        **changed,
    }


def test_the_order_follows_from_what_each_formula_needs() -> None:
    result = work_out(ALL, _inputs())
    assert result.amounts["extra"] == 200
    assert result.amounts["left"] == 1200
    names = [each.name for each in ALL.order]
    assert names.index("extra") < names.index("total") < names.index("left") < names.index("any_left")


def test_the_working_holds_only_the_rows_that_made_the_answer() -> None:
    working = work_out(ALL, _inputs()).working("left")
    assert [row.rule for row in working if row.rule != "a.rule"] == ["extra", "total", "for_children", "left"]
    assert 300 not in [row.amount for row in working]
    assert 50 not in [row.amount for row in working]
    assert working[-1].amount == 1200


def test_a_figure_that_was_not_used_does_not_make_the_answer_doubtful() -> None:
    assert work_out(ALL, _inputs()).working("left")[-1].status == "worked_out"


def test_the_answer_is_as_doubtful_as_the_worst_figure_used() -> None:
    couple = _row("yes", "yes or no")
    assert work_out(ALL, _inputs(is_couple=couple)).working("left")[-1].status == "unverified"
    both = work_out(ALL, _inputs(is_couple=couple, children=_row(1, "children")))
    assert both.working("left")[-1].status == "illustrative"


def test_yes_and_no_are_shown_in_words() -> None:
    result = work_out(ALL, _inputs())
    assert result.working("any_left")[-1].amount == "yes"
    assert result.amounts["any_left"] == 1


def test_what_an_answer_may_depend_on_is_known_without_working_it_out() -> None:
    assert ALL.depends_on("total") == {"income", "extra", "is_couple", "couple_rate", "single_rate"}


def _needing(name: str, *needs: str) -> Formula:
    return Formula(name, name, "pence", "a law", needs, lambda o, *amounts: sum(amounts))


def test_formulas_that_need_each_other_in_a_circle_are_refused() -> None:
    with pytest.raises(FormulasRefused, match=r"circle: .*one"):
        Formulas([_needing("one", "two"), _needing("two", "one")], [])


def test_an_unknown_name_or_a_name_given_twice_is_refused() -> None:
    with pytest.raises(FormulasRefused, match="Nothing gives three, two"):
        Formulas([_needing("one", "two", "three")], [])
    with pytest.raises(FormulasRefused, match="one is given twice"):
        Formulas([_needing("one"), _needing("one")], [])
    with pytest.raises(FormulasRefused, match="one is given twice"):
        Formulas([_needing("one")], ["one"])


def test_a_formula_takes_the_operations_first() -> None:
    with pytest.raises(FormulasRefused, match="must be o"):

        @formula(label="Wrong", unit="pence", source="a law")
        def wrong(income: Whole) -> Whole:
            return income


def test_an_input_that_is_missing_or_in_words_is_refused() -> None:
    with pytest.raises(FormulasRefused, match="Nothing was given for income"):
        work_out(Formulas([_needing("one", "income")], ["income"]), {})
    with pytest.raises(FormulasRefused, match="income must be a whole number"):
        work_out(Formulas([_needing("one", "income")], ["income"]), {"income": _row("lots")})


def test_a_formula_may_not_branch_in_python() -> None:
    with pytest.raises(TypeError, match=r"o\.where"):
        bool(Traced(1) > 0)
    with pytest.raises(TypeError, match="looked up"):
        hash(Traced(1))
    with pytest.raises(TypeError, match="whole numbers only"):
        Traced(1) + 1.5  # type: ignore[operator]


WHOLES = st.integers(-(10**12), 10**12)
POSITIVE = st.integers(1, 10**9)


@given(WHOLES, WHOLES)
def test_traced_numbers_reckon_as_whole_numbers_do(left_amount: int, right_amount: int) -> None:
    one, two = Traced(left_amount, 1), Traced(right_amount, 2)
    assert (one + two).amount == left_amount + right_amount
    assert (one - two).amount == left_amount - right_amount
    assert (one * two).amount == left_amount * right_amount
    assert (5 + one).amount == 5 + left_amount
    assert (5 - one).amount == 5 - left_amount
    assert (5 * one).amount == 5 * left_amount
    assert bool((one < two).amount) == (left_amount < right_amount)
    assert bool((one <= two).amount) == (left_amount <= right_amount)
    assert bool((one > two).amount) == (left_amount > right_amount)
    assert bool((one >= two).amount) == (left_amount >= right_amount)
    assert bool((one == two).amount) == (left_amount == right_amount)
    assert bool((one != two).amount) == (left_amount != right_amount)
    assert O.min(one, two).amount == min(left_amount, right_amount)
    assert O.max(one, two).amount == max(left_amount, right_amount)
    assert O.where(one < two, one, two).amount == min(left_amount, right_amount)


@given(st.integers(0, 10**12), POSITIVE)
def test_division_rounds_down_up_or_to_the_nearest(amount: int, by: int) -> None:
    down, up = O.floordiv(Traced(amount), by).amount, O.ceildiv(Traced(amount), by).amount
    assert down * by <= amount < (down + 1) * by
    assert (up - 1) * by < amount <= up * by
    assert O.share(Traced(amount), by).amount == round_half_up(amount * by, 10_000)


@pytest.mark.parametrize(("amount", "by"), [(-1, 2), (1, 0), (1, -1)])
def test_division_of_less_than_nothing_or_by_nothing_is_refused(amount: int, by: int) -> None:
    for divide in (O.floordiv, O.ceildiv):
        with pytest.raises(FormulasRefused, match="Cannot divide"):
            divide(Traced(amount), by)


@given(st.lists(st.booleans(), min_size=1, max_size=5))
def test_all_and_any_say_what_they_say(conditions: list[bool]) -> None:
    traced = [Traced(held, 1 << place) for place, held in enumerate(conditions)]
    assert bool(O.all(*traced).amount) == all(conditions)
    assert bool(O.any(*traced).amount) == any(conditions)
