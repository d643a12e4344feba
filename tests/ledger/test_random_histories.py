"""Whatever happens, in whatever order, the book adds up."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from selfdirect.ledger import chart
from selfdirect.ledger.posting import Entry, NotEnough, PostingRefused, correct, post, post_many
from selfdirect.ledger.proving import prove
from selfdirect.ledger.reading import balance_as_at, balances, position, statement

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 1)
ACCOUNTS = [chart.FUNDING, chart.BANK, chart.owed("P1"), chart.owed("P2"), chart.due_back("P1")]
PARTS = (chart.free, chart.committed, chart.reserved)
ACCOUNTS += [account(ref) for ref in ("B1", "B2") for account in (*PARTS, chart.recovered)]


class Model:
    """The book as a list and a sum: slow, and too simple to be wrong."""

    def __init__(self) -> None:
        self.rows: list[Entry] = []

    def held(self, until: date | None = None) -> Counter[str]:
        held: Counter[str] = Counter()
        for row in self.rows:
            if until is None or row.on <= until:
                for code, sign in ((row.debit, 1), (row.credit, -1)):
                    held[code] += row.pence * (sign if chart.kind_of(code).normal == "debit" else -sign)
        return held

    def allows(self, entries: list[Entry]) -> bool:
        after = Model()
        after.rows = self.rows + entries
        return all(pence >= 0 or chart.kind_of(code).may_go_below_zero for code, pence in after.held().items())


def some_entry(chance: Random, number: int) -> Entry:
    debit, credit = chance.sample(ACCOUNTS, 2)
    if chance.random() < 0.4:
        debit, credit = chart.FUNDING, chance.choice(ACCOUNTS[2:])
    on = DAY + timedelta(chance.randrange(60))
    return Entry(f"k{number}", on, chance.choice([1, 7, 100, 9_999]), debit, credit, "x")


@pytest.mark.parametrize("seed", range(12))
def test_a_random_history_always_adds_up(seed: int) -> None:
    chance, model, number = Random(seed), Model(), 0
    for _ in range(40):
        number += 10
        what = chance.random()
        if what < 0.6:
            batch = [some_entry(chance, number)]
            ask = lambda batch=batch: post(*_fields(batch[0]))  # noqa: E731
        elif what < 0.85 or not model.rows:
            batch = [some_entry(chance, number + part) for part in range(chance.randrange(1, 8))]
            ask = lambda batch=batch: post_many(batch)  # noqa: E731
        else:
            first = chance.choice(model.rows)
            undo = Entry(f"k{number}", DAY, first.pence, first.credit, first.debit, "x", first.key)
            if first.corrects or any(row.corrects == first.key for row in model.rows):
                with pytest.raises(PostingRefused):
                    correct(first.key, f"k{number}", DAY, "x")
                continue
            batch = [undo]
            ask = lambda undo=undo: correct(undo.corrects, undo.key, DAY, "x")  # noqa: E731
        if model.allows(batch):
            ask()
            model.rows += batch
        else:
            with pytest.raises(NotEnough):
                ask()
    _same(model, chance)


def _fields(entry: Entry) -> tuple:
    return (entry.key, entry.on, entry.pence, entry.debit, entry.credit, entry.about, entry.corrects)


def _same(model: Model, chance: Random) -> None:
    assert len(model.rows) > 10
    assert [one.exceptions for one in prove()] == [0] * len(prove())
    held = model.held()
    assert balances(ACCOUNTS) == {code: held[code] for code in ACCOUNTS}
    day = DAY + timedelta(chance.randrange(60))
    then = model.held(until=day)
    assert {code: balance_as_at(code, day) for code in ACCOUNTS} == {code: then[code] for code in ACCOUNTS}
    assert position("B1").cash == sum(held[part("B1")] for part in PARTS)
    told = statement(chart.FUNDING, limit=1_000)
    assert (told.closing, sum(row.pence for row in told.rows)) == (held[chart.FUNDING], held[chart.FUNDING])
