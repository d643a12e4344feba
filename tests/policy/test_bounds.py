"""A council's values leave no gap and are never less generous than the law, on any day that either changes."""

from datetime import date

import pytest

from selfdirect.policy.bounds import bound_problems, gap_problems
from selfdirect.policy.history import Entry, History
from selfdirect.policy.kinds import Bound, Choice, Level, Quantity, Shape
from selfdirect.policy.reading import Folder

START = date(2024, 4, 1)
LATER = date(2025, 4, 1)
LIMIT = Shape("charging.limit", Quantity("pounds"), Level.BOUNDED, Bound.AT_LEAST)
WEEKS = Shape("reviews.weeks", Quantity("weeks"), Level.BOUNDED, Bound.AT_MOST)
METHOD = Shape("allocation.method", Choice(("points", "hours")), Level.LOCAL)
PRICE = Shape("allocation.price", Quantity("pounds"), Level.LOCAL, only_if=("allocation.method", "points"))


def _history(shape: Shape, *amounts: tuple[date, int | str]) -> History:
    entries = tuple(Entry(since, amount, "The regulations", "stated") for since, amount in amounts)
    return History(shape, "A value", f"{shape.file}.toml", entries)


@pytest.mark.parametrize(("ours", "is_fine"), [(2_325_000, True), (2_325_001, True), (2_324_999, False)])
def test_at_least_the_law(ours: int, is_fine: bool) -> None:
    law, own = {LIMIT.key: _history(LIMIT, (START, 2_325_000))}, {LIMIT.key: _history(LIMIT, (START, ours))}
    assert (bound_problems(law, own) == []) is is_fine


@pytest.mark.parametrize(("ours", "is_fine"), [(8, True), (1, True), (9, False)])
def test_at_most_the_law(ours: int, is_fine: bool) -> None:
    law, own = {WEEKS.key: _history(WEEKS, (START, 8))}, {WEEKS.key: _history(WEEKS, (START, ours))}
    assert (bound_problems(law, own) == []) is is_fine


def test_a_law_that_changes_later_is_seen() -> None:
    law = {LIMIT.key: _history(LIMIT, (START, 100_00), (LATER, 200_00))}
    own = {LIMIT.key: _history(LIMIT, (START, 150_00))}
    assert "from 2025-04-01 it is £150.00" in bound_problems(law, own)[0]
    assert "Write £200.00 or more (The regulations)" in bound_problems(law, own)[0]


def _gaps(*own: History) -> list[str]:
    shapes = {METHOD.key: METHOD, PRICE.key: PRICE}
    council = Folder("council", {history.shape.key: history for history in own})
    return gap_problems(shapes, START, Folder("national"), council, Folder("defaults"))


def test_a_value_that_hangs_on_a_choice_is_needed_only_with_it() -> None:
    assert _gaps(_history(METHOD, (START, "hours"))) == []
    assert "price: the value is missing" in _gaps(_history(METHOD, (START, "points")))[0]


def test_it_is_needed_from_the_day_of_the_choice() -> None:
    method = _history(METHOD, (START, "hours"), (LATER, "points"))
    assert _gaps(method, _history(PRICE, (LATER, 6))) == []
    assert "needed from 2025-04-01" in _gaps(method, _history(PRICE, (date(2026, 1, 1), 6)))[0]
