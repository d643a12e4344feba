"""What an agreement says under every council's policy, what changed clause by clause, and every day of its schedule."""

from datetime import date
from pathlib import Path

import pytest

from selfdirect.rules.agreements import NEEDED, Clause, Look, changes, looks, terms
from selfdirect.rules.values import ValueRefused, Values
from tests.house.tree import ROOT
from tests.rules.packs import on

COUNCILS = sorted(path.name for path in Path(ROOT, "policy", "councils").iterdir() if path.is_dir())


@pytest.mark.requirement("R-BRK-01")
@pytest.mark.parametrize("council", COUNCILS)
def test_every_council_says_use_records_returns_money_left_over_review_and_switching(council: str) -> None:
    said = {clause.code: clause.words for clause in terms(on(council))}
    assert {*NEEDED, "receipts", "returns"} <= set(said) and all(said.values())
    assert any(words in said["unspent"] for words in ("weeks of", "agreed for emergencies"))


def test_the_rule_is_said_once_where_the_council_s_own_words_give_it() -> None:
    own = {clause.code: clause.words for clause in terms(on("council_a"))}["unspent"]
    assert own.count("10 weeks") == 1
    default = {clause.code: clause.words for clause in terms(on("westminster"))}["unspent"]
    assert default.startswith("Money you do not need") and "We ask you about money above 8 weeks" in default


def test_a_council_without_returns_says_that_nothing_is_sent() -> None:
    assert "You do not send us anything" in str(terms(on("council_c")))


def test_an_agreement_without_a_needed_clause_is_refused() -> None:
    whole = on("westminster")
    key = "direct_payments.agreement_terms"
    rows = tuple(row for row in whole.table(key) if row["code"] != "records")
    value = whole.value(key)
    cut = type(value)(key, value.label, value.unit, rows, value.source, value.status, value.since)
    with pytest.raises(ValueRefused, match="no words for records"):
        terms(Values({**whole, key: cut}, whole.on, whole.fingerprint))


def test_what_changed_is_said_clause_by_clause() -> None:
    before = [Clause("use", "Old use."), Clause("line:1", "You have it.", "Swimming"), Clause("gone", "No more.")]
    now = [Clause("use", "New use."), Clause("line:1", "You have it.", "Swimming"), Clause("more", "More.", "Cooking")]
    assert [change.words for change in changes(before, now)] == [
        "It said: Old use. It now says: New use.",
        "Cooking. New: More.",
        "No longer said: No more.",
    ]
    assert changes(now, now) == ()


def test_a_clause_is_kept_and_read_again() -> None:
    clause = Clause("line:1", "You have it.", "Swimming")
    assert Clause.of(clause.as_row()) == clause
    assert Clause.of({"code": "use", "words": "Old rows had no label."}).label == ""


@pytest.mark.requirement("R-MON-16")
def test_every_day_of_the_schedule_up_to_the_end_of_the_budget() -> None:
    schedule = [
        {"code": "return", "label": "A record", "first_on": "2026-09-21", "every_weeks": 13},
        {"code": "call", "label": "A call", "first_on": "2026-07-20", "every_weeks": 0},
    ]
    assert looks(schedule, date(2026, 12, 21)) == (
        Look("call", "A call", date(2026, 7, 20)),
        Look("return", "A record", date(2026, 9, 21)),
        Look("return", "A record", date(2026, 12, 21)),
    )
    assert looks(schedule, date(2026, 7, 19)) == ()
