"""The whole of a budget: every penny, by funder, now and then."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.ledger import chart
from selfdirect.ledger.funds import Funder, fund, funded_from, funds
from selfdirect.ledger.posting import NotEnough, PostingRefused, correct, post, post_many
from selfdirect.ledger.proving import prove
from selfdirect.ledger.whole import FundPosition, WholePosition, whole_position, whole_positions
from tests.ledger.book import DAY, account_id, entry, sql

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 1)
JUNE = date(2026, 6, 1)
NHS = fund("B1", "nhs")
OWN = fund("B1", "own")


def put_in(ref: str, funder: str, pence: int, on: date = DAY) -> None:
    key = f"in:{ref}:{funder}:{on}"
    post(key, on, pence, funded_from(ref, funder), chart.free(fund(ref, funder)), "x")


def balances_out(whole: WholePosition) -> bool:
    return all(
        one.put_in + one.moved == one.cash + one.paid_out + one.returned + one.recovered
        and one.available == one.cash - one.committed - one.reserved - one.employer == one.free
        for one in (*whole.funds.values(), whole.total)
    )


def test_a_budget_never_used_holds_nothing() -> None:
    assert whole_position("B1") == WholePosition("B1", dict.fromkeys(Funder, FundPosition()))
    assert whole_position("B1").total == FundPosition()


@pytest.mark.requirement("R-PAY-16")
def test_money_of_three_funders_is_told_apart_and_together() -> None:
    put_in("B1", "council", 10_000)
    put_in("B1", "nhs", 4_000)
    put_in("B1", "own", 900)
    post("hold", DAY, 6_000, chart.free("B1"), chart.committed("B1"), "line 1")
    post("keep", DAY, 1_500, chart.free("B1"), chart.reserved("B1"), "for emergencies")
    post("employ", DAY, 500, chart.free(NHS), chart.employer_reserve(NHS), "holiday pay")
    post("pay", MAY, 2_000, chart.committed("B1"), chart.owed("P1"), "line 1")
    post("card", MAY, 300, chart.free(OWN), chart.paid(OWN), "line 2")
    post("back", JUNE, 250, chart.BANK, chart.recovered("B1"), "unspent")
    post("home", JUNE, 100, chart.recovered("B1"), chart.FUNDING, "unspent")
    whole = whole_position("B1")
    assert whole.funds[Funder.COUNCIL] == FundPosition(
        put_in=10_000, free=2_500, committed=4_000, reserved=1_500, paid_out=1_750, returned=100, recovered=150
    )
    assert whole.funds[Funder.NHS] == FundPosition(put_in=4_000, free=3_500, employer=500)
    assert whole.funds[Funder.OWN] == FundPosition(put_in=900, free=600, paid_out=300)
    assert (whole.total.put_in, whole.total.cash, whole.total.available) == (14_900, 12_600, 6_600)
    assert balances_out(whole)
    assert balances_out(whole_position("B1", DAY))
    assert whole_position("B1", DAY).total.paid_out == 0


def test_a_correction_takes_back_what_it_corrects_and_is_no_money_returned() -> None:
    put_in("B1", "council", 1_000)
    put_in("B1", "council", 70, MAY)
    correct(f"in:B1:council:{MAY}", "undo", JUNE, "x")
    post("give back", JUNE, 30, chart.free("B1"), chart.FUNDING, "x")
    correct("give back", "undo too", JUNE, "x")
    post("give back again", JUNE, 20, chart.free("B1"), chart.FUNDING, "x")
    whole = whole_position("B1")
    assert (whole.total.put_in, whole.total.returned, whole.total.free) == (1_000, 20, 980)
    assert whole_position("B1", MAY).total.put_in == 1_070
    assert balances_out(whole)


def test_money_claimed_back_can_be_promised_again_and_is_told_until_it_comes() -> None:
    put_in("B1", "council", 1_000)
    put_in("B1", "nhs", 1_000)
    for ref in ("B1", NHS):
        post(f"hold {ref}", DAY, 600, chart.free(ref), chart.committed(ref), "x")
        post(f"pay {ref}", DAY, 600, chart.committed(ref), chart.owed("P1"), "x")
        post(f"claim {ref}", MAY, 200, chart.due_back("P1"), chart.committed(ref), "x")
    post("came", JUNE, 250, chart.BANK, chart.due_back("P1"), "x")
    now, then = whole_position("B1"), whole_position("B1", MAY)
    assert [then.funds[funder].due_back for funder in Funder] == [200, 200, 0]
    # The oldest claim, the council's, is settled first.
    assert [now.funds[funder].due_back for funder in Funder] == [0, 150, 0]
    assert (now.total.due_back, now.total.committed, now.total.paid_out) == (150, 400, 800)
    assert balances_out(now)
    with pytest.raises(NotEnough, match="money that must come back from them in payee P1"):
        post("too much", JUNE, 151, chart.BANK, chart.due_back("P1"), "x")


def test_money_that_moves_between_funders_or_budgets_is_told() -> None:
    put_in("B1", "council", 500)
    post("lend", DAY, 200, chart.free("B1"), chart.free(NHS), "x")
    post("carry", DAY, 100, chart.free("B1"), chart.free("B2"), "x")
    one, two = whole_positions(["B1", "B2"]).values()
    assert [one.funds[funder].moved for funder in Funder] == [-300, 200, 0]
    assert (one.total.moved, two.total.moved, two.total.cash) == (-100, 100, 100)
    assert balances_out(one)
    assert balances_out(two)


def test_a_day_is_told_by_all_we_know_and_by_what_we_knew_then() -> None:
    accounts = account_id(chart.FUNDING), account_id(chart.free("B1"))
    committed = account_id(chart.committed("B1"))
    for key, at, pence, debit, credit in (
        ("on time", "2026-04-01 09:00+00", 1_000, *accounts),
        ("hold", "2026-04-01 09:00+00", 300, accounts[1], committed),
        ("written late", "2026-05-20 09:00+00", 70, *accounts),
    ):
        sql(
            'INSERT INTO ledger_movement (key, "on", at, pence, debit_id, credit_id, about)'
            " VALUES (%s, %s, %s, %s, %s, %s, 'x')",
            *(key, DAY, at, pence, debit, credit),
        )
    knew = whole_position("B1", DAY, known_at=datetime(2026, 5, 10, tzinfo=UTC))
    know = whole_position("B1", DAY, known_at=datetime(2026, 5, 21, tzinfo=UTC))
    assert (knew.total.put_in, knew.total.free, knew.total.committed) == (1_000, 700, 300)
    assert (know.total.put_in, know.total.free) == (1_070, 770)
    assert whole_position("B1", DAY) == know
    assert balances_out(knew)


def test_two_queries_however_many_movements_and_budgets() -> None:
    refs = [f"N{n}" for n in range(60)]
    post_many(entry(f"k{ref}{n}", 5, chart.FUNDING, chart.free(ref)) for ref in refs for n in range(5))
    for asked in (refs[:1], refs):
        with CaptureQueriesContext(connection) as queries:
            assert whole_positions(asked)[asked[-1]].total.cash == 25
        assert len(queries) == 2


REFS = ("B1", "B2")
FUNDS = [(ref, funder) for ref in REFS for funder in Funder]
PARTS = (chart.free, chart.committed, chart.reserved, chart.employer_reserve, chart.paid, chart.recovered)


def outside(chance: Random, ref: str, funder: str) -> str:
    return chance.choice([funded_from(ref, funder), funded_from(ref, funder), chart.owed("P1"), chart.due_back("P1")])


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_every_fund_balances_out(seed: int) -> None:
    chance = Random(seed)
    keys = []
    for number in range(120):
        ref, funder = chance.choice(FUNDS)
        own = chance.choice(PARTS)(fund(ref, funder))
        other = chance.choice([outside(chance, ref, funder), chance.choice(PARTS)(fund(*chance.choice(FUNDS)))])
        pair = chance.sample([own, other], 2)
        if number < 40:
            pair = [funded_from(ref, funder), own]
        on = DAY + timedelta(chance.randrange(60))
        try:
            if keys and chance.random() < 0.1:
                correct(chance.choice(keys), f"k{number}", on, "x")
            else:
                post(f"k{number}", on, chance.choice([1, 7, 100, 900]), *pair, "x")
                keys.append(f"k{number}")
        except PostingRefused:
            continue
    assert len(keys) > 50
    assert [(one.name, one.exceptions) for one in prove() if one.exceptions] == []
    for whole in (*whole_positions(REFS).values(), *whole_positions(REFS, MAY).values()):
        assert balances_out(whole)


def test_the_sum_over_funds_is_what_the_accounts_hold() -> None:
    put_in("B1", "council", 10)
    put_in("B1", "nhs", 20)
    held = [sql("SELECT sum(pence)::int FROM ledger_balance")[0][0], whole_position("B1").total.cash]
    assert held == [30, 30]
    assert set(whole_position("B1").funds) == set(funds("B1"))
