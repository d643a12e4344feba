"""In the simulation some budgets are switched, for good and for a while, and what was paid ahead comes back."""

from datetime import date, timedelta

import pytest

from selfdirect.actions.support.paying import due_back_account
from selfdirect.demo.switching import WEEKS_BEFORE, money_comes_back, switch_some
from selfdirect.ledger.reading import balance
from selfdirect.records.holdings import HoldingSwitch
from tests.actions.story import AGREED_ON, FIRST_PAY_ON, paid, story

pytestmark = pytest.mark.django_db

DAY = AGREED_ON + timedelta(weeks=WEEKS_BEFORE)


def test_a_budget_is_switched_and_money_paid_ahead_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    told = story()
    paid(told.town, FIRST_PAY_ON)
    paid(told.town, date(2026, 7, 27))
    paid(told.town, date(2026, 8, 24), on=date(2026, 8, 17))
    monkeypatch.setattr("selfdirect.demo.switching.Random", lambda key: Never())
    switch_some(1, DAY)
    made = HoldingSwitch.objects.get()
    assert made.return_on is None and made.from_on == DAY + timedelta(days=3)
    account = due_back_account(told.budget.pk, told.budget.payment_schedules.order_by("pk")[0].payee_id)
    waiting = balance(account)
    assert waiting > 0
    later = DAY + timedelta(days=18)
    money_comes_back(told.town.cast.finance[0], later)
    assert balance(account) == waiting, "by this chance it is still owed"


class Never:
    """Chance that always gives the first of so many, and never the rarer of two."""

    def randrange(self, _most: int) -> int:
        return 0

    def random(self) -> float:
        return 0.9
