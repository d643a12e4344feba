"""Each thing a bank may say of a payment, against each thing we may know of it already."""

from datetime import UTC, datetime
from itertools import product

import pytest

from selfdirect.actions.support.bank_statuses import _done
from selfdirect.records.payments import LineState, PaymentLine
from selfdirect.rules.bank_answers import Meaning

EARLIER, AT, LATER = (datetime(2026, 7, day, tzinfo=UTC) for day in (1, 2, 3))


@pytest.mark.parametrize(
    ("state", "marked", "meaning", "done"),
    [
        ("sent", {}, "arrived", "paid"),
        ("sent", {}, "rejected", "returned"),
        ("sent", {}, "on_its_way", "noted"),
        ("sent", {}, "unknown", "noted"),
        ("confirmed", {}, "arrived", "known"),
        ("confirmed", {}, "rejected", "returned"),
        ("confirmed", {(1, "paid"): EARLIER}, "rejected", "returned"),
        ("confirmed", {(1, "paid"): LATER}, "rejected", "question"),
        ("returned", {}, "rejected", "known"),
        ("returned", {(1, "returned"): LATER}, "arrived", "known"),
        ("returned", {(1, "returned"): EARLIER}, "arrived", "question"),
        ("returned", {}, "on_its_way", "known"),
    ],
)
def test_what_is_done(state: str, marked: dict[tuple[int, str], datetime], meaning: str, done: str) -> None:
    assert _done(PaymentLine(pk=1, state=state), Meaning(meaning), AT, marked) == done


def test_no_pair_is_forgotten() -> None:
    words = {_done(PaymentLine(pk=1, state=state), meaning, AT, {}) for state, meaning in product(LineState, Meaning)}
    assert words <= {"paid", "returned", "noted", "known", "question"}
