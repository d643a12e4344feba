"""What stands on a day is the strongest layer's, and each row knows where it is written."""

from datetime import date
from types import MappingProxyType

from selfdirect.policy.history import Entry, History
from selfdirect.policy.kinds import Choice, Column, Level, Shape, Table
from selfdirect.policy.locating import Lines
from selfdirect.policy.standing import Standing

TABLE = Shape("plans.groups", Table((Column("code"),), or_none=True), Level.LOCAL)
WORD = Shape("plans.way", Choice(("one", "two")), Level.LOCAL)
TEXT = '[groups]\n[groups.from]\n2024-04-01 = [\n  { code = "a" },\n  { code = "b" },\n]\n'
ROWS = (MappingProxyType({"code": "a"}), MappingProxyType({"code": "b"}))


def _history(shape: Shape, file: str, since: date, amount: object) -> History:
    return History(shape, "x", file, (Entry(since, amount, "Minute", "stated"),), Lines(TEXT))  # type: ignore[arg-type]


WEAK = {
    TABLE.key: _history(TABLE, "weak.toml", date(2015, 4, 1), "none"),
    WORD.key: _history(WORD, "weak.toml", date(2015, 4, 1), "one"),
}
STRONG = {TABLE.key: _history(TABLE, "strong.toml", date(2024, 4, 1), ROWS)}


def test_the_strongest_layer_stands_once_it_has_begun() -> None:
    assert Standing((WEAK, STRONG), date(2024, 3, 31)).rows(TABLE.key) == []
    assert Standing((WEAK, STRONG), date(2024, 4, 1)).column(TABLE.key, "code") == ("a", "b")


def test_each_row_knows_its_line() -> None:
    rows = Standing((WEAK, STRONG), date(2024, 4, 1)).rows(TABLE.key)
    assert [place for _, place in rows] == ["strong.toml:4, groups", "strong.toml:5, groups"]


def test_a_word_is_read_and_what_is_missing_is_nothing() -> None:
    standing = Standing((WEAK, STRONG), date(2024, 4, 1))
    assert (standing.word(WORD.key), standing.word("plans.nothing")) == ("one", "")
    assert standing.place(TABLE.key) == "strong.toml:3, groups"
    assert standing.place("plans.nothing") == "plans.nothing"
    assert standing.found("plans.nothing") is None
