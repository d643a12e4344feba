"""One value of a file is read with everything that is wrong with it."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from selfdirect.policy.entries import read_history
from selfdirect.policy.kinds import Choice, Level, Quantity, Shape
from selfdirect.policy.shape import SHAPES

WEEKS = Shape("reviews.weeks", Quantity("weeks"), Level.LOCAL)
GOOD = {"label": "Weeks", "unit": "weeks", "source": "Minute 1", "status": "stated"}


def test_a_date_may_have_its_own_source_and_status() -> None:
    dated = {"2024-04-01": 6, "2026-04-06": {"amount": 8, "status": "unverified", "source": "Carried forward"}}
    history, problems = read_history({**GOOD, "from": dated}, WEEKS)
    assert problems == []
    assert history is not None
    first, second = history.entries
    assert (first.amount, first.source, first.status) == (6, "Minute 1", "stated")
    assert (second.since, second.source, second.status) == (date(2026, 4, 6), "Carried forward", "unverified")


def test_every_problem_of_a_value_is_listed() -> None:
    raw = {"unit": "fortnights", "status": "likely", "note": "x", "from": {"2024": 1, "2024-04-01": Decimal("1.5")}}
    history, problems = read_history(raw, WEEKS)
    assert history is None
    said = " ".join(problems)
    for part in ("label is missing", "source is missing", "fortnights", "likely", '"note"', '"2024"', "1.5"):
        assert part in said


def test_a_date_with_unknown_or_missing_parts_is_refused() -> None:
    _, problems = read_history({**GOOD, "from": {"2024-04-01": {"amounts": 6}}}, WEEKS)
    assert any('"amounts" is not known' in problem for problem in problems)
    assert any("amount is missing" in problem for problem in problems)


def test_a_value_that_is_no_heading_is_refused() -> None:
    assert "[weeks]" in read_history(6, WEEKS)[1][0]


def test_a_choice_needs_no_unit_and_may_not_have_another() -> None:
    shape = Shape("charging.basis", Choice(("net",)), Level.LOCAL)
    raw = {"label": "Basis", "source": "Minute 1", "status": "stated", "from": {"2024-04-01": "net"}}
    assert read_history(raw, shape)[1] == []
    assert "left out" in read_history({**raw, "unit": "pounds"}, shape)[1][0]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals() | st.dates() | st.text(max_size=8),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from([*GOOD, "from", "amount", "2024-04-01", "code"]), inside, max_size=4)
    ),
    max_leaves=12,
)


@given(st.sampled_from(list(SHAPES.values())), st.sampled_from([*GOOD, "from", "from.2024-04-01"]), ANYTHING)
def test_whatever_is_written_is_read_or_refused_in_words(shape: Shape, part: str, written: object) -> None:
    raw: dict[str, object] = {**GOOD, "from": {"2024-04-01": 6}}
    if part == "from.2024-04-01":
        raw["from"] = {"2024-04-01": written}
    else:
        raw[part] = written
    history, problems = read_history(raw, shape)
    assert (history is None) is bool(problems)
    assert all(problem.strip() for problem in problems)
