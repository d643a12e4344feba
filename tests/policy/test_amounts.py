"""Amounts in policy files become whole pence or whole numbers, or are refused with how to mend them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.policy.amounts import AmountRefused, choice, pence, quantity, whole, yes_or_no
from selfdirect.policy.kinds import Choice, Quantity


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(0, 0), (23250, 2_325_000), (Decimal("91.40"), 9140), ("91.40", 9140), ("5", 500), (Decimal("0.1"), 10)],
)
def test_pounds_become_whole_pence(raw: object, expected: int) -> None:
    assert pence(raw) == expected


@given(st.integers(min_value=0, max_value=10**12))
def test_no_penny_is_lost_or_made(in_pence: int) -> None:
    assert pence(f"{in_pence // 100}.{in_pence % 100:02}") == in_pence
    assert pence(Decimal(in_pence) / 100) == in_pence


@pytest.mark.parametrize(
    "raw",
    [Decimal("0.001"), Decimal("NaN"), Decimal("Infinity"), 0.1, True, None, "", "£5", "1,000", "1.", ".5", "--1", "٣"],
)
def test_anything_else_is_refused(raw: object) -> None:
    with pytest.raises(AmountRefused):
        pence(raw)


@pytest.mark.parametrize("raw", [-1, "-0.01", Decimal("-5")])
def test_less_than_nothing_is_refused(raw: object) -> None:
    with pytest.raises(AmountRefused, match="less than nothing"):
        pence(raw)
    with pytest.raises(AmountRefused, match=r"less than nothing|not a whole number"):
        whole(raw)


def test_weeks_are_whole() -> None:
    assert whole(6) == 6
    with pytest.raises(AmountRefused, match=r"6\.5 is not a whole number"):
        whole(Decimal("6.5"))


def test_a_quantity_stays_in_its_range() -> None:
    weekly = Quantity("pounds weekly", least=1, most=10)
    assert quantity(10, weekly) == 1000
    with pytest.raises(AmountRefused, match="1 pounds weekly or more"):
        quantity(Decimal("0.99"), weekly)
    with pytest.raises(AmountRefused, match="10 pounds weekly or less"):
        quantity(Decimal("10.01"), weekly)


def test_a_choice_is_from_its_list_and_a_yes_is_true() -> None:
    assert choice("net", Choice(("net", "gross"))) == "net"
    with pytest.raises(AmountRefused, match='"net" or "gross"'):
        choice("both", Choice(("net", "gross")))
    assert yes_or_no(True) is True
    with pytest.raises(AmountRefused, match="true or false"):
        yes_or_no(1)
