"""In the simulation some payments are paused and go on again, and some follow a new contribution."""

from datetime import timedelta

import pytest

from selfdirect.demo import payment_changes
from selfdirect.demo.payment_changes import HOME_AFTER, WEEKS_BEFORE, change_some, go_on
from selfdirect.records.payment_changes import PaymentChange
from tests.actions.story import AGREED_ON, Story, story

pytestmark = pytest.mark.django_db

DAY = AGREED_ON + timedelta(weeks=WEEKS_BEFORE)


class Drawn:
    """Chance that gives this number of so many, and always the rarer of two or never."""

    def __init__(self, number: int, share: float) -> None:
        self.number, self.share = number, share

    def randrange(self, _most: int) -> int:
        return self.number

    def random(self) -> float:
        return self.share

    def randint(self, least: int, _most: int) -> int:
        return least


def lived(monkeypatch: pytest.MonkeyPatch, number: int, share: float = 0.9) -> Story:
    told = story()
    monkeypatch.setattr(payment_changes, "Random", lambda key: Drawn(number, share))
    change_some(1, told.town.cast.finance[0], DAY)
    return told


def test_a_stay_in_hospital_ends_when_they_are_home(monkeypatch: pytest.MonkeyPatch) -> None:
    lived(monkeypatch, 0)
    made = PaymentChange.objects.get()
    assert (made.kind, made.from_on, made.until_on) == ("pause", DAY + timedelta(days=1), None)
    go_on(DAY + HOME_AFTER)
    assert made.ended_by.from_on == DAY + HOME_AFTER
    go_on(DAY + HOME_AFTER)
    assert PaymentChange.objects.count() == 2


def test_a_shorter_stay_has_its_end_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    lived(monkeypatch, 0, share=0.1)
    assert PaymentChange.objects.get().until_on == DAY + timedelta(days=6)


def test_some_pay_less_from_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    told = lived(monkeypatch, 1)
    made = PaymentChange.objects.get()
    assert made.kind == "charge"
    assert made.contribution_pence_weekly == told.budget.contribution_pence_weekly - payment_changes.LESS_PENCE


def test_most_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    lived(monkeypatch, 2)
    assert not PaymentChange.objects.exists()
