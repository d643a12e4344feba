"""An accent colour can be read on white, or is refused."""

import pytest

from selfdirect.policy.contrast import contrast_fault, contrast_on_white


def test_black_and_white_are_the_ends_of_the_scale() -> None:
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#ffffff") == pytest.approx(1)


@pytest.mark.parametrize(("colour", "is_fine"), [("#767676", True), ("#777777", False), ("#0F4C5C", True)])
def test_four_and_a_half_to_one_is_the_line(colour: str, is_fine: bool) -> None:
    assert (contrast_fault(colour) == "") is is_fine


@pytest.mark.parametrize("colour", ["", "red", "#fff", "#12345g", "0f4c5c", "#0f4c5c;"])
def test_what_is_not_a_colour_is_refused(colour: str) -> None:
    assert "is not a colour" in contrast_fault(colour)
