"""What is left this month is exact to the day and to the penny, and shows its working."""

from datetime import date

from selfdirect.rules.months import LineAmount, left_this_month

LINES = [LineAmount("Help to wash", 7000), LineAmount("Swimming", 1001), LineAmount("Nothing yet", 0)]
FROM, TO = date(2026, 7, 6), date(2027, 7, 5)


def test_the_rest_of_a_month_is_its_days_at_a_seventh_of_the_week() -> None:
    found = left_this_month(LINES, FROM, TO, date(2026, 8, 25))
    assert found is not None
    assert (found.first_on, found.last_on) == (date(2026, 8, 25), date(2026, 8, 31))
    assert found.by_line == (("Help to wash", 7000), ("Swimming", 1001))
    assert found.pence == 8001 == found.working[-1].amount


def test_a_budget_counts_only_on_its_own_days() -> None:
    first = left_this_month(LINES, FROM, TO, date(2026, 7, 1))
    assert first is not None and first.first_on == FROM and first.last_on == date(2026, 7, 31)
    last = left_this_month(LINES, FROM, TO, date(2027, 7, 1))
    assert last is not None and last.last_on == TO


def test_before_and_after_its_months_there_is_nothing_to_say() -> None:
    assert left_this_month(LINES, FROM, TO, date(2026, 6, 30)) is None
    assert left_this_month(LINES, FROM, TO, date(2027, 7, 6)) is None


def test_one_day_is_called_a_day() -> None:
    found = left_this_month(LINES, FROM, TO, date(2026, 12, 31))
    assert found is not None and found.working[0].label == "Help to wash: £70.00 a week for 1 day"
    assert found.by_line[0][1] == 1000
