"""In the simulation an account is looked at, talked about, used otherwise, and half of what is over comes back."""

from datetime import timedelta

import pytest

from selfdirect.demo.unspent import WEEKS_BEFORE, money_left_over
from selfdirect.records.unspent import AccountLook, Recouped, ReuseAnswer, SurplusDecision
from tests.actions.story import AGREED_ON, FIRST_PAY_ON, NEXT_PAY_ON, paid, story

pytestmark = pytest.mark.django_db

DAY = AGREED_ON + timedelta(weeks=WEEKS_BEFORE)


class Always:
    """Chance that gives the first of so many, but one when there are few, and always the rarer of two."""

    def randrange(self, least: int, most: int = 0) -> int:
        return most - 1 if most else int(bool(least == 5 or self.is_later))

    def random(self) -> float:
        return 0.1

    def choice(self, found: tuple[object, ...]) -> object:
        return found[0]

    is_later = False


def test_one_account_goes_all_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    told = story()
    for pay_on in (FIRST_PAY_ON, NEXT_PAY_ON, NEXT_PAY_ON + timedelta(weeks=4), NEXT_PAY_ON + timedelta(weeks=8)):
        paid(told.town, pay_on)
    monkeypatch.setattr("selfdirect.demo.unspent.Random", lambda key: Always())
    finance = told.town.cast.finance[0]
    money_left_over(1, finance, DAY)
    assert AccountLook.objects.get().over_pence > 0
    monkeypatch.setattr(Always, "is_later", True)
    for week in range(1, 9):
        money_left_over(1, finance, DAY + timedelta(weeks=week))
    assert ReuseAnswer.objects.get().is_agreed
    decision = SurplusDecision.objects.get()
    assert decision.recouped_pence > 0 and Recouped.objects.get().pence == decision.recouped_pence
