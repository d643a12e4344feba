"""What moved between any two accounts on each day, and what each account is."""

from datetime import date

import pytest

from selfdirect.ledger.between import End, end_of, months_moved, moved_between
from selfdirect.ledger.chart import BANK, FUNDING, NHS_FUNDING, committed, contribution, due_back, free, owed
from selfdirect.ledger.posting import post_many
from tests.ledger.book import entry

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 3)


@pytest.mark.parametrize(
    ("code", "end"),
    [
        (BANK, End("council:bank")),
        (FUNDING, End("council:funding", "", "council")),
        (NHS_FUNDING, End("nhs:funding", "", "nhs")),
        (contribution("B-000001"), End("person:contribution", "B-000001", "own")),
        (free("B-000001"), End("budget:free", "B-000001", "council")),
        (committed("B-000001.nhs"), End("budget:committed", "B-000001", "nhs")),
        (owed("P-000002"), End("payee:owed")),
        (due_back("P-000002.B-000001.nhs"), End("payee:due_back", "B-000001", "nhs")),
    ],
)
def test_an_account_says_by_its_code_what_it_is(code: str, end: End) -> None:
    assert end_of(code) == end


@pytest.mark.django_db
def test_each_pair_of_a_day_is_one_row_with_its_pence_and_its_movements() -> None:
    a, b = free("B-000001"), free("B-000002")
    put_in = [("1", 500, FUNDING, a), ("2", 250, FUNDING, a), ("3", 100, FUNDING, b)]
    post_many([*(entry(*row, on=JULY) for row in put_in), entry("4", 70, a, FUNDING, on=AUGUST)])
    moved = list(moved_between(JULY, JULY))
    found = [(one.on, one.debit.budget, one.credit.budget, one.pence, one.movements) for one in moved]
    assert found == [(JULY, "", "B-000001", 750, 2), (JULY, "", "B-000002", 100, 1)]
    assert [one.pence for one in moved_between(AUGUST, AUGUST)] == [70]
    assert months_moved() == [JULY, date(2026, 8, 1)]
