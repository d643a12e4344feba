"""The fingerprint changes when the data changes, and only then."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from selfdirect.policy.fingerprint import fingerprint
from selfdirect.rules.values import Value
from tests.policy.packs import copy

DAY = date(2025, 6, 2)
VALUE = Value("reviews.weeks", "Weeks", "weeks", 6, "Minute 1", "stated", date(2024, 4, 1))
OTHER = Value("market.prices", "Prices", "table", ({"code": "a", "rate": Decimal("1.5")},), "M", "stated", DAY)


def test_the_order_of_values_does_not_matter() -> None:
    assert fingerprint([VALUE, OTHER]) == fingerprint([OTHER, VALUE])
    assert len(fingerprint([VALUE])) == 64


@pytest.mark.parametrize(
    "changed",
    [
        Value("reviews.weeks", "Weeks", "weeks", 7, "Minute 1", "stated", date(2024, 4, 1)),
        Value("reviews.weeks", "Weeks", "weeks", 6, "Minute 2", "stated", date(2024, 4, 1)),
        Value("reviews.weeks", "Weeks", "weeks", 6, "Minute 1", "unverified", date(2024, 4, 1)),
        Value("reviews.weeks", "Weeks", "weeks", 6, "Minute 1", "stated", date(2024, 4, 2)),
        Value("reviews.weeks", "Weeks", "weeks", "6", "Minute 1", "stated", date(2024, 4, 1)),
    ],
)
def test_any_part_of_a_value_matters(changed: Value) -> None:
    assert fingerprint([changed]) != fingerprint([VALUE])


def test_a_comment_or_another_order_changes_nothing(tmp_path: Path) -> None:
    before, after = copy(tmp_path / "a"), copy(tmp_path / "b")
    after.edit("defaults/charging.toml", "[local_uplift]", "# A word of explanation.\n\n[local_uplift]")
    assert before.load().fingerprint == after.load().fingerprint
    assert before.load().on(DAY).fingerprint == after.load().on(DAY).fingerprint


def test_a_penny_changes_it_from_the_day_it_applies_and_not_before(tmp_path: Path) -> None:
    before, after = copy(tmp_path / "a").load(), copy(tmp_path / "b")
    after.edit("defaults/allocation.toml", "2026-04-01 = 6.40", "2026-04-01 = 6.41")
    changed, first_day = after.load(), date(2026, 4, 1)
    assert changed.fingerprint != before.fingerprint
    eve = first_day - timedelta(days=1)
    assert changed.on(eve).fingerprint == before.on(eve).fingerprint
    assert changed.on(first_day).fingerprint != before.on(first_day).fingerprint


def test_a_national_change_changes_a_councils_fingerprint(tmp_path: Path) -> None:
    before, after = copy(tmp_path / "a").load(), copy(tmp_path / "b")
    after.edit("national/charging.toml", "amount = 241.45", "amount = 241.46")
    assert after.load().fingerprint != before.fingerprint
