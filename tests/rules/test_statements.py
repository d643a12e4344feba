"""A statement says where every penny came from and went, in plain words; one that does not add up is refused."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.ledger.chart import KINDS
from selfdirect.rules.statements import (
    PARTS,
    SECTIONS,
    WHOSE,
    Account,
    DoesNotAddUp,
    Moved,
    Place,
    by_section,
    statement,
)

FIRST, LAST = date(2026, 7, 1), date(2026, 7, 31)
DAY = date(2026, 7, 6)
FUNDING, OWED = Place("council:funding"), Place("payee:owed")
BANK_ACCOUNT = "your account that ends in 0001"


def at(part: str, whose: str = "council") -> Place:
    return Place(f"budget:{part}", whose)


def moved(pence: int, came: Place, went: Place, **more: object) -> Moved:
    return Moved(**({"on": DAY, "pence": pence, "came_from": came, "went_to": went} | more))  # type: ignore[arg-type]


MONTH = Account(
    FIRST,
    LAST,
    opening={},
    moved=(
        moved(1000_00, FUNDING, at("free")),
        moved(100_00, at("free"), at("reserved")),
        moved(800_00, at("free"), at("committed")),
        moved(240_00, at("committed"), OWED, who=BANK_ACCOUNT),
        moved(40_00, OWED, at("committed"), who=BANK_ACCOUNT, on=LAST),
    ),
    closing={at("free"): 100_00, at("reserved"): 100_00, at("committed"): 600_00, at("paid"): 5},
)


def test_every_row_is_in_plain_words_and_the_last_is_what_is_left() -> None:
    found = statement(MONTH)
    shown = [(row.label, row.amount, row.since) for row in found.rows]
    assert shown == [
        ("Before your budget started", 0, None),
        ("Set aside by the council", 1000_00, DAY),
        (f"Came back from {BANK_ACCOUNT}", 40_00, LAST),
        (f"Paid to {BANK_ACCOUNT}", 240_00, DAY),
        ("What is left", 800_00, None),
    ]
    assert list(by_section(found.rows)) == ["opening", "came_in", "came_back", "paid_out", "left"]
    assert [(row.label, row.amount) for row in found.parts] == [
        (PARTS["committed"], 600_00),
        (PARTS["reserved"], 100_00),
        (PARTS["free"], 100_00),
    ]
    assert (found.promised_pence, found.emergency_pence, found.total.left) == (600_00, 100_00, 800_00)


def test_each_bodys_money_is_apart_and_a_move_between_them_is_said_twice() -> None:
    nhs = (moved(500_00, Place("nhs:funding"), at("free", "nhs")), moved(60_00, at("free", "nhs"), at("free")))
    own = (moved(30_00, Place("person:contribution"), at("committed", "own")),)
    closing = {**MONTH.closing, at("free"): 160_00, at("free", "nhs"): 440_00, at("committed", "own"): 30_00}
    found = statement(replace(MONTH, moved=(*MONTH.moved, *nhs, *own), closing=closing))
    assert [(one.whose, one.came_in, one.paid_out, one.left) for one in found.owners] == [
        ("council", 1060_00, 240_00, 860_00),
        ("nhs", 500_00, 60_00, 440_00),
        ("own", 30_00, 0, 30_00),
    ]
    labels = {(row.label, row.source): row.amount for row in found.rows}
    assert labels["Moved over: NHS money", WHOSE["council"]] == labels["Moved over: the council's money", WHOSE["nhs"]]
    assert "Paid in by you" in {row.label for row in found.rows}
    assert "Not promised yet (NHS money)" in {row.label for row in found.parts}


def test_what_was_written_down_late_is_a_change_since_the_last_statement() -> None:
    late = (
        moved(50_00, at("committed"), OWED, who="Larch Care", is_late=True, on=date(2026, 6, 28)),
        moved(5_00, FUNDING, at("free"), is_late=True),
        moved(7_00, at("free"), at("committed"), is_late=True),
    )
    closing = {at("free"): 98_00, at("reserved"): 100_00, at("committed"): 557_00}
    found = statement(replace(MONTH, moved=(*MONTH.moved[2:], *late), opening={"council": 1000_00}, closing=closing))
    assert found.total.changed == -45_00
    changed = by_section(found.rows)["changed"]
    assert [(row.label, row.amount) for row in changed] == [
        ("Paid to Larch Care", -50_00),
        ("Set aside by the council", 5_00),
    ]
    assert found.rows[0].label == "Left when your last statement was made"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"closing": {**MONTH.closing, at("free"): 99_99}}, "but the book holds £799"),
        ({"opening": {"council": 1}}, "comes to £800"),
        ({"moved": MONTH.moved[:-1]}, "comes to £760"),
        ({"closing": {**MONTH.closing, at("free"): -1}}, "below zero"),
        ({"closing": {**MONTH.closing, at("free", "bank"): 1}}, "whose money 'bank'"),
        (
            {"moved": (*MONTH.moved, moved(1, Place("council:chest"), at("free")))},
            "no words for money from council:chest",
        ),
        (
            {
                "moved": (*MONTH.moved, moved(1, at("free"), Place("council:chest"))),
                "closing": {**MONTH.closing, at("free"): 99_99},
            },
            "no words for money to council:chest",
        ),
    ],
)
def test_one_that_does_not_add_up_or_cannot_be_said_is_refused(changes: dict[str, object], words: str) -> None:
    with pytest.raises(DoesNotAddUp, match=words):
        statement(replace(MONTH, **changes))  # type: ignore[arg-type]


def test_what_one_owner_lacks_another_cannot_make_up() -> None:
    closing = {**MONTH.closing, at("free"): 50_00, at("free", "nhs"): 50_00}
    with pytest.raises(DoesNotAddUp, match="The council's money comes to £800"):
        statement(replace(MONTH, closing=closing))


OUTSIDE = ("council:funding", "nhs:funding", "person:contribution", "payee:owed", "payee:due_back", "budget:paid")
_inside = st.builds(at, st.sampled_from(list(PARTS)), st.sampled_from(list(WHOSE)))
_outside = st.builds(Place, st.sampled_from((*OUTSIDE, "budget:free")), st.just(""))
_moved = st.builds(
    Moved,
    on=st.dates(date(2026, 6, 1), LAST),
    pence=st.integers(1, 10**7),
    came_from=_inside | _outside,
    went_to=_inside | _outside,
    is_late=st.booleans(),
)


@given(st.lists(_moved, max_size=12), st.dictionaries(_inside, st.integers(10**9, 10**10), max_size=6))
def test_whatever_moves_the_rows_and_the_parts_come_to_what_is_left(
    moves: list[Moved], before: dict[Place, int]
) -> None:
    closing = {at(part, whose): 10**9 for part in PARTS for whose in WHOSE} | before
    opening = {whose: sum(pence for place, pence in closing.items() if place.whose == whose) for whose in WHOSE}
    for one in moves:
        for place, sign in ((one.came_from, -1), (one.went_to, 1)):
            if place.part:
                closing[place] += sign * one.pence
    found = statement(Account(FIRST, LAST, opening, moves, closing))
    sections = by_section(found.rows)
    sums = {code: sum(int(row.amount) for row in sections.get(code, ())) for code in SECTIONS}
    assert sums["opening"] + sums["changed"] + sums["came_in"] + sums["came_back"] - sums["paid_out"] == sums["left"]
    assert sums["left"] == found.total.left == sum(closing.values()) == sum(int(row.amount) for row in found.parts)
    for code in SECTIONS:
        assert sums[code] == getattr(found.total, code)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.startswith("budget:")])
def test_there_are_words_for_money_from_and_to_every_account_outside_a_budget(kind: str) -> None:
    outside = Place(kind)
    told = statement(
        Account(
            FIRST,
            LAST,
            {},
            [moved(500, outside, at("free")), moved(200, at("free"), outside)],
            {at("free"): 300},
        )
    )
    assert told.total.left == 300 and all(row.label for row in told.rows)
