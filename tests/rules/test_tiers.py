"""An end of a tier is in it or out of it, to the penny."""

from selfdirect.rules.tiers import holding, tier_of


def test_an_end_is_in_or_out_as_the_row_says() -> None:
    low = tier_of(
        {
            "lowest_pence_weekly": 0,
            "lowest_inclusive": True,
            "highest_pence_weekly": 100,
            "highest_inclusive": False,
        },
        "pence_weekly",
    )
    high = tier_of(
        {
            "lowest_pence_weekly": 100,
            "lowest_inclusive": True,
            "highest_pence_weekly": "none",
            "highest_inclusive": False,
        },
        "pence_weekly",
    )
    assert [holding((low, high), pence) for pence in (0, 99, 100, 10_000)] == [(low,), (low,), (high,), (high,)]
    assert low.words("a week") == "from £0.00 to less than £1.00 a week"
    assert high.words("a week") == "from £1.00 a week"
