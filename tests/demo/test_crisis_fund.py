"""In the simulation the fund for crises is filled, asked, decided and settled."""

from datetime import timedelta

import pytest

from selfdirect.actions.support.crisis_fund import balance_of_fund
from selfdirect.demo import crisis_fund as demo
from selfdirect.ledger.proving import prove
from selfdirect.records.crisis_fund import CrisisDraw
from tests.actions.story import FIRST_PAY_ON, Story, paid
from tests.actions.test_crisis_fund import told

__all__ = ["told"]
pytestmark = pytest.mark.django_db

ASKED_ON = FIRST_PAY_ON + timedelta(weeks=demo.WEEKS_AFTER)


class Drawn:
    """Chance that always falls on the first."""

    def randrange(self, _most: int) -> int:
        return 0

    def random(self) -> float:
        return 0.0

    def choice(self, found: tuple[tuple[str, str, int], ...]) -> tuple[str, str, int]:
        return found[0]


def test_a_crisis_from_asking_to_settling(told: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "Random", lambda key: Drawn())
    before = balance_of_fund()
    demo.go_on(1, told.town.cast, ASKED_ON)
    draw = CrisisDraw.objects.get()
    assert balance_of_fund() == before, "the fund has money of this year already"
    demo.go_on(1, told.town.cast, ASKED_ON + timedelta(weeks=1))
    assert balance_of_fund() == before - draw.pence
    paid(told.town, ASKED_ON + timedelta(weeks=3))
    demo.go_on(1, told.town.cast, ASKED_ON + timedelta(weeks=1) + demo.SETTLED_AFTER)
    assert draw.settled.back_pence == draw.pence // 8 and not [one for one in prove() if one.exceptions]


def test_the_fund_is_filled_once_a_year(told: Story) -> None:
    start = balance_of_fund()
    for weeks in (40, 41):
        demo.go_on(1, told.town.cast, FIRST_PAY_ON + timedelta(weeks=weeks))
    assert balance_of_fund() == start + demo.A_YEAR_PENCE
