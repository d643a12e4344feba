"""In the simulation things are looked for and fill the library, and some people are referred."""

from datetime import timedelta

import pytest

from selfdirect.demo import ideas as demo
from selfdirect.records.brokerage import BrokerageAnswer, BrokerageReferral
from selfdirect.records.ideas import Idea, SourcingEnd, SourcingTask
from tests.actions.first_half import ON, assessed, means_tested, talked_through, town, written
from tests.councils import under

pytestmark = pytest.mark.django_db


class Drawn:
    """Chance that always falls on the first."""

    def randrange(self, _most: int) -> int:
        return 0

    def randint(self, least: int, _most: int) -> int:
        return least

    def choice(self, found: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
        return found[0]


def test_what_is_looked_for_is_found_and_put_in_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "Random", lambda key: Drawn())
    here = town()
    done = assessed(here)
    means_tested(done.person)
    written(talked_through(done))
    with under("council_a"):
        demo.go_on(1, here.cast, ON)
        assert SourcingTask.objects.get().used == 30 and BrokerageReferral.objects.get().organisation == "user_led"
        demo.go_on(1, here.cast, ON + demo.LOOKS_FOR)
        assert SourcingEnd.objects.get().found and BrokerageAnswer.objects.get().accepted
        demo.go_on(1, here.cast, ON + 2 * demo.LOOKS_FOR + timedelta(days=1))
        assert Idea.objects.get().check_made.is_published
